/** What single pieces of ink look like: ticks, discs, rings, dashes. Geometry only, no reading. */
import { DIRECTIONS, directionsWithInk, isRound } from './circle.js';
import type { Component, Components } from './components.js';
import { rectHeight, rectWidth } from './raster.js';

/** Ink of one column of a component: its topmost and lowest row and the number of its separate strokes. */
interface Column {
  readonly top: number;
  readonly bottom: number;
  readonly strokes: number;
}

/** How far down from the top, as a share of its height, the bar of a root sign reaches. */
const ROOF = 0.2;

/** Whether a component is a tick (✓ √ ✔ or drawn by hand): a short stroke down, then a long one up to the right. */
export function isTick(component: Component, components: Components): boolean {
  const [width, height] = [rectWidth(component), rectHeight(component)];
  if (width < 0.55 * height || width > 2 * height || component.area > 0.5 * width * height) return false;
  const columns = columnsOf(component, components);
  const filled = columns.filter((column) => column !== null);
  if (filled.length < 0.97 * columns.length) return false;
  const vertex = lowestColumn(columns);
  if (vertex < 0.06 * width || vertex > 0.62 * width) return false;
  const leftTop = Math.min(...columns.slice(0, vertex + 1).map((column) => column?.top ?? height));
  const rightTop = Math.min(
    ...columns.slice(Math.floor(0.75 * width)).map((column) => column?.top ?? height),
  );
  if (!dipsThenRises(columns, vertex, height)) return false;
  // A V or a Y begins as high on the left as it ends on the right; the short arm of a tick does not.
  if (leftTop < 0.15 * height || leftTop > 0.8 * height || rightTop > 0.12 * height) return false;
  const simple = filled.filter(({ strokes }) => strokes <= 1).length;
  return simple >= 0.72 * filled.length && risesAlong(columns.slice(vertex));
}

/** A turn at the vertex, and from there a steady climb: not the sweep of 丿, the foot of 厶 or the roof of 亻. */
function dipsThenRises(columns: readonly (Column | null)[], vertex: number, height: number): boolean {
  const tops = columns.map((column) => column?.top ?? height);
  const dips = tops
    .slice(0, vertex + 1)
    .some((top, n) => tops.slice(n + 1, vertex + 3).some((later) => later > top));
  const low = columns.filter((column) => (column?.bottom ?? 0) >= 0.86 * height).length;
  const middle = Math.round((vertex + columns.length - 1) / 2);
  const risen = 1 - (columns[middle]?.bottom ?? 0) / height;
  const climbs = (risen >= 0.15 && risen <= 0.75) || isRoof(columns.slice(middle), height);
  return dips && low <= 0.5 * columns.length && climbs;
}

/** The level bar over which the root sign √ ends in some fonts. */
function isRoof(columns: readonly (Column | null)[], height: number): boolean {
  return columns.every((column) => column !== null && column.bottom <= ROOF * height);
}

function columnsOf({ label, x0, y0, x1, y1 }: Component, { width, labels }: Components): (Column | null)[] {
  return Array.from({ length: x1 - x0 }, (_, n) => {
    let [top, bottom, strokes] = [-1, -1, 0];
    let inside = false;
    for (let y = y0; y < y1; y++) {
      const set = labels[y * width + x0 + n] === label;
      if (set && !inside) strokes++;
      if (set && top < 0) top = y - y0;
      if (set) bottom = y - y0;
      inside = set;
    }
    return top < 0 ? null : { top, bottom, strokes };
  });
}

function lowestColumn(columns: readonly (Column | null)[]): number {
  let lowest = 0;
  columns.forEach((column, n) => {
    if ((column?.bottom ?? -1) > (columns[lowest]?.bottom ?? -1)) lowest = n;
  });
  return lowest;
}

/** Whether the lower edge climbs from the vertex to the right end, with no more than slips of the pen. */
function risesAlong(columns: readonly (Column | null)[]): boolean {
  let up = 0;
  let down = 0;
  for (let n = 1; n < columns.length; n++) {
    const step = (columns[n - 1]?.bottom ?? 0) - (columns[n]?.bottom ?? 0);
    if (step > 0) up += step;
    else down -= step;
  }
  return up > 0 && down <= 0.15 * up;
}

/** Share of the span of its rows and columns that a convex shape fills. */
const CONVEX = 0.94;

/** Depth of the rim, as a share of the side, that a painted box fills all round. */
const RIM = 0.16;

/** Ink of a painted box with a worn side, as shares of its bounds, of that side and of all sides' rims. */
const GNAWED = { cover: 0.74, side: 0.6, mean: 0.84 } as const;

/** Filled squares and discs, and ticked boxes that a browser paints solid but for the tick. */
export function isSolid(component: Component, components: Components): boolean {
  const [width, height] = [rectWidth(component), rectHeight(component)];
  const aspect = width / height;
  const cover = component.area / (width * height);
  if (aspect < 0.78 || aspect > 1.28 || cover < 0.66) return false;
  const share = (x0: number, y0: number, x1: number, y1: number) =>
    shareOf(component, components, [x0, y0, x1, y1]);
  const sides = [
    share(0.2, 0, 0.8, RIM),
    share(0.2, 1 - RIM, 0.8, 1),
    share(0, 0.2, RIM, 0.8),
    share(1 - RIM, 0.2, 1, 0.8),
  ];
  if (share(0.2, 0.2, 0.8, 0.8) >= 0.93 && isConvex(component, components)) return true;
  if (cover >= 0.68 && Math.min(...sides) >= 0.8) return true;
  // Noise and a tick that reaches an edge gnaw at one side of a painted box; characters are never so full.
  const mean = sides.reduce((sum, side) => sum + side, 0) / sides.length;
  return cover >= GNAWED.cover && Math.min(...sides) >= GNAWED.side && mean >= GNAWED.mean;
}

