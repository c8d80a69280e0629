import { describe, expect, it } from 'vitest';
import type { Ink } from '../../../src/extract/scan/raster.js';
import { findSquares } from '../../../src/extract/scan/squares.js';

const GLYPH = 28;
const [WIDTH, HEIGHT] = [200, 60];
const LINE = { x0: 0, y0: 4, x1: WIDTH, y1: 52 };

type Bar = readonly [x0: number, y0: number, x1: number, y1: number];

function drawn(...bars: readonly Bar[]): Ink {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (const [x0, y0, x1, y1] of bars)
    for (let y = y0; y < y1; y++) data.fill(1, y * WIDTH + x0, y * WIDTH + x1);
  return { width: WIDTH, height: HEIGHT, data };
}

function uprights(x: number): Bar[] {
  return [
    [x, 14, x + 2, 42],
    [x + 26, 14, x + 28, 42],
  ];
}

function box(x: number): Bar[] {
  return [...uprights(x), [x, 14, x + 28, 16], [x, 40, x + 28, 42]];
}

describe('boxes in ink', () => {
  it('have no feet where their lower side is too faint for dense ink', () => {
    const found = findSquares({ outline: drawn(...box(50)), dense: drawn(...uprights(50)) }, LINE, GLYPH);
    expect(found).toMatchObject([{ x0: 50, x1: 78, fill: 0 }]);
  });

  it('may all be filled from one side by a pen, and characters are not', () => {
    const filled = (x: number, right: number) =>
      drawn(...box(50), ...box(x), [53, 17, right, 38], [x + 3, 17, x + right - 50, 38]);
    const found = (ink: Ink) => findSquares({ outline: ink, dense: ink }, LINE, GLYPH);
    expect(found(filled(120, 70))).toMatchObject([
      { x0: 50, x1: 78, crowded: false, barred: false },
      { x0: 120 },
    ]);
    expect(found(filled(120, 64))).toEqual([]);
    expect(found(drawn(...box(50), [53, 17, 70, 38]))).toEqual([]);
  });

  it('may hold a tick that runs level for a bit, where another box of the cell has their size', () => {
    const ticked = drawn(...box(50), [56, 26, 74, 29]);
    const ink = { outline: ticked, dense: ticked };
    const other = { x0: 120, y0: 114, x1: 148, y1: 142 };
    expect(findSquares(ink, LINE, GLYPH, [])).toEqual([]);
    expect(findSquares(ink, LINE, GLYPH, [{ ...other, x1: 160 }])).toEqual([]);
    expect(findSquares(ink, LINE, GLYPH, [other])).toMatchObject([{ x0: 50, barred: true }]);
  });
});
