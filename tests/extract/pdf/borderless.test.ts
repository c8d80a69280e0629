/** Tables without lines, as spreadsheets and web pages print them: each test draws its cells in the order of theirs. */
import { describe, expect, it } from 'vitest';
import { cell, centred, flushRight, LINE, PITCH, rowAt, rowsOf, TOP } from './drawn-cells.js';
import { text } from './make-pdf.js';
import { blocksOf, tablesIn, written } from './read-pdf.js';

describe('tables without lines', () => {
  it('put a value beside the middle of a label of two lines', async () => {
    const labels = ['收到留言', '办结留言', '公开答复', '征集调查', '参与人员'];
    const rows = labels.map((label, row) =>
      [cell(60, rowAt(row), label, '总数量'), cell(160, rowAt(row), String(row * 7))].join('\n'),
    );
    expect(await rowsOf(...rows)).toEqual(labels.map((label, row) => `${label}\n总数量 | ${row * 7}`));
  });

  it('tell lines of one label from the next row by their distance, where values were drawn before', async () => {
    const labels = [
      ['独立用户', '访问总量'],
      ['网站', '总访问量'],
      ['收到', '留言数量'],
      ['办结', '留言数量'],
    ];
    const middle = (row: number) => TOP - row * 28;
    const values = labels.map((_, row) => cell(200, middle(row), String(row + 100)));
    const words = labels.map((lines, row) => cell(60, middle(row), ...lines));
    expect(await rowsOf(...values, ...words)).toEqual(
      labels.map((lines, row) => `${lines.join('\n')} | ${row + 100}`),
    );
  });

  it('find columns of texts that stand round one middle', async () => {
    const labels = ['总数', '概况类信息更新量', '维护数量', '新开设数量', '注册用户数'];
    const rows = labels.map((label, row) =>
      [centred(120, rowAt(row), label), centred(260, rowAt(row), String(10 ** row))].join('\n'),
    );
    expect(await rowsOf(...rows)).toEqual(labels.map((label, row) => `${label} | ${10 ** row}`));
  });

  it.each([
    ['in the middle', 1.5 * PITCH, '独立用户访问', '总量'],
    ['at the foot', 3 * PITCH + LINE / 2, '独立用户访问', '总量'],
  ])('give a label of several rows, set %s, all of them', async (_, below, upper, lower) => {
    const labels = ['总数', '概况类', '政务动态', '公开目录'];
    const foot = below > 2 * PITCH ? LINE / 2 : 0;
    const section = (name: string, first: number) => [
      text(60, rowAt(first) - below, name),
      ...labels.map((label, row) =>
        [text(160, rowAt(first + row) - foot, name + label), text(300, rowAt(first + row) - foot, '5')].join(
          '\n',
        ),
      ),
    ];
    // How the whole table is set, a label of two lines tells.
    const visits = [cell(60, rowAt(0), upper, lower), text(300, rowAt(0) - foot, '7')];
    const shown = (name: string) =>
      labels.map((label, row) => `${row === 0 ? `(4x1)${name} | ` : ''}${name}${label} | 5`);
    expect(await rowsOf(...visits, ...section('信息', 1), ...section('解读', 5))).toEqual([
      `(1x2)${upper}\n${lower} | 7`,
      ...shown('信息'),
      ...shown('解读'),
    ]);
  });

  it('leave a heading between rows in a row of its own', async () => {
    const part = (name: string, first: number) => [
      text(60, rowAt(first), name),
      ...['收到', '办结', '公开'].map((label, row) =>
        [
          cell(100, rowAt(first + row + 1), name + label, '总数量'),
          text(300, rowAt(first + row + 1), '5'),
        ].join('\n'),
      ),
    ];
    const rows = await rowsOf(
      text(60, TOP + 20, '指标'),
      text(300, TOP + 20, '数量'),
      ...part('信息', 0),
      ...part('解读', 4),
    );
    expect(rows.filter((row) => !row.includes('总数量'))).toEqual(['指标 | 数量', '信息 | ', '解读 | ']);
  });

  it('put figures flush right under headings flush left, although no figure reaches below its heading', async () => {
    const headings = ['一季', '二季', '三季'];
    const right = (column: number) => 260 + column * 80;
    const head = [text(60, TOP, '指标'), ...headings.map((words, at) => text(right(at) - 78, TOP, words))];
    const rows = ['检查次数', '问题数量', '整改数量', '留言数量'].map((label, row) =>
      [
        text(60, rowAt(row + 1), label),
        ...headings.map((_, column) => flushRight(right(column), rowAt(row + 1), String(10 ** row + column))),
      ].join('\n'),
    );
    expect(await rowsOf(...head, ...rows)).toEqual([
      '指标 | 一季 | 二季 | 三季',
      '检查次数 | 1 | 2 | 3',
      '问题数量 | 10 | 11 | 12',
      '整改数量 | 100 | 101 | 102',
      '留言数量 | 1000 | 1001 | 1002',
    ]);
  });

  it('part a figure flush right from the text that the next column begins with', async () => {
    const rows = ['检查次数', '问题数量', '整改数量', '留言数量', '办结数量'].map((label, row) =>
      [
        text(60, rowAt(row), label),
        flushRight(238, rowAt(row), String(row + 5)),
        text(240, rowAt(row), ['3家', '无', '12', '暂无', '4家'][row] ?? ''),
      ].join('\n'),
    );
    expect(await rowsOf(...rows)).toEqual([
      '检查次数 | 5 | 3家',
      '问题数量 | 6 | 无',
      '整改数量 | 7 | 12',
      '留言数量 | 8 | 暂无',
      '办结数量 | 9 | 4家',
    ]);
  });

  it('take no empty place among labels for an empty answer', async () => {
    const rows = ['办训情况', '参训情况'].flatMap((section, at) =>
      ['培训次数', '培训人次', '培训天数'].map((label, row) =>
        [
          ...(row === 0 ? [text(60, rowAt(3 * at), section)] : []),
          text(160, rowAt(3 * at + row), label),
          text(300, rowAt(3 * at + row), '1'),
          text(400, rowAt(3 * at + row), '2'),
        ].join('\n'),
      ),
    );
    const found = [text(60, rowAt(6), '发现数量'), text(300, rowAt(6), '8'), text(400, rowAt(6), '9')];
    expect((await rowsOf(...rows, ...found)).at(-1)).toBe('(1x2)发现数量 | 8 | 9');
  });

  it('part a label from the next one where its second line was drawn between', async () => {
    const rows = ['收到', '办结', '公开', '答复'].map((name, row) =>
      [text(60, rowAt(row), `${name}数量`), text(300, rowAt(row), '7')].join('\n'),
    );
    const heads = [60, 112, 164].map((x, at) => cell(x, rowAt(4), '留言数量（', `单位：${at}）`));
    expect((await rowsOf(...rows, ...heads, text(300, rowAt(4) + LINE / 2, '8'))).at(-1)).toBe(
      '留言数量（\n单位：0） | 留言数量（\n单位：1） | 留言数量（\n单位：2） | 8',
    );
  });

  it('stand beside a label that reaches over them with no line on their level', async () => {
    const rows = ['收到', '办结', '公开', '征集', '参与'].map((label, row) =>
      [text(60, rowAt(row) + 9, `${label}留言总数量`), text(60, rowAt(row) - 9, '单位次')]
        .concat(text(100, rowAt(row), String(row + 3)))
        .join('\n'),
    );
    expect((await rowsOf(...rows))[1]).toBe('办结留言总数量\n单位次 | 4');
  });

  it('stand beside the middle of a label that is cut off above and below', async () => {
    const low = 16;
    const middle = (row: number) => TOP - row * low;
    const values = [3, 4, 5, 6].map((figure, row) => text(200, middle(row), String(figure)));
    const labels = ['收到', '办结', '公开', '参与'].map((name, row) => {
      const lines = [text(60, middle(row) + 7.5, `${name}留言数`), text(60, middle(row) - 7, '（单位：条）')];
      return `q 58 ${middle(row) - 3} 80 ${low} re W n\n${lines.join('\n')}\nQ`;
    });
    expect(await rowsOf(...values, ...labels)).toEqual(
      ['收到', '办结', '公开', '参与'].map((name, row) => `${name}留言数\n（单位：条） | ${row + 3}`),
    );
  });

  it('doubt a text that ends where its cell has no room for more', async () => {
    const clipped = (x: number, width: number, content: string) =>
      `q ${x} 40 ${width} 720 re W n\n${content}\nQ`;
    const rows = ['www', 'abcdefgh']
      .flatMap((host) => [host, host])
      .map((host, row) =>
        [text(60, rowAt(row), '网址'), clipped(158, 46, text(160, rowAt(row), host))].join('\n'),
      );
    const [table] = tablesIn(await blocksOf({ pages: [{ content: rows.join('\n') }] }));
    const doubted = table?.cells.filter(({ flaws }) => flaws?.includes('cut-off'));
    expect(doubted?.map(({ row, column }) => [row, column])).toEqual([
      [2, 1],
      [3, 1],
    ]);
  });

  it('read options below each other as one list', async () => {
    const rows = ['统一平台', '智能问答', '监测预警', '应急演练'].map((label, row) =>
      [text(60, rowAt(row) - LINE / 2, label), cell(200, rowAt(row) - LINE / 2, '☑是', '□否')].join('\n'),
    );
    expect((await rowsOf(...rows))[0]).toBe('统一平台 | ☑是\n☐否');
  });
});

