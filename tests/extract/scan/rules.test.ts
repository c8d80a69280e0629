import { describe, expect, it } from 'vitest';
import type { Ink } from '../../../src/extract/scan/raster.js';
import { courseOf } from '../../../src/extract/scan/rules/course.js';
import { eraseRules } from '../../../src/extract/scan/rules/erase-rules.js';
import { findRules } from '../../../src/extract/scan/rules/find-rules.js';
import { isRuleRest } from '../../../src/extract/scan/rules/rule-rests.js';
import { standsOut } from '../../../src/extract/scan/rules/stands-out.js';

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

describe('a rule on its ground', () => {
  /** A level line three pixels wide at 100, on shade down to 130; `second` is another line below it. */
  const isSeen = (ground: number, line: number, second = ground) => {
    const data = new Uint8Array(WIDTH * HEIGHT).fill(255);
    const level = (y0: number, y1: number, grey: number) => data.fill(grey, y0 * WIDTH, y1 * WIDTH);
    level(70, 130, ground);
    level(99, 102, line);
    level(104, 107, second);
    const seen = standsOut({ width: WIDTH, height: HEIGHT, data }, 'horizontal', 206);
    return seen({ at: 100.5, from: 50, to: 650, thickness: 3 });
  };

  it('is drawn, on paper and in shade, also where it is double', () => {
    expect([isSeen(255, 200), isSeen(200, 90), isSeen(200, 90, 90)]).toEqual([true, true, true]);
  });

  it('is the grain of the paper where it is hardly darker than the shade round it', () => {
    expect([isSeen(200, 198), isSeen(205, 184)]).toEqual([false, false]);
  });
});

