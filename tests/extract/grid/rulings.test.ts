import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellsFromRulings,
  type GridCell,
  POINT_SETTINGS,
  pixelSettings,
  type Rulings,
  type Segment,
} from '../../../src/extract/grid/rulings.js';

const line = (at: number, from: number, to: number): Segment => ({ at, from, to });

function ruled(xs: readonly number[], ys: readonly number[]): { horizontal: Segment[]; vertical: Segment[] } {
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const [y0, y1] = [Math.min(...ys), Math.max(...ys)];
  return { horizontal: ys.map((y) => line(y, x0, x1)), vertical: xs.map((x) => line(x, y0, y1)) };
}

const read = (rulings: Rulings): GridCell[] => cellsFromRulings(rulings, POINT_SETTINGS);
const shape = (cells: readonly GridCell[]): string[] =>
  cells.map((cell) => `${cell.row},${cell.column} ${cell.rowSpan}x${cell.columnSpan}`);

describe('cells from ruling lines', () => {
  it('cuts a plain grid, empty cells included', () => {
    const cells = read(ruled([10, 100, 200], [20, 40, 60]));
    expect(shape(cells)).toEqual(['0,0 1x1', '0,1 1x1', '1,0 1x1', '1,1 1x1']);
    expect(cells[3]?.box).toEqual([100, 40, 200, 60]);
  });

  it('merges squares whose shared edge is not drawn, across and down', () => {
    const { vertical } = ruled([0, 100, 200, 300], [0, 20, 40, 60]);
    const cells = read({
      // The first column spans the upper two rows; the last row spans columns two and three.
      horizontal: [line(0, 0, 300), line(20, 100, 300), line(40, 0, 300), line(60, 0, 300)],
      vertical: vertical.map((v) => (v.at === 200 ? line(200, 0, 40) : v)),
    });
    expect(shape(cells)).toEqual([
      '0,0 2x1',
      '0,1 1x1',
      '0,2 1x1',
      '1,1 1x1',
      '1,2 1x1',
      '2,0 1x1',
      '2,1 1x2',
    ]);
  });

  it('takes double lines for one and leaves no sliver cells', () => {
    const grid = ruled([0, 1.8, 100, 200, 201.5], [0, 2, 30, 60, 61.9]);
    expect(shape(read(grid))).toEqual(['0,0 1x1', '0,1 1x1', '1,0 1x1', '1,1 1x1']);
    const wide = ruled([0, 3.6, 100, 200], [0, 30, 60]);
    expect(shape(read(wide))).toEqual(['0,0 1x1', '0,1 1x1', '1,0 1x1', '1,1 1x1']);
  });

  it('numbers rows without gaps when column edges are a few points off between rows', () => {
    const cells = read({
      horizontal: [line(0, 0, 200), line(20, 0, 200), line(40, 0, 200)],
      vertical: [line(0, 0, 40), line(100, 0, 20), line(106, 20, 40), line(200, 0, 40)],
    });
    expect(cells.map((cell) => cell.box.map(Math.round))).toEqual([
      [0, 0, 100, 20],
      [100, 0, 200, 20],
      [0, 20, 106, 40],
      [106, 20, 200, 40],
    ]);
  });

  it('bridges dashes and corners that do not meet', () => {
    const dashes = Array.from({ length: 40 }, (_, i) => line(30, i * 5, i * 5 + 3));
    const grid = ruled([0, 100, 200], [0, 60]);
    const cells = read({
      horizontal: [...grid.horizontal, ...dashes],
      vertical: grid.vertical.map((v) => line(v.at, v.from + 1, v.to - 1)),
    });
    expect(shape(cells)).toEqual(['0,0 1x1', '0,1 1x1', '1,0 1x1', '1,1 1x1']);
  });

  it('closes a table that is open to the left and right', () => {
    const cells = read({
      horizontal: [line(0, 0, 300), line(20, 0, 300), line(40, 0, 300)],
      vertical: [line(100, 0, 40), line(200, 0, 40)],
    });
    expect(shape(cells)).toHaveLength(6);
    expect(cells[0]?.box).toEqual([0, 0, 100, 20]);
  });

  it('closes a row that the page end leaves without its lower line', () => {
    const cells = read({
      horizontal: [line(0, 0, 200), line(20, 0, 200)],
      vertical: [line(0, 0, 35), line(100, 0, 35), line(200, 0, 35)],
    });
    expect(cells.map((cell) => cell.box[3])).toEqual([20, 20, 35, 35]);
  });

  it('closes the corner of a row that a page break cuts off at its top and the edge of the page at its side', () => {
    const cells = read({
      horizontal: [line(20, 0, 300), line(40, 0, 300)],
      vertical: [line(0, 0, 40), line(100, 0, 40), line(200, 0, 40)],
    });
    expect(shape(cells)).toEqual(['0,0 1x1', '0,1 1x1', '0,2 1x1', '1,0 1x1', '1,1 1x1', '1,2 1x1']);
    expect(cells[2]?.box).toEqual([200, 0, 300, 20]);
    const half = read({
      horizontal: [line(20, 0, 300), line(40, 0, 300), line(60, 0, 300)],
      vertical: [line(0, 0, 60), line(100, 0, 60), line(200, 0, 60), line(300, 40, 60)],
    });
    expect(half.map(({ box }) => box.map(Math.round))).toContainEqual([200, 0, 300, 20]);
  });

  it('keeps tables apart and numbers them from the top', () => {
    const upper = ruled([0, 100, 200], [0, 20, 40]);
    const lower = ruled([0, 50, 200], [80, 100]);
    const cells = read({
      horizontal: [...lower.horizontal, ...upper.horizontal],
      vertical: [...lower.vertical, ...upper.vertical],
    });
    expect(cells.map((cell) => cell.table)).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('drops a frame round the page and the notch beside a narrower row', () => {
    const frame = ruled([-20, 400], [-20, 500]);
    const cells = read({
      horizontal: [line(0, 100, 200), line(20, 0, 300), line(40, 0, 300), ...frame.horizontal],
      vertical: [line(0, 20, 40), line(100, 0, 40), line(200, 0, 40), line(300, 20, 40), ...frame.vertical],
    });
    expect(cells.map((cell) => cell.box)).toEqual([
      [100, 0, 200, 20],
      [0, 20, 100, 40],
      [100, 20, 200, 40],
      [200, 20, 300, 40],
    ]);
  });

  it('gives up on a hatch instead of searching it', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => i * 10);
    expect(read(ruled(many, many))).toEqual([]);
  });

  it('finds the same cells in pixels as in points', () => {
    const scale = 200 / 72;
    const points = ruled([10, 101.5, 103, 200], [20, 40, 60]);
    const scaled = (lines: readonly Segment[]) =>
      lines.map((l) => line(l.at * scale, l.from * scale, l.to * scale));
    const pixels = { horizontal: scaled(points.horizontal), vertical: scaled(points.vertical) };
    expect(shape(cellsFromRulings(pixels, pixelSettings(scale)))).toEqual(shape(read(points)));
  });

  it('finds every cell of any jittered grid', () => {
    const step = fc.integer({ min: 12, max: 120 });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 9 }),
        (widths, heights, seed) => {
          const edges = (steps: readonly number[]) => {
            const all = [0];
            for (const size of steps) all.push((all.at(-1) ?? 0) + size);
            return all;
          };
          const jitter = (i: number) => (((i * 7 + seed * 13) % 9) - 4) / 5;
          const grid = ruled(edges(widths), edges(heights));
          const shaken = (lines: readonly Segment[]) =>
            lines.map((l, i) => line(l.at + jitter(i), l.from + jitter(i + 3), l.to + jitter(i + 5)));
          const cells = read({ horizontal: shaken(grid.horizontal), vertical: shaken(grid.vertical) });
          expect(cells).toHaveLength(widths.length * heights.length);
          expect(cells.every((cell) => cell.rowSpan === 1 && cell.columnSpan === 1)).toBe(true);
        },
      ),
    );
  });
});
