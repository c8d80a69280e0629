/** Labels of several rows, found in the first of them by the order in which a table was drawn. */
import { describe, expect, it } from 'vitest';
import type { CellText } from '../../../src/extract/grid/cell-texts.js';
import { labelsFirst } from '../../../src/extract/grid/drawn-rows.js';
import { lineOf } from '../../../src/extract/grid/text-lines.js';
import { textRows } from '../../../src/extract/grid/text-rows.js';
import type { Box } from '../../../src/model/document.js';

const SIZE = 10;

interface Shown {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly clip?: Box;
  readonly lines?: number;
}

/** Texts in the order in which they are drawn, each line below the last. */
function drawn(texts: readonly Shown[]): CellText[] {
  let run = 0;
  return texts.map(({ text, left, top, clip, lines: count = 1 }) => {
    const lines = Array.from({ length: count }, (_, at) => {
      run += 1;
      const box = [left, top + at * 12, left + SIZE * text.length, top + at * 12 + SIZE] as const;
      return lineOf([{ box, size: SIZE, text, mark: null, run, clip: clip ?? null }]);
    });
    const box = [left, top, left + SIZE * text.length, top + (count - 1) * 12 + SIZE] as const;
    return { lines, box, size: SIZE };
  });
}

function read(texts: readonly Shown[]) {
  return textRows(drawn(texts), SIZE, () => -1);
}

function shown(rows: ReturnType<typeof read>['rows']): string[] {
  return rows.map((row) =>
    row.texts.map(({ lines }) => lines[0]?.inks.map(({ text }) => text).join('')).join(' | '),
  );
}

const label = (text: string, top: number, left = 0) => ({ text, left, top });
const value = (text: string, top: number) => ({ text, left: 200, top });

describe('labelsFirst', () => {
  it('puts a label at the foot of its rows into the first of them', () => {
    const rows = read([
      label('解读', 60),
      label('总数', 0, 60),
      value('7', 0),
      label('材料', 20, 60),
      value('5', 20),
      label('产品', 40, 60),
      value('2', 40),
      label('回应', 60, 60),
      value('9', 60),
    ]);
    expect(shown(rows.rows)).toEqual(['解读 | 总数 | 7', '材料 | 5', '产品 | 2', '回应 | 9']);
  });

  it('leaves texts alone that were drawn column by column', () => {
    const labels = ['总数', '材料', '产品'].map((text, at) => label(text, at * 20));
    const values = ['7', '5', '2'].map((text, at) => value(text, at * 20));
    for (const order of [
      [...labels, ...values],
      [...values, ...labels],
    ])
      expect(shown(read(order).rows)).toEqual(['总数 | 7', '材料 | 5', '产品 | 2']);
  });

  it('begins anew where a spreadsheet draws texts of several lines after all others', () => {
    const rows = read([
      ...[0, 20, 40].flatMap((top) => [label('数量', top, 60), value(String(top), top)]),
      { ...label('留言', 14), lines: 2 },
      { ...label('办件', 34), lines: 2 },
    ]);
    expect(shown(rows.rows)).toEqual(['数量 | 0', '留言 | 数量 | 20', '办件 | 数量 | 40']);
  });

  it('says from which row on a text may have rows: none above which another text was drawn', () => {
    const texts = drawn([label('总数', 0), value('7', 0), label('材料', 20), value('5', 20)]);
    const { earliest } = labelsFirst(
      [0, 2].map((at) => ({ texts: texts.slice(at, at + 2), level: at * 10 + 5 })),
    );
    expect(texts.map((text) => earliest.get(text))).toEqual([-Infinity, -Infinity, 25, 25]);
  });
});

describe('textRows', () => {
  it('puts a text too high for its cell on the level on which a part of it shows', () => {
    const cut = (top: number): Box => [0, top - 3, 180, top + 13];
    // Set at the foot, the first of two lines stands beside the row above.
    const rows = [0, 16, 32, 48].flatMap((top) => [
      { text: `第${top}`, left: 0, top: top - 12, lines: 2, clip: cut(top) },
      value(String(top), top),
    ]);
    expect(shown(read(rows).rows)).toEqual(['第0 | 0', '第16 | 16', '第32 | 32', '第48 | 48']);
  });
});
