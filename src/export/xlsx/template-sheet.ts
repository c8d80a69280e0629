/** One sheet a template: a row a report (and quarter), a column a question of the form. */
import type { FormKind, Period, ValueType } from '../../model/indicator.js';
import type { ExportedIndicator, ExportSource } from '../export-source.js';
import type { ExportedField, ExportedReport } from '../exported-report.js';
import { cellText } from './cell-text.js';
import { fieldCell, type OptionLabels, type SheetCell, type SheetValue } from './field-cell.js';
import type { SheetColumn } from './heading-rows.js';
import { VALUE_STYLES } from './styles.js';

export interface TemplateSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Columns at the left that stay in sight. */
  readonly frozenColumns: number;
  readonly rows: () => Generator<readonly SheetCell[]>;
}

const FORM_NAMES: Readonly<Record<FormKind, string>> = { work: '工作年度报表', supervision: '监管年度报表' };
export const PERIOD_NAMES: Readonly<Record<Period, string>> = {
  q1: '第一季度',
  q2: '第二季度',
  q3: '第三季度',
  q4: '第四季度',
  year: '全年',
};

/** Sheet names have at most 31 characters and none of these. */
const LONGEST_NAME = 31;
const NOT_IN_NAMES = /[[\]:*?/\\]/g;

/** Columns that say whose row it is; the first ones stay in sight. */
type OwnColumn = readonly [label: string, width: number, value: (row: InPeriod) => SheetValue];

interface InPeriod {
  readonly report: ExportedReport;
  readonly period: Period;
}

function text(value: string | null): SheetValue {
  return value === null ? null : cellText(value);
}

const YEAR: OwnColumn = ['年度', 8, ({ report }) => report.year];
const SITE: OwnColumn = ['网站（单位）', 28, ({ report }) => text(report.site_name ?? report.reporting_unit)];
const PERIOD: OwnColumn = ['期间', 10, ({ period }) => PERIOD_NAMES[period]];
const BEFORE: readonly OwnColumn[] = [
  ['标识码', 14, ({ report }) => text(report.site_code)],
  ['省（区、市）', 16, ({ report }) => report.province],
  ['市（州）', 14, ({ report }) => report.city],
  ['县（区）', 14, ({ report }) => report.county],
];
const AFTER: readonly OwnColumn[] = [
  ['完整度', 9, ({ report }) => report.completeness],
  ['平均置信度', 9, ({ report }) => report.confidence],
  ['来源文件', 40, ({ report }) => text(report.path)],
];

/** Characters of Latin that fit: office programs do not all make a row higher for a text that is broken. */
const WIDTHS: Partial<Record<ValueType, number>> = { boolean: 9, text: 30, url: 36, code: 26 };
const NUMBER_WIDTH = 13;

function widthOf({ value_type }: ExportedIndicator): number {
  return WIDTHS[value_type] ?? NUMBER_WIDTH;
}

function columnOf(indicator: ExportedIndicator): SheetColumn {
  const { section, label, unit } = indicator;
  return { section: section.split('/'), label, unit, width: widthOf(indicator) };
}

function ownColumn([label, width]: OwnColumn): SheetColumn {
  return { section: [], label, unit: null, width };
}

function ownCell([, , value]: OwnColumn, row: InPeriod): SheetCell {
  return { value: value(row), style: VALUE_STYLES.plain.general };
}

function optionLabels({ options }: ExportedIndicator): OptionLabels {
  return options === null ? {} : (JSON.parse(options) as OptionLabels);
}

function periodsOf(report: ExportedReport): Period[] {
  return [...new Set(report.fields.map(({ period }) => period))].sort();
}

export function templateSheet(source: ExportSource, template: string, form: FormKind): TemplateSheet {
  const keys = source.keysOf(template);
  const indicators = source.indicators
    .filter((indicator) => indicator.form === form && keys.has(indicator.key))
    .map((indicator) => ({ ...indicator, labels: optionLabels(indicator) }));
  const frozen = form === 'supervision' ? [YEAR, SITE, PERIOD] : [YEAR, SITE];
  const before = [...frozen, ...BEFORE];

  function row(at: InPeriod): SheetCell[] {
    const fields = new Map<string, ExportedField>();
    for (const field of at.report.fields) if (field.period === at.period) fields.set(field.indicator, field);
    return [
      ...before.map((column) => ownCell(column, at)),
      ...indicators.map(({ key, labels }) => fieldCell(fields.get(key), labels)),
      ...AFTER.map((column) => ownCell(column, at)),
    ];
  }

  return {
    name: `${FORM_NAMES[form]} ${template}`.replace(NOT_IN_NAMES, ' ').slice(0, LONGEST_NAME),
    columns: [...before.map(ownColumn), ...indicators.map(columnOf), ...AFTER.map(ownColumn)],
    frozenColumns: frozen.length,
    *rows() {
      for (const report of source.reports({ template, only: 'fields' })) {
        for (const period of periodsOf(report)) yield row({ report, period });
      }
    },
  };
}
