import { describe, expect, it } from 'vitest';
import { findComponents } from '../../../src/extract/scan/components.js';
import { isZeroAsRead } from '../../../src/extract/scan/zero.js';

const GLYPH = 31;

/** A ring 14 pixels wide and 20 high, `apart` pixels wider, without the columns in which thin print broke it. */
function broken(apart: number, height = 20) {
  const [width, rows] = [60, 50];
  const data = new Uint8Array(width * rows);
  for (let y = 0; y < height; y++) {
    const bow = Math.round(4 * Math.abs((2 * y) / (height - 1) - 1) ** 2);
    data.fill(1, (10 + y) * width + 10 + bow, (10 + y) * width + 12 + bow);
    data.fill(1, (10 + y) * width + 22 + apart - bow, (10 + y) * width + 24 + apart - bow);
  }
  return findComponents({ width, height: rows, data });
}

describe('a 0 that thin print broke above and below', () => {
  const isZero = (text: string, components: ReturnType<typeof broken>) =>
    isZeroAsRead(text, components.list, components, GLYPH);

  it.each(['()', '（）', '（)', '(）'])('is no pair of brackets, though it is read as %s', (text) => {
    const components = broken(0);
    expect(components.list).toHaveLength(2);
    expect(isZero(text, components)).toBe(true);
  });

  it('is none where the sides are far apart, higher than figures, or read as something else', () => {
    expect(isZero('()', broken(12))).toBe(false);
    expect(isZero('()', broken(4, 30))).toBe(false);
    expect(isZero('11', broken(0))).toBe(false);
  });
});
