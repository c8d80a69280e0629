/** The tables that CSV and Parquet files are made of: names and columns as in SQLite, so that queries carry over. */

import { chineseMessage } from '../load/finding-wording.js';
import { columnName } from '../load/wide-views.js';
import type { FormKind, Period, ValueType } from '../model/indicator.js';
import type { ExportedIndicator, ExportSource } from './export-source.js';
import type { ExportedField, ExportedReport } from './exported-report.js';

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date';
export type CellValue = string | number | boolean | null;

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface ExportTable {
  readonly name: TableName;
  readonly columns: readonly TableColumn[];
  /** Cells in the order of the columns, made one report at a time. */
  readonly rows: () => Generator<readonly CellValue[]>;
}

/** `fields` holds every value of both forms, one a row; the wide ones have a column an indicator. */
export const TABLE_NAMES = [
  'fields',
  'work_reports',
  'supervision_reports',
  'findings',
  'indicators',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

const TYPE_OF_VALUE: Readonly<Record<ValueType, ColumnType>> = {
  count: 'integer',
  decimal: 'number',
  percent: 'number',
  interval: 'number',
  boolean: 'boolean',
  date: 'date',
  choice: 'text',
  url: 'text',
  code: 'text',
  text: 'text',
};

/** A column, and where its cell comes from. */
type ColumnOf<Row> = readonly [name: string, type: ColumnType, cell: (row: Row) => CellValue];

function* tableRows<Row>(rows: Iterable<Row>, columns: readonly ColumnOf<Row>[]): Generator<CellValue[]> {
  for (const row of rows) yield columns.map(([, , cell]) => cell(row));
}

function table<Row>(
  name: TableName,
  columns: readonly ColumnOf<Row>[],
  rows: () => Iterable<Row>,
): ExportTable {
  return {
    name,
    columns: columns.map(([name, type]) => ({ name, type })),
    rows: () => tableRows(rows(), columns),
  };
}

interface InReport {
  readonly report: ExportedReport;
}

/** What says whose report it is. */
const PLACE: readonly ColumnOf<InReport>[] = [
  ['report_id', 'integer', ({ report }) => report.id],
  ['path', 'text', ({ report }) => report.path],
  ['template', 'text', ({ report }) => report.template],
  ['year', 'integer', ({ report }) => report.year],
  ['site_code', 'text', ({ report }) => report.site_code],
  ['region_code', 'text', ({ report }) => report.region_code],
  ['province', 'text', ({ report }) => report.province],
  ['city', 'text', ({ report }) => report.city],
  ['county', 'text', ({ report }) => report.county],
];
const SITE_NAME: ColumnOf<InReport> = ['site_name', 'text', ({ report }) => report.site_name];
const TRUST: readonly ColumnOf<InReport>[] = [
  ['completeness', 'number', ({ report }) => report.completeness],
  ['confidence', 'number', ({ report }) => report.confidence],
];

function cellOf(field: ExportedField | undefined): CellValue {
  if (field === undefined) return null;
  if (field.value_type === 'boolean' && field.value_number !== null) return field.value_number === 1;
  return field.value_number ?? field.value_text;
}

interface InPeriod extends InReport {
  readonly period: Period;
  readonly fields: ReadonlyMap<string, ExportedField>;
}

function* byPeriod(reports: Iterable<ExportedReport>): Generator<InPeriod> {
  for (const report of reports) {
    const periods = [...new Set(report.fields.map(({ period }) => period))].sort();
    for (const period of periods) {
      const fields = report.fields.filter((field) => field.period === period);
      yield { report, period, fields: new Map(fields.map((field) => [field.indicator, field])) };
    }
  }
}

function indicatorColumn({ key, value_type }: ExportedIndicator): ColumnOf<InPeriod> {
  return [columnName(key), TYPE_OF_VALUE[value_type], ({ fields }) => cellOf(fields.get(key))];
}

/** A row a report, or a row a report and period where the form has quarters. */
function wideTable(source: ExportSource, form: FormKind): ExportTable {
  const ofForm: readonly ColumnOf<InPeriod>[] =
    form === 'work' ? [] : [SITE_NAME, ['period', 'text', ({ period }) => period]];
  const indicators = source.indicators.filter((indicator) => indicator.form === form).map(indicatorColumn);
  return table<InPeriod>(`${form}_reports`, [...PLACE, ...ofForm, ...TRUST, ...indicators], () =>
    byPeriod(source.reports({ form, only: 'fields' })),
  );
}

interface InField extends InReport {
  readonly field: ExportedField;
}

const FIELD: readonly ColumnOf<InField>[] = [
  ['form', 'text', ({ report }) => report.form],
  ['indicator', 'text', ({ field }) => field.indicator],
  ['section', 'text', ({ field }) => field.section],
  ['label', 'text', ({ field }) => field.label],
  ['period', 'text', ({ field }) => field.period],
  ['status', 'text', ({ field }) => field.status],
  ['value_number', 'number', ({ field }) => field.value_number],
  ['value_text', 'text', ({ field }) => field.value_text],
  ['unit', 'text', ({ field }) => field.unit],
  ['note', 'text', ({ field }) => field.note],
  ['raw', 'text', ({ field }) => field.raw],
  ['label_raw', 'text', ({ field }) => field.label_raw],
  ['confidence', 'number', ({ field }) => field.confidence],
  ['decision', 'text', ({ field }) => field.decision],
  ['page', 'integer', ({ field }) => field.page],
  ['table_index', 'integer', ({ field }) => field.table_index],
  ['row_index', 'integer', ({ field }) => field.row_index],
  ['column_index', 'integer', ({ field }) => field.column_index],
  ['bbox', 'text', ({ field }) => field.bbox],
];

function* eachField(reports: Iterable<ExportedReport>): Generator<InField> {
  for (const report of reports) for (const field of report.fields) yield { report, field };
}

interface InFinding extends InReport {
  readonly finding: ExportedReport['findings'][number];
}

const FINDING: readonly ColumnOf<InFinding>[] = [
  ['form', 'text', ({ report }) => report.form],
  ['indicator', 'text', ({ finding }) => finding.indicator],
  ['section', 'text', ({ finding }) => finding.section],
  ['label', 'text', ({ finding }) => finding.label],
  ['period', 'text', ({ finding }) => finding.period],
  ['rule', 'text', ({ finding }) => finding.rule],
  ['rule_name', 'text', ({ finding }) => finding.rule_name],
  ['severity', 'text', ({ finding }) => finding.severity],
  ['message', 'text', ({ finding }) => finding.message],
  ['message_zh', 'text', ({ finding }) => chineseMessage(finding.message)],
];

function* eachFinding(reports: Iterable<ExportedReport>): Generator<InFinding> {
  for (const report of reports) for (const finding of report.findings) yield { report, finding };
}

const INDICATOR: readonly ColumnOf<ExportedIndicator>[] = [
  ['key', 'text', ({ key }) => key],
  ['form', 'text', ({ form }) => form],
  ['section', 'text', ({ section }) => section],
  ['label', 'text', ({ label }) => label],
  ['unit', 'text', ({ unit }) => unit],
  ['value_type', 'text', ({ value_type }) => value_type],
  ['options', 'text', ({ options }) => options],
  ['definition', 'text', ({ definition }) => definition],
];

export function exportTable(source: ExportSource, name: TableName): ExportTable {
  switch (name) {
    case 'fields':
      return table<InField>(name, [...PLACE, SITE_NAME, ...FIELD], () =>
        eachField(source.reports({ only: 'fields' })),
      );
    case 'work_reports':
      return wideTable(source, 'work');
    case 'supervision_reports':
      return wideTable(source, 'supervision');
    case 'findings':
      return table<InFinding>(name, [...PLACE, SITE_NAME, ...FINDING], () =>
        eachFinding(source.reports({ only: 'findings' })),
      );
    case 'indicators':
      return table<ExportedIndicator>(name, INDICATOR, () => source.indicators);
  }
}
