/**
 * Printed tick boxes: two level bars of ink with two upright ones between their ends. Sought in the ink, not
 * among components, because a drawn tick ties a box to what is beside it and a worn outline falls into pieces.
 */
import { addAll } from '../../add-all.js';
import { clip, type Ink, inkIn, middleFill, type Rect, rectHeight, rectWidth } from './raster.js';

/** Two inks of one page: thin outlines need a high threshold, which would fill the inside of small characters. */
export interface MarkInk {
  readonly outline: Ink;
  readonly dense: Ink;
}

export interface Square extends Rect {
  /** Share of the outline that is drawn, 0 to 1. */
  readonly outline: number;
  /** Share of ink in the middle half of the box. */
  readonly fill: number;
  /** Whether there is so much ink in it that only the boxes beside it say that it is one. */
  readonly crowded: boolean;
  /** Whether there are strokes in it such as characters have. */
  readonly barred: boolean;
}

/** Sides of a box in character heights: □ of the usual fonts has 0.7 to 1.0, a browser's check box 0.6. */
const SIDE = { least: 0.5, most: 1.45 } as const;
const ASPECT = { least: 0.74, most: 1.36 } as const;
/** Share of each side that must be drawn; thin outlines on two-level scans lose a quarter. */
const DRAWN = 0.78;
/** The same for the side opposite the one that was found first: a character seldom closes a square all along. */
const OPPOSITE_DRAWN = 0.9;
/** Share of an edge along which ink may stand close outside and close inside of it. */
const CLEAR_OUTSIDE = 0.2;
const CLEAR_INSIDE = 0.45;
/** How much boxes of one row may differ in place and size, as a share of their sides. */
const ROW_TOLERANCE = 0.14;
/** How far the ends of the two bars may differ, in character heights. */
const ENDS = 0.16;

/** A straight stroke across this much of the inside belongs to a character such as 日 or 国, not to a tick. */
const BARRED = 0.62;
/** Share of a straight stroke that may have ink on its sides, where other strokes meet it. */
const STRAIGHT_BESIDE = 0.3;
/** The same for strokes both level and upright, as the inner box of 回 has them. */
const HALF_BARRED = 0.5;
/** Ink of the inside from which it is a box blacked out, whatever strokes it has. */
export const BLACKED_OUT = 0.8;

type Outline = Omit<Square, 'fill' | 'crowded' | 'barred'>;

interface Bar {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  y1: number;
}

/** Boxes within `area`, from left to right; `known` are boxes of the same cell in other lines. */
export function findSquares(
  { outline, dense }: MarkInk,
  area: Rect,
  glyph: number,
  known: readonly Rect[] = [],
): Square[] {
  const bars = levelBars(outline, clip(area, outline), glyph);
  const outlines = bars
    .flatMap((bar) => [
      ...squaresOn(outline, bar, 'below', glyph),
      ...squaresOn(outline, bar, 'above', glyph),
    ])
    .filter(({ y0, y1 }) => y0 >= area.y0 - 1 && y1 <= area.y1 + 1)
    .filter((square) => isClearOutside(outline, square, glyph));
  const filled = outlines.map((square) => ({ ...square, fill: middleFill(dense, square) }));
  const isBlackedOut = ({ fill }: { fill: number }) => fill >= BLACKED_OUT;
  // A pen runs along the sides that it fills boxes from, all of a line alike; strokes of characters leave more paper.
  const black = filled.filter(isBlackedOut);
  const clear = filled.filter(
    (square) =>
      isClearInside(outline, square, glyph) || (isBlackedOut(square) && isLikeOthers(square, black, [])),
  );
  // A cross leaves little paper in a small box: the boxes beside it say that it is one.
  const crowded = filled.filter((square) => !clear.includes(square) && isLikeOthers(square, clear, known));
  const squares = [
    ...clear.map((square) => ({ ...square, crowded: false })),
    ...crowded.map((square) => ({ ...square, crowded: true })),
  ]
    .map((square) => ({ ...square, barred: !isBlackedOut(square) && isBarred(dense, square, glyph) }))
    .filter((square) => !hasFeet({ outline, dense }, square, glyph));
  const plain = squares.filter(({ barred }) => !barred);
  // A heavy tick may run level for a bit, as the strokes of 国 do.
  const barred = squares.filter((square) => square.barred && isLikeOthers(square, plain, known));
  return fullest([...plain, ...barred]).sort((a, b) => a.x0 - b.x0);
}

