/**
 * The course of a rule on paper that is curled, or that a camera saw at an angle: it strays from the straight line
 * that stands for it by more than its thickness, and what is not followed would be left among the text.
 */
import type { Ink } from '../raster.js';
import type { Rule } from './rule.js';

/** Pixels by which the rule lies off `rule.at` at a place along it. */
export type Course = (along: number) => number;

/** Length of a stretch in character heights: longer than any stroke of a character. */
const STRETCH = 2.5;
/** How far a rule strays at most, in character heights, and how much from one stretch to the next, in pixels. */
const STRAYS = { most: 0.8, step: 3 } as const;
/** Share of a stretch that has ink where the rule runs as expected, and where it is found elsewhere. */
const DRAWN = { expected: 0.85, elsewhere: 0.8 } as const;

export function courseOf(
  ink: Ink,
  { at, from, to }: Rule,
  direction: 'horizontal' | 'vertical',
  glyph: number,
): Course {
  const stretch = Math.round(STRETCH * glyph);
  const count = Math.max(1, Math.ceil((to - from) / stretch));
  const offsets = new Int8Array(count);
  const [step, across, limit] =
    direction === 'horizontal' ? [1, ink.width, ink.height] : [ink.width, 1, ink.width];

  /** Share of the n-th stretch with ink so many pixels off the rule's place. */
  const drawn = (n: number, offset: number): number => {
    const place = Math.round(at) + offset;
    if (place < 0 || place >= limit) return 0;
    const [first, last] = [
      Math.round(from) + n * stretch,
      Math.min(Math.round(to), Math.round(from) + (n + 1) * stretch),
    ];
    let set = 0;
    for (let along = first; along < last; along++) set += ink.data[place * across + along * step] ?? 0;
    return set / Math.max(1, last - first);
  };

  const follow = (n: number, before: number): number => {
    if (drawn(n, before) >= DRAWN.expected) return before;
    const most = Math.round(STRAYS.most * glyph);
    const near = Array.from({ length: 2 * STRAYS.step + 1 }, (_, i) => before - STRAYS.step + i)
      .filter((offset) => Math.abs(offset) <= most)
      .map((offset) => ({ offset, share: drawn(n, offset) }));
    const best = Math.max(...near.map(({ share }) => share));
    if (best < DRAWN.elsewhere) return before;
    const places = near.filter(({ share }) => share >= best - 0.02).map(({ offset }) => offset);
    return Math.round(places.reduce((sum, offset) => sum + offset, 0) / places.length);
  };

  // From the stretch that lies best on the straight line to both ends.
  const straight = Array.from(offsets, (_, n) => drawn(n, 0));
  const middle = Math.floor(count / 2);
  const start = straight.reduce((best, share, n) => (share > (straight[best] ?? 0) ? n : best), middle);
  for (let n = start; n < count; n++) offsets[n] = follow(n, n === start ? 0 : (offsets[n - 1] ?? 0));
  for (let n = start - 1; n >= 0; n--) offsets[n] = follow(n, offsets[n + 1] ?? 0);

  return (along) => offsets[Math.min(count - 1, Math.max(0, Math.floor((along - from) / stretch)))] ?? 0;
}
