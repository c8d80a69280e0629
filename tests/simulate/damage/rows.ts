/** Rows that slide, part, join, vanish, come twice or change places, and what stands between them. */
import type { FieldId } from '../../filings/filing.js';
import type { Random } from '../../filings/random.js';
import { FILLER, type TextCell, type TextRow, type TextSheet } from '../../filings/render/text-sheet.js';
import {
  alter,
  type DamageContext,
  isEmpty,
  isWhole,
  labelsOf,
  MISSING,
  plainText,
  valuesOf,
} from './kind.js';

/** Shares of rows at strength 1, except where a rate says otherwise. */
const SLIDE_RATE = 1 / 8;
const SPLIT_RATE = 0.02;
const MERGE_RATE = 0.02;
const DROP_RATE = 0.006;
const SECTION_SLIP_RATE = 0.08;
const LABEL_CUT_RATE = 0.02;
const REPEAT_RATE = 0.006;
const FOREIGN_RATE = 0.012;
const PAGE_CUT_RATE = 0.01;
/** Chance of one swap in a filing of strength 1. */
const REORDER_RATE = 0.05;

function eachRow(
  sheet: TextSheet,
  change: (row: TextRow, at: number, next: TextRow | undefined) => readonly TextRow[],
): TextSheet {
  const moved: number[] = [];
  const rows: TextRow[] = [];
  for (const [at, row] of sheet.rows.entries()) {
    moved.push(rows.length);
    rows.push(...change(row, at, sheet.rows[at + 1]));
  }
  return { ...sheet, rows, cuts: sheet.cuts.map((cut) => moved[cut] ?? rows.length) };
}

/** Leading blanks lost or one too many, at the row's start or between label and value. */
function slide(row: TextRow, chance: Random): TextRow {
  const first = row.cells.findIndex((cell) => cell.role !== 'filler');
  if (first > 0 && chance.chance(0.7)) {
    const padding = Array.from({ length: first }, () => FILLER);
    return { ...row, cells: [...row.cells.slice(first), ...padding] };
  }
  const at = chance.chance(0.5) ? 0 : row.cells.findIndex((cell) => cell.role === 'value');
  return { ...row, cells: [...row.cells.slice(0, at), FILLER, ...row.cells.slice(at)] };
}

export function slideRows(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  return eachRow(sheet, (row, at) => {
    // With several answers of which one is blank, nobody could tell which blank was which.
    const plain = isWhole(row) && (valuesOf(row).length === 1 || !valuesOf(row).some(isEmpty));
    if (!plain || !chance.chance(SLIDE_RATE * strength)) return [row];
    note(at, row.cells.map(plainText).join(' '));
    return [slide(row, chance)];
  });
}

/** The section's name stands in the next row, where its blank was. */
export function slipSections(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  const rows = [...sheet.rows];
  for (let at = 0; at + 1 < rows.length; at++) {
    const row = rows[at];
    const next = rows[at + 1];
    const section = row?.cells[0];
    if (!row || !next || section?.role !== 'section' || next.cells[0]?.role !== 'filler') continue;
    if (!chance.chance(SECTION_SLIP_RATE * strength)) continue;
    rows[at] = { ...row, cells: [FILLER, ...row.cells.slice(1)] };
    rows[at + 1] = { ...next, cells: [section, ...next.cells.slice(1)] };
    note(at, plainText(section));
  }
  return { ...sheet, rows };
}

/** Label in one row, answer in the next. Only where both are there: a blank alone says nothing. */
export function splitRows(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  return eachRow(sheet, (row, at) => {
    const [value, ...others] = valuesOf(row);
    const single =
      isWhole(row) && value && others.length === 0 && labelsOf(row).length === 1 && !isEmpty(value);
    if (!single || !chance.chance(SPLIT_RATE * strength)) return [row];
    note(at, row.cells.map(plainText).join(' '));
    const cut = row.cells.indexOf(value);
    return [{ cells: row.cells.slice(0, cut) }, { cells: row.cells.slice(cut) }];
  });
}

export function mergeRows(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  const joined = new Set<number>();
  return eachRow(sheet, (row, at, next) => {
    if (joined.has(at)) return [];
    if (!next || !isWhole(row) || !isWhole(next) || !chance.chance(MERGE_RATE * strength)) return [row];
    joined.add(at + 1);
    note(at, next.cells.map(plainText).join(' '));
    const trailing = row.cells.findLastIndex((cell) => cell.role !== 'filler') + 1;
    return [{ ...row, cells: [...row.cells.slice(0, trailing), ...next.cells] }];
  });
}