describe('what is left of a rule that bends', () => {
  const rules = { horizontal: [], vertical: [{ at: 500, from: 50, to: 650, thickness: 3 }] };
  const at = (x0: number, x1: number, y0: number, y1: number) => isRuleRest({ x0, x1, y0, y1 }, rules, GLYPH);

  it('is thin, long and close beside it', () => {
    expect(at(496, 498, 100, 113)).toBe(true);
    expect(at(502, 505, 300, 360)).toBe(true);
  });

  it('is no character: those stand farther off, are wider, or no longer than wide', () => {
    expect([at(480, 482, 100, 113), at(488, 498, 100, 113), at(495, 498, 100, 103)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(at(496, 498, 660, 673)).toBe(false);
  });

  it('is a stretch longer than any dash, which may slope and lie farther off; a dash is none', () => {
    const level = { horizontal: [{ at: 200, from: 50, to: 650, thickness: 3 }], vertical: [] };
    const below = (x0: number, x1: number, y0: number, y1: number) =>
      isRuleRest({ x0, x1, y0, y1 }, level, GLYPH);
    expect(below(300, 520, 208, 218)).toBe(true);
    expect(below(300, 350, 208, 211)).toBe(false);
    expect(below(300, 520, 215, 225)).toBe(false);
  });
});

describe('a rule that strays from its straight line', () => {
  /** An upright line four pixels wide that leans by `lean` pixels from 50 to 250. */
  const leaning = (x: number, lean: number) =>
    Array.from({ length: 200 }, (_, n) => {
      const left = x + Math.round((lean * n) / 200);
      return [left, 50 + n, left + 4, 51 + n] as const;
    });

  it('is found though its ends lie beside its middle', () => {
    const { vertical } = findRules(drawn(...FRAME, ...leaning(300, 8)), GLYPH);
    expect(vertical.map(({ at }) => Math.round(at))).toContain(306);
  });

  it('is followed by its course, which does not go over to the stem of a character', () => {
    const ink = drawn(...leaning(300, 6), [322, 120, 326, 148]);
    const course = courseOf(ink, { at: 305, from: 50, to: 250, thickness: 4 }, 'vertical', GLYPH);
    const strays = [60, 110, 160, 230].map(course);
    expect(strays).toEqual([-2, -2, 0, 2]);
  });

  it('is wiped whole, and the figure beside it stays', () => {
    const ink = drawn(...leaning(300, 6), [322, 120, 326, 148]);
    const page = { ...ink, data: ink.data.map((set) => (set === 1 ? 0 : 255)) };
    eraseRules(
      page,
      ink,
      { horizontal: [], vertical: [{ at: 305, from: 50, to: 250, thickness: 4 }] },
      GLYPH,
    );
    expect(ink.data.reduce((sum, set) => sum + set, 0)).toBe(4 * 28);
  });
});

describe('rules of a page', () => {
  it('follows a line on under characters that stand on it', () => {
    // Ten blocks as wide and high as characters, their feet on the line.
    const characters = Array.from({ length: 10 }, (_, n) => [60 + 32 * n, 126, 86 + 32 * n, 150] as const);
    const { horizontal } = findRules(drawn(...FRAME, [50, 150, 650, 152], ...characters), GLYPH);
    const line = horizontal.find(({ at }) => Math.abs(at - 151) < 2);
    expect([line?.from, line?.to]).toEqual([50, 650]);
  });

  it('finds a column that begins below strokes of characters in line with it', () => {
    const strokes = [108, 112, 116, 120, 124, 128, 132].map((y) => [296, y, 306, y + 3] as const);
    const stem = [300, 106, 303, 136] as const;
    const rows = [140, 210].map((y) => [50, y, 650, y + 2] as const);
    const { vertical } = findRules(drawn(...FRAME, ...rows, stem, ...strokes, [300, 142, 303, 212]), GLYPH);
    const column = vertical.filter(({ at }) => Math.abs(at - 301) < 3);
    expect(column.map(({ from, to }) => [from > 136 && from < 145, to >= 210])).toEqual([[true, true]]);
  });

  it('ends a column above the box that stands in line with it in the row below', () => {
    const rows = [
      [50, 212, 650, 214],
      [300, 50, 302, 214],
    ] as const;
    const box = [
      [299, 217, 328, 219],
      [299, 243, 328, 245],
      [299, 217, 302, 245],
      [326, 217, 328, 245],
    ] as const;
    const { vertical } = findRules(drawn(...FRAME, ...rows, ...box), GLYPH);
    const column = vertical.find(({ at }) => Math.abs(at - 301) < 2);
    expect(column?.to).toBeLessThan(216);
    // A column of the lower row as well reaches the rule below.
    const through = findRules(drawn(...FRAME, ...rows, [300, 50, 302, 250]), GLYPH).vertical;
    expect(through.find(({ at }) => Math.abs(at - 301) < 2)?.to).toBeGreaterThan(247);
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

  it('finds the columns of a row that a page break cuts from the rule above it, and no stems of characters', () => {
    const torn = [
      [50, 50, 53, 253],
      [647, 50, 650, 253],
      [50, 104, 650, 106],
      [50, 250, 650, 253],
    ] as const;
    const { vertical } = findRules(drawn(...torn, [300, 50, 302, 104], [400, 62, 403, 98]), GLYPH);
    expect(vertical.map(({ at }) => Math.round(at))).toContain(301);
    expect(vertical.some(({ at }) => Math.abs(at - 401) < 3)).toBe(false);
  });

  it('ends a column where it ends, though stems of characters stand in line with it in the rows below', () => {
    const rows = [170, 210, 250].map((y) => [50, y, 650, y + 2] as const);
    const stems = [177, 217].map((y) => [300, y, 303, y + 28] as const);
    const { vertical } = findRules(drawn(...FRAME, ...rows, [300, 53, 302, 170], ...stems), GLYPH);
    const column = vertical.filter(({ at }) => Math.abs(at - 301) < 3);
    expect(column.map(({ from, to }) => [from, to < 175])).toEqual([[50, true]]);
  });

  it('takes the sides of boxes in line from row to row for no rule', () => {
    const tops = [50, 80, 110, 140, 170, 200];
    const rows = tops.map((y) => [50, y + 30, 650, y + 32] as const);
    const sides = tops.map((y) => [300, y + 7, 302, y + 26] as const);
    const { vertical } = findRules(drawn(...FRAME, ...rows, ...sides), 18);
    expect(vertical.map(({ at }) => Math.round(at))).toEqual([52, 649]);
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

  it('takes double lines for lines that have run together in most places and cross others', () => {
    const pair = [
      [301, 53, 302, 250],
      [304, 53, 306, 250],
      [300, 53, 307, 75],
      [300, 100, 307, 135],
      [300, 150, 307, 190],
      [300, 210, 307, 250],
    ] as const;
    const rows = [80, 120, 160, 200].map((y) => [50, y, 650, y + 9] as const);
    const { vertical } = findRules(drawn(...FRAME, ...pair, ...rows), 24);
    expect(vertical.some(({ at }) => at > 299 && at < 308)).toBe(true);
  });

  it('takes bars and stems of characters in tight rows for no lines', () => {
    const rows = [
      [50, 84, 650, 86],
      [50, 118, 650, 120],
    ] as const;
    // Three bars at one height with the gaps between characters, and two stems in line through the rule between rows.
    const bars = [0, 1, 2].map((n) => [200 + 32 * n, 90, 228 + 32 * n, 92] as const);
    const stems = [
      [213, 55, 216, 83],
      [213, 88, 216, 116],
    ] as const;
    const strokes = [62, 70, 78, 96, 104, 112].map((y) => [204, y, 226, y + 2] as const);
    const { horizontal, vertical } = findRules(
      drawn(...FRAME, ...rows, ...bars, ...stems, ...strokes),
      GLYPH,
    );
    expect(horizontal.filter(({ at }) => at > 88 && at < 94)).toEqual([]);
    expect(vertical.filter(({ at }) => at > 205 && at < 225)).toEqual([]);
    expect(horizontal.some(({ at }) => Math.abs(at - 85) < 2)).toBe(true);
  });

  it('takes the band into which a double line runs at low resolution for a line', () => {
    const { horizontal } = findRules(drawn(...FRAME, [50, 140, 650, 153]), GLYPH);
    expect(horizontal.some(({ at }) => Math.abs(at - 146.5) < 2)).toBe(true);
  });
});
