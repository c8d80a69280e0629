/** Connected pieces of ink: the glyph parts, boxes and ticks from which lines of text are put together. */
import type { Ink, Rect } from './raster.js';

export interface Component extends Rect {
  /** Number in the label plane, from 1. */
  readonly label: number;
  /** Pixels of ink. */
  readonly area: number;
}

export interface Components {
  readonly width: number;
  readonly height: number;
  /** Number of the component at each pixel, 0 where there is paper. */
  readonly labels: Int32Array;
  /** In order of their first pixel; the component labelled n stands at n - 1. */
  readonly list: readonly Component[];
}

/** Labels ink that touches, corners included, by one pass over the runs of each row. */
export function findComponents({ width, height, data }: Ink): Components {
  const labels = new Int32Array(width * height);
  const parent: number[] = [0];
  /** Where each run of ink begins and ends. */
  const runs: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const own = data.subarray(row, row + width);
    for (let x = 0; x < width; ) {
      // Most of a page is paper, which the engine's own search passes many times faster.
      const next = own.indexOf(1, x);
      if (next < 0) break;
      x = next;
      const start = x;
      while (x < width && data[row + x] === 1) x++;
      const label = labelAbove(
        labels,
        parent,
        row - width,
        Math.max(0, start - 1),
        Math.min(width, x + 1),
        y,
      );
      labels.fill(label, row + start, row + x);
      runs.push(row + start, row + x);
    }
  }
  return { width, height, labels, list: measure(labels, runs, parent, width) };
}

/** The label of whatever touches from the row above, all of it united; a new one where nothing does. */
function labelAbove(
  labels: Int32Array,
  parent: number[],
  above: number,
  from: number,
  to: number,
  y: number,
): number {
  let label = 0;
  if (y > 0) {
    for (let x = from; x < to; x++) {
      const other = labels[above + x] ?? 0;
      if (other === 0) continue;
      const root = rootOf(parent, other);
      if (label === 0) label = root;
      else if (root !== label) {
        const [low, high] = root < label ? [root, label] : [label, root];
        parent[high] = low;
        label = low;
      }
    }
  }
  if (label === 0) {
    label = parent.length;
    parent.push(label);
  }
  return label;
}

function rootOf(parent: number[], label: number): number {
  let root = label;
  for (let next = parent[root]; next !== undefined && next !== root; next = parent[root]) root = next;
  for (let at = label; at !== root; ) {
    const next = parent[at] ?? root;
    parent[at] = root;
    at = next;
  }
  return root;
}

function measure(labels: Int32Array, runs: readonly number[], parent: number[], width: number): Component[] {
  const numberOf = new Int32Array(parent.length);
  let count = 0;
  for (let label = 1; label < parent.length; label++) {
    const root = rootOf(parent, label);
    if (root === label) numberOf[label] = ++count;
  }
  for (let label = 1; label < parent.length; label++) {
    numberOf[label] = numberOf[rootOf(parent, label)] ?? 0;
  }
  const x0 = new Int32Array(count + 1).fill(width);
  const y0 = new Int32Array(count + 1).fill(-1);
  const x1 = new Int32Array(count + 1);
  const y1 = new Int32Array(count + 1);
  const area = new Int32Array(count + 1);
  for (let n = 0; n < runs.length; n += 2) {
    const [from, to] = [runs[n] ?? 0, runs[n + 1] ?? 0];
    const number = numberOf[labels[from] ?? 0] ?? 0;
    labels.fill(number, from, to);
    const y = Math.floor(from / width);
    const [left, right] = [from - y * width, to - y * width];
    if (left < (x0[number] ?? 0)) x0[number] = left;
    if (right > (x1[number] ?? 0)) x1[number] = right;
    if (y0[number] === -1) y0[number] = y;
    y1[number] = y + 1;
    area[number] = (area[number] ?? 0) + right - left;
  }
  return Array.from({ length: count }, (_, n) => ({
    label: n + 1,
    x0: x0[n + 1] ?? 0,
    y0: y0[n + 1] ?? 0,
    x1: x1[n + 1] ?? 0,
    y1: y1[n + 1] ?? 0,
    area: area[n + 1] ?? 0,
  }));
}