/** Thin level strokes about as long as a box is wide. */
function levelBars(ink: Ink, { x0, y0, x1, y1 }: Rect, glyph: number): Bar[] {
  const gap = Math.max(1, Math.round(0.09 * glyph));
  const thickest = Math.max(3, 0.24 * glyph);
  const done: Bar[] = [];
  let open: Bar[] = [];
  for (let y = y0; y < y1; y++) {
    const next: Bar[] = [];
    for (const run of rowRuns(ink, y, x0, x1, gap)) {
      const length = run.to - run.from;
      if (length < SIDE.least * glyph || length > SIDE.most * glyph * 1.3) continue;
      const bar = open.find(
        (other) =>
          Math.abs(other.x0 - run.from) <= ENDS * glyph && Math.abs(other.x1 - run.to) <= ENDS * glyph,
      );
      if (bar === undefined) next.push({ x0: run.from, x1: run.to, y0: y, y1: y + 1 });
      else {
        bar.y1 = y + 1;
        next.push(bar);
      }
    }
    addAll(
      done,
      open.filter((bar) => !next.includes(bar)),
    );
    open = next;
  }
  return [...done, ...open].filter((bar) => bar.y1 - bar.y0 <= thickest);
}

function rowRuns(ink: Ink, y: number, x0: number, x1: number, gap: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = -1;
  let last = -1;
  for (let x = x0; x < x1; x++) {
    if (ink.data[y * ink.width + x] !== 1) continue;
    if (from >= 0 && x - last - 1 > gap) {
      runs.push({ from, to: last + 1 });
      from = -1;
    }
    if (from < 0) from = x;
    last = x;
  }
  if (from >= 0) runs.push({ from, to: last + 1 });
  return runs;
}

/**
 * Boxes of which `bar` is the upper or the lower side. The side opposite need not be a bar of its own: in
 * tight print it runs into the next character.
 */
function squaresOn(ink: Ink, bar: Bar, side: 'below' | 'above', glyph: number): Outline[] {
  const width = bar.x1 - bar.x0;
  const squares: Outline[] = [];
  for (let height = Math.ceil(SIDE.least * glyph); height <= SIDE.most * glyph; height++) {
    if (width < ASPECT.least * height || width > ASPECT.most * height) continue;
    const [y0, y1] = side === 'below' ? [bar.y0, bar.y0 + height] : [bar.y1 - height, bar.y1];
    if (y0 < 0 || y1 > ink.height) continue;
    const rect = { x0: bar.x0, x1: bar.x1, y0, y1 };
    const opposite = side === 'below' ? y1 - 1 : y0;
    if (levelShare(ink, rect, opposite) < OPPOSITE_DRAWN) continue;
    const left = uprightShare(ink, rect, rect.x0, glyph);
    const right = uprightShare(ink, rect, rect.x1 - 1, glyph);
    if (left >= DRAWN && right >= DRAWN) squares.push({ ...rect, outline: (left + right + 2) / 4 });
  }
  return squares;
}

/** A box touches nothing but the tick in it and, in tight print, one neighbour; strokes of characters cross. */
function isClearOutside(ink: Ink, square: Rect, glyph: number): boolean {
  return threeEdges(ink, square, -3, glyph).every((share) => share <= CLEAR_OUTSIDE);
}

/** Strokes of characters branch inward. */
function isClearInside(ink: Ink, square: Rect, glyph: number): boolean {
  return threeEdges(ink, square, margin(glyph), glyph).every((share) => share <= CLEAR_INSIDE);
}

function margin(glyph: number): number {
  return Math.max(4, Math.round(0.18 * glyph));
}

/** Shares of ink along the edges, so many pixels within them, but for the edge that has most. */
function threeEdges(ink: Ink, { x0, y0, x1, y1 }: Rect, within: number, glyph: number): number[] {
  const corner = margin(glyph);
  const row = (y: number) =>
    inkIn(ink, { x0: x0 + corner, y0: y, x1: x1 - corner, y1: y + 1 }) / (x1 - x0 - 2 * corner);
  const column = (x: number) =>
    inkIn(ink, { x0: x, y0: y0 + corner, x1: x + 1, y1: y1 - corner }) / (y1 - y0 - 2 * corner);
  const all = [row(y0 + within), row(y1 - within - 1), column(x0 + within), column(x1 - within - 1)];
  return all.sort((a, b) => a - b).slice(0, 3);
}

/** Whether it is as large as another box of its line, and level with it, or as one of another line. */
function isLikeOthers(square: Rect, others: readonly Rect[], known: readonly Rect[]): boolean {
  return others.some((other) => isOneOfRow(square, other)) || known.some((other) => isOfSize(square, other));
}

/** Whether two boxes have one size and stand in one row. */
function isOneOfRow(a: Rect, b: Rect): boolean {
  const side = rectHeight(b);
  const isLevel = Math.abs(a.y0 + a.y1 - b.y0 - b.y1) <= 2 * ROW_TOLERANCE * side;
  return a.x0 !== b.x0 && isLevel && isOfSize(a, b);
}

function isOfSize(a: Rect, b: Rect): boolean {
  const near = (one: number, other: number) => Math.abs(one - other) <= ROW_TOLERANCE * other;
  return near(rectWidth(a), rectWidth(b)) && near(rectHeight(a), rectHeight(b));
}