/** Whether ink fills every row and column between its ends, as in a disc or a block and in no character. */
function isConvex({ label, x0, y0, x1, y1, area }: Component, { width, labels }: Components): boolean {
  const spans = { rows: new Map<number, [number, number]>(), columns: new Map<number, [number, number]>() };
  const note = (all: Map<number, [number, number]>, at: number, place: number) => {
    const span = all.get(at);
    all.set(at, span === undefined ? [place, place] : [Math.min(span[0], place), Math.max(span[1], place)]);
  };
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      if (labels[y * width + x] !== label) continue;
      note(spans.rows, y, x);
      note(spans.columns, x, y);
    }
  }
  const spanned = (all: Map<number, [number, number]>) =>
    [...all.values()].reduce((sum, [from, to]) => sum + to - from + 1, 0);
  return area >= CONVEX * Math.max(spanned(spans.rows), spanned(spans.columns));
}

/** Share of the component's ink in a part of its bounds, given in shares of its sides. */
function shareOf(
  { label, x0, y0, x1, y1 }: Component,
  { width, labels }: Components,
  [left, top, right, bottom]: readonly [number, number, number, number],
): number {
  const across = (share: number) => Math.round(x0 + share * (x1 - x0));
  const down = (share: number) => Math.round(y0 + share * (y1 - y0));
  let [set, all] = [0, 0];
  for (let y = down(top); y < down(bottom); y++) {
    for (let x = across(left); x < across(right); x++, all++) if (labels[y * width + x] === label) set++;
  }
  return all === 0 ? 0 : set / all;
}

/** How many directions from the centre may lack a ring's line (worn print). */
const MISSING_DIRECTIONS = 2;
/** Between which shares of its radius a ring's line runs. */
const RING = { outer: 1, inner: 0.76 } as const;
/** Share of its box that a ring drawn one pixel thin has as ink, or two; 期 has more. */
const THIN_RING = 0.3;

/** A circle's outline, with or without something inside. */
export function isRing(component: Component, { width, labels }: Components): boolean {
  const boxArea = rectWidth(component) * rectHeight(component);
  if (!isRound(component) || component.area > 0.62 * boxArea) return false;
  const isThin = component.area <= THIN_RING * boxArea;
  const isOwn = (x: number, y: number) => labels[y * width + x] === component.label;
  // A line one pixel thin has nothing on the straight way across one of its corners.
  const isDrawn = (x: number, y: number) => isOwn(x, y) || (isThin && isOwn(x + 1, y));
  const cornerInk = [
    [component.x0, component.y0],
    [component.x1 - 1, component.y0],
    [component.x0, component.y1 - 1],
    [component.x1 - 1, component.y1 - 1],
  ].filter(([x = 0, y = 0]) => isOwn(x, y)).length;
  const drawn = directionsWithInk(component, RING, isDrawn);
  return drawn >= DIRECTIONS - MISSING_DIRECTIONS && cornerInk === 0;
}

/** A horizontal stroke and nothing else: — － - 一 are one mark in a form, and all mean "none". */
export function isDash(component: Component, glyph: number): boolean {
  const [width, height] = [rectWidth(component), rectHeight(component)];
  return height <= 0.22 * glyph && width >= 0.22 * glyph && width >= 2.2 * height;
}

/** Share of a slash's ink that lies close to the diagonal of its bounds, and how close, as a share of its width. */
const SLASH = { onDiagonal: 0.9, reach: 0.24, widest: 1.6 } as const;
/** The same for a stroke of a pen, which may be bent or begin with a hook: 1 and 7 have half their ink there. */
const RISING = { onDiagonal: 0.7, reach: 0.3, widest: 2 } as const;

/** A straight stroke from the lower left to the upper right and nothing else: / and ／, which mean "none". */
export function isSlash(component: Component, components: Components): boolean {
  return rises(component, components, SLASH);
}

/** A stroke of a pen from the lower left to the upper right, straight or not. */
export function isRisingStroke(component: Component, components: Components): boolean {
  return rises(component, components, RISING);
}

function rises(
  component: Component,
  { width, labels }: Components,
  { onDiagonal, reach, widest }: typeof SLASH | typeof RISING,
): boolean {
  const { x0, y0, x1, y1, label, area } = component;
  const [w, h] = [rectWidth(component), rectHeight(component)];
  if (w < 0.22 * h || w > widest * h || h < 8 || area > 0.5 * w * h) return false;
  let near = 0;
  for (let y = y0; y < y1; y++) {
    const middle = x1 - ((y - y0 + 0.5) / h) * w;
    for (let x = x0; x < x1; x++) {
      if (labels[y * width + x] === label && Math.abs(x + 0.5 - middle) <= reach * w) near++;
    }
  }
  return near >= onDiagonal * area;
}

/**
 * Width over character height from which a dash is the full — and not a hyphen; before a figure (`号-2`), where hyphens
 * of some fonts are as wide as a figure and a full dash is as wide as a character, more is asked.
 */
const LONG_DASH = { alone: 0.55, beforeFigure: 0.95 } as const;

export function dashText(
  component: Component,
  glyph: number,
  place: keyof typeof LONG_DASH = 'alone',
): string {
  return rectWidth(component) >= LONG_DASH[place] * glyph ? '—' : '-';
}
