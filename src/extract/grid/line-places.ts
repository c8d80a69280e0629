/** How lines of cells stand to each other: close below, and with room left for the next word or without. */
import { type InkLine, writtenIn } from './text-lines.js';
import { firstWordWidth } from './wrapped-lines.js';

/** Most distance of two lines of one cell, top to top, in character heights. */
const LARGEST_PITCH = 2.2;
/** Character heights of lines of one cell differ by no more than this share. */
const SAME_SIZE = 0.15;
/** Distance of edges and of middles, in character heights, up to which lines are aligned. */
const SAME_EDGE = 0.4;
const SAME_MIDDLE = 0.6;
/** Widest room between a full line and its neighbour, in character heights: two paddings of a word processor. */
const WIDEST_GAP = 1.35;
/** Arithmetic of places is exact to a tenth of a character. */
export const SLACK = 0.1;

/** Close below, and flush left, right or in the middle. */
export function isBelow(above: InkLine, below: InkLine): boolean {
  const { size, box } = above;
  const pitch = below.box[1] - box[1];
  const [left, right] = [below.box[0] - box[0], below.box[2] - box[2]];
  const isFlush = Math.min(Math.abs(left), Math.abs(right)) <= SAME_EDGE * size;
  return (
    pitch > size / 2 &&
    pitch <= LARGEST_PITCH * size &&
    Math.abs(below.size - size) <= SAME_SIZE * size &&
    (isFlush || Math.abs(left + right) / 2 <= SAME_MIDDLE * size)
  );
}

/** Whether the first word of the next line would not have fitted any more before the text beside it. */
export function isFull(above: InkLine, below: InkLine, drawn: readonly InkLine[]): boolean {
  const { size, box } = above;
  const level = drawn.filter((word) => word.box[1] < below.box[3] && word.box[3] > box[1]);
  const needed = box[2] - box[0] + firstWordWidth(below);
  const right = nextRight(above, level);
  if (right === null) return needed > widest(above, drawn) + SLACK * size;
  if (Math.abs(box[0] - below.box[0]) <= SAME_EDGE * size) return needed > right - box[0] - WIDEST_GAP * size;
  const centre = (box[0] + box[2]) / 2;
  const left = Math.max(...level.map((word) => word.box[2]).filter((edge) => edge <= box[0]));
  return needed > 2 * (Math.min(centre - left, right - centre) - WIDEST_GAP * size);
}

/** Width of the longest line that is flush with one on either side, or that stands round the same middle. */
export function widest(line: InkLine, words: readonly InkLine[]): number {
  const near = SAME_EDGE * line.size;
  const alike = words.filter(({ box }) => {
    const [left, right] = [box[0] - line.box[0], box[2] - line.box[2]];
    return Math.min(Math.abs(left), Math.abs(right), Math.abs(left + right) / 2) <= near;
  });
  return Math.max(...alike.map(({ box }) => box[2] - box[0]));
}

/** Where the nearest text at the right of a line begins. */
function nextRight({ box }: InkLine, words: readonly InkLine[]): number | null {
  const starts = words.map((word) => word.box[0]).filter((start) => start >= box[2]);
  return starts.length === 0 ? null : Math.min(...starts);
}

export function middle({ box }: InkLine): number {
  return (box[1] + box[3]) / 2;
}

export function textOf({ inks }: InkLine): string {
  return writtenIn(inks).trim();
}
