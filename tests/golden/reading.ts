/** Readings made up from golden files, as if the pipeline had read exactly what a person read. */

import type { GoldenField, GoldenFile, GoldenReport } from '../../src/golden/schema.js';
import type { Field, Report } from '../../src/model/reading.js';
import type { FilingResult } from '../../src/model/result.js';

export const GOLDEN_DIR = new URL('../../golden', import.meta.url).pathname;

function fieldOf({ key, period, status, value }: GoldenField): Field {
  return {
    indicator: key,
    period,
    status,
    value,
    unit: null,
    note: null,
    raw: value === null ? null : String(value),
    labelRaw: null,
    confidence: 0.97,
    features: {},
    origin: null,
    candidates: [],
  };
}

function reportOf(golden: GoldenReport): Report {
  return {
    form: golden.form,
    template: golden.template,
    year: golden.year,
    siteCode: golden.site_code,
    siteName: golden.site_name,
    reportingUnit: null,
    regionCode: null,
    completeness: 1,
    confidence: 1,
    fields: golden.fields.map(fieldOf),
    findings: golden.findings.map((finding) => ({
      ...finding,
      severity: 'warning',
      message: 'numbers differ',
    })),
  };
}

export function readingOf(golden: GoldenFile, path = golden.source): FilingResult {
  return {
    document: {
      path,
      sha256: '0'.repeat(64),
      bytes: 1,
      mediaType: 'text/plain',
      sourceKind: 'word-dump',
      reader: 'text',
      kind: golden.kind,
      status: 'loaded',
      error: null,
    },
    reports: golden.reports.map(reportOf),
    definitions: [],
  };
}
