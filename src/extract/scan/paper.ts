/** Even white paper, and from it black ink: what light, shade and see-through do to a scan is taken out here. */
import type { Grey, Ink } from './raster.js';

/** Side of the squares in which the paper's brightness is measured: larger than any stroke, smaller than a shadow. */
const BLOCK = 32;
/** Share of a square's pixels that are darker than its paper, at most. */
const PAPER_SHARE = 0.85;
/** Paper is never taken for darker than this, or a black scanner margin would be raised to white. */
const DARKEST_PAPER = 80;

/** Least difference of ink and paper; a page without it is blank, whatever its noise. */
const LEAST_CONTRAST = 45;

/** Bounds of the threshold for text on a flattened page: grey print on the one side, see-through on the other. */
const TEXT_THRESHOLD = { least: 110, most: 188 } as const;
/** Rules may be fainter than text (web pages draw them in #ccc), since only their length makes them count. */
const RULE_THRESHOLD_MOST = 226;

export interface Thresholds {
  /** Below this is the middle of strokes: Otsu's threshold. 0 on a blank page. */
  readonly dense: number;
  /** Below this is ink of text. */
  readonly text: number;
  /** Below this is the outline of a box, drawn thinner than text: between the other two. */
  readonly faint: number;
  /** Below this is ink of a rule. */
  readonly rule: number;
}

/** How far from Otsu's threshold towards that of rules text and outlines are: thin strokes blur to a light grey. */
const TEXT_SHARE = 0.3;
const FAINT_SHARE = 0.75;

/** Binary places of a gain. With 16, 255 times the gain of the darkest paper stays a 32-bit number. */
const GAIN_BITS = 16;
const UNIT_GAIN = 2 ** GAIN_BITS;
/** Rows with one gain: from one to the next it changes by less than a grey. */
const GAIN_ROWS = 4;

/** Divides a page by the brightness of its paper, so that paper is 255 everywhere. */
export function flattenPaper(page: Grey): Grey {
  const { width, height, data } = page;
  const columns = Math.max(1, Math.ceil(width / BLOCK));
  const rows = Math.max(1, Math.ceil(height / BLOCK));
  const paper = smooth(brightest(blockPaper(page, columns, rows), columns, rows), columns, rows);
  const flat = new Uint8Array(data.length);
  const gain = new Int32Array(width);
  for (let y = 0; y < height; y++) {
    if (y % GAIN_ROWS === 0) {
      const v = Math.min(rows - 1, Math.max(0, (y + GAIN_ROWS / 2) / BLOCK - 0.5));
      const top = Math.floor(v);
      const bottom = Math.min(rows - 1, top + 1);
      fillGain(gain, paper, columns, top, bottom, v - top);
    }
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const value = Math.imul(data[i] ?? 0, gain[x] ?? UNIT_GAIN) >> GAIN_BITS;
      flat[i] = Math.min(255, value);
    }
  }
  return { width, height, data: flat };
}

/** `gain` in whole numbers, which are multiplied in a third of the time. */
function fillGain(
  gain: Int32Array,
  paper: Float32Array,
  columns: number,
  top: number,
  bottom: number,
  part: number,
): void {
  // Brightness at a column's middles of squares, then straight between them.
  const middle = (column: number) =>
    (paper[top * columns + column] ?? 255) * (1 - part) + (paper[bottom * columns + column] ?? 255) * part;
  const middles = Float32Array.from({ length: columns }, (_, column) => middle(column));
  for (let x = 0; x < gain.length; x++) {
    const u = Math.min(columns - 1, Math.max(0, (x + 0.5) / BLOCK - 0.5));
    const left = u | 0;
    const right = left + 1 < columns ? left + 1 : left;
    const across = u - left;
    const level = (middles[left] ?? 255) * (1 - across) + (middles[right] ?? 255) * across;
    gain[x] = Math.ceil((255 * UNIT_GAIN) / level);
  }
}

function blockPaper({ width, height, data }: Grey, columns: number, rows: number): Float32Array {
  const paper = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      histogram.fill(0);
      let count = 0;
      const [x1, y1] = [Math.min(width, (column + 1) * BLOCK), Math.min(height, (row + 1) * BLOCK)];
      for (let y = row * BLOCK; y < y1; y += 2) {
        for (let i = y * width + column * BLOCK, end = y * width + x1; i < end; i += 2, count++) {
          const value = data[i] ?? 0;
          histogram[value] = (histogram[value] ?? 0) + 1;
        }
      }
      paper[row * columns + column] = Math.max(DARKEST_PAPER, levelOf(histogram, PAPER_SHARE * count));
    }
  }
  return paper;
}

