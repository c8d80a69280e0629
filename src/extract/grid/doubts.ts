/**
 * What is doubtful about the cells of a table without lines, by how their texts stand: a text that was put together
 * from several lines, or that nearly touches another, may be two cells' or only a part of one's.
 */
import { type AlignedCell, wordsOfCell } from './aligned-cell.js';
import { isOption } from './cell-words.js';
import { boxRound, type Ink } from './text-lines.js';

/**
 * As `flaws` of the cell: no line round it; several lines; too near to another text; near a row without a label; a part
 * of a number or answer, of which the other is in a row beside it, or an answer that a label may have covered.
 */
export type Doubt = 'no-lines' | 'broken-lines' | 'crowded' | 'uneven-rows' | 'cut-off';

/** Room between texts of two columns, in character heights, that is plainly more than between words. */
const CLEAR_GAP = 0.6;
/** Room within one text, in character heights, that two texts may leave between them as well. */
const INNER_GAP = 0.3;
/** Room between lines of one text, in character heights; rows of a form leave more. */
const LINE_GAP = 0.5;
/** Words, as every row of a form has them before its answers. */
const LABEL = /(?:\p{Script=Han}[^\p{Script=Han}]*){3}/u;
/** 其他, which may be all the words of a row. */
const SHORT_LABEL = /^\s*\p{Script=Han}\s*\p{Script=Han}\s*$/u;
/** How the labels of numbers end: （单位：家）. */
const UNIT = /单位/u;
const FIGURE_FIRST = /^[\d０-９]/u;
const NUMBER = /^[\d０-９][\d０-９,.，．]*$/u;

export function withDoubts(cells: readonly AlignedCell[]): AlignedCell[] {
  const rows: AlignedCell[][] = [];
  /** Where each column begins. */
  const starts: number[] = [];
  for (const cell of cells) {
    rows[cell.row] = [...(rows[cell.row] ?? []), cell];
    starts[cell.column] = cell.box[0];
  }
  const filled = Array.from(rows, (row = []) => row.filter((cell) => wordsOfCell(cell) !== ''));
  const unlabelled = filled.map((row, at) => isUnlabelled(row) || isRest(row, filled[at - 1] ?? []));
  const parts = new Set([...partsOfNumbers(filled), ...halvesOfTexts(filled)]);
  return cells.map((cell) => {
    const flaws: Doubt[] = ['no-lines'];
    if (cell.lines.length > 1) flaws.push('broken-lines');
    if (isCrowded(cell, rows[cell.row] ?? [], starts)) flaws.push('crowded');
    if ([-1, 0, cell.rowSpan].some((step) => unlabelled[cell.row + step])) flaws.push('uneven-rows');
    if (parts.has(cell) || isCovered(cell, rows[cell.row] ?? [])) flaws.push('cut-off');
    return { ...cell, flaws };
  });
}

/** Texts, and no words among them: the rest of another row, or values under their labels. */
function isUnlabelled(filled: readonly AlignedCell[]): boolean {
  return filled.length > 0 && !filled.some((cell) => LABEL.test(wordsOfCell(cell)));
}

/** One text alone under the last one of the row above: a value of which the first line has its label. */
function isRest(filled: readonly AlignedCell[], above: readonly AlignedCell[]): boolean {
  const [only] = filled;
  const last = Math.max(...above.map(({ column }) => column));
  return filled.length === 1 && above.length > 1 && only?.column === last;
}

/** Texts of rows with labels, close to which a row has nothing but a text in their column: lines of one answer. */
function halvesOfTexts(rows: readonly (readonly AlignedCell[])[]): AlignedCell[] {
  return rows.flatMap((row, at) => {
    const [only] = row;
    if (row.length !== 1 || only === undefined) return [];
    return [rows[at - 1] ?? [], rows[at + 1] ?? []].flatMap((near) =>
      near.filter(
        (cell) =>
          cell.column === only.column &&
          near.some(({ column }) => column < cell.column) &&
          isNear(cell, only),
      ),
    );
  });
}