describe('tables without lines that a page break cut', () => {
  const row = (label: string, at: number, figures: readonly string[]) =>
    [text(60, at, label), ...figures.map((figure, column) => flushRight(260 + column * 80, at, figure))].join(
      '\n',
    );

  it('have the columns of the page that shows more of them', async () => {
    const head = [
      text(60, 760, '指标'),
      ...['一季', '二季'].map((words, at) => text(182 + at * 80, 760, words)),
    ];
    const upper = Array.from({ length: 26 }, (_, at) =>
      row(`检查次数${at}`, 740 - at * 26, [`${at}`, `${99 + at}`]),
    );
    const lower = Array.from({ length: 5 }, (_, at) =>
      row(`问题数量${at}`, 780 - at * 26, [`${7000 + at}`, '3']),
    );
    const blocks = await blocksOf({
      pages: [{ content: [...head, ...upper].join('\n') }, { content: lower.join('\n') }],
    });
    expect(blocks).toHaveLength(1);
    expect(written(blocks).at(0)).toBe('指标 | 一季 | 二季');
    expect(written(blocks).at(-1)).toBe('问题数量4 | 7004 | 3');
  });

  const figures = (at: number) => [`${7000 + at}`, '3'];
  const page = (rows: number, from: number) =>
    Array.from({ length: rows }, (_, at) => row(`问题数量${at}`, from - at * 26, figures(at)));

  it('go on in rows too few to make a table', async () => {
    const pages = [{ content: page(27, 760).join('\n') }, { content: page(2, 780).join('\n') }];
    const blocks = await blocksOf({ pages });
    expect(blocks).toHaveLength(1);
    expect(written(blocks).slice(-2)).toEqual(['问题数量0 | 7000 | 3', '问题数量1 | 7001 | 3']);
    // Alone they are lines of text.
    expect((await blocksOf({ pages: pages.slice(1) })).map(({ kind }) => kind)).toEqual([
      'paragraph',
      'paragraph',
    ]);
  });

  it('have the columns of the part that tells them, be it the shorter one', async () => {
    const upper = page(27, 760);
    const lower = Array.from({ length: 6 }, (_, at) =>
      [at === 0 ? text(60, 780, '人员') : '', text(100, 780 - at * 26, `培训次数${at}`)]
        .concat([flushRight(260, 780 - at * 26, '5'), flushRight(340, 780 - at * 26, '6')])
        .join('\n'),
    );
    const blocks = await blocksOf({ pages: [{ content: upper.join('\n') }, { content: lower.join('\n') }] });
    expect(blocks).toHaveLength(1);
    expect(written(blocks)[0]).toBe('(1x2)问题数量0 | 7000 | 3');
    expect(written(blocks)[27]).toContain('人员 | 培训次数0 | 5 | 6');
  });

  it('say a label once that both pages show, and never where neither does', async () => {
    const clipped = (y: number, height: number, content: string) =>
      `q 40 ${y} 400 ${height} re W n\n${content}\nQ`;
    const rows = (labels: readonly string[], from: number) =>
      labels.map((label, at) =>
        [text(140, from - at * 26, label), flushRight(300, from - at * 26, `${at}`)].join('\n'),
      );
    const upper = Array.from({ length: 24 }, (_, at) => row(`问题数量${at}`, 760 - at * 26, ['1']));
    const blocks = await blocksOf({
      pages: [
        {
          content: [
            ...upper,
            clipped(60, 80, text(60, 84, '参训情况')),
            ...rows(['参训次数', '参训人次'], 110),
          ].join('\n'),
        },
        {
          content: [
            clipped(600, 180, text(60, 800, '互动交流')),
            clipped(600, 180, text(60, 720, '参训情况')),
            ...rows(['参训天数', '参训期数', '参训家数', '参训单位'], 770),
          ].join('\n'),
        },
      ],
    });
    const lines = written(blocks);
    expect(lines.filter((line) => line.includes('参训情况'))).toHaveLength(1);
    expect(lines.join()).not.toContain('互动交流');
  });

  it('keep two rows apart that both have answers', async () => {
    const labelled = (y: number, label: string, own: readonly string[]) =>
      [text(100, y, label), ...own.map((figure, column) => flushRight(300 + column * 80, y, figure))].join(
        '\n',
      );
    const at = (index: number) => 760 - index * 26;
    const upper = Array.from({ length: 27 }, (_, index) =>
      [
        index % 13 === 0 ? text(40, at(index), '检查') : '',
        labelled(at(index), `发现数量${index}`, ['2', '3']),
      ].join('\n'),
    );
    const lower = Array.from({ length: 5 }, (_, index) =>
      labelled(780 - index * 26, `处置数量${index}`, ['190', '21']),
    );
    const blocks = await blocksOf({ pages: [{ content: upper.join('\n') }, { content: lower.join('\n') }] });
    expect(blocks).toHaveLength(1);
    expect(written(blocks)).toHaveLength(32);
  });

  it('keep two rows apart that both have a label with its unit', async () => {
    const answered = (y: number, label: string, figure: string) =>
      [text(100, y, label), text(300, y, figure)].join('\n');
    const upper = Array.from({ length: 26 }, (_, index) =>
      answered(760 - index * 26, `发现${index}（次）`, '2'),
    );
    const last = [text(40, 84, '解读回应'), answered(84, '总数（单位：条）', '45')];
    const lower = ['材料', '产品', '文章', '回应', '评论'].map((name, index) =>
      answered(780 - index * 26, `${name}数量（单位：条）`, `${index + 5}`),
    );
    const blocks = await blocksOf({
      pages: [{ content: [...upper, ...last].join('\n') }, { content: lower.join('\n') }],
    });
    expect(blocks).toHaveLength(1);
    expect(written(blocks).slice(26, 28)).toEqual([
      '解读回应 | 总数（单位：条） | 45',
      ' | 材料数量（单位：条） | 5',
    ]);
  });

  it('show no label that stands off the page', async () => {
    const rows = Array.from({ length: 6 }, (_, at) => row('检查次数', 100 - at * 16, ['1', '2']));
    const content = [...rows, text(40, -120, '安全检查')].join('\n');
    expect(written(await blocksOf({ pages: [{ content }] }))).not.toContain('安全检查');
  });
});
