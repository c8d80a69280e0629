/**
 * Areas outside which a text is not painted. Spreadsheets cut a cell's text off at its edges, and draw other cells
 * under other areas: where a cell needs one, it tells which lines are that cell's.
 */
import type { Box } from '../../model/document.js';
import type { InkLine } from './text-lines.js';

type Clip = Box | null;

/** Areas of less than this share of the text's height are those of rows, and no page's. */
const OF_ROWS = 0.5;

export function sameClip(one: Clip, other: Clip): boolean {
  return one === other || (one !== null && other !== null && one.every((side, at) => side === other[at]));
}

export function clipOf({ inks: [first] }: InkLine): Clip {
  return first?.clip ?? null;
}

/** Whether lines in one column are of one cell by what they are cut to; null where that does not tell. */
export function isOneCell(above: InkLine, below: InkLine, height: number): boolean | null {
  const clip = clipOf(above);
  if (!sameClip(clip, clipOf(below))) return false;
  return clip !== null && clip[3] - clip[1] < OF_ROWS * height ? true : null;
}
