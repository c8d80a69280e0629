/** Rows of a table without lines: texts whose tops, middles or feet stand on one level, whichever way it is set. */
import type { Box } from '../../model/document.js';
import type { CellText } from './cell-texts.js';
import { clipOf } from './clips.js';
import { type DrawnRows, isBetween, labelsFirst, type TextRow } from './drawn-rows.js';
import { boxRound, type InkLine } from './text-lines.js';

/** Which parts of a row's texts are level. */
export type Alignment = 'top' | 'middle' | 'bottom';

export interface TextRows extends DrawnRows {
  readonly alignment: Alignment;
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
  const least = Math.min(...readings.map(({ rows }) => rows.length));
  const [best, ...others] = readings.filter(({ rows }) => rows.length === least);
  if (best === undefined) return { alignment: 'top', ...labelsFirst([]) };
  const middle = others.find(({ alignment }) => alignment === 'middle');
  if (middle?.rows.some((_, at) => isBetween(middle.rows, at)))
    return { alignment: 'middle', ...labelsFirst(middle.rows) };
  const drawn = labelsFirst(best.rows);
  // Set at the top, a label would stand in the first of its rows.
  const lower = drawn.moved.size > 0 && best.alignment === 'top' ? others : [];
  const wanted = areAtFoot(best.rows, drawn.moved) ? 'bottom' : 'middle';
  const { alignment } = lower.find((reading) => reading.alignment === wanted) ?? best;
  return { alignment, ...drawn };
}

/** Whether most labels of several rows stand beside the last of them, under which the next label follows. */
function areAtFoot(rows: readonly TextRow[], labels: ReadonlySet<CellText>): boolean {
  const last = [...labels].filter((label) => {
    const next = rows[rows.findIndex(({ texts }) => texts.includes(label)) + 1]?.texts[0];
    return next !== undefined && next.box[0] < label.box[2];
  });
  return last.length > labels.size / 2;
}

/** Where it shows: of a text too high for its cell a part, and that part is beside the others of its row. */
export function levelOf({ lines, box }: CellText, alignment: Alignment): number {
  const shown = alignment === 'middle' && isOverBoth(box, lines) ? lines : lines.filter(isShown);
  const [, top, , bottom] = shown.length === 0 ? box : boxRound(shown);
  const line = { top: shown[0], middle: undefined, bottom: shown.at(-1) }[alignment];
  return line === undefined ? (top + bottom) / 2 : (line.box[1] + line.box[3]) / 2;
}

/** Cut off above and below alike, it is set in the middle of its cell, be it that one line more shows than hides. */
function isOverBoth([, top, , bottom]: Box, lines: readonly InkLine[]): boolean {
  const clip = lines[0] === undefined ? null : clipOf(lines[0]);
  return clip !== null && top < clip[1] && bottom > clip[3];
}

function isShown(line: InkLine): boolean {
  const clip = clipOf(line);
  const middle = (line.box[1] + line.box[3]) / 2;
  return clip === null || (middle > clip[1] && middle < clip[3]);
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
