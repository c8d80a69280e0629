import { describe, expect, it } from 'vitest';
import { STRIP_HEIGHT, type Strip } from '../../../../src/extract/scan/recognise/strip.js';
import { looksLikeFigures } from '../../../../src/extract/scan/recognise/strip-ink.js';

/** Characters as blocks of these widths, with paper between them. */
function printed(...widths: readonly number[]): Strip {
  const gap = 6;
  const width = widths.reduce((sum, one) => sum + one + gap, gap);
  const data = new Uint8Array(width * STRIP_HEIGHT).fill(255);
  let x = gap;
  for (const one of widths) {
    for (let y = 6; y < STRIP_HEIGHT - 6; y++) data.fill(20, y * width + x, y * width + x + one);
    x += one + gap;
  }
  return { width, data, left: 0, scale: 1 };
}

describe('what stands in a strip', () => {
  it('is figures where all ink is narrow, and where it is so for long', () => {
    expect(looksLikeFigures(printed(20, 20, 20))).toBe(true);
    expect(looksLikeFigures(printed(36, 36, 20, 20, 20, 20, 20, 20))).toBe(true);
  });

  it('is Chinese where characters are as wide as high, some of two sides among them', () => {
    expect(looksLikeFigures(printed(36, 36))).toBe(false);
    expect(looksLikeFigures(printed(36, 14, 16, 36, 16, 18, 36))).toBe(false);
  });
});
