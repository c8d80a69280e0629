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
  return others.reduce((best, next) => (next.rows.length < best.rows.length ? next : best), first);
}

export function levelOf({ lines, box }: CellText, alignment: Alignment): number {
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