/** Share of the columns of `rect` that have ink in row `y` or one beside it. */
function levelShare({ width, data }: Ink, { x0, x1 }: Rect, y: number): number {
  let columns = 0;
  for (let x = x0, i = y * width + x0; x < x1; x++, i++) {
    if (data[i] === 1 || data[i - width] === 1 || data[i + width] === 1) columns++;
  }
  return columns / (x1 - x0);
}

/** Share of the rows of `rect` that have ink on one upright line near `x`, three pixels wide for its jitter. */
function uprightShare({ width, data }: Ink, { y0, y1 }: Rect, x: number, glyph: number): number {
  const reach = Math.max(2, Math.round(0.1 * glyph));
  let best = 0;
  for (let at = x - reach; at <= x + reach; at++) {
    let rows = 0;
    for (let y = y0, i = y0 * width + at; y < y1; y++, i += width) {
      if (data[i] === 1 || data[i - 1] === 1 || data[i + 1] === 1) rows++;
    }
    best = Math.max(best, rows);
  }
  return best / (y1 - y0);
}

/** Of squares that overlap one without strokes in it, of these the one with the fullest outline, then the largest. */
function fullest(squares: readonly Square[]): Square[] {
  const kept: Square[] = [];
  const size = (square: Square) => rectWidth(square) * rectHeight(square);
  const rank = (a: Square, b: Square) =>
    Number(a.barred) - Number(b.barred) || b.outline - a.outline || size(b) - size(a);
  for (const square of [...squares].sort(rank)) {
    const overlaps = kept.some(
      (other) => square.x0 < other.x1 && other.x0 < square.x1 && square.y0 < other.y1 && other.y0 < square.y1,
    );
    if (!overlaps) kept.push(square);
  }
  return kept;
}

/** 口 stands on two feet, a box does not. */
function hasFeet({ outline, dense }: MarkInk, square: Rect, glyph: number): boolean {
  return feetOf(dense, square, glyph) ?? feetOf(outline, square, glyph) ?? false;
}

/** Null where the lower bar is too faint to be ink: the ends of the upright ones would be taken for feet. */
function feetOf(ink: Ink, { x0, x1, y1 }: Rect, glyph: number): boolean | null {
  const depth = Math.max(2, Math.round(0.07 * glyph));
  const side = Math.max(3, Math.round(0.16 * glyph));
  const share = (y: number, from: number, to: number) =>
    inkIn(ink, { x0: from, y0: y, x1: to, y1: y + 1 }) / (to - from);
  // The box's edge is known to a pixel or two only: feet begin under the last row of the lower bar itself.
  let bottom = y1 + 1;
  const highest = y1 - 5;
  while (bottom > highest && share(bottom, x0 + side, x1 - side) < 0.7) bottom--;
  if (bottom === highest) return null;
  const rows = Array.from({ length: depth }, (_, n) => bottom + 1 + n);
  const foot = (from: number, to: number) => rows.every((y) => share(y, from, to) > 0);
  const middle = rows.every((y) => share(y, x0 + side, x1 - side) === 0);
  return middle && foot(x0 - 1, x0 + side) && foot(x1 - side, x1 + 1);
}

/** Level or upright strokes right across, as 日, 国 and 回 have them; a ticked box has none. */
function isBarred(ink: Ink, square: Rect, glyph: number): boolean {
  const edge = Math.max(3, Math.round(0.16 * glyph));
  const inside = clip(
    { x0: square.x0 + edge, y0: square.y0 + edge, x1: square.x1 - edge, y1: square.y1 - edge },
    ink,
  );
  const level = longestRuns(ink, inside, 'rows', edge);
  const upright = longestRuns(ink, inside, 'columns', edge);
  const both = Math.min(Math.max(0, ...level), Math.max(0, ...upright)) >= HALF_BARRED;
  return both || level.some((run) => run >= BARRED);
}

/**
 * The longest straight stroke in each row or column of `area`, as a share of its length: a stretch of ink with
 * paper `apart` pixels to both sides. The slant of a tick has ink there, and so has a blacked-out middle.
 */
function longestRuns(
  ink: Ink,
  { x0, y0, x1, y1 }: Rect,
  direction: 'rows' | 'columns',
  apart: number,
): number[] {
  const [lines, length] = direction === 'rows' ? [y1 - y0, x1 - x0] : [x1 - x0, y1 - y0];
  const [lineStep, step] = direction === 'rows' ? [ink.width, 1] : [1, ink.width];
  const first = y0 * ink.width + x0;
  return Array.from({ length: Math.max(0, lines) }, (_, line) => {
    let [run, beside, longest] = [0, 0, 0];
    for (let n = 0; n <= length; n++) {
      const i = first + line * lineStep + n * step;
      if (n < length && ink.data[i] === 1) {
        run++;
        const above = ink.data[i - apart * lineStep] ?? 0;
        const below = ink.data[i + apart * lineStep] ?? 0;
        beside += above + below;
        continue;
      }
      if (beside <= STRAIGHT_BESIDE * 2 * run) longest = Math.max(longest, run);
      [run, beside] = [0, 0];
    }
    return longest / Math.max(1, length);
  });
}
