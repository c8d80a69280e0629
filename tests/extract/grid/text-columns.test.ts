/** Where the columns of a table without lines begin. */
import { describe, expect, it } from 'vitest';
import type { CellText } from '../../../src/extract/grid/cell-texts.js';
import { textColumns } from '../../../src/extract/grid/text-columns.js';

const SIZE = 10;

function text(left: number, right: number): CellText {
  return { lines: [], box: [left, 0, right, SIZE], size: SIZE };
}

describe('textColumns', () => {
  it('begins the first column where its texts do, though they are flush right', () => {
    const rows = Array.from({ length: 5 }, (_, at) => [text(60 - 5 * at, 80), text(120, 130)]);
    expect(textColumns(rows, SIZE)).toEqual([40, 82]);
  });

  it('has a column for texts that stand before the first of most rows', () => {
    const most = Array.from({ length: 6 }, (_, at) => [text(40, 60 + 9 * at), text(120, 130 + 7 * at)]);
    const both = [text(10, 30), text(40, 95), text(120, 130)];
    expect(textColumns([...most, both], SIZE)).toEqual([10, 40, 120]);
  });
});
