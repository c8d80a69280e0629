/** Tables without lines in which headings stand over their answers. */
import { describe, expect, it } from 'vitest';
import { cell, flushRight, PITCH, rowAt, rowsOf, TOP } from './drawn-cells.js';
import { text } from './make-pdf.js';
import { blocksOf, written } from './read-pdf.js';

const LABELS = ['征集调查', '在线访谈', '统一平台', '智能问答'];
/** With words flush left and a figure flush right in each of two columns. */
const PLAIN = LABELS.map((label, row) =>
  [
    text(60, rowAt(row + 3), label),
    text(150, rowAt(row + 3), '没有'),
    flushRight(230, rowAt(row + 3), `${row + 10}`),
    text(240, rowAt(row + 3), '没有'),
    flushRight(400, rowAt(row + 3), `${row + 10}`),
  ].join('\n'),
);

describe('headings over answers', () => {
  it('have the label that stands between them, where rows are far apart', async () => {
    const rows = [
      // All of one line first, and then the cells of several lines.
      text(60, rowAt(1), '留言办理'),
      ...['621', '510', '137'].map((figure, at) => text(160 + at * 100, rowAt(2), figure)),
      ...PLAIN,
      ...['收到', '办结', '公开'].map((words, at) => cell(160 + at * 100, rowAt(0), words, '数量')),
    ];
    expect((await rowsOf(...rows))[0]).toMatch(/^\(2x1\)留言办理 \|/);
  });

  it('have the sections, too, that were drawn before a label between them', async () => {
    const rows = [
      // All of one line first, and then the cells of several lines.
      text(60, rowAt(2), '互动交流'),
      text(120, rowAt(0.5), '留言办理'),
      ...['621', '510'].map((figure, at) => text(220 + at * 100, rowAt(1), figure)),
      ...LABELS.slice(2).map((label, at) =>
        [text(120, rowAt(at + 2), label), text(220, rowAt(at + 2), '5'), text(320, rowAt(at + 2), '6')].join(
          '\n',
        ),
      ),
      ...['收到', '办结'].map((words, at) => cell(220 + at * 100, rowAt(0), `${words}留言`, '总数量')),
    ];
    expect((await rowsOf(...rows))[0]).toMatch(/^\(\dx1\)互动交流 \| \(2x1\)留言办理 \| 收到留言/);
  });

  it('reach to the next one, as far as answers flush right stand', async () => {
    const rows = [
      text(60, rowAt(0), '独立用户'),
      text(240, rowAt(0), '网站访问'),
      flushRight(230, rowAt(1), '3015'),
      flushRight(400, rowAt(1), '84'),
    ];
    expect((await rowsOf(...rows, ...PLAIN)).slice(0, 2)).toEqual([
      '(1x3)独立用户 | (1x2)网站访问',
      ' |  | 3015 |  | 84',
    ]);
  });

  it('reach as far in the columns of another page', async () => {
    const upper = Array.from({ length: 24 }, (_, at) =>
      [
        text(60, 760 - at * 26, `检查次数${at}`),
        text(240, 760 - at * 26, '问题数量'),
        text(320, 760 - at * 26, '无'),
        flushRight(400, 760 - at * 26, `${7000 + at}`),
      ].join('\n'),
    );
    const lower = [
      text(60, TOP, '独立用户'),
      text(240, TOP, '网站访问'),
      text(60, TOP - PITCH, '33'),
      flushRight(400, TOP - PITCH, '8441'),
      ...PLAIN,
    ];
    const blocks = await blocksOf({ pages: [{ content: upper.join('\n') }, { content: lower.join('\n') }] });
    expect(written(blocks).slice(24, 26)).toEqual(['(1x3)独立用户 | (1x2)网站访问', '33 |  |  |  | 8441']);
  });

  it('are none of the answers that were drawn before them', async () => {
    const head = [text(60, TOP + 2 * PITCH, '指标'), text(300, TOP + 2 * PITCH, '今年数量')];
    const [first = '', ...others] = PLAIN;
    const rows = [first, text(420, rowAt(2), '（2020年度）'), ...others];
    const found = await rowsOf(...head, ...rows);
    expect(found.find((row) => row.includes('征集调查'))).not.toContain('2020');
  });
});
