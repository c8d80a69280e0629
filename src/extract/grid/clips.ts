/**
 * Areas outside which a text is not painted. Spreadsheets cut a cell's text off at its edges, and draw other cells
 * under other areas: where a cell needs one, it tells which lines are that cell's.
 */
import type { Box } from '../../model/document.js';
import type { InkLine } from './text-lines.js';

type Clip = Box | null;

/** How far, in character heights, a character reaches over the edge that cuts it: across, and above or below. */
const OVER_SIDE = 0.02;
const OVER_LEVEL = 0.25;
/** Areas of less than this share of the text's height are those of rows, and no page's. */
const OF_ROWS = 0.5;
/** Room, in character heights, that a program leaves before what it leaves out: it measures for another device. */
const ROOM_LEFT = 1.5;

export function sameClip(one: Clip, other: Clip): boolean {
  return one === other || (one !== null && other !== null && one.every((side, at) => side === other[at]));
}

export function clipOf({ inks: [first] }: InkLine): Clip {
  return first?.clip ?? null;
}

/** A line's box without what is cut off at its sides; whole where nothing of it shows. */
export function acrossClip(line: InkLine): { readonly box: Box } {
  const clip = clipOf(line);
  const [x0, y0, x1, y1] = line.box;
  if (clip === null || isOutside(line.box, clip)) return line;
  return { box: [Math.max(x0, clip[0]), y0, Math.min(x1, clip[2]), y1] };
}

/** Whether lines in one column are of one cell by what they are cut to; null where that does not tell. */
export function isOneCell(above: InkLine, below: InkLine, height: number): boolean | null {
  const clip = clipOf(above);
  if (!sameClip(clip, clipOf(below))) return false;
  return clip !== null && clip[3] - clip[1] < OF_ROWS * height ? true : null;
}

/** The flaw of a text that goes on behind the edge that it is cut off at. */
export function cutOff(lines: readonly InkLine[]): readonly 'cut-off'[] {
  return isCutOff(lines) ? ['cut-off'] : [];
}

/** The same where no lines part the cells, and the text of a neighbour may stand behind the edge, or in a paragraph. */
export function perhapsCutOff(lines: readonly InkLine[]): readonly 'cut-off'[] {
  return isFilled(lines) ? ['cut-off'] : cutOff(lines);
}

/**
 * Programs leave out what is cut off but for the character on the edge; where more of it follows, the file holds the
 * whole text.
 */
function isCutOff(lines: readonly InkLine[]): boolean {
  const inks = lines.flatMap((line) => line.inks);
  return inks.some((ink) => {
    const { box, size, clip } = ink;
    if (clip === undefined || clip === null) return false;
    const isOverSide = over(box, clip, 0) > OVER_SIDE * size;
    if (!isOverSide && over(box, clip, 1) <= OVER_LEVEL * size) return false;
    return !inks.some((other) => sameClip(other.clip ?? null, clip) && isOutside(other.box, clip));
  });
}

/**
 * Whether a text of one line fills its area from side to side, so that no full character has room: programs may leave
 * out even what is on the edge. A number at the right of a wide cell has room before it.
 */
function isFilled(lines: readonly InkLine[]): boolean {
  const inks = lines.length === 1 ? (lines[0]?.inks ?? []) : [];
  const last = inks.at(-1);
  const clip = last?.clip ?? null;
  const first = inks.find((ink) => sameClip(ink.clip ?? null, clip));
  if (!first || !last || clip === null) return false;
  return first.box[0] - clip[0] < first.size && clip[2] - last.box[2] < ROOM_LEFT * last.size;
}

/**
 * Whether all of a text stands above the area that it is cut to: a label of rows on two pages is drawn on both, and
 * there the second shows the rest of its rows only.
 */
export function isOfPageBefore(lines: readonly InkLine[]): boolean {
  return lines.every((line) => line.box[3] <= (clipOf(line)?.[1] ?? Number.NEGATIVE_INFINITY));
}

/** How far a box reaches over an area's edges, across (0) or up and down (1). */
function over(box: Box, clip: Box, axis: 0 | 1): number {
  return axis === 0
    ? Math.max(clip[0] - box[0], box[2] - clip[2])
    : Math.max(clip[1] - box[1], box[3] - clip[3]);
}

function isOutside(box: Box, clip: Box): boolean {
  return box[0] >= clip[2] || box[2] <= clip[0] || box[1] >= clip[3] || box[3] <= clip[1];
}
