/** Everything that the database holds about one field: where it stands, its rivals, features and findings. */
import type { SourceKind } from '../model/document.js';
import type { Features, FieldStatus } from '../model/reading.js';
import type { Connection } from './connection.js';

interface Place {
  /** From 1; null where the source has no pages. */
  readonly page: number | null;
  /** From 0, as in the tables. */
  readonly table: number | null;
  readonly row: number | null;
  readonly column: number | null;
  readonly bbox: string | null;
}

export interface WeighedCandidate extends Place {
  readonly rank: number;
  readonly status: string;
  readonly value: number | string | null;
  readonly note: string | null;
  readonly raw: string;
  readonly labelRaw: string;
  readonly relation: string;
  readonly score: number;
  /** Other engines' readings of the same cell, as JSON. */
  readonly alternatives: string | null;
}

export interface FieldFinding {
  readonly rule: string;
  readonly severity: string;
  readonly period: string | null;
  readonly message: string;
}

interface FieldRow extends Place {
  readonly reportId: number;
  readonly path: string;
  readonly sourceKind: SourceKind | null;
  readonly reader: string | null;
  readonly programVersion: string;
  readonly form: string;
  readonly template: string;
  readonly year: number | null;
  readonly siteCode: string | null;
  readonly siteName: string | null;
  readonly indicator: string;
  readonly section: string;
  readonly label: string;
  readonly period: string;
  readonly status: FieldStatus;
  readonly value: number | string | null;
  readonly unit: string | null;
  readonly note: string | null;
  readonly raw: string | null;
  readonly labelRaw: string | null;
  readonly confidence: number;
}

export interface FieldEvidence extends FieldRow {
  readonly features: Features;
  /** The chosen one first. */
  readonly candidates: readonly WeighedCandidate[];
  readonly findings: readonly FieldFinding[];
}

const FIELDS = `
  SELECT r.id AS reportId, d.path, d.source_kind AS sourceKind, d.reader, d.program_version AS programVersion,
    r.form, r.template, r.year, r.site_code AS siteCode, coalesce(r.site_name, r.reporting_unit) AS siteName,
    f.indicator, i.section, i.label, f.period, f.status, coalesce(f.value_number, f.value_text) AS value,
    f.unit, f.note, f.raw, f.label_raw AS labelRaw, f.confidence, f.page, f.table_index AS "table",
    f.row_index AS row, f.column_index AS "column", f.bbox, f.features
  FROM fields f
  JOIN reports r ON r.id = f.report_id
  JOIN documents d ON d.id = r.document_id
  JOIN indicators i ON i.key = f.indicator AND i.form = f.form
  WHERE f.report_id = ? AND f.indicator = ?
  ORDER BY f.period`;

const CANDIDATES = `
  SELECT rank, status, coalesce(value_number, value_text) AS value, note, raw, label_raw AS labelRaw, relation,
    score, alternatives, page, table_index AS "table", row_index AS row, column_index AS "column", bbox
  FROM candidates WHERE report_id = ? AND indicator = ? AND period = ? ORDER BY rank`;

const FINDINGS = `
  SELECT rule, severity, period, message FROM findings
  WHERE report_id = ? AND indicator = ? AND (period IS NULL OR period = ?) ORDER BY ordinal`;

/** The field in each of its periods, `q1` to `year`; empty where the report's form does not ask for it. */
export function fieldEvidence(db: Connection, reportId: number, indicator: string): FieldEvidence[] {
  const candidates = db.prepare<[number, string, string], WeighedCandidate>(CANDIDATES);
  const findings = db.prepare<[number, string, string], FieldFinding>(FINDINGS);
  return db
    .prepare<[number, string], FieldRow & { readonly features: string }>(FIELDS)
    .all(reportId, indicator)
    .map((row) => ({
      ...row,
      features: JSON.parse(row.features) as Features,
      candidates: candidates.all(reportId, indicator, row.period),
      findings: findings.all(reportId, indicator, row.period),
    }));
}

/** Reports of the document at this path, or of the one whose content it shares. */
export function reportsAt(db: Connection, path: string): number[] {
  return db
    .prepare<[string], number>(
      `SELECT r.id FROM documents d JOIN reports r ON r.document_id = coalesce(d.copy_of, d.id)
       WHERE d.path = ? ORDER BY r.ordinal`,
    )
    .pluck()
    .all(path);
}
