/** The published JSON form of what was read from a file; its schema is `schema/filing-result.schema.json`. */
import type { Field, Finding, Report } from '../model/reading.js';
import type { FilingResult } from '../model/result.js';

function fieldJson(field: Field) {
  const { indicator, period, status, value, unit, note, raw, labelRaw, confidence, origin } = field;
  return {
    indicator,
    period,
    status,
    value,
    unit,
    note,
    raw,
    label_raw: labelRaw,
    confidence,
    origin: origin && {
      page: origin.page,
      table: origin.table,
      row: origin.row,
      column: origin.column,
      boxes: origin.boxes,
    },
  };
}

function findingJson({ indicator, period, rule, severity, message }: Finding) {
  return { indicator, period, rule, severity, message };
}

function reportJson(report: Report) {
  return {
    form: report.form,
    template: report.template,
    year: report.year,
    site_code: report.siteCode,
    site_name: report.siteName,
    confidence: report.confidence,
    fields: report.fields.map(fieldJson),
    findings: report.findings.map(findingJson),
  };
}

/** A plain object, to be printed with `JSON.stringify`. */
export function filingJson({ document, reports }: FilingResult) {
  const { path, sha256, mediaType, kind, status, error } = document;
  return {
    document: { path, sha256: sha256 || null, media_type: mediaType, kind, status, error },
    reports: reports.map(reportJson),
  };
}
