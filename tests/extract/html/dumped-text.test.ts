import { describe, expect, it } from 'vitest';
import { readHtmlBlocks } from '../../../src/extract/html.js';
import { DEFAULT_LIMITS } from '../../../src/limits.js';

/** Tables as rows of `a|b`, paragraphs as they are. */
function outline(html: string): unknown[] {
  return readHtmlBlocks(html, DEFAULT_LIMITS).blocks.map((block) => {
    const shown = (content: (typeof block & { kind: 'paragraph' })['content']) =>
      content
        .map((piece) => (piece.kind === 'text' ? piece.text.trim() : piece.state === 'checked' ? '+' : '-'))
        .join('');
    if (block.kind === 'paragraph') return shown(block.content);
    const rows: string[] = [];
    for (const cell of block.cells) {
      const row = rows[cell.row];
      rows[cell.row] = row === undefined ? shown(cell.content) : `${row}|${shown(cell.content)}`;
    }
    return rows;
  });
}

const ROWS = ['总数|12', '维护数量|3', '是否开设|+是-否'];

describe('forms that stand on a page as text', () => {
  it.each([
    ['tab-separated in <pre>', '<pre>报表\n总数\t12\n维护数量\t3\n是否开设\t☑是☐否\n</pre>'],
    ['Markdown in <pre>', '<pre>报表\n| 总数 | 12 |\n|:-:|-|\n| 维护数量 | 3 |\n| 是否开设 | ☑是☐否 |</pre>'],
    ['Markdown with <br>', '<p>报表<br>| 总数 | 12 |<br>| 维护数量 | 3 |<br>| 是否开设 | ☑是☐否 |</p>'],
    ['Markdown, a <p> a line', '<p>报表<p>| 总数 | 12 |<p>| 维护数量 | 3 |<p>| 是否开设 | ☑是☐否 |'],
    [
      'a dump in <pre> with check boxes',
      '<pre>报表\n\t总数\n\t12\n\n\t维护数量\n\t3\n\n\t是否开设\n\t<input type=checkbox checked>是<input type=checkbox>否\n</pre>',
    ],
  ])('%s', (_, html) => {
    expect(outline(html)).toEqual(['报表', ROWS]);
  });

  it('keeps the tab that opens the first cell of a dump', () => {
    expect(outline('<pre>\n\t总数\n\t12\n\n\t维护数量\n\t3\n</pre>')).toEqual([['总数|12', '维护数量|3']]);
  });

  it('leaves running text, menus and signatures alone', () => {
    const html = '<p>首页 | 政务公开 | 互动<p>负责人：张三　　审核人：李四<p>电话：1　　日期：2';
    expect(outline(html)).toEqual([
      '首页 | 政务公开 | 互动',
      '负责人：张三　　审核人：李四',
      '电话：1　　日期：2',
    ]);
  });
});
