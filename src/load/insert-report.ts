/** Inserts one report with its fields, candidates and findings. */
import type { Candidate, Field, Finding, Report } from '../model/reading.js';
import type { Connection } from './connection.js';
import { reportId } from './row-ids.js';
import { boxList, originColumns, valueColumns } from './value-columns.js';

const INSERT_REPORT = `
  INSERT INTO reports (id, document_id, ordinal, form, template, year, site_code, site_name, reporting_unit,
    region_code, completeness, confidence)
  VALUES (@id, @document_id, @ordinal, @form, @template, @year, @site_code, @site_name, @reporting_unit,
    @region_code, @completeness, @confidence)`;

const INSERT_FIELD = `
  INSERT INTO fields (report_id, indicator, period, form, status, value_number, value_text, unit, note, raw,
    label_raw, confidence, features, page, table_index, row_index, column_index, bbox, boxes)
  VALUES (@report_id, @indicator, @period, @form, @status, @value_number, @value_text, @unit, @note, @raw,
    @label_raw, @confidence, @features, @page, @table_index, @row_index, @column_index, @bbox, @boxes)`;

const INSERT_CANDIDATE = `
  INSERT INTO candidates (report_id, indicator, period, rank, raw, status, value_number, value_text, note,
    label_raw, relation, score, page, table_index, row_index, column_index, bbox, alternatives)
  VALUES (@report_id, @indicator, @period, @rank, @raw, @status, @value_number, @value_text, @note,
    @label_raw, @relation, @score, @page, @table_index, @row_index, @column_index, @bbox, @alternatives)`;

const INSERT_FINDING = `
  INSERT INTO findings (report_id, ordinal, indicator, period, rule, severity, message)
  VALUES (@report_id, @ordinal, @indicator, @period, @rule, @severity, @message)`;

/** Keys in code-unit order, so that the text depends on the numbers alone. */
function featureText(field: Field): string {
  const entries = Object.entries(field.features).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}

function fieldRow(report: Report, field: Field) {
  return {
    form: report.form,
    indicator: field.indicator,
    period: field.period,
    status: field.status,
    ...valueColumns(field.value),
    unit: field.unit,
    note: field.note,
    raw: field.raw,
    label_raw: field.labelRaw,
    confidence: field.confidence,
    features: featureText(field),
    ...originColumns(field.origin),
    boxes: boxList(field.origin?.boxes ?? []),
  };
}

function candidateRow(candidate: Candidate, rank: number) {
  const { reading, alternatives } = candidate;
  return {
    rank: BigInt(rank),
    raw: candidate.raw,
    status: reading.status,
    ...valueColumns(reading.value),
    note: reading.note,
    label_raw: candidate.labelRaw,
    relation: candidate.relation,
    score: candidate.score,
    ...originColumns(candidate.origin),
    alternatives: alternatives.length > 0 ? JSON.stringify(alternatives) : null,
  };
}

function findingRow(finding: Finding, ordinal: number) {
  const { indicator, period, rule, severity, message } = finding;
  return { ordinal: BigInt(ordinal), indicator, period, rule, severity, message };
}

function reportRow(report: Report, ordinal: number) {
  return {
    ordinal: BigInt(ordinal),
    form: report.form,
    template: report.template,
    year: report.year === null ? null : BigInt(report.year),
    site_code: report.siteCode,
    site_name: report.siteName,
    reporting_unit: report.reportingUnit,
    region_code: report.regionCode,
    completeness: report.completeness,
    confidence: report.confidence,
  };
}

/** What a report belongs to. */
interface ReportPlace {
  readonly documentId: number;
  readonly sha256: string;
  readonly ordinal: number;
}

export type InsertReport = (report: Report, place: ReportPlace) => void;

/** Prepares the statements once; the function that comes back runs inside the caller's transaction. */
export function prepareInsertReport(db: Connection): InsertReport {
  const isTaken = db.prepare<[number]>('SELECT 1 FROM reports WHERE id = ?').pluck();
  const insertReport = db.prepare(INSERT_REPORT);
  const insertField = db.prepare(INSERT_FIELD);
  const insertCandidate = db.prepare(INSERT_CANDIDATE);
  const insertFinding = db.prepare(INSERT_FINDING);

  return (report, { documentId, sha256, ordinal }) => {
    const report_id = reportId(sha256, ordinal, (id) => isTaken.get(id) !== undefined);
    insertReport.run({ id: report_id, document_id: documentId, ...reportRow(report, ordinal) });
    for (const field of report.fields) {
      insertField.run({ report_id, ...fieldRow(report, field) });
      const { indicator, period } = field;
      field.candidates.forEach((candidate, index) => {
        insertCandidate.run({ report_id, indicator, period, ...candidateRow(candidate, index + 1) });
      });
    }
    report.findings.forEach((finding, ordinal) => {
      insertFinding.run({ report_id, ...findingRow(finding, ordinal) });
    });
  };
}
