/** From ink to drawn lines: runs of thin ink, row by row, and what neighbouring rows make together. */
import { addAll } from '../../../add-all.js';
import type { Ink } from '../raster.js';
import type { Rule } from './rule.js';

/** Ink of one row of pixels. */
export interface Run {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Ink whose extent across the line is no more than `thickest`: shaded areas and pictures have no rules in them.
 * `across` is the plane transposed, in which that extent is a run.
 */
export function thinInk(across: Ink, thickest: number): Uint8Array {
  const { width: height, height: width, data } = across;
  const thin = new Uint8Array(data.length);
  for (let from = data.indexOf(1); from >= 0; from = data.indexOf(1, from)) {
    const x = Math.floor(from / height);
    const end = (x + 1) * height;
    const start = from;
    while (from < end && data[from] === 1) from++;
    if (from - start > thickest) continue;
    const base = start - x * height;
    for (let n = 0, to = base * width + x; n < from - start; n++, to += width) thin[to] = 1;
  }
  return thin;
}

/** Runs of thin ink, in which gaps up to `gap` are bridged, and longer ones where thick ink crosses the line. */
export function longRuns(
  thin: Uint8Array,
  { width, height, data }: Ink,
  gap: number,
  shortest: number,
): Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < height; row++) {
    const base = row * width;
    const own = thin.subarray(base, base + width);
    let from = -1;
    let last = -1;
    let empty = 0;
    const close = () => {
      if (from >= 0 && last + 1 - from >= shortest) runs.push({ row, from, to: last + 1 });
      from = -1;
    };
    for (let x = 0; x < width; x++) {
      if (from < 0) {
        // Most of a page is paper, which the engine's own search passes many times faster.
        x = own.indexOf(1, x);
        if (x < 0) break;
      }
      if (thin[base + x] === 1) {
        if (from < 0) from = x;
        last = x;
        empty = 0;
      } else if (from >= 0) {
        // Under crossing ink the line goes on, but not through a whole character.
        empty += data[base + x] === 1 ? 0.5 : 1;
        if (empty > gap) close();
      }
    }
    close();
  }
  return runs;
}

/** Unites runs of neighbouring rows that overlap: one drawn line, thick or slightly slanting. */
export function joinRows(runs: readonly Run[], thickest: number, glyph: number): Rule[] {
  const open: { rows: Run[]; lastRow: number; from: number; to: number }[] = [];
  const done: Run[][] = [];
  const reach = glyph * 0.5;
  for (const run of runs) {
    for (let i = open.length - 1; i >= 0; i--) {
      const line = open[i];
      if (line !== undefined && line.lastRow < run.row - 1) {
        done.push(line.rows);
        open.splice(i, 1);
      }
    }
    const touching = open.filter((line) => run.from <= line.to + reach && run.to >= line.from - reach);
    const [first, ...others] = touching;
    if (first === undefined) {
      open.push({ rows: [run], lastRow: run.row, from: run.from, to: run.to });
      continue;
    }
    for (const other of others) {
      addAll(first.rows, other.rows);
      first.from = Math.min(first.from, other.from);
      first.to = Math.max(first.to, other.to);
      open.splice(open.indexOf(other), 1);
    }
    first.rows.push(run);
    first.lastRow = run.row;
    first.from = Math.min(first.from, run.from);
    first.to = Math.max(first.to, run.to);
  }
  return [...done, ...open.map(({ rows }) => rows)].map(asRule).filter((rule) => rule.thickness <= thickest);
}

function asRule(runs: readonly Run[]): Rule {
  let area = 0;
  let moment = 0;
  let [from, to] = [Infinity, -Infinity];
  for (const run of runs) {
    const length = run.to - run.from;
    area += length;
    moment += length * (run.row + 0.5);
    from = Math.min(from, run.from);
    to = Math.max(to, run.to);
  }
  return { at: moment / area, from, to, thickness: Math.max(1, area / (to - from)) };
}
