/** What is doubted about cells by the rows beside them, before lines of pages play a part. */
import { describe, expect, it } from 'vitest';
import type { AlignedCell } from '../../../src/extract/grid/aligned-cell.js';
import { wordsOfCell } from '../../../src/extract/grid/aligned-cell.js';
import { withDoubts } from '../../../src/extract/grid/doubts.js';
import { linesOf } from '../../../src/extract/grid/text-lines.js';

const SIZE = 10;

/** A cell at a column of 100 points' width, its text on one line from `top` on. */
function cell(row: number, column: number, words: string, top: number): AlignedCell {
  const inks = [...words].map((text, at) => {
    const left = 100 * column + at * SIZE;
    return { box: [left, top, left + SIZE, top + SIZE] as const, size: SIZE, text, mark: null, run: 1 };
  });
  const box = [100 * column, top, 100 * column + 90, top + SIZE] as const;
  return { row, column, rowSpan: 1, columnSpan: 1, box, lines: linesOf(inks) };
}

function cutOff(cells: readonly AlignedCell[]): string[] {
  return withDoubts(cells)
    .filter(({ flaws }) => flaws?.includes('cut-off'))
    .map(wordsOfCell);
}

describe('a text that stands alone in its row', () => {
  const rows = (pitch: number) => [
    cell(0, 0, '主办单位', 0),
    cell(0, 1, '甲', 0),
    cell(1, 1, '景德镇市退役', 40 - pitch),
    cell(2, 0, '微博名称', 40),
    cell(2, 1, '军人事务局', 40),
  ];

  it('is a line of the answer close to it', () => {
    expect(cutOff(rows(14))).toEqual(['军人事务局']);
    expect(cutOff(rows(24))).toEqual([]);
  });

  it('tells nothing of a label', () => {
    expect(cutOff([cell(0, 0, '基本信息', 26), cell(1, 0, '微博名称', 40), cell(1, 1, '甲', 40)])).toEqual(
      [],
    );
  });
});
