import { describe, expect, it } from 'vitest';
import { gridLines, stroke, text } from './make-pdf.js';
import { blocksOf, tablesIn, written } from './read-pdf.js';

describe('tables of a PDF', () => {
  it('reads ruled cells, empty and merged ones, with paragraphs around in order', async () => {
    const content = [
      text(200, 800, '政府网站工作年度报表', 16),
      text(50, 780, '单位负责人：张三'),
      text(250, 780, '审核人：李四'),
      // 信息发布 spans two rows, 创新发展 three columns.
      ...[760, 740, 700, 680].map((y) => stroke(50, y, 450, y)),
      stroke(150, 720, 450, 720),
      ...[50, 450].map((x) => stroke(x, 680, x, 760)),
      ...[150, 300].map((x) => stroke(x, 700, x, 760)),
      text(60, 746, '网站名称'),
      text(160, 746, '长沙市财政局'),
      text(60, 716, '信息发布'),
      text(160, 726, '总数'),
      text(310, 726, '1208'),
      text(160, 706, '概况类'),
      text(60, 686, '创新发展'),
      text(50, 660, '联系电话：010'),
    ].join('\n');
    const blocks = await blocksOf({ pages: [{ content }] });
    expect(written(blocks)).toEqual([
      '政府网站工作年度报表',
      expect.stringMatching(/^单位负责人：张三 {3,}审核人：李四$/),
      '网站名称 | 长沙市财政局 | ',
      '(2x1)信息发布 | 总数 | 1208',
      '概况类 | ',
      '(1x3)创新发展',
      '联系电话：010',
    ]);
  });

  it('says where on the page each cell stands, from the top left', async () => {
    const content = [gridLines([50, 150, 300], [700, 720]), text(60, 706, '总数')].join('\n');
    const [table] = tablesIn(await blocksOf({ pages: [{ content }] }));
    const [label, empty] = table?.cells ?? [];
    expect(label?.origin).toMatchObject({ page: 1, table: 0, row: 0, column: 0 });
    expect(label?.origin.boxes[0]?.map(Math.round)).toEqual([60, 127, 80, 137]);
    expect(empty?.origin.boxes).toEqual([[150, 122, 300, 142]]);
  });

  it('reads lines drawn as thin bars, as rectangles, and inside form objects', async () => {
    const bars = [700, 720].map((y) => `50 ${y} 200 0.5 re f`).join('\n');
    const sides = [50, 150, 250].map((x) => `${x} 700 0.5 20 re f`).join('\n');
    const content = [bars, sides, text(60, 706, '甲'), text(160, 706, '乙'), '/X0 Do'].join('\n');
    const form = {
      matrix: '1 0 0 1 50 500',
      content: `0 0 100 20 re S\n100 0 100 20 re S\n${text(10, 6, '丙')}\n${text(110, 6, '丁')}`,
    };
    expect(written(await blocksOf({ pages: [{ content, form }] }))).toEqual(['甲 | 乙', '丙 | 丁']);
  });

  it('keeps the lines of a cell apart and says each only once where bold is printed twice', async () => {
    const content = [
      gridLines([50, 150, 300], [690, 720]),
      text(60, 708, '独立用户'),
      text(60, 696, '访问总量'),
      text(160, 700, '88'),
      text(160.4, 700, '88'),
    ].join('\n');
    expect(written(await blocksOf({ pages: [{ content }] }))).toEqual(['独立用户\n访问总量 | 88']);
  });

  it('keeps a value whole that is too long for its cell and runs under the next one', async () => {
    const long = ['q 50 700 100 20 re W n', text(60, 706, '粤ICP备11336327号十二三'), 'Q'].join('\n');
    const content = [gridLines([50, 150, 300], [700, 720]), long, text(152, 706, '公安')].join('\n');
    expect(written(await blocksOf({ pages: [{ content }] }))).toEqual(['粤ICP备11336327号十二三 | 公安']);
  });

  it('leaves out the slanting letters of a watermark, and none of a page that tilts a little', async () => {
    const turned = (degrees: number, x: number, y: number, words: string) => {
      const [sine, cosine] = [Math.sin, Math.cos].map((of) => of((degrees * Math.PI) / 180).toFixed(4));
      return `q ${cosine} ${sine} -${sine} ${cosine} ${x} ${y} cm ${text(0, 0, words)} Q`;
    };
    const content = [
      gridLines([50, 150, 300], [700, 720]),
      turned(2, 60, 706, '总数'),
      turned(2, 160, 706, '12'),
      turned(30, 180, 704, '内部'),
      turned(45, 220, 704, '资料'),
    ].join('\n');
    expect(written(await blocksOf({ pages: [{ content }] }))).toEqual(['总数 | 12']);
  });

  it('reads a table of shaded fields without lines', async () => {
    const shade = (x: number, y: number) => `0.9 g ${x} ${y} 98 18 re f`;
    const fields = [0, 1, 2].flatMap((row) => [shade(50, 700 - row * 20), shade(150, 700 - row * 20)]);
    const words = ['甲', '乙', '丙'].flatMap((word, row) => [
      text(60, 705 - row * 20, word),
      text(160, 705 - row * 20, String(row)),
    ]);
    const content = [...fields, '0 g', ...words].join('\n');
    expect(written(await blocksOf({ pages: [{ content }] }))).toEqual(['甲 | 0', '乙 | 1', '丙 | 2']);
  });

  it.each([
    ['labels', [0, 1, 2, 3, 4].flatMap((row) => [[58, row, 60] as const, [118, row, 80] as const])],
    ['every other row', [0, 2, 4].flatMap((row) => [[58, row, 140] as const, [198, row, 180] as const])],
  ])('takes the edges of shaded %s for no lines', async (_, shaded) => {
    const labels = ['总数', '维护数量', '新开设数量', '留言数量', '办结数量'];
    const shades = shaded.map(([x, row, width]) => `0.93 g ${x} ${694 - row * 20} ${width} 20 re f`);
    const words = labels.flatMap((label, row) => [
      text(60, 700 - row * 20, '信息'),
      text(120, 700 - row * 20, label),
      text(200, 700 - row * 20, String(row * 7)),
    ]);
    const content = [...shades, '0 g', ...words].join('\n');
    expect(written(await blocksOf({ pages: [{ content }] }))).toEqual(
      labels.map((label, row) => `信息 | ${label} | ${row * 7}`),
    );
  });

  it('finds columns without lines by how words are aligned, and leaves prose alone', async () => {
    const rows = ['总数', '维护数量', '新开设数量', '留言数量', '办结数量'];
    const table = rows.flatMap((label, row) => [
      text(60, 700 - row * 20, label),
      ...(row === 2 ? [] : [text(300, 700 - row * 20, String(row * 7))]),
      text(400, 700 - row * 20, '条'),
    ]);
    expect(written(await blocksOf({ pages: [{ content: table.join('\n') }] }))).toEqual([
      '总数 | 0 | 条',
      '维护数量 | 7 | 条',
      '新开设数量 |  | 条',
      '留言数量 | 21 | 条',
      '办结数量 | 28 | 条',
    ]);
    const prose = [0, 1, 2, 3, 4, 5].map((row) => text(60, 700 - row * 20, '本表由各政府网站主办单位填写。'));
    expect(tablesIn(await blocksOf({ pages: [{ content: prose.join('\n') }] }))).toEqual([]);
  });

  it('makes rows of the lines between them where only those are drawn', async () => {
    const ys = [720, 690, 660, 630, 600];
    const rows = [0, 1, 2, 3].flatMap((row) => [
      text(60, 708 - row * 30, '独立用户访问'),
      text(60, 696 - row * 30, '总量'),
      text(300, 702 - row * 30, String(100 + row)),
    ]);
    const content = [...ys.map((y) => stroke(50, y, 450, y)), ...rows].join('\n');
    expect(written(await blocksOf({ pages: [{ content }] }))).toEqual(
      [0, 1, 2, 3].map((row) => `独立用户访问\n总量 | ${100 + row}`),
    );
  });

  it.each([90, 180, 270])('reads a page that is shown turned by %i°', async (rotate) => {
    // The content is drawn the other way round, so that it stands upright as shown.
    const turn = { 90: '0 1 -1 0 595 0', 180: '-1 0 0 -1 595 842', 270: '0 -1 1 0 0 842' }[rotate];
    const upright = [gridLines([50, 150, 300], [400, 420]), text(60, 406, '总数'), text(160, 406, '12')];
    const content = `${turn} cm\n${upright.join('\n')}`;
    const [table] = tablesIn(await blocksOf({ pages: [{ content, rotate }] }));
    expect(written(table === undefined ? [] : [table])).toEqual(['总数 | 12']);
    const shownHeight = rotate === 180 ? 842 : 595;
    expect(table?.cells[0]?.origin.boxes[0]?.map(Math.round).slice(0, 2)).toEqual([60, shownHeight - 415]);
  });

  it('reads a page that lies on its side, and gives boxes as the page is shown', async () => {
    const content = `0 1 -1 0 595 0 cm\n${gridLines([50, 150, 300], [400, 420])}\n${text(60, 406, '总数')}\n${text(160, 406, '12')}`;
    const [table] = tablesIn(await blocksOf({ pages: [{ content }] }));
    expect(written(table === undefined ? [] : [table])).toEqual(['总数 | 12']);
    expect(table?.cells[0]?.origin.boxes[0]?.map(Math.round)).toEqual([180, 762, 190, 782]);
  });
});