function levelOf(histogram: Uint32Array, count: number): number {
  let below = 0;
  for (let value = 0; value < 256; value++) {
    below += histogram[value] ?? 0;
    if (below >= count) return value;
  }
  return 255;
}

/** The brightest of each square and its neighbours: a square full of ink borrows the paper beside it. */
function brightest(paper: Float32Array, columns: number, rows: number): Float32Array {
  return aroundEach(paper, columns, rows, (values) => Math.max(...values));
}

function smooth(paper: Float32Array, columns: number, rows: number): Float32Array {
  return aroundEach(
    paper,
    columns,
    rows,
    (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  );
}

function aroundEach(
  paper: Float32Array,
  columns: number,
  rows: number,
  combine: (values: readonly number[]) => number,
): Float32Array {
  return paper.map((_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const values: number[] = [];
    for (let v = Math.max(0, row - 1); v <= Math.min(rows - 1, row + 1); v++) {
      for (let u = Math.max(0, column - 1); u <= Math.min(columns - 1, column + 1); u++) {
        values.push(paper[v * columns + u] ?? 255);
      }
    }
    return combine(values);
  });
}

/** Pixels of each brightness. */
export function histogramOf({ data }: Grey): Uint32Array {
  const histogram = new Uint32Array(256);
  // Neighbours are mostly alike, and counting in one place waits for the count before: by turns in two.
  const second = new Uint32Array(256);
  const last = data.length - 1;
  for (let i = 0; i < last; i += 2) {
    const [value, next] = [data[i] ?? 0, data[i + 1] ?? 0];
    histogram[value] = (histogram[value] ?? 0) + 1;
    second[next] = (second[next] ?? 0) + 1;
  }
  if (data.length % 2 === 1) second[data[last] ?? 0] = (second[data[last] ?? 0] ?? 0) + 1;
  return histogram.map((count, value) => count + (second[value] ?? 0));
}

/** Otsu's threshold within bounds, and from the paper's noise how faint a rule may be. */
export function thresholdsOf(flat: Grey): Thresholds {
  const histogram = histogramOf(flat);
  const { threshold, dark, light } = otsu(histogram);
  if (light - dark < LEAST_CONTRAST) return { dense: 0, text: 0, faint: 0, rule: 0 };
  const dense = Math.min(TEXT_THRESHOLD.most, Math.max(TEXT_THRESHOLD.least, threshold));
  const noise = spreadBelowWhite(histogram, dense);
  const rule = Math.max(dense, Math.min(RULE_THRESHOLD_MOST, 255 - 4.5 * noise));
  const between = (share: number) => dense + share * (rule - dense);
  return { dense, text: between(TEXT_SHARE), faint: between(FAINT_SHARE), rule };
}

function otsu(histogram: Uint32Array): { threshold: number; dark: number; light: number } {
  let total = 0;
  let sum = 0;
  histogram.forEach((count, value) => {
    total += count;
    sum += count * value;
  });
  let below = 0;
  let sumBelow = 0;
  let best = { threshold: 0, dark: 255, light: 255, between: -1 };
  for (let value = 0; value < 255; value++) {
    below += histogram[value] ?? 0;
    sumBelow += (histogram[value] ?? 0) * value;
    if (below === 0 || below === total) continue;
    const dark = sumBelow / below;
    const light = (sum - sumBelow) / (total - below);
    const between = below * (total - below) * (light - dark) ** 2;
    if (between > best.between) best = { threshold: value + 1, dark, light, between };
  }
  return best;
}

/** Root mean square distance from white of the paper's pixels. */
function spreadBelowWhite(histogram: Uint32Array, from: number): number {
  let count = 0;
  let squares = 0;
  for (let value = Math.ceil((from + 255) / 2); value < 256; value++) {
    count += histogram[value] ?? 0;
    squares += (histogram[value] ?? 0) * (255 - value) ** 2;
  }
  return count === 0 ? 0 : Math.sqrt(squares / count);
}

export function inkBelow({ width, height, data }: Grey, threshold: number): Ink {
  const ink = new Uint8Array(data.length);
  // A whole number, and known as one: comparing bytes with a fraction takes twice as long.
  const limit = Math.ceil(threshold) | 0;
  for (let i = 0; i < ink.length; i++) if ((data[i] ?? 255) < limit) ink[i] = 1;
  return { width, height, data: ink };
}
