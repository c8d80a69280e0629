/** Which words below each other are one cell's, by what they are cut to and by the room there was. */
import { describe, expect, it } from 'vitest';
import { cellTexts } from '../../../src/extract/grid/cell-texts.js';
import { type InkLine, lineOf } from '../../../src/extract/grid/text-lines.js';
import type { Box } from '../../../src/model/document.js';

const SIZE = 10;
let run = 0;

/** A word from a place on; `clip` is the area that it is cut to. */
function word(left: number, top: number, text: string, clip: Box | null = null): InkLine {
  run += 1;
  let x = left;
  return lineOf(
    [...text].map((char) => {
      const width = /[\x20-\x7e]/.test(char) ? SIZE / 2 : SIZE;
      x += width;
      return { box: [x - width, top, x, top + SIZE] as const, size: SIZE, text: char, mark: null, run, clip };
    }),
  );
}

function flushRight(right: number, top: number, figure: string): InkLine {
  return word(right - (SIZE / 2) * figure.length, top, figure);
}

function textsOf(words: readonly InkLine[]): string[] {
  return cellTexts(words).map(({ lines }) =>
    lines.map(({ inks }) => inks.map((ink) => ink.text).join('')).join('/'),
  );
}

/** Lines of one label, and a text far below, which make a page of it. */
const REST = [word(0, 200, '独立用户（单'), word(0, 212, '位：个）'), word(0, 400, '其他')];

describe('cellTexts', () => {
  it('parts words that are cut to different rows', () => {
    const name = word(100, 100, '正定教育', [0, 99, 300, 111]);
    expect(textsOf([...REST, name, word(100, 112, '60')]).slice(-2)).toEqual(['正定教育', '60']);
  });

  it('joins words that are cut to the same row, but not those that are cut to the same column', () => {
    const row = [0, 95, 300, 130] as const;
    const code = [word(100, 100, '黔ICP', row), word(100, 116, '2352号-12', row)];
    expect(textsOf([...REST, ...code]).at(-1)).toBe('黔ICP/2352号-12');
    const column = [100, 0, 160, 500] as const;
    const labels = [word(100, 100, '概况类信息', column), word(100, 116, '政务动态信', column)];
    expect(textsOf([...REST, ...labels]).slice(-2)).toEqual(['概况类信息', '政务动态信']);
  });

  it('joins figures only where no longer one shows that there was room', () => {
    const figures = [flushRight(150, 300, '15088'), flushRight(150, 312, '12459')];
    expect(textsOf([...REST, ...figures]).at(-1)).toBe('15088/12459');
    const longer = flushRight(150, 340, '10171221');
    expect(textsOf([...REST, ...figures, longer]).slice(-3)).toEqual(['15088', '12459', '10171221']);
  });

  it('parts answers beside labels that are two texts, also where a label reaches under its answer', () => {
    const label = (top: number, text: string) => word(0, top, text, [0, top - 2, 60, top + 12]);
    // Rows that are as near to each other as the lines of one cell.
    const rows = [word(100, 400, '甲'), word(0, 412, '乙'), word(100, 412, '丙')];
    const beside = (one: string, other: string, ...answers: readonly [string, string]) =>
      textsOf([
        ...REST,
        ...rows,
        label(300, one),
        label(312, other),
        word(100, 300, answers[0]),
        word(100, 312, answers[1]),
      ]).slice(-2);
    expect(beside('名称', '信息发布量', '/', '/')).toEqual(['/', '/']);
    expect(beside('平均办理时间（单位：天）', '公开答复数量（单位：条）', '3.5', '0')).toEqual(['3.5', '0']);
    expect(beside('下载地址及其他', '（单位：个）', '甲乙丙', '丁戊己').at(-1)).toBe('甲乙丙/丁戊己');
  });

  it('joins lines that are as far apart as lines of one cell are, and rows never', () => {
    // Rows are nearer to each other than the lines of a label, and none of the names fills its column.
    const rows = [300, 311, 322, 333].flatMap((top) => [word(0, top, '维护数量'), word(100, top, '12')]);
    const name = [word(100, 360, '三江侗族'), word(100, 372, '交通运输局')];
    const beside = [word(180, 360, '三江政务'), word(180, 372, '发布平台')];
    expect(textsOf([...REST, ...rows, ...name, ...beside]).slice(-2)).toEqual([
      '三江侗族/交通运输局',
      '三江政务/发布平台',
    ]);
  });

  it('joins a figure that was broken at its point', () => {
    const figure = [word(100, 300, '98.'), word(100, 312, '5%')];
    const longer = word(100, 340, '10171221');
    expect(textsOf([...REST, ...figure, longer]).slice(-2)).toEqual(['98./5%', '10171221']);
  });
});
