import { describe, expect, it } from 'vitest';
import { gridLines, stroke, text } from './make-pdf.js';
import { blocksOf, tablesIn, written } from './read-pdf.js';

const ys = [760, 740, 720, 700, 680];
const column = (x: number, ...words: readonly string[]) =>
  words.map((word, row) => text(x, 745 - 20 * row, word)).join('\n');

/** Two columns of which the second ends at the paper's edge; its last cell goes on, on the page beside. */
const labels = (...words: readonly string[]) =>
  [
    gridLines([50, 300], ys),
    ...ys.map((y) => stroke(300, y, 450, y)),
    stroke(450, 700, 450, 760),
    column(60, ...words),
  ].join('\n');

const values = (...words: readonly string[]) =>
  [
    ...ys.map((y) => stroke(80, y, 180, y)),
    stroke(80, 700, 80, 760),
    stroke(180, 680, 180, 760),
    column(90, ...words),
  ].join('\n');

const pages = (...contents: readonly string[]) => ({ pages: contents.map((content) => ({ content })) });

describe('sheets wider than the paper', () => {
  it('joins pages side by side, and cells that no line closes at the seam', async () => {
    const left = [labels('网站总数', '普查数量', '整改数量', '公开网址'), text(60, 780, '填报单位：甲县')];
    const right = [values('1', '', '3', 'www.gov.cn'), text(-310, 780, '填报单位：甲县')];
    const blocks = await blocksOf(pages(left.join('\n'), right.join('\n')));
    expect(written(blocks)).toEqual([
      '填报单位：甲县',
      '网站总数 |  | 1',
      '普查数量 |  | ',
      '整改数量 |  | 3',
      '公开网址 | (1x2)www.gov.cn',
    ]);
    const origins = tablesIn(blocks)[0]?.cells.map(({ origin }) => origin.page);
    expect(origins).toEqual([1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 2]);
  });

  it('reads down, then over as well as over, then down', async () => {
    const first = labels('网站总数', '普查数量', '整改数量', '公开网址');
    const second = labels('检查次数', '培训次数', '参训次数', '其他情况');
    const [one, two] = [values('1', '2', '3', '4'), values('5', '6', '7', '8')];
    const rows = [
      ['网站总数 |  | 1', '普查数量 |  | 2', '整改数量 |  | 3', '公开网址 | (1x2)4'],
      ['检查次数 |  | 5', '培训次数 |  | 6', '参训次数 |  | 7', '其他情况 | (1x2)8'],
    ].flat();
    expect(written(await blocksOf(pages(first, second, one, two)))).toEqual(rows);
    expect(written(await blocksOf(pages(first, one, second, two)))).toEqual(rows);
  });

  it('leaves pages apart that have labels each, or rows of other heights', async () => {
    const first = labels('网站总数', '普查数量', '整改数量', '公开网址');
    const labelled = values('检查次数', '培训次数', '参训次数', '其他情况');
    const higher = [gridLines([80, 180], [760, 745, 720, 700, 680]), column(90, '1', '2', '3', '4')];
    for (const next of [labelled, higher.join('\n')]) {
      const blocks = await blocksOf(pages(first, next));
      expect(tablesIn(blocks)).toHaveLength(2);
    }
  });
});
