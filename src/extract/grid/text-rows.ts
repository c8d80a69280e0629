/** Rows of a table without lines: texts whose tops, middles or feet stand on one level, whichever way it is set. */
import type { CellText } from './cell-texts.js';

/** Which parts of a row's texts are level. */
export type Alignment = 'top' | 'middle' | 'bottom';

export interface TextRow {
  /** From left to right. */
  readonly texts: readonly CellText[];
  readonly level: number;
}

export interface TextRows {
  readonly alignment: Alignment;
  readonly rows: readonly TextRow[];
}

/** Distance of levels, in character heights, up to which they are one. */
const SAME_LEVEL = 0.35;
/** In order of choice where a table tells nothing: one line a cell is level in all ways. */
const ALIGNMENTS: readonly Alignment[] = ['top', 'middle', 'bottom'];

/** `bandOf` numbers the stretches between lines drawn between rows; negative outside of them. */
export function textRows(
  texts: readonly CellText[],
  size: number,
  bandOf: (text: CellText) => number,
): TextRows {
  const readings = ALIGNMENTS.map((alignment) => ({
    alignment,
    rows: rowsAt(texts, alignment, size, bandOf),
  }));
  const [first, ...others] = readings;
  if (first === undefined) return { alignment: 'top', rows: [] };
  const best = others.reduce((least, next) => (next.rows.length < least.rows.length ? next : least), first);
  const middle = readings.find(({ alignment }) => alignment === 'middle');
  const isEven =
    middle?.rows.length === best.rows.length && middle.rows.some((_, at) => isBetween(middle.rows, at));
  return isEven ? middle : best;
}

/** A text alone between rows that begin further right, where there is no room for a row of its own. */
function isBetween(rows: readonly TextRow[], at: number): boolean {
  const [above, row, below] = [rows[at - 1]?.texts[0], rows[at]?.texts, rows[at + 1]?.texts[0]];
  const text = row?.[0];
  if (above === undefined || below === undefined || text === undefined || row?.length !== 1) return false;
  const isLeft = Math.min(above.box[0], below.box[0]) >= text.box[2];
  return isLeft && below.box[1] - above.box[3] < text.box[3] - text.box[1] + text.size / 2;
}

function levelOf({ lines, box }: CellText, alignment: Alignment): number {
  const line = { top: lines[0], middle: undefined, bottom: lines.at(-1) }[alignment];
  const [, top, , bottom] = line?.box ?? box;
  return (top + bottom) / 2;
}

function rowsAt(
  texts: readonly CellText[],
  alignment: Alignment,
  size: number,
  bandOf: (text: CellText) => number,
): TextRow[] {
  const rows: { texts: CellText[]; level: number; band: number }[] = [];
  const placed = texts.map((text) => ({ text, level: levelOf(text, alignment), band: bandOf(text) }));
  for (const { text, level, band } of placed.sort((a, b) => a.level - b.level)) {
    const row = rows.at(-1);
    const isLevel = row !== undefined && level - row.level <= SAME_LEVEL * size && row.band === band;
    if (row !== undefined && (isLevel || (band >= 0 && row.band === band))) row.texts.push(text);
    else rows.push({ texts: [text], level, band });
  }
  return rows.map(({ texts: own, level }) => ({
    level,
    texts: own.sort((a, b) => a.box[0] - b.box[0] || a.box[1] - b.box[1]),
  }));
}
