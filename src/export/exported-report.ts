/** Reports as exports see them: every field as it stands now, people's decisions included, one report at a time. */
import type { Connection } from '../load/open.js';
import type { FormKind, Period, ValueType } from '../model/indicator.js';
import type { FieldStatus, Severity } from '../model/reading.js';
import type { DocumentKind, DocumentStatus } from '../model/result.js';

/** Names are those of the columns, which are published. */
export interface ExportedField {
  readonly indicator: string;
  readonly section: string;
  readonly label: string;
  readonly value_type: ValueType;
  readonly period: Period;
  readonly status: FieldStatus;
  readonly value_number: number | null;
  readonly value_text: string | null;
  readonly unit: string | null;
  readonly note: string | null;
  readonly raw: string | null;
  readonly label_raw: string | null;
  /** Of the reading; a person's decision does not change it. */
  readonly confidence: number;
  /** What a person decided, null where nobody has looked. */
  readonly decision: string | null;
  readonly page: number | null;
  readonly table_index: number | null;
  readonly row_index: number | null;
  readonly column_index: number | null;
  readonly bbox: string | null;
  /** JSON array of boxes. */
  readonly boxes: string | null;
}

export interface ExportedFinding {
  readonly indicator: string | null;
  readonly section: string | null;
  readonly label: string | null;
  readonly period: Period | null;
  readonly rule: string;
  /** The rule's name in Chinese; null for one that this version does not know. */
  readonly rule_name: string | null;
  readonly severity: Severity;
  readonly message: string;
}

interface ReportRow {
  readonly id: number;
  readonly document_id: number;
  readonly form: FormKind;
  readonly template: string;
  readonly year: number | null;
  readonly site_code: string | null;
  readonly site_name: string | null;
  readonly reporting_unit: string | null;
  readonly region_code: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly completeness: number;
  readonly confidence: number;
  readonly path: string;
  readonly sha256: string | null;
  readonly media_type: string | null;
  readonly kind: DocumentKind;
  readonly document_status: DocumentStatus;
  readonly error: string | null;
}

export interface ExportedReport extends ReportRow {
  /** In the order of the form. */
  readonly fields: readonly ExportedField[];
  readonly findings: readonly ExportedFinding[];
}

export interface ReportChoice {
  readonly form?: FormKind;
  readonly template?: string;
  /** Reads only these of each report and leaves the other list empty: fields are most of a database. */
  readonly only?: 'fields' | 'findings';
}

const REPORT = `
  SELECT r.id, r.document_id, r.form, r.template, r.year, r.site_code, r.site_name, r.reporting_unit,
    r.region_code, g.province, g.city, g.county, r.completeness, r.confidence, d.path, d.sha256, d.media_type,
    d.kind, d.status AS document_status, d.error
  FROM reports r JOIN documents d ON d.id = r.document_id LEFT JOIN regions g ON g.code = r.region_code
  WHERE r.id = ?`;

const FIELDS = `
  SELECT f.indicator, i.section, i.label, i.value_type, f.period, s.status, s.value_number, s.value_text, f.unit,
    s.note, f.raw, f.label_raw, f.confidence, s.decision, f.page, f.table_index, f.row_index, f.column_index,
    f.bbox, f.boxes
  FROM fields f
  JOIN settled_fields s ON s.report_id = f.report_id AND s.indicator = f.indicator AND s.period = f.period
  JOIN indicators i ON i.key = f.indicator AND i.form = f.form
  WHERE f.report_id = ?
  ORDER BY i.position, f.period`;

const FINDINGS = `
  SELECT n.indicator, i.section, i.label, n.period, n.rule, u.name_zh AS rule_name, n.severity, n.message
  FROM findings n
  JOIN reports r ON r.id = n.report_id
  LEFT JOIN indicators i ON i.key = n.indicator AND i.form = r.form
  LEFT JOIN rules u ON u.rule = n.rule
  WHERE n.report_id = ?
  ORDER BY n.ordinal`;

/** Ids in an order that people expect and that depends on content alone. */
function reportIds(db: Connection, { form, template }: ReportChoice): number[] {
  return db
    .prepare<[string | null, string | null], number>(`
      SELECT id FROM reports
      WHERE form = coalesce(?, form) AND template = coalesce(?, template)
      ORDER BY form DESC, template, year, coalesce(region_code, 'z'), site_code, site_name, id`)
    .pluck()
    .all(form ?? null, template ?? null);
}

/** Goes through the chosen reports; only one of them is in memory at a time. */
export function prepareReports(db: Connection): (choice: ReportChoice) => Generator<ExportedReport> {
  const report = db.prepare<[number], ReportRow>(REPORT);
  const fields = db.prepare<[number], ExportedField>(FIELDS);
  const findings = db.prepare<[number], ExportedFinding>(FINDINGS);
  return function* reports(choice) {
    for (const id of reportIds(db, choice)) {
      const row = report.get(id);
      if (!row) continue;
      yield {
        ...row,
        fields: choice.only === 'findings' ? [] : fields.all(id),
        findings: choice.only === 'fields' ? [] : findings.all(id),
      };
    }
  };
}
