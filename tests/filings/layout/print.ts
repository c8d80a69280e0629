/** Prints a filing: title, heading, table, 落款, notes, letter and instructions under one variation. */

import { templateFields } from '../fields.js';
import type { FieldId, FilingTruth, GeneratedFiling, TruthField } from '../filing.js';
import { fieldId } from '../filing.js';
import { guangxiRows } from './guangxi.js';
import { instructionsOf } from './instructions.js';
import { nationalRows } from './national.js';
import { Printer, text } from './printer.js';
import {
  addEmptyColumn,
  type CellSpec,
  fillRight,
  type Ink,
  type PrintedForm,
  type PrintedTable,
  place,
  splitColumn,
} from './sheet.js';
import { supervisionRows } from './supervision.js';
import type { Variation } from './variation.js';

type Row = readonly CellSpec[];

function formRows(p: Printer): Row[] {
  switch (p.filing.template) {
    case 'work-2020-gx':
      return guangxiRows(p);
    case 'supervision-2020-gx':
      return supervisionRows(p);
    default:
      return nationalRows(p);
  }
}

function titleLines(filing: GeneratedFiling, variation: Variation): string[] {
  const name = filing.form === 'work' ? '政府网站工作年度报表' : '政府网站监管年度报表';
  const spaced = [...name].join(' ');
  const year = `${filing.year}年度`;
  const unit = filing.answers.get(fieldId('filing.reporting_unit'));
  const words = {
    plain: name,
    named: `${unit?.kind === 'written' ? unit.text.trim() : ''}${name}`,
    publicity: `${name}公示`,
    spaced,
  }[variation.title];
  if (variation.yearBracket === 'in-title') return [`${words}（${year}）`];
  const [open = '', close = ''] = variation.yearBracket;
  return [words, `${open}${year}${close}`];
}

const SIGNATURES: readonly (readonly [key: string, label: string])[] = [
  ['filing.responsible_person', '单位负责人'],
  ['filing.reviewer', '审核人'],
  ['filing.preparer', '填报人'],
  ['filing.phone', '联系电话'],
  ['filing.date', '填报日期'],
];

const SIGNATURE_GAP = text('          ');

function join(parts: readonly (readonly Ink[])[], gap: Ink): Ink[] {
  return parts.flatMap((part, index) => (index ? [gap, ...part] : [...part]));
}

/** 落款 below the table, in one of the ways in which filers set it. */
function footingLines(p: Printer): Ink[][] {
  const entries = signatures(p).map(([key, label]) => p.inline(key, label));
  switch (p.variation.footing) {
    case 'one-line':
      return [join(entries, text('    '))];
    case 'list':
      return entries;
    case 'lines':
      return [join(entries.slice(0, 3), SIGNATURE_GAP), join(entries.slice(3), SIGNATURE_GAP)];
    default:
      return [];
  }
}

function signatures(p: Printer): (readonly [string, string])[] {
  const guangxi = p.filing.template === 'work-2020-gx';
  return SIGNATURES.map(([key, label]) => [key, guangxi && key === 'filing.date' ? '填报时间' : label]);
}

/** 落款 as the table's last rows. */
function footingRows(p: Printer, columns: number): Row[] {
  const entries = signatures(p);
  if (p.variation.footing === 'merged-row') {
    const ink = join(
      entries.map(([key, label]) => p.inline(key, label)),
      SIGNATURE_GAP,
    );
    return [
      [
        {
          role: 'inline',
          ink,
          fields: entries.map(([key]) => fieldId(key)),
          columnSpan: columns,
          rowSpan: 1,
        },
      ],
    ];
  }
  if (p.variation.footing !== 'rows') return [];
  return pairs(entries).map(([left, right]) => {
    if (!right) return [p.label(left[0], left[1]), p.value(left[0], columns - 1)];
    return [
      p.label(left[0], left[1]),
      p.value(left[0]),
      p.label(right[0], right[1]),
      p.value(right[0], columns - 3),
    ];
  });
}

