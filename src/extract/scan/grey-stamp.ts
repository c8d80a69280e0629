/**
 * Stamps on pages that were scanned without colour: rings of even grey, lighter than print and thicker than the
 * grey rim of a stroke. Only a ring with empty corners is lifted, so that shaded cells and faint print stay.
 */
import { findComponents } from './components.js';
import { histogramOf } from './paper.js';
import { clip, type Grey, type Ink, type Rect, rectHeight, rectWidth } from './raster.js';

/** Pixels of one square in which grey is counted before shapes are looked for. */
const BLOCK = 4;
/** Share of a square that must be even grey. */
const BLOCK_SHARE = 0.25;
/** Where grey lies between print (0) and paper (1). */
const BAND = { from: 0.3, to: 0.86 } as const;
/** Least difference of print and paper: without black print, grey is what the page is printed in. */
const LEAST_CONTRAST = 120;
/** Sides of a stamp as shares of the page's shorter side, and its longer over its shorter side. */
const SIDES = { least: 0.07, most: 0.55 } as const;
const ASPECT = 2.2;
/** Directions from the centre, how many must meet the ring, and between which shares of the radius. */
const DIRECTIONS = 36;
const MET = 25;
const RIM = { from: 0.84, to: 1.04 } as const;
/** Side of the corners that a ring leaves empty, as a share of its bounds. */
const CORNER = 0.12;
/** Pixels round even grey that belong to the stamp's own edge. */
const EDGE = 2;
/** By how much the grey of one stamp varies. */
const SAME_GREY = 24;
/** Pixels of one grey in the smallest stamp, and greys of a page among which one is sought. */
const LEAST_GREY = 600;
const MOST_GREYS = 3;
/** As for red stamps: shares of the stamp's brightness above which nothing and below which print lies under it. */
const STAMP_ALONE = 0.86;
const PRINT_UNDER = 0.5;

/** The page without its grey stamps, and where they stand; null where there are none. `flat` has white paper. */
export function liftGreyStamps(
  flat: Grey,
): { readonly unstamped: Grey; readonly stamps: readonly Rect[] } | null {
  const print = printLevel(flat);
  if (255 - print < LEAST_CONTRAST) return null;
  const grey = evenGrey(flat, print + BAND.from * (255 - print), print + BAND.to * (255 - print));
  // Rules, outlines of boxes and shades may be grey as well, but of another grey.
  for (const level of usualGreys(flat, grey)) {
    const stamps = ringsOf(inBlocks(flat, grey, level)).map(({ x0, y0, x1, y1 }) =>
      clip({ x0: x0 * BLOCK, y0: y0 * BLOCK, x1: x1 * BLOCK, y1: y1 * BLOCK }, flat),
    );
    if (stamps.length === 0) continue;
    const own = ofLevel(flat, grey, level);
    const data = Uint8Array.from(flat.data);
    for (const stamp of stamps) lift(flat, own, level, stamp, data);
    return { unstamped: { ...flat, data }, stamps };
  }
  return null;
}

/** The greys of which there is most, most first; none on a page without enough of it for a stamp. */
function usualGreys(flat: Grey, grey: Ink): number[] {
  const histogram = new Uint32Array(256);
  for (let i = grey.data.indexOf(1); i >= 0; i = grey.data.indexOf(1, i)) {
    for (; grey.data[i] === 1; i++) {
      const value = flat.data[i] ?? 0;
      histogram[value] = (histogram[value] ?? 0) + 1;
    }
  }
  const near = (level: number) =>
    histogram
      .subarray(Math.max(0, level - SAME_GREY / 2), level + SAME_GREY / 2 + 1)
      .reduce((a, b) => a + b, 0);
  const levels: number[] = [];
  const byAmount = Array.from({ length: 256 }, (_, level) => ({ level, amount: near(level) }))
    .filter(({ amount }) => amount >= LEAST_GREY)
    .sort((a, b) => b.amount - a.amount);
  for (const { level } of byAmount) {
    if (levels.length === MOST_GREYS) break;
    if (levels.every((other) => Math.abs(other - level) > SAME_GREY)) levels.push(level);
  }
  return levels;
}

function ofLevel(flat: Grey, grey: Ink, level: number): Ink {
  const data = new Uint8Array(grey.data.length);
  for (let i = 0; i < data.length; i++)
    if (grey.data[i] === 1 && Math.abs((flat.data[i] ?? 0) - level) <= SAME_GREY) data[i] = 1;
  return { ...grey, data };
}

/** Rings in blocks. */
function ringsOf(blocks: Ink): Rect[] {
  const shorter = Math.min(blocks.width, blocks.height);
  return findComponents(grown(blocks, 2)).list.filter((component) => {
    const sides = [rectWidth(component), rectHeight(component)];
    const [least, most] = [Math.min(...sides), Math.max(...sides)];
    const sized = most >= SIDES.least * shorter && most <= SIDES.most * shorter && most <= ASPECT * least;
    return sized && isRing(blocks, component);
  });
}

