/**
 * One report a line, each line an object of the same shape as `nianbao extract --json` prints (with that one report),
 * so that one JSON Schema serves both. Values that people decided stand in place of what was read.
 */
import type { Writable } from 'node:stream';
import type { FieldValue } from '../model/reading.js';
import type { ExportSource } from './export-source.js';
import type { ExportedField, ExportedReport } from './exported-report.js';
import { writeChunk } from './write-chunk.js';

function jsonValue({ value_type, value_number, value_text }: ExportedField): FieldValue | null {
  if (value_type === 'boolean' && value_number !== null) return value_number === 1;
  return value_number ?? value_text;
}

function jsonOrigin(field: ExportedField) {
  const { page, table_index, row_index, column_index, boxes } = field;
  const isPlaced = [page, table_index, row_index, column_index, boxes].some((part) => part !== null);
  if (!isPlaced && field.raw === null) return null;
  return {
    page,
    table: table_index,
    row: row_index,
    column: column_index,
    boxes: boxes === null ? [] : (JSON.parse(boxes) as number[][]),
  };
}

function jsonField(field: ExportedField) {
  const { indicator, period, status, unit, note, raw, label_raw, confidence } = field;
  const value = jsonValue(field);
  return {
    indicator,
    period,
    status,
    value,
    unit,
    note,
    raw,
    label_raw,
    confidence,
    origin: jsonOrigin(field),
  };
}

function jsonReport(report: ExportedReport) {
  const { form, template, year, site_code, site_name, confidence } = report;
  return {
    form,
    template,
    year,
    site_code,
    site_name,
    confidence,
    fields: report.fields.map(jsonField),
    findings: report.findings.map(({ indicator, period, rule, severity, message }) => {
      return { indicator, period, rule, severity, message };
    }),
  };
}

function jsonLine(report: ExportedReport) {
  const { path, sha256, media_type, kind, document_status, error } = report;
  return {
    document: { path, sha256, media_type, kind, status: document_status, error },
    reports: [jsonReport(report)],
  };
}

export async function writeJsonl(source: ExportSource, stream: Writable): Promise<void> {
  for (const report of source.reports()) await writeChunk(stream, `${JSON.stringify(jsonLine(report))}\n`);
}
