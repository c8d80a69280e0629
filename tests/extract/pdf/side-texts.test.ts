/** Signatures in a table of their own without lines, each broken at its cell's edge. */
import { describe, expect, it } from 'vitest';
import { rowsOf, TOP } from './drawn-cells.js';
import { text } from './make-pdf.js';

/** Lines of one cell from its top, drawn one after the other. */
function lines(x: number, y: number, ...words: readonly string[]): string {
  return words.map((line, at) => text(x, y - at * 14, line)).join('\n');
}

describe('texts side by side outside of tables', () => {
  it('are read one by one, however near they stand', async () => {
    const rows = await rowsOf(
      lines(60, TOP, '单位负责人：', '吴江'),
      lines(124, TOP, '审核人：买买', '提·吐尔逊'),
      lines(188, TOP, '填报人：张', '伟'),
      lines(60, TOP - 28, '联系电话：', '0432-5789415'),
      lines(124, TOP - 28, '填报日期：', '2019-1-11'),
    );
    expect(rows).toEqual([
      '单位负责人：\n吴江',
      '审核人：买买\n提·吐尔逊',
      '填报人：张\n伟',
      '联系电话：\n0432-5789415',
      '填报日期：\n2019-1-11',
    ]);
  });

  it('go on behind one that is drawn in the middle between their lines', async () => {
    const rows = await rowsOf(
      lines(60, TOP - 7, '审核人：李军'),
      lines(184, TOP, '填报人：买买提·吐', '尔逊'),
    );
    expect(rows).toEqual(['填报人：买买提·吐\n尔逊', '审核人：李军']);
  });

  it('may have their labels broken', async () => {
    const rows = await rowsOf(
      lines(60, TOP, '联系电', '话：14940767361'),
      lines(150, TOP - 7, '填报日期：2021-02-27'),
    );
    expect(rows).toEqual(['联系电\n话：14940767361', '填报日期：2021-02-27']);
  });

  it('are no others below them: labels, dates under names, lines drawn from left to right', async () => {
    const rows = await rowsOf(
      lines(60, TOP, '审核人：李军'),
      lines(150, TOP, '填报人：王小明'),
      lines(150, TOP - 14, '联系电话：123'),
    );
    expect(rows).toEqual(['审核人：李军     填报人：王小明', '联系电话：123']);
    const dated = await rowsOf(
      lines(60, TOP, '审核人：李军'),
      lines(150, TOP, '填报人：王小明'),
      lines(150, TOP - 14, '2021年1月5日'),
    );
    expect(dated).toEqual(['审核人：李军     填报人：王小明', '2021年1月5日']);
    const crossed = await rowsOf(
      lines(60, TOP, '审核人：'),
      lines(110, TOP, '填报人：'),
      lines(60, TOP - 14, '李军'),
      lines(110, TOP - 14, '王小明'),
    );
    expect(crossed).toEqual(['审核人： 填报人：', '李军     王小明']);
  });
});
