/** Where a page break tears a table: its long upright lines all end there, with no line across. */
import type { Rule } from './rule.js';

/** Upright rules that end at one height, two of them the outer ones, before that is taken for a break. */
const FEWEST_ENDS = 2;
/** How far, in character heights, ends at one break lie apart, and a break from the nearest line across. */
const TOGETHER = 0.15;
const BEYOND = 0.8;

/** Heights at which upright rules longer than `longest` end beyond all `level` ones. */
export function tornEdges(
  upright: readonly Rule[],
  level: readonly Rule[],
  longest: number,
  glyph: number,
): number[] {
  const long = upright.filter(({ from, to }) => to - from >= longest);
  const ends = [...long.map(({ from }) => from), ...long.map(({ to }) => to)];
  return ends.filter(
    (end) =>
      ends.filter((other) => Math.abs(other - end) <= TOGETHER * glyph).length >= FEWEST_ENDS &&
      level.every(({ at }) => Math.abs(at - end) > BEYOND * glyph),
  );
}
