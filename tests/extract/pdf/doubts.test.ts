/** What the reader doubts about cells, and that it doubts nothing about ordinary cells between lines. */
import { describe, expect, it } from 'vitest';
import { gridLines, text } from './make-pdf.js';
import { blocksOf, tablesIn } from './read-pdf.js';

/** Flaws of the cells with text, by their text. */
async function flawsOf(...content: readonly string[]): Promise<Record<string, readonly string[]>> {
  const tables = tablesIn(await blocksOf({ pages: [{ content: content.join('\n') }] }));
  const cells = tables.flatMap((table) => table.cells);
  return Object.fromEntries(
    cells.flatMap(({ content: pieces, flaws = [] }) => {
      const words = pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.glyph)).join('');
      return words === '' ? [] : [[words, flaws]];
    }),
  );
}

/** Text cut to the stretch between two places. */
function cutTo(from: number, to: number, content: string): string {
  return `q ${from} 0 ${to - from} 842 re W n\n${content}\nQ`;
}

const LABELS = ['主办单位', '承办单位', '网站类型', '备案编号'];
const ROWS = LABELS.flatMap((label, row) => [
  text(60, 660 - row * 24, label),
  text(200, 660 - row * 24, String(row + 3)),
]);

describe('flaws of cells', () => {
  it('name a text that goes on behind the edge of its cell, but none of which all is in the file', async () => {
    const lines = gridLines([50, 150, 250, 350], [690, 710, 730, 750]);
    const part = [text(60, 736, '首页网址'), cutTo(150, 198, text(160, 736, '10171221'))];
    const whole = [text(60, 716, '公开网址'), cutTo(150, 198, text(160, 716, '101712213456'))];
    expect(await flawsOf(lines, ...part, ...whole)).toEqual({
      首页网址: [],
      10171221: ['cut-off'],
      公开网址: [],
      101712213456: [],
    });
  });

  it('name a text without lines that fills the area that it is cut to, and no number at the end of a wide one', async () => {
    const address = [text(60, 708, '下载单位'), cutTo(198, 253, text(200, 708, '10.71.22.'))];
    const number = [text(60, 684, '网站数量单位'), cutTo(198, 253, text(241, 684, '16'))];
    // Programs measure for another device: a character that would just have had room is left out too.
    const options = [text(60, 732, '创新发展单位'), cutTo(198, 254, text(200, 732, '其他数字'))];
    const found = await flawsOf(...address, ...number, ...options, ...ROWS);
    expect(found['10.71.22.']).toContain('cut-off');
    expect(found.其他数字).toContain('cut-off');
    expect(found['16']).not.toContain('cut-off');
  });

  it('name a paragraph of one line that fills the area that it is cut to', async () => {
    const unit = cutTo(58, 146, text(60, 780, '填报单位桂林市财'));
    const blocks = await blocksOf({ pages: [{ content: [unit, text(60, 750, '年度报表')].join('\n') }] });
    expect(blocks.map((block) => block.kind === 'paragraph' && block.flaws)).toEqual([
      ['running-text', 'cut-off'],
      ['running-text'],
    ]);
  });

  it('name every cell of a table without lines', async () => {
    expect(Object.values(await flawsOf(...ROWS))).toEqual(Array(8).fill(['no-lines']));
  });

  it('name a text of several lines', async () => {
    const rows = [text(60, 700, '（单位：'), text(60, 688, '条）数量'), text(200, 694, '7')];
    expect((await flawsOf(...rows, ...ROWS))['（单位：\n条）数量']).toEqual(['no-lines', 'broken-lines']);
  });

  it('name texts that nearly touch, and those that reach into the next column', async () => {
    const near = [text(60, 708, '网站名称'), text(188, 708, '11'), text(200, 708, '77')];
    const found = await flawsOf(...near, ...ROWS, text(60, 684, '独立用户访问总量单位个数是否填报'));
    const crowded = Object.keys(found).filter((words) => found[words]?.includes('crowded'));
    expect(crowded.sort()).toEqual(['11', '77', '独立用户访问总量单位个数是否填报']);
  });

  it('name the rows of a value whose rest stands alone under it', async () => {
    const name = [text(60, 708, '微博名称'), text(200, 708, '正定县微'), text(200, 684, '政务发布')];
    const found = await flawsOf(...name, ...ROWS);
    const uneven = Object.keys(found).filter((words) => found[words]?.includes('uneven-rows'));
    expect(uneven).toEqual(expect.arrayContaining(['正定县微', '政务发布']));
    expect(uneven).not.toContain('承办单位');
  });

  it('name the parts of a number that is broken together with its label', async () => {
    const broken = [
      text(60, 708, '网站总'),
      text(200, 708, '16'),
      text(60, 684, '数单位个'),
      text(200, 684, '8'),
    ];
    const found = await flawsOf(...broken, ...ROWS);
    const parts = Object.keys(found).filter((words) => found[words]?.includes('cut-off'));
    expect(parts.sort()).toEqual(['16', '8']);
  });

  it('name a number over figures of which the row has no words', async () => {
    const torn = [text(60, 732, '培训天数单位'), text(200, 732, '1'), text(200, 708, '1天')];
    const found = await flawsOf(...torn, ...ROWS);
    const parts = Object.keys(found).filter((words) => found[words]?.includes('cut-off'));
    expect(parts).toEqual(['1']);
  });

  it('name the rows next to one without a label', async () => {
    const found = await flawsOf(...ROWS, text(200, 564, '12'), text(300, 564, '13'));
    const uneven = Object.keys(found).filter((words) => found[words]?.includes('uneven-rows'));
    expect(uneven.sort()).toEqual(['12', '13', '6', '备案编号']);
  });
});
