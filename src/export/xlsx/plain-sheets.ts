/** The sheets beside the reports: what the colours mean, what each column is, and what the checks noticed. */

import { chineseMessage } from '../../load/finding-wording.js';
import { columnName } from '../../load/wide-views.js';
import type { ValueType } from '../../model/indicator.js';
import type { Severity } from '../../model/reading.js';
import type { ExportSource } from '../export-source.js';
import { cellText } from './cell-text.js';
import type { SheetCell, SheetValue } from './field-cell.js';
import { LOW_CONFIDENCE, type Shade, VALUE_STYLES, VERY_LOW_CONFIDENCE } from './styles.js';
import { PERIOD_NAMES } from './template-sheet.js';

export interface PlainSheet {
  readonly name: string;
  readonly columns: readonly (readonly [label: string, width: number])[];
  readonly rows: () => Generator<readonly SheetCell[]>;
}

function plain(value: SheetValue): SheetCell {
  return { value, style: VALUE_STYLES.plain.general };
}

function text(value: string | null): SheetCell {
  return plain(value === null ? null : cellText(value));
}

const LEGEND: readonly (readonly [shade: Shade, sample: string, zh: string, en: string])[] = [
  ['plain', '123', '已读取的数值', 'a value that was read'],
  ['plain', '无', '填报单位声明没有（无、—、/ 等）', 'the filer declared that there is none'],
  ['plain', '', '单元格为空，未填写', 'the cell was left empty'],
  ['missing', '', '文件中没有这一项', 'the document has no such item'],
  [
    'invalid',
    '若干',
    '内容无法作为该类数值（显示原文）',
    'what stands there is no value of its type (shown as filed)',
  ],
  ['low', '123', `置信度低于 ${LOW_CONFIDENCE}，建议核对`, `confidence below ${LOW_CONFIDENCE}: check it`],
  [
    'veryLow',
    '123',
    `置信度低于 ${VERY_LOW_CONFIDENCE}，必须核对`,
    `confidence below ${VERY_LOW_CONFIDENCE}: as likely wrong as right`,
  ],
  ['reviewed', '123', '人工核对过的数值', 'confirmed or corrected by a person'],
];

export function legendSheet(): PlainSheet {
  return {
    name: '说明',
    columns: [
      ['单元格', 14],
      ['含义', 48],
      ['Meaning', 60],
    ],
    *rows() {
      for (const [shade, sample, zh, en] of LEGEND) {
        yield [{ value: sample, style: VALUE_STYLES[shade].general }, plain(zh), plain(en)];
      }
    },
  };
}

const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  count: '整数',
  decimal: '小数',
  percent: '百分比（百分点）',
  interval: '间隔（天/次）',
  boolean: '是/否',
  choice: '单选',
  date: '日期',
  url: '网址',
  code: '编码',
  text: '文本',
};
const FORM_LABELS = { work: '工作年度报表', supervision: '监管年度报表' } as const;

function optionText(options: string | null): string | null {
  if (options === null) return null;
  const labels = JSON.parse(options) as Record<string, string>;
  return Object.entries(labels)
    .map(([id, label]) => `${label}（${id}）`)
    .join('、');
}

export function dictionarySheet(source: ExportSource): PlainSheet {
  return {
    name: '数据字典',
    columns: [
      ['指标键', 44],
      ['报表', 14],
      ['板块', 30],
      ['指标', 34],
      ['单位', 8],
      ['类型', 16],
      ['选项', 30],
      ['数据库列名', 44],
      ['填写说明', 80],
    ],
    *rows() {
      for (const { key, form, section, label, unit, value_type, options, definition } of source.indicators) {
        const cells = [
          key,
          FORM_LABELS[form],
          section,
          label,
          unit,
          TYPE_NAMES[value_type],
          optionText(options),
        ];
        yield [...cells, columnName(key), definition].map(text);
      }
    },
  };
}

const SEVERITY_NAMES: Readonly<Record<Severity, string>> = { info: '提示', warning: '警告', error: '错误' };

export function findingsSheet(source: ExportSource): PlainSheet {
  return {
    name: '核查发现',
    columns: [
      ['年度', 8],
      ['网站（单位）', 28],
      ['标识码', 14],
      ['模板', 20],
      ['板块', 26],
      ['指标', 34],
      ['期间', 10],
      ['级别', 8],
      ['发现', 30],
      ['说明', 120],
      ['规则', 28],
      ['来源文件', 40],
      ['Message', 120],
    ],
    *rows() {
      for (const report of source.reports({ only: 'findings' })) {
        for (const finding of report.findings) {
          const { section, label, period, severity, rule, rule_name, message } = finding;
          yield [
            plain(report.year),
            text(report.site_name ?? report.reporting_unit),
            text(report.site_code),
            text(report.template),
            text(section),
            text(label),
            plain(period === null ? null : PERIOD_NAMES[period]),
            plain(SEVERITY_NAMES[severity]),
            text(rule_name ?? rule),
            text(chineseMessage(message)),
            text(rule),
            text(report.path),
            text(message),
          ];
        }
      }
    },
  };
}
