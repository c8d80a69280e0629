/**
 * A lone 0 told by its shape. It is the commonest figure of these forms and the one that a recogniser, with no word
 * around it, is least sure of: it takes it for a letter, or for nothing.
 */
import type { Component, Components } from './components.js';
import { boundsOf, type Rect, rectHeight, rectWidth } from './raster.js';

/** What a lone 0 is read as. */
const LOOK_ALIKES = new Set(['', '0', 'O', 'o', 'D', 'Q', 'U', '〇', '○', '口', '()', '（）', '（)', '(）']);
/** What its two sides are read as where thin print broke it above and below. */
const BROKEN = /^[(（][)）]$/u;

/** Width over height of a 0 in all usual fonts; a ring to be ticked and a 〇 are as wide as high. */
const ASPECT = { least: 0.38, most: 0.82 } as const;
/** Height in character heights; a pair of brackets is higher than figures are. */
const HEIGHT = { least: 0.5, most: 1.05, figure: 0.85 } as const;
/** Middle part of the rows, and of the columns, in which there are just two strokes. */
const SIDES = { from: 0.3, to: 0.7 } as const;
const ENDS = { from: 0.42, to: 0.58 } as const;
/** Share of the lines in those parts that must have two strokes: noise gnaws and spots. */
const CLEAR = 0.85;
/** Height of each side of a broken 0, as a share of the whole. */
const SIDE_HEIGHT = 0.8;
/** Side of the corners that stay empty, as a share of the sides: D and 口 have ink there. */
const CORNER = 0.14;

/** Whether the ink of a line, all of it, is a 0 by what it was read as and by its shape. */
export function isZeroAsRead(
  text: string,
  [only, ...others]: readonly Component[],
  components: Components,
  glyph: number,
): boolean {
  if (only === undefined) return false;
  if (others.length === 0) return LOOK_ALIKES.has(text) && hasShapeOfZero(only, components, glyph);
  return BROKEN.test(text) && areSidesOfZero([only, ...others], glyph);
}

/** Two strokes of one height side by side, no farther apart than a figure is wide. */
function areSidesOfZero(sides: readonly Component[], glyph: number): boolean {
  const whole = boundsOf(sides);
  return (
    sides.length === 2 &&
    hasBoundsOfZero(whole, glyph) &&
    rectHeight(whole) <= HEIGHT.figure * glyph &&
    sides.every((side) => rectHeight(side) >= SIDE_HEIGHT * rectHeight(whole))
  );
}

function hasBoundsOfZero(rect: Rect, glyph: number): boolean {
  const [width, height] = [rectWidth(rect), rectHeight(rect)];
  return (
    width >= ASPECT.least * height &&
    width <= ASPECT.most * height &&
    height >= HEIGHT.least * glyph &&
    height <= HEIGHT.most * glyph
  );
}

function hasShapeOfZero(component: Component, components: Components, glyph: number): boolean {
  return (
    hasBoundsOfZero(component, glyph) &&
    twoStrokes(component, components, 'rows', SIDES) >= CLEAR &&
    twoStrokes(component, components, 'columns', ENDS) >= CLEAR &&
    cornersEmpty(component, components)
  );
}

/** Share of the rows or columns in the middle that two strokes cross, one near each edge. */
function twoStrokes(
  { label, x0, y0, x1, y1 }: Component,
  { labels, width }: Components,
  direction: 'rows' | 'columns',
  part: { readonly from: number; readonly to: number },
): number {
  const [lines, length] = direction === 'rows' ? [y1 - y0, x1 - x0] : [x1 - x0, y1 - y0];
  const [lineStep, step] = direction === 'rows' ? [width, 1] : [1, width];
  const [from, to] = [Math.floor(part.from * lines), Math.ceil(part.to * lines)];
  let clear = 0;
  for (let line = from; line < to; line++) {
    const starts: number[] = [];
    let inside = false;
    for (let n = 0; n < length; n++) {
      const set = labels[y0 * width + x0 + line * lineStep + n * step] === label;
      if (set && !inside) starts.push(n);
      inside = set;
    }
    const [first = length, second = 0] = starts;
    if (starts.length === 2 && first < 0.3 * length && second > 0.5 * length) clear++;
  }
  return clear / Math.max(1, to - from);
}

function cornersEmpty({ label, x0, y0, x1, y1 }: Component, { labels, width }: Components): boolean {
  const [w, h] = [Math.max(1, Math.round(CORNER * (x1 - x0))), Math.max(1, Math.round(CORNER * (y1 - y0)))];
  let set = 0;
  for (const left of [x0, x1 - w]) {
    for (const top of [y0, y1 - h]) {
      for (let y = top; y < top + h; y++)
        for (let x = left; x < left + w; x++) if (labels[y * width + x] === label) set++;
    }
  }
  return set <= 0.25 * 4 * w * h;
}