function isNear(one: AlignedCell, other: AlignedCell): boolean {
  const [a, b] = [boxRound(one.lines), boxRound(other.lines)];
  return Math.max(a[1], b[1]) - Math.min(a[3], b[3]) < LINE_GAP * (one.lines[0]?.size ?? 0);
}

/** Numbers in two rows of which the second has figures only, or the rest of the label too. */
function partsOfNumbers(rows: readonly (readonly AlignedCell[])[]): AlignedCell[] {
  /** The last row that has words. */
  let worded: readonly AlignedCell[] = [];
  return rows
    .flatMap((row, at) => {
      const above = rows[at - 1] ?? [];
      if (row.length === 0) return [];
      if (isUnlabelled(row)) {
        const torn = tornNumbers(row, worded);
        return torn.length > 0 ? [...torn, ...row] : [];
      }
      worded = row;
      return isRestOfNumbers(row, above) ? [...above, ...row] : [];
    })
    .filter((cell) => NUMBER.test(wordsOfCell(cell)));
}

/** A unit under a label without one, and figures under figures: a row of which label and numbers are broken. */
function isRestOfNumbers(filled: readonly AlignedCell[], above: readonly AlignedCell[]): boolean {
  const lines = [above, filled].map((row) => row.findLast((cell) => !NUMBER.test(wordsOfCell(cell))));
  const [first, rest] = lines;
  if (!first || first.column !== rest?.column) return false;
  if (UNIT.test(wordsOfCell(first)) || !UNIT.test(wordsOfCell(rest))) return false;
  const figures = filled.filter(({ column }) => column > rest.column);
  return figures.length > 0 && figures.every(({ column }) => above.some((cell) => cell.column === column));
}

/** Numbers of a row with words under which, in rows without any, figures stand: parts of numbers broken by figures. */
function tornNumbers(filled: readonly AlignedCell[], worded: readonly AlignedCell[]): AlignedCell[] {
  if (filled.some((cell) => SHORT_LABEL.test(wordsOfCell(cell)))) return [];
  const rests = filled.filter((cell) => FIGURE_FIRST.test(wordsOfCell(cell)));
  return worded.filter(
    (cell) => NUMBER.test(wordsOfCell(cell)) && rests.some(({ column }) => column === cell.column),
  );
}

/** Empty, and a text before it reaches into it: a short answer may have gone under it. */
function isCovered(cell: AlignedCell, row: readonly AlignedCell[]): boolean {
  const before = row.filter(({ column, lines }) => column < cell.column && lines.length > 0);
  return cell.lines.length === 0 && before.some(({ lines }) => boxRound(lines)[2] > cell.box[0]);
}

/** Beside another text without clear room between them, over or under one, or with such room within. */
function isCrowded(cell: AlignedCell, row: readonly AlignedCell[], starts: readonly number[]): boolean {
  const { column, lines } = cell;
  const [left, , right] = lines.length > 0 ? boxRound(lines) : cell.box;
  const near = lines.length > 0 ? CLEAR_GAP * (lines[0]?.size ?? 0) : 0;
  const isNear = row.some((other) => {
    if (other === cell || other.lines.length === 0) return false;
    const [start, , end] = boxRound(other.lines);
    return other.column > column ? start - right < near : left - end < near;
  });
  return (
    isNear ||
    (lines.length > 0 && right > (starts[column + 1] ?? right)) ||
    lines.some(({ inks, size }) => inks.some((ink, at) => isApart(inks[at - 1], ink, size)))
  );
}

/** Room that no blank was drawn in: options of a list leave it too. */
function isApart(before: Ink | undefined, ink: Ink, size: number): boolean {
  if (before === undefined || isOption(before) || isOption(ink)) return false;
  const isDrawn = before.text.trim() === '' || ink.text.trim() === '';
  return !isDrawn && ink.run !== before.run && ink.box[0] - before.box[2] > INNER_GAP * size;
}
