/** One report as the page shows it: every field with its rivals, findings and what was decided about it. */
import { chineseMessage } from '../../load/finding-wording.js';
import type { Connection } from '../../load/open.js';
import type { Severity } from '../../model/reading.js';
import { doubtOf, isDoubtful } from '../queue/risk.js';
import type {
  EarlierDecision,
  FieldPlace,
  FieldView,
  FilingView,
  FindingView,
  ReportView,
  RivalView,
} from './view-types.js';

const REPORT = `
  SELECT r.id, r.ordinal, r.form, r.template, r.year, r.site_code AS siteCode, r.site_name AS siteName,
         r.reporting_unit AS reportingUnit, r.region_code AS regionCode, r.completeness, r.confidence,
         d.id AS documentId, d.path, d.sha256, d.media_type AS mediaType, d.source_kind AS sourceKind, d.reader
  FROM reports r JOIN documents d ON d.id = r.document_id WHERE r.id = ?`;

const FIELDS = `
  SELECT f.indicator, f.period, i.section, i.label, i.value_type AS type, i.options, i.definition, f.unit,
         f.status, coalesce(f.value_number, f.value_text) AS value, f.note, f.raw, f.label_raw AS labelRaw,
         f.confidence, f.page, f.table_index AS "table", f.row_index AS row, f.column_index AS column, f.boxes
  FROM fields f JOIN indicators i ON i.key = f.indicator AND i.form = f.form
  WHERE f.report_id = ?
  ORDER BY i.position, CASE f.period WHEN 'q1' THEN 1 WHEN 'q2' THEN 2 WHEN 'q3' THEN 3 WHEN 'q4' THEN 4 ELSE 5 END`;

const RIVALS = `
  SELECT indicator, period, rank, raw, status, coalesce(value_number, value_text) AS value, note,
         label_raw AS labelRaw, relation, score, page, table_index AS "table", row_index AS row,
         column_index AS column, bbox, alternatives
  FROM candidates WHERE report_id = ? ORDER BY indicator, period, rank`;

const FINDINGS = `
  SELECT indicator, period, rule, severity, message FROM findings WHERE report_id = ? ORDER BY ordinal`;

const DECISIONS = `
  SELECT id, indicator, period, decision, status, coalesce(value_number, value_text) AS value, note, reviewer,
         decided_at AS decidedAt
  FROM reviews WHERE source_sha256 = ? AND report_ordinal = ? AND form = ? ORDER BY id`;

const EARLIER = `
  SELECT indicator, period, status, coalesce(value_number, value_text) AS value, note, reviewer,
         decided_at AS decidedAt
  FROM reviews_to_repeat WHERE report_id = ?`;

interface PlaceRow {
  readonly page: number | null;
  readonly table: number | null;
  readonly row: number | null;
  readonly column: number | null;
}

interface FieldRow extends PlaceRow, Omit<FieldView, 'place' | 'rivals' | 'findings' | 'options'> {
  readonly options: string | null;
  readonly boxes: string | null;
}

interface RivalRow extends PlaceRow, Omit<RivalView, 'place' | 'alternatives'> {
  readonly indicator: string;
  readonly period: string;
  readonly bbox: string | null;
  readonly alternatives: string | null;
}

interface FindingRow extends Omit<FindingView, 'messageZh'> {
  readonly indicator: string | null;
  readonly period: string | null;
  readonly severity: Severity;
}

type DecisionRow = NonNullable<FieldView['decision']> & {
  readonly indicator: string;
  readonly period: string;
};
type EarlierRow = EarlierDecision & { readonly indicator: string; readonly period: string };

const slot = ({ indicator, period }: { indicator: string | null; period: string | null }) =>
  `${indicator} ${period ?? 'year'}`;

function grouped<T extends { indicator: string | null; period: string | null }>(rows: readonly T[]) {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(slot(row));
    if (group) group.push(row);
    else groups.set(slot(row), [row]);
  }
  return groups;
}

function placeOf({ page, table, row, column }: PlaceRow, boxes: unknown): FieldPlace {
  return { page, table, row, column, boxes: Array.isArray(boxes) ? boxes : [] };
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}

function rivalView({ bbox, alternatives, indicator: _, period: __, ...row }: RivalRow): RivalView {
  const { page, table, row: tableRow, column, ...rest } = row;
  const box = bbox?.split(',').map(Number);
  return {
    ...rest,
    place: placeOf({ page, table, row: tableRow, column }, box ? [box] : []),
    alternatives: (parsed(alternatives) ?? []) as RivalView['alternatives'],
  };
}

function findingView({ rule, severity, message }: FindingRow): FindingView {
  return { rule, severity, message, messageZh: chineseMessage(message) };
}

/** Reads a report whole; null where there is none with this id (any more). */
export function prepareFilingView(
  db: Connection,
  isAudited: (reportId: number, indicator: string, period: string) => boolean,
): (reportId: number) => FilingView | null {
  const report = db.prepare<[number], ReportView>(REPORT);
  const fields = db.prepare<[number], FieldRow>(FIELDS);
  const rivals = db.prepare<[number], RivalRow>(RIVALS);
  const findings = db.prepare<[number], FindingRow>(FINDINGS);
  const decisions = db.prepare<[string | null, number, string], DecisionRow>(DECISIONS);
  const earlier = db.prepare<[number], EarlierRow>(EARLIER);
  const siblings = db.prepare<[number], { id: number; form: string; year: number | null }>(
    'SELECT id, form, year FROM reports WHERE document_id = ? ORDER BY ordinal',
  );

  function read(reportId: number): FilingView | null {
    const found = report.get(reportId);
    if (!found) return null;
    const rivalsOf = grouped(rivals.all(reportId));
    const allFindings = findings.all(reportId);
    const findingsOf = grouped(allFindings);
    const decisionOf = new Map(
      decisions.all(found.sha256, found.ordinal, found.form).map((row) => [slot(row), row]),
    );
    const earlierOf = new Map(earlier.all(reportId).map((row) => [slot(row), row]));
    const view = (row: FieldRow): FieldView => {
      const { page, table, row: tableRow, column, boxes, options, ...rest } = row;
      const own = findingsOf.get(slot(row)) ?? [];
      const former = earlierOf.get(slot(row)) ?? null;
      const severities = own.map(({ severity }) => severity).filter((severity) => severity !== 'info');
      const doubt = doubtOf(row.confidence, severities, former !== null);
      return {
        ...rest,
        options: (parsed(options) ?? {}) as FieldView['options'],
        place: placeOf({ page, table, row: tableRow, column }, parsed(boxes)),
        rivals: (rivalsOf.get(slot(row)) ?? []).map(rivalView),
        findings: own.map(findingView),
        decision: decisionOf.get(slot(row)) ?? null,
        earlier: former,
        isDoubtful: isDoubtful(doubt),
        isAudited: isAudited(reportId, row.indicator, row.period),
      };
    };
    return {
      report: found,
      siblings: siblings.all(found.documentId),
      fields: fields.all(reportId).map(view),
      findings: allFindings.filter(({ indicator }) => indicator === null).map(findingView),
    };
  }
  // One transaction: an import may replace the report between two of the queries.
  return db.transaction(read);
}
