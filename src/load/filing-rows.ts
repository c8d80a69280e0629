/**
 * A result as the rows that it becomes: plain arrays in the order of the columns. They are made where the file is
 * read, since that is where the processors are; the one writer then has little more to do than to bind them.
 */
import type { Candidate, Field, Finding, Report } from '../model/reading.js';
import type { Definition, DocumentInfo, FilingResult } from '../model/result.js';
import { boxList, originColumns, plainValueColumns } from './value-columns.js';

export type Value = number | string | null;
export type Row = readonly Value[];

/** Columns of the tables, in the order of the arrays; `report_id` stands before them all. */
export const COLUMNS = {
  fields: [
    'indicator',
    'period',
    'form',
    'status',
    'value_number',
    'value_text',
    'unit',
    'note',
    'raw',
    'label_raw',
    'confidence',
    'features',
    'page',
    'table_index',
    'row_index',
    'column_index',
    'bbox',
    'boxes',
    'relation',
    'score',
    'alternatives',
  ],
  rivals: [
    'indicator',
    'period',
    'rank',
    'raw',
    'status',
    'value_number',
    'value_text',
    'note',
    'label_raw',
    'relation',
    'score',
    'page',
    'table_index',
    'row_index',
    'column_index',
    'bbox',
    'alternatives',
  ],
  findings: ['ordinal', 'indicator', 'period', 'rule', 'severity', 'message'],
} as const;

export type ReportInfo = Omit<Report, 'fields' | 'findings'>;

export interface ReportRows {
  readonly report: ReportInfo;
  readonly fields: readonly Row[];
  readonly rivals: readonly Row[];
  readonly findings: readonly Row[];
}

export interface FilingRows {
  readonly document: DocumentInfo;
  readonly reports: readonly ReportRows[];
  readonly definitions: readonly Definition[];
}

/** In code-unit order, so that the text depends on the numbers alone; those that are 0, most of them, are left out. */
function featureText({ features }: Field): string {
  const names: string[] = [];
  for (const name in features) if (features[name] !== 0) names.push(name);
  return `{${names
    .sort()
    .map((name) => `"${name}":${features[name]}`)
    .join(',')}}`;
}

function fieldRow(form: string, field: Field): Row {
  const { value_number, value_text } = plainValueColumns(field.value);
  const { page, table_index, row_index, column_index, bbox } = originColumns(field.origin);
  const [chosen] = field.candidates;
  return [
    field.indicator,
    field.period,
    form,
    field.status,
    value_number,
    value_text,
    field.unit,
    field.note,
    field.raw,
    field.labelRaw,
    field.confidence,
    featureText(field),
    page,
    table_index,
    row_index,
    column_index,
    bbox,
    boxList(field.origin?.boxes ?? []),
    chosen?.relation ?? null,
    chosen?.score ?? null,
    chosen ? alternativesText(chosen) : null,
  ];
}

function alternativesText({ alternatives }: Candidate): string | null {
  return alternatives.length > 0 ? JSON.stringify(alternatives) : null;
}

function rivalRow(field: Field, candidate: Candidate, rank: number): Row {
  const { reading } = candidate;
  const { value_number, value_text } = plainValueColumns(reading.value);
  const { page, table_index, row_index, column_index, bbox } = originColumns(candidate.origin);
  return [
    field.indicator,
    field.period,
    rank,
    candidate.raw,
    reading.status,
    value_number,
    value_text,
    reading.note,
    candidate.labelRaw,
    candidate.relation,
    candidate.score,
    page,
    table_index,
    row_index,
    column_index,
    bbox,
    alternativesText(candidate),
  ];
}

function findingRow({ indicator, period, rule, severity, message }: Finding, ordinal: number): Row {
  return [ordinal, indicator, period, rule, severity, message];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In the order of the tables' keys: pages that are filled from left to right end a sixth fuller. */
function inKeyOrder(fields: readonly Field[]): Field[] {
  return fields.toSorted((a, b) => compare(a.indicator, b.indicator) || compare(a.period, b.period));
}

function reportRows({ fields, findings, ...report }: Report): ReportRows {
  const inOrder = inKeyOrder(fields);
  return {
    report,
    fields: inOrder.map((field) => fieldRow(report.form, field)),
    rivals: inOrder.flatMap((field) =>
      field.candidates.slice(1).map((candidate, index) => rivalRow(field, candidate, index + 2)),
    ),
    findings: findings.map(findingRow),
  };
}

export function filingRows({ document, reports, definitions }: FilingResult): FilingRows {
  return { document, reports: reports.map(reportRows), definitions };
}