function pairs<T>(list: readonly T[]): (readonly [T, T | undefined])[] {
  return list.flatMap((entry, index) => (index % 2 === 0 ? [[entry, list[index + 1]] as const] : []));
}

function headingLabel(p: Printer): string {
  const sealed = p.filing.template !== 'work-2019' && p.filing.template !== 'work-2022';
  return sealed ? '填报单位（盖章）' : '填报单位';
}

function titleRows(p: Printer, title: readonly string[], columns: number): Row[] {
  return [
    ...title.map((line): Row => [p.note(line, columns)]),
    [
      {
        role: 'inline',
        ink: p.inline('filing.reporting_unit', headingLabel(p)),
        fields: [fieldId('filing.reporting_unit')],
        columnSpan: columns,
        rowSpan: 1,
      },
    ],
  ];
}

const NOTE =
  '注：1．各级各类政府网站根据工作开展实际填写。2．填写数据时应一并填写单位。3．指标未产生数据或内容一律写“无”。';

function letterLines(filing: GeneratedFiling): string[] {
  return [
    '关于报送政府网站',
    '年度报表的函',
    '',
    '自治区大数据发展局：',
    `    根据《关于开展${filing.year}年度政府网站年度报表填报工作的通知》要求，现将我单位填报的《政府网站工作年度报表》随文报送，请审定。`,
    '',
    '附件：政府网站工作年度报表',
    '',
    `                        ${filing.year + 1}年1月  日`,
    '    （联系人及电话：方某某，0771－5815454）',
  ];
}

function tableOf(p: Printer, title: readonly string[]): PrintedTable {
  const rows = formRows(p);
  const columns = place(rows).columns;
  const framed: Row[] = [
    ...(p.variation.titleInTable ? titleRows(p, title, columns) : []),
    ...rows,
    ...footingRows(p, columns),
    ...(p.variation.noteRow ? [[p.note(NOTE, columns)]] : []),
  ];
  const table = p.variation.splitColumns.reduce(splitColumn, fillRight(place(framed)));
  return p.variation.emptyColumn ? addEmptyColumn(table) : table;
}

export function printForm(filing: GeneratedFiling, variation: Variation): PrintedForm {
  const p = new Printer(filing, variation);
  const title = titleLines(filing, variation);
  const table = tableOf(p, title);
  const heading = variation.titleInTable ? [] : [p.inline('filing.reporting_unit', headingLabel(p))];
  const footing = footingLines(p);
  return {
    before: [...(variation.letter ? letterLines(filing) : []), ...(variation.seed % 2 ? ['附件'] : [])],
    title: variation.titleInTable ? [] : title,
    heading,
    table,
    footing,
    after: instructionsOf(filing.template, variation.instructions),
    printed: p.printed,
    struckOut: p.struckOut,
  };
}

/** Fields whose truth the file's format or its damage changed. */
export type Alterations = ReadonlyMap<FieldId, Pick<TruthField, 'status' | 'value'>>;

export const NOTHING_ALTERED: Alterations = new Map();

const MISSING = { status: 'missing', value: null } as const;
const BLANK = { status: 'blank', value: null } as const;

/** What a reader must find: the answers whose labels are printed; all other fields of the template `missing`. */
export function truthOf(
  filing: GeneratedFiling,
  form: PrintedForm,
  altered: Alterations,
  name: Pick<FilingTruth, 'file' | 'group'>,
): FilingTruth {
  const fields = templateFields(filing.template).map(({ indicator: { key }, period }): TruthField => {
    const id = fieldId(key, period);
    const { status, value } = altered.get(id) ?? trueReading(filing, form, id);
    return { key, period, status, value };
  });
  return { ...name, form: filing.form, template: filing.template, year: filing.year, fields };
}

function trueReading(
  filing: GeneratedFiling,
  form: PrintedForm,
  id: FieldId,
): Pick<TruthField, 'status' | 'value'> {
  if (form.struckOut.has(id)) return BLANK;
  return (form.printed.has(id) ? filing.answers.get(id) : undefined) ?? MISSING;
}