/** A row gone; the two rows of a header-over-value pair go together. All its labels' fields are missing. */
export function dropRows(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  const gone: FieldId[] = [];
  let alsoNext = -1;
  const damaged = eachRow(sheet, (row, at, next) => {
    if (at === alsoNext) return [];
    const labels = labelsOf(row);
    if (labels.length === 0 || next?.runsOn || row.runsOn || !chance.chance(DROP_RATE * strength))
      return [row];
    if (valuesOf(row).length === 0) alsoNext = at + 1;
    gone.push(...labels.flatMap((cell) => cell.fields));
    note(at, row.cells.map(plainText).join(' '));
    return [];
  });
  return alter(damaged, gone, MISSING);
}

/** Shortest label that a narrow column breaks. */
const CUTTABLE_LENGTH = 6;

/** A label cut by a line end: its tail in a cell of its own, or in a row of its own. */
export function cutLabels(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  return eachRow(sheet, (row, at) => {
    const labels = labelsOf(row);
    const label = labels.length === 1 ? labels[0] : undefined;
    if (!label || !isWhole(row) || plainText(label).length < CUTTABLE_LENGTH) return [row];
    if (!chance.chance(LABEL_CUT_RATE * strength)) return [row];
    const [head, tail] = cutCell(label, chance);
    note(at, `${plainText(head)} | ${plainText(tail)}`);
    const place = row.cells.indexOf(label);
    const before = row.cells.slice(0, place);
    const after = row.cells.slice(place + 1);
    if (chance.chance(0.5)) return [{ ...row, cells: [...before, head, tail, ...after] }];
    return [{ ...row, cells: [...before, head, ...after] }, { cells: [...before.map(() => FILLER), tail] }];
  });
}

function cutCell(cell: TextCell, chance: Random): [TextCell, TextCell] {
  const words = [...plainText(cell)];
  const at = chance.int(2, words.length - 2);
  const part = (text: string): TextCell => ({ ...cell, ink: [{ kind: 'text', text }] });
  return [part(words.slice(0, at).join('')), part(words.slice(at).join(''))];
}

/** A row read twice where two pictures of a page overlap. */
export function repeatRows(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  return eachRow(sheet, (row, at) => {
    if (!isWhole(row) || !chance.chance(REPEAT_RATE * strength)) return [row];
    note(at, row.cells.map(plainText).join(' '));
    return [row, row];
  });
}

/** Two neighbouring sections change places, each whole, as columns of a page are read in the wrong order. */
export function reorderBlocks(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  if (!chance.chance(REORDER_RATE * strength)) return sheet;
  const starts = sheet.rows.flatMap((row, at) =>
    row.cells[0]?.role === 'section' && isWhole(row) ? [at] : [],
  );
  // The last section's end is not marked by another's start, and rows that run on must keep their order.
  const index = chance.int(0, Math.max(0, starts.length - 3));
  const [first, second, end] = starts.slice(index, index + 3);
  if (first === undefined || second === undefined || end === undefined) return sheet;
  const block = sheet.rows.slice(first, end);
  if (block.some((row) => row.runsOn) || sheet.rows[end]?.runsOn) return sheet;
  note(first, `${first}–${second} ↔ ${second}–${end}`);
  const rows = [
    ...sheet.rows.slice(0, first),
    ...sheet.rows.slice(second, end),
    ...sheet.rows.slice(first, second),
    ...sheet.rows.slice(end),
  ];
  return { ...sheet, rows };
}

const FOREIGN_TEXTS = [
  '— 2 —',
  '第 2 页 共 3 页',
  '扫描全能王 创建',
  '（续表）',
  '打印本页 关闭窗口',
  '- 3 -',
  '政府网站年报',
];

export function insertForeignText(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  return eachRow(sheet, (row, at) => {
    if (row.runsOn || at === 0 || labelsOf(row).length === 0 || !chance.chance(FOREIGN_RATE * strength))
      return [row];
    const text = chance.pick(FOREIGN_TEXTS);
    note(at, text);
    return [{ cells: [{ role: 'note', ink: [{ kind: 'text', text }], fields: [] }] }, row];
  });
}

/** A page ends within the table; some pages repeat the heading row. */
export function cutPages(sheet: TextSheet, { chance, strength, note }: DamageContext): TextSheet {
  const heading = sheet.rows.find((row) => row.cells.some((cell) => cell.role === 'heading'));
  const cuts: number[] = [];
  const rows: TextRow[] = [];
  for (const [at, row] of sheet.rows.entries()) {
    const known = sheet.cuts.includes(at);
    const cut = known || (at > 1 && !row.runsOn && chance.chance(PAGE_CUT_RATE * strength));
    if (cut) cuts.push(rows.length);
    if (cut && !known) note(at, 'page ends');
    if (cut && heading && chance.chance(0.4)) rows.push(heading);
    rows.push(row);
  }
  return { ...sheet, rows, cuts };
}
