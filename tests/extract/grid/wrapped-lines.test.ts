import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../src/extract/grid/text-lines.js';
import { joinWrapped } from '../../../src/extract/grid/wrapped-lines.js';

const SIZE = 10;

/** A line of full-width characters at a place, in a font of ten points; Latin letters and digits take half. */
function ink(text: string, x: number, y: number, size = SIZE) {
  let left = x;
  return [...text].map((char) => {
    const width = /[\x20-\x7e]/.test(char) ? size / 2 : size;
    const box = [left, y, left + width, y + size] as const;
    left += width;
    return { box, size, text: char, mark: null };
  });
}

function paragraphs(...inks: ReturnType<typeof ink>[]): string[] {
  return joinWrapped(linesOf(inks.flat()), 200).map((lines) =>
    lines.map((line) => line.inks.map(({ text }) => text).join('')).join('|'),
  );
}

describe('lines that go on in the next one', () => {
  it('are full, so that the next word would not have fitted', () => {
    expect(paragraphs(ink('联系电话：07711234填报日期：二〇', 35, 0), ink('年三月七日', 35, 16))).toEqual([
      '联系电话：07711234填报日期：二〇|年三月七日',
    ]);
    expect(paragraphs(ink('单位负责人：张三', 20, 0), ink('审核人：李四', 20, 16))).toEqual([
      '单位负责人：张三',
      '审核人：李四',
    ]);
  });

  it('need not be full where a date or a long number follows', () => {
    expect(paragraphs(ink('联系电话：5723填报日期：', 25, 0), ink('2021年3月7日', 25, 16))).toHaveLength(1);
    expect(paragraphs(ink('联系电话：5723填报日期：', 25, 0), ink('三月七日', 25, 16))).toHaveLength(2);
  });

  it('are of one size, one indentation and close together', () => {
    const full = '本年度网站发布信息的总条数不包括外链信';
    expect(paragraphs(ink(full, 10, 0), ink('息。', 10, 16))).toHaveLength(1);
    expect(paragraphs(ink(full, 10, 0), ink('息。', 10, 40))).toHaveLength(2);
    expect(paragraphs(ink(full, 10, 0), ink('息。', 90, 16))).toHaveLength(2);
    expect(paragraphs(ink(full, 10, 0), ink('息。', 10, 16, 14))).toHaveLength(2);
  });
});