/** Brightness of print: the lower part of what is dark, since a dark seal may be most of it. */
function printLevel(flat: Grey): number {
  const histogram = histogramOf(flat).subarray(0, 128);
  const count = histogram.reduce((sum, amount) => sum + amount, 0);
  let below = 0;
  for (let value = 0; value < 128; value++) {
    below += histogram[value] ?? 0;
    if (5 * below >= count && count > 0) return value;
  }
  return 255;
}

/** Pixels that are grey with all eight neighbours; strokes and their rims are thinner than that. */
function evenGrey({ width, height, data }: Grey, from: number, to: number): Ink {
  const across = new Uint8Array(data.length);
  const [darkest, lightest] = [Math.ceil(from), Math.floor(to)];
  for (let y = 0; y < height; y++) {
    let run = 0;
    for (let i = y * width, end = i + width; i < end; i++) {
      const value = data[i] ?? 255;
      run = value >= darkest && value <= lightest ? run + 1 : 0;
      if (run > 2) across[i - 1] = 1;
    }
  }
  const even = new Uint8Array(data.length);
  const end = data.length - width;
  for (let i = across.indexOf(1, width); i >= 0 && i < end; i = across.indexOf(1, i)) {
    for (; across[i] === 1 && i < end; i++)
      if (across[i - width] === 1 && across[i + width] === 1) even[i] = 1;
  }
  return { width, height, data: even };
}

/** The blocks of which enough is even grey of one level. */
function inBlocks(flat: Grey, { width, height, data }: Ink, level: number): Ink {
  const [columns, rows] = [Math.floor(width / BLOCK), Math.floor(height / BLOCK)];
  const set = new Uint8Array((columns + 1) * (rows + 1));
  for (let i = data.indexOf(1); i >= 0; i = data.indexOf(1, i)) {
    for (; data[i] === 1; i++) {
      if (Math.abs((flat.data[i] ?? 0) - level) > SAME_GREY) continue;
      const y = Math.floor(i / width);
      const block = Math.floor(y / BLOCK) * columns + Math.floor((i - y * width) / BLOCK);
      set[block] = (set[block] ?? 0) + 1;
    }
  }
  const least = BLOCK_SHARE * BLOCK * BLOCK;
  const blocks = Uint8Array.from(set.subarray(0, columns * rows), (count) => (count >= least ? 1 : 0));
  return { width: columns, height: rows, data: blocks };
}

function grown({ width, height, data }: Ink, by: number): Ink {
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] !== 1) continue;
      const [x0, x1] = [Math.max(0, x - by), Math.min(width, x + by + 1)];
      for (let v = Math.max(0, y - by); v < Math.min(height, y + by + 1); v++)
        result.fill(1, v * width + x0, v * width + x1);
    }
  }
  return { width, height, data: result };
}

function isRing({ width, data }: Ink, bounds: Rect): boolean {
  // The bounds were grown by two blocks on each side.
  const [w, h] = [rectWidth(bounds) - 4, rectHeight(bounds) - 4];
  const [cx, cy] = [(bounds.x0 + bounds.x1) / 2, (bounds.y0 + bounds.y1) / 2];
  const setAt = (x: number, y: number) => data[Math.floor(y) * width + Math.floor(x)] === 1;
  let met = 0;
  for (let n = 0; n < DIRECTIONS; n++) {
    const angle = (2 * Math.PI * n) / DIRECTIONS;
    for (let share = RIM.from; share <= RIM.to; share += 0.02) {
      if (!setAt(cx + (Math.cos(angle) * share * w) / 2, cy + (Math.sin(angle) * share * h) / 2)) continue;
      met++;
      break;
    }
  }
  const corner = Math.max(1, Math.round(CORNER * Math.min(w, h)));
  const [left, right] = [bounds.x0 + 2, bounds.x1 - 2 - corner];
  const [top, bottom] = [bounds.y0 + 2, bounds.y1 - 2 - corner];
  let inCorners = 0;
  for (const [x0, y0] of [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ] as const) {
    for (let y = y0; y < y0 + corner; y++)
      for (let x = x0; x < x0 + corner; x++) if (setAt(x, y)) inCorners++;
  }
  return met >= MET && inCorners <= 0.1 * 4 * corner * corner;
}

/** Whitens the stamp and its edge; print under it, which is darker, keeps its place in between. */
function lift(flat: Grey, own: Ink, level: number, stamp: Rect, data: Uint8Array): void {
  for (let y = stamp.y0; y < stamp.y1; y++) {
    for (let x = stamp.x0; x < stamp.x1; x++) {
      const i = y * flat.width + x;
      if (!near(own, x, y)) continue;
      const share = (flat.data[i] ?? 0) / level;
      const lifted = (255 * Math.max(0, share - PRINT_UNDER)) / (STAMP_ALONE - PRINT_UNDER);
      data[i] = Math.max(data[i] ?? 0, Math.min(255, lifted));
    }
  }
}

function near({ width, height, data }: Ink, x: number, y: number): boolean {
  for (let v = Math.max(0, y - EDGE); v <= Math.min(height - 1, y + EDGE); v++) {
    for (let i = v * width + Math.max(0, x - EDGE); i <= v * width + Math.min(width - 1, x + EDGE); i++)
      if (data[i] === 1) return true;
  }
  return false;
}
