/**
 * The views with a column an indicator, generated from the catalogue. Each column is a look-up by primary key
 * of its own, so that a query pays only for the columns that it names.
 */

import { type FormKind, PERIODS } from '../model/indicator.js';
import { INDICATORS } from '../normalize/catalogue.js';

/** Columns of the report itself. What the form also asks as an indicator (its site's name) stands there only. */
const REPORT_COLUMNS: Readonly<Record<FormKind, readonly string[]>> = {
  work: ['template', 'year', 'site_code', 'region_code', 'completeness', 'confidence'],
  supervision: ['template', 'year', 'site_code', 'site_name', 'region_code', 'completeness', 'confidence'],
};

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `traffic.page_views` → `traffic_page_views`. */
export function columnName(indicator: string): string {
  return indicator.replaceAll('.', '_');
}

function indicatorColumns(form: FormKind, period: string): string[] {
  return INDICATORS.filter((indicator) => indicator.form === form).map(
    ({ key }) => `  (SELECT coalesce(f.value_number, f.value_text) FROM settled_fields f
   WHERE f.report_id = r.id AND f.indicator = '${key}' AND f.period = ${period}) AS ${quoted(columnName(key))}`,
  );
}

function reportColumns(form: FormKind): string[] {
  return ['  r.id AS report_id', '  r.document_id', ...REPORT_COLUMNS[form].map((name) => `  r.${name}`)];
}

function workReports(): string {
  return `CREATE VIEW work_reports AS
SELECT
${[...reportColumns('work'), ...indicatorColumns('work', "'year'")].join(',\n')}
FROM reports r
WHERE r.form = 'work';`;
}

function supervisionReports(): string {
  const periods = PERIODS.map((period) => `('${period}')`).join(', ');
  const columns = [
    ...reportColumns('supervision'),
    '  p.column1 AS period',
    ...indicatorColumns('supervision', 'p.column1'),
  ];
  return `CREATE VIEW supervision_reports AS
SELECT
${columns.join(',\n')}
FROM reports r CROSS JOIN (VALUES ${periods}) p
WHERE r.form = 'supervision';`;
}

/** SQL that creates `work_reports` and `supervision_reports`. */
export function wideViews(): string {
  return `${workReports()}\n\n${supervisionReports()}\n`;
}
