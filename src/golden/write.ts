/** The text of a golden file: always the same order and layout, one field and one finding a line. */

import { type FormKind, PERIODS, type Period } from '../model/indicator.js';
import type { Field, Finding, Report } from '../model/reading.js';
import type { DocumentInfo } from '../model/result.js';
import { INDICATORS } from '../normalize/catalogue.js';
import type { GoldenFile, GoldenReport } from './schema.js';

/** What of a reading stands in a golden file. */
export interface GoldenSource {
  readonly document: Pick<DocumentInfo, 'kind'>;
  readonly reports: readonly GoldenReportSource[];
}

export interface GoldenReportSource
  extends Pick<Report, 'form' | 'template' | 'year' | 'siteCode' | 'siteName'> {
  readonly fields: readonly Pick<Field, 'indicator' | 'period' | 'status' | 'value'>[];
  readonly findings: readonly Pick<Finding, 'rule' | 'indicator' | 'period'>[];
}

/** What a reading would be as a golden file, with fields in the order of the form and findings in that of the fields. */
export function goldenOf(source: string, result: GoldenSource): GoldenFile {
  return { source, kind: result.document.kind, reports: result.reports.map(goldenReportOf) };
}

function goldenReportOf(report: GoldenReportSource): GoldenReport {
  const place = placesOf(report.form);
  const fields = report.fields.map(({ indicator, period, status, value }) => ({
    key: indicator,
    period,
    status,
    value,
  }));
  const findings = report.findings.map(({ rule, indicator, period }) => ({ rule, indicator, period }));
  return {
    form: report.form,
    template: report.template,
    year: report.year,
    site_code: report.siteCode,
    site_name: report.siteName,
    fields: fields.sort((a, b) => place(a.key, a.period) - place(b.key, b.period)),
    findings: findings.sort(
      (a, b) => place(a.indicator, a.period) - place(b.indicator, b.period) || (a.rule < b.rule ? -1 : 1),
    ),
  };
}

/** Findings about a whole report come first, unknown indicators last. */
function placesOf(form: FormKind): (indicator: string | null, period: Period | null) => number {
  const keys = INDICATORS.filter((indicator) => indicator.form === form).map(({ key }) => key);
  const order = new Map(keys.map((key, index) => [key, index]));
  return (indicator, period) => {
    if (indicator === null) return -1;
    const row = order.get(indicator) ?? keys.length;
    return row * PERIODS.length + (period === null ? 0 : PERIODS.indexOf(period));
  };
}

export function formatGolden(golden: GoldenFile): string {
  const body = golden.reports.length === 0 ? '[]' : `[\n${golden.reports.map(formatReport).join(',\n')}\n  ]`;
  const head = `  "source": ${JSON.stringify(golden.source)},\n  "kind": ${JSON.stringify(golden.kind)},`;
  return `{\n${head}\n  "reports": ${body}\n}\n`;
}

function formatReport(report: GoldenReport): string {
  const lines = [
    ...(['form', 'template', 'year', 'site_code', 'site_name'] as const).map(
      (name) => `"${name}": ${JSON.stringify(report[name])}`,
    ),
    `"fields": ${formatRows(report.fields)}`,
    `"findings": ${formatRows(report.findings)}`,
  ];
  return `    {\n${lines.map((line) => `      ${line}`).join(',\n')}\n    }`;
}

function formatRows(rows: readonly object[]): string {
  if (rows.length === 0) return '[]';
  const lines = rows.map((row) => {
    const cells = Object.entries(row).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
    return `        { ${cells.join(', ')} }`;
  });
  return `[\n${lines.join(',\n')}\n      ]`;
}
