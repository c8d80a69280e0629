import { describe, expect, it } from 'vitest';
import { gridLines, stroke, text } from './make-pdf.js';
import { blocksOf, tablesIn, written } from './read-pdf.js';

const row = (y: number, ...words: readonly string[]) =>
  words.map((word, column) => text(60 + column * 150, y + 6, word)).join('\n');
const xs = [50, 200, 350, 500];

/** Lines of two rows, of which the first column is one cell. */
const spanned = (top: number) => [
  stroke(50, top, 500, top),
  stroke(200, top - 20, 500, top - 20),
  stroke(50, top - 40, 500, top - 40),
  ...xs.map((x) => stroke(x, top - 40, x, top)),
];

describe('tables across pages', () => {
  it('joins the parts, each cell keeping its page, and sets page numbers behind', async () => {
    const first = [
      gridLines(xs, [60, 80, 100]),
      row(80, '信息发布', '总数', '12'),
      row(60, '', '概况', '3'),
      text(290, 30, '1'),
    ];
    const second = [gridLines(xs, [780, 800]), row(780, '办事服务', '总数', '7')];
    const blocks = await blocksOf({ pages: [{ content: first.join('\n') }, { content: second.join('\n') }] });
    expect(written(blocks)).toEqual(['信息发布 | 总数 | 12', ' | 概况 | 3', '办事服务 | 总数 | 7', '1']);
    expect(tablesIn(blocks)[0]?.cells.map((cell) => cell.origin.page)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2]);
  });

  it('lets a label beside several rows go on overleaf, but no answer', async () => {
    const first = [
      ...spanned(100),
      row(70, '信息发布'),
      text(210, 86, '甲'),
      text(360, 86, '1'),
      text(210, 66, '乙'),
    ];
    const second = [...spanned(800), text(210, 786, '丙'), text(210, 766, '丁'), text(360, 766, '4')];
    const blocks = await blocksOf({ pages: [{ content: first.join('\n') }, { content: second.join('\n') }] });
    expect(written(blocks)).toEqual(['(4x1)信息发布 | 甲 | 1', '乙 | ', '丙 | ', '丁 | 4']);
  });

  it('joins a label that repeats its section to its rest overleaf, where one page alone has an answer', async () => {
    const joined = async (label: string, ...overleaf: readonly string[]) => {
      const first = [...spanned(100), row(80, '征集调查', '甲', '1'), row(60, '', label, '2')];
      const second = [
        ...spanned(800),
        row(780, '', '期数（单位：期）', ...overleaf),
        row(760, '', '丁', '4'),
      ];
      const blocks = await blocksOf({
        pages: [{ content: first.join('\n') }, { content: second.join('\n') }],
      });
      return written(blocks).slice(1, -1);
    };
    expect(await joined('征集调查')).toEqual(['征集调查\n期数（单位：期） | 2']);
    expect(await joined('征集调查', '3')).toHaveLength(2);
    expect(await joined('总数')).toHaveLength(2);
  });

  it('gives a section its unit overleaf, and leaves the rows beside it apart', async () => {
    const first = [gridLines(xs, [60, 80]), row(60, '办件量', '总数', '24')];
    const second = [...spanned(800), row(780, '（单位：件）', '自然人', '0'), row(760, '', '法人', '24')];
    const blocks = await blocksOf({ pages: [{ content: first.join('\n') }, { content: second.join('\n') }] });
    expect(written(blocks)).toEqual(['(3x1)办件量\n（单位：件） | 总数 | 24', '自然人 | 0', '法人 | 24']);
  });

  it('gives a section the rest of its name where the row beside it goes on overleaf', async () => {
    const joined = async (...overleaf: readonly string[]) => {
      const first = [gridLines(xs, [60, 80]), row(60, '移动客户', '下载地址', 'gy.gov.c')];
      const second = [...spanned(800), row(780, '端', ...overleaf), row(760, '', '下载量', '24')];
      const blocks = await blocksOf({
        pages: [{ content: first.join('\n') }, { content: second.join('\n') }],
      });
      return written(blocks);
    };
    expect(await joined('', 'n/app')).toEqual([
      '(2x1)移动客户\n端 | 下载地址 | gy.gov.c\nn/app',
      '下载量 | 24',
    ]);
    expect(await joined('名称', '甲')).toHaveLength(3);
  });

  it('joins a figure to its rest beside a label that stands on the first page alone', async () => {
    const wide = [50, 150, 250, 350, 450];
    const cells = (y: number, ...words: readonly string[]) =>
      words.map((word, column) => text(60 + column * 100, y + 6, word)).join('\n');
    const joined = async (label: string) => {
      const first = [gridLines(wide, [60, 80]), cells(60, '信息发布', '12', label, '6309')];
      const second = [gridLines(wide, [780, 800]), cells(780, '量', '', '', '65')];
      const blocks = await blocksOf({
        pages: [{ content: first.join('\n') }, { content: second.join('\n') }],
      });
      return written(blocks);
    };
    expect(await joined('阅读量')).toEqual(['信息发布\n量 | 12 | 阅读量 | 6309\n65']);
    expect(await joined('3')).toHaveLength(2);
    expect(await joined('无')).toHaveLength(2);
  });

  it('joins signatures in one cell that a page end cut behind a label', async () => {
    const joined = async (above: string, rest: string) => {
      const first = [gridLines(xs, [80, 100]), row(80, '名称', '甲', '乙'), gridLines([50, 500], [60, 80])];
      const second = [gridLines([50, 500], [780, 800]), row(780, rest)];
      const pages = [[...first, row(60, above)], second].map((lines) => ({ content: lines.join('\n') }));
      return written(await blocksOf({ pages }));
    };
    expect(await joined('填报人：甲  联系电话：', '3108380  填报日期：2023.1.2')).toEqual([
      '名称 | 甲 | 乙',
      '(1x3)填报人：甲  联系电话：\n3108380  填报日期：2023.1.2',
    ]);
    expect(await joined('填报人：甲', '3108380')).toHaveLength(3);
  });

  it('keeps answers under headings that end in a colon apart from them', async () => {
    const first = [gridLines(xs, [60, 80]), row(60, '征集', '期数（期）：', '意见（条）：')];
    const second = [gridLines(xs, [780, 800]), row(780, '', '0', '无')];
    const blocks = await blocksOf({ pages: [{ content: first.join('\n') }, { content: second.join('\n') }] });
    expect(written(blocks)).toHaveLength(2);
  });

  it('drops the space that a browser draws at a page end, and keeps answers left out under headings', async () => {
    const rest = [stroke(50, 50, 50, 70), stroke(500, 50, 500, 70), stroke(50, 50, 500, 50)];
    const first = [gridLines(xs, [70, 90, 110]), row(90, '期数', '意见', '结果'), ...rest].join('\n');
    const second = [gridLines(xs, [780, 800]), row(780, '甲', '乙', '丙')].join('\n');
    const blocks = await blocksOf({ pages: [{ content: first }, { content: second }] });
    expect(written(blocks)).toEqual(['期数 | 意见 | 结果', ' |  | ', '甲 | 乙 | 丙']);
  });

  it('joins a row that the page end cut: the rest of a value, the unit of a label', async () => {
    const cut = async (upper: readonly string[], lower: readonly string[]) => {
      const first = [gridLines(xs, [60, 80, 100]), row(80, '基本', '名称', '甲'), row(60, ...upper)];
      const second = [gridLines(xs, [760, 780, 800]), row(780, ...lower), row(760, '末', '行', '9')];
      const blocks = await blocksOf({
        pages: [{ content: first.join('\n') }, { content: second.join('\n') }],
      });
      return written(blocks).slice(1, -1);
    };
    expect(await cut(['媒体', '其他', '抖音号'], ['', '', '粉丝'])).toEqual(['媒体 | 其他 | 抖音号\n粉丝']);
    expect(await cut(['服务', '事项', '108'], ['', '（单位：项）', ''])).toEqual([
      '服务 | 事项\n（单位：项） | 108',
    ]);
    expect(
      await cut(['征集调查', '收到意见', '人数（单位：人）'], ['期数（单位：期）', '数量（单位：条）', '']),
    ).toEqual(['征集调查\n期数（单位：期） | 收到意见\n数量（单位：条） | 人数（单位：人）']);
    expect(await cut(['征集', '参与人数', '意见'], ['期数（期）：', '（人次）：', '数量（条）：'])).toEqual([
      '征集\n期数（期）： | 参与人数\n（人次）： | 意见\n数量（条）：',
    ]);
    expect(await cut(['移动客户', '下载地址', 'gy.gov.cn/'], ['端', '', 'app'])).toEqual([
      '移动客户\n端 | 下载地址 | gy.gov.cn/\napp',
    ]);
    expect(await cut(['移动客户', '下载地址', 'gy.gov.c'], ['端', '', 'n/app'])).toEqual([
      '移动客户\n端 | 下载地址 | gy.gov.c\nn/app',
    ]);
    expect(await cut(['移动客户', '下载地址', 'https://'], ['端', '', 'gy.gov.cn'])).toEqual([
      '移动客户\n端 | 下载地址 | https://\ngy.gov.cn',
    ]);
    expect(await cut(['微博', '公开网址', 'gy.gov.cn/'], ['微信', '名称', '无'])).toHaveLength(2);
    expect(await cut(['微博', '公开网址', 'gy.gov.cn'], ['微信', '名称', 'gov'])).toHaveLength(2);
    // Two sections above the first labels in them.
    expect(await cut(['微博', '微信', '其他'], ['发布（单位：条）', '发布（单位：条）', ''])).toHaveLength(2);
    // Answers under their headings, the first left out, and a row with a label of its own.
    expect(await cut(['收到', '办结', '答复'], ['', '12', '无'])).toEqual([
      '收到 | 办结 | 答复',
      ' | 12 | 无',
    ]);
    expect(await cut(['服务', '事项', '108'], ['办件量', '', ''])).toHaveLength(2);
    // One label beside two questions, each with an answer of its own.
    expect(await cut(['监测', '是否预警', '☑是 □否'], ['', '是否响应', '□是 ☑否'])).toHaveLength(2);
    expect(await cut(['监测', '创新', '☑多语言'], ['', '', '□无障碍'])).toHaveLength(1);
  });

  it('keeps tables apart that have other columns or text between them', async () => {
    const first = [gridLines(xs, [60, 80]), row(60, '甲', '乙', '丙')].join('\n');
    const other = [gridLines([50, 300, 420], [780, 800]), text(60, 786, '丁')].join('\n');
    expect(tablesIn(await blocksOf({ pages: [{ content: first }, { content: other }] }))).toHaveLength(2);
    const titled = [
      text(200, 740, '政府网站监管年度报表'),
      gridLines(xs, [700, 720]),
      row(700, '戊', '己', '庚'),
    ].join('\n');
    expect(tablesIn(await blocksOf({ pages: [{ content: first }, { content: titled }] }))).toHaveLength(2);
  });
});
