import { describe, expect, it } from 'vitest';
import type { Ink } from '../../../src/extract/scan/raster.js';
import { findRules } from '../../../src/extract/scan/rules.js';

const GLYPH = 28;
const [WIDTH, HEIGHT] = [700, 300];

function drawn(...boxes: readonly (readonly [x0: number, y0: number, x1: number, y1: number])[]): Ink {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (const [x0, y0, x1, y1] of boxes)
    for (let y = y0; y < y1; y++) data.fill(1, y * WIDTH + x0, y * WIDTH + x1);
  return { width: WIDTH, height: HEIGHT, data };
}

const FRAME = [
  [50, 50, 650, 53],
  [50, 250, 650, 253],
  [50, 50, 53, 253],
  [647, 50, 650, 253],
] as const;

describe('rules of a page', () => {
  it('follows a line on under characters that stand on it', () => {
    // Ten blocks as wide and high as characters, their feet on the line.
    const characters = Array.from({ length: 10 }, (_, n) => [60 + 32 * n, 126, 86 + 32 * n, 150] as const);
    const { horizontal } = findRules(drawn(...FRAME, [50, 150, 650, 152], ...characters), GLYPH);
    const line = horizontal.find(({ at }) => Math.abs(at - 151) < 2);
    expect([line?.from, line?.to]).toEqual([50, 650]);
  });

  it('finds columns of a single low row, and no stems of characters in it', () => {
    const row = [
      [50, 110, 650, 112],
      [50, 152, 650, 154],
    ] as const;
    const { vertical } = findRules(
      drawn(...FRAME, ...row, [300, 112, 302, 152], [400, 119, 403, 146]),
      GLYPH,
    );
    expect(vertical.map(({ at }) => Math.round(at))).toContain(301);
    expect(vertical.some(({ at }) => Math.abs(at - 401) < 3)).toBe(false);
  });

  it('takes double lines that have run together for lines', () => {
    const lines = [
      [300, 53, 303, 250],
      [304, 53, 307, 250],
      // What a blurred scan fills between them.
      [303, 90, 304, 150],
    ] as const;
    const short = drawn(...FRAME, ...lines, [50, 118, 650, 120], [50, 192, 650, 194]);
    expect(findRules(short, GLYPH).vertical.some(({ at }) => at > 299 && at < 308)).toBe(true);
  });
});
