/** Tables without lines in which texts nearly touch: what tells cells apart where room does not. */
import { describe, expect, it } from 'vitest';
import { text } from './make-pdf.js';
import { blocksOf, written } from './read-pdf.js';

describe('a table without lines', () => {
  it('begins below a line that reaches over the text beside its first label', async () => {
    const labels = ['主办单位', '承办单位', '网站类型', '网站地址', '备案编号'];
    const content = [
      text(60, 712, '填报单位：某某市人民政府办公厅'),
      text(60, 700, '网站名称'),
      text(200, 700, '某某市'),
      ...labels.flatMap((label, row) => [text(60, 688 - row * 12, label), text(200, 688 - row * 12, '有')]),
    ];
    const rows = written(await blocksOf({ pages: [{ content: content.join('\n') }] }));
    expect(rows.slice(0, 2)).toEqual(['填报单位：某某市人民政府办公厅', '网站名称 | 某某市']);
  });

  it('goes on overleaf under a label that stands alone above the rest of its rows', async () => {
    const upper = Array.from({ length: 26 }, (_, at) =>
      [
        text(60, 760 - at * 26, '安全'),
        text(160, 760 - at * 26, `次数${at}`),
        text(300, 760 - at * 26, '5'),
      ].join('\n'),
    );
    const lower = [0, 1, 2, 3].map((at) =>
      [text(160, 700 - at * 26, `问题${at}`), text(300, 700 - at * 26, `${at}`)].join('\n'),
    );
    const pages = [{ content: upper.join('\n') }, { content: [text(60, 730, '培训'), ...lower].join('\n') }];
    const rows = written(await blocksOf({ pages }));
    expect(rows.slice(-2)).toEqual([' | 问题3 | 3', '培训']);
  });

  it('goes on overleaf below the rest of a bracket', async () => {
    const upper = Array.from({ length: 26 }, (_, at) =>
      [
        at % 9 === 0 ? text(60, 760 - at * 26, '安全') : '',
        text(160, 760 - at * 26, at < 25 ? `次数${at}` : '次数（单位：'),
        text(300, 760 - at * 26, '5'),
      ].join('\n'),
    );
    const lower = [0, 1].map((at) =>
      [text(160, 700 - at * 26, `问题${at}`), text(300, 700 - at * 26, `${at}`)].join('\n'),
    );
    const pages = [{ content: upper.join('\n') }, { content: [text(160, 730, '次）'), ...lower].join('\n') }];
    const blocks = await blocksOf({ pages });
    expect(blocks.filter(({ kind }) => kind === 'table')).toHaveLength(1);
    expect(written(blocks).slice(-3)).toEqual([' | 问题0 | 0', ' | 问题1 | 1', '次）']);
  });

  it('has rows overleaf too where these fit into none of its columns', async () => {
    const upper = Array.from({ length: 27 }, (_, at) =>
      [text(60, 760 - at * 26, `次数${at}`), text(300, 760 - at * 26, '5')].join('\n'),
    );
    const lower = [0, 1, 2, 3, 4].map((at) =>
      ['微博', '微信', '名称', '其他']
        .map((words, column) => text(60 + column * (90 + 5 * at), 780 - at * 26, `${words}${at}`))
        .join('\n'),
    );
    const pages = [{ content: upper.join('\n') }, { content: lower.join('\n') }];
    const blocks = await blocksOf({ pages });
    expect(blocks.map(({ kind }) => kind)).toEqual(['table', 'table']);
    expect(written(blocks).at(-1)?.split(' | ').filter(Boolean)).toEqual([
      '微博4',
      '微信4',
      '名称4',
      '其他4',
    ]);
    // With nothing before them they are lines of text.
    const alone = await blocksOf({ pages: pages.slice(1) });
    expect(alone.every(({ kind }) => kind === 'paragraph')).toBe(true);
  });

  it('holds labels that go on hidden behind the answers beside them', async () => {
    const labels = [
      '独立用户访问总量',
      '网站总访问量总数',
      '信息发布总数总数',
      '解读材料数量总数',
      '留言办理数量总数',
    ];
    const rows = labels.map((label, row) => {
      const y = 700 - row * 20;
      return [`q 58 ${y - 4} 50 18 re W n\n${text(60, y, label)}\nQ`, text(108, y, `${row + 7}`)].join('\n');
    });
    expect(written(await blocksOf({ pages: [{ content: rows.join('\n') }] }))).toEqual(
      labels.map((label, row) => `${label} | ${row + 7}`),
    );
  });

  it('keeps a list of options together of which the boxes were drawn last', async () => {
    const names = ['搜索', '多语', '无障', '千人', '其他', '智能', '导办', '适老', '地图', '视频'];
    const list = (y: number) => [
      ...names.map((name, at) => text(210 + at * 30, y, name)),
      ...names.map((_, at) => text(200 + at * 30, y, at === 1 ? '☑' : '□')),
    ];
    const rows = [0, 1, 2, 3].map((at) =>
      [text(60, 700 - at * 26, `创新${at}`), ...list(700 - at * 26)].join('\n'),
    );
    expect(written(await blocksOf({ pages: [{ content: rows.join('\n') }] }))[0]).toBe(
      `创新0 | ${names.map((name, at) => `${at === 1 ? '☑' : '☐'}${name}`).join('')}`,
    );
  });

  it('ends where running text begins, be it that a line of that looks like two texts', async () => {
    const labels = ['名称', '信息发布量', '关注量', '订阅数'];
    const rows = labels.map((label, at) =>
      [text(60, 700 - at * 20, label), text(200, 700 - at * 20, `${at + 3}`)].join('\n'),
    );
    const sentences = Array.from({ length: 9 }, (_, at) => {
      const y = 600 - at * 36;
      const line = text(60, y, `${at}.总数：请填写本年度网站发布信息的总条数，不包括外链信息`);
      return at === 7 ? [line, text(500, y, '条。')].join('\n') : line;
    });
    const blocks = await blocksOf({ pages: [{ content: [...rows, ...sentences].join('\n') }] });
    expect(blocks.map(({ kind }) => kind).slice(0, 2)).toEqual(['table', 'paragraph']);
    expect(written(blocks).slice(0, 4)).toEqual(labels.map((label, at) => `${label} | ${at + 3}`));
  });
});
