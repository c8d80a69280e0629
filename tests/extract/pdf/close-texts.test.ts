/** Texts of tables without lines that stand so close that their distance does not tell whose they are. */
import { describe, expect, it } from 'vitest';
import { cell, flushRight, rowAt, rowsOf } from './drawn-cells.js';
import { text } from './make-pdf.js';
import { blocksOf, tablesIn } from './read-pdf.js';

const LABELS = ['收到数量', '办结数量', '公开数量', '答复数量'];
const ROWS = LABELS.map((label, row) =>
  [text(60, rowAt(row + 2), label), text(200, rowAt(row + 2), '3 家'), text(236, rowAt(row + 2), '无')].join(
    '\n',
  ),
);

describe('close texts', () => {
  it('are two where no blank was drawn between them, and one where a word is set apart', async () => {
    const rows = [
      [text(60, rowAt(0), '总数'), text(200, rowAt(0), '不涉及'), text(240, rowAt(0), '暂无')].join('\n'),
      [text(60, rowAt(1), '姓'), text(78, rowAt(1), '名'), text(200, rowAt(1), '王一')].join('\n'),
    ];
    expect((await rowsOf(...rows, ...ROWS)).slice(0, 2)).toEqual(['总数 | 不涉及 | 暂无', '姓 名 | 王一 | ']);
  });

  it('are two where a figure ends as all of its column do, and one where it goes on with its unit', async () => {
    const figures = ['5', '38', '７', '12', '9'];
    const row = (label: string, figure: string, words: string, at: number) =>
      [text(60, rowAt(at), label), flushRight(238, rowAt(at), figure), text(240, rowAt(at), words)].join(
        '\n',
      );
    const rows = figures.map((figure, at) => row(`数量${at}`, figure, at === 1 ? '不涉及' : '', at));
    const unit = row('数量9', '42', '家', figures.length);
    const read = await rowsOf(...rows, unit);
    expect(read[1]).toBe('数量1 | 38 | 不涉及');
    expect(read[5]).toContain('42家');
  });

  it('are two where no blank was drawn behind a list of options, which go on behind their boxes', async () => {
    const row = [text(60, rowAt(0), '目录'), text(200, rowAt(0), '□是　√'), text(244, rowAt(0), '否')];
    const beside = [text(264, rowAt(0), '注册用户数'), text(380, rowAt(0), '7')];
    const answer = [text(60, rowAt(1), '平台'), text(200, rowAt(1), '√是'), text(230, rowAt(1), '否')];
    const read = await rowsOf(...row, ...beside, ...answer, ...ROWS);
    expect(read.slice(0, 2)).toEqual(['目录 | ☐是 ☑ 否 | 注册用户数 | 7', '平台 | (1x2)☑是 否 | ']);
  });

  it('are two where a line of the first was drawn between them, and blanks fill the room', async () => {
    const row = (label: string, at: number, middle: string) =>
      [
        text(60, rowAt(2 * at), label),
        cell(200, rowAt(2 * at), '□是　　　', '☑否'),
        cell(250, rowAt(2 * at), middle, '（单位：个）'),
        text(360, rowAt(2 * at), '7'),
      ].join('\n');
    const read = await rowsOf(
      ...['目录', '平台', '问答', '演练'].map((label, at) => row(label, at, '注册用户')),
    );
    expect(read[1]).toBe('平台 | ☐是\n☑否 | 注册用户\n（单位：个） | 7');
  });

  it('are one label with its colon, set over the bracket before it or alone on the next line', async () => {
    const units = ['条', '个', '次', '期'];
    const labels = [
      ...units.map((unit, at) =>
        [text(60, rowAt(at), `数量（${unit}）`), text(105, rowAt(at), '：')].join('\n'),
      ),
      cell(60, rowAt(5), '参与人数（人次）', '：'),
    ];
    const rows = labels.map((label, at) => [label, text(200, rowAt(at), `${at}`)].join('\n'));
    expect(await rowsOf(...rows)).toEqual([
      ...units.map((unit, at) => `数量（${unit}）： | ${at}`),
      '参与人数（人次）\n： | 4',
    ]);
  });

  it('are one where the first line begins with a blank', async () => {
    const rows = LABELS.map((label, row) =>
      [text(60, rowAt(row), label), cell(200, rowAt(row), ' 赣ICP备', '19664764号')].join('\n'),
    );
    expect((await rowsOf(...rows))[1]).toBe('办结数量 |  赣ICP备\n19664764号');
  });

  it('are one list of options, however far its lines are from each other', async () => {
    const rows = LABELS.map((label, row) =>
      [
        cell(60, rowAt(2 * row), label, '（单位：条）'),
        text(200, rowAt(2 * row) + 10, '☑是'),
        text(200, rowAt(2 * row) - 10, '□否'),
      ].join('\n'),
    );
    expect((await rowsOf(...rows))[1]).toBe('办结数量\n（单位：条） | ☑是\n☐否');
  });

  it('are two lists where each stands beside a label of its own', async () => {
    const rows = LABELS.slice(0, 2).map((label, row) =>
      [
        text(60, rowAt(2 * row) + 10, label),
        text(200, rowAt(2 * row) + 10, '☑是'),
        text(120, rowAt(2 * row) - 10, '等级'),
        text(200, rowAt(2 * row) - 10, '□二级'),
      ].join('\n'),
    );
    const found = await rowsOf(...rows, ...ROWS.map((row) => row.replaceAll(' 6', ' 3')));
    expect(found.filter((row) => row.includes('☑')).every((row) => !row.includes('二级'))).toBe(true);
  });

  it('are one list of options whose boxes are drawn with brackets', async () => {
    const rows = LABELS.map((label, row) =>
      [text(60, rowAt(row), label), text(200, rowAt(row), '[x]是    [ ]否')].join('\n'),
    );
    expect((await rowsOf(...rows))[1]).toMatch(/^办结数量 \| ☑是 +☐否$/);
  });

  it('are one list where a line begins with the rest of an option', async () => {
    const rows = LABELS.map((label, row) =>
      [text(60, rowAt(row), label), cell(200, rowAt(row), '☑语言    □千人', '千网    ☑其他')].join('\n'),
    );
    expect((await rowsOf(...rows))[1]).toMatch(/^办结数量 \| ☑语言 +☐千人\n千网 +☑其他$/);
  });

  it('are one where their distance is rounded to halfway between that of lines and that of rows', async () => {
    const at = (row: number) => 700 - 15 * row;
    const rows = [...LABELS, '公开目录', '信息更新', '总数'].map((label, row) =>
      [text(60, at(row), label), text(200, at(row), `${row + 3}`)].join('\n'),
    );
    const unit = [text(60, at(7), '维护数量（'), text(60, at(7) - 13.5, '单位：个）'), text(200, at(7), '7')];
    const address = [
      text(60, at(9), '网址'),
      text(200, at(9), 'www.gov.cn/col'),
      text(200, at(9) - 14.3, '/index'),
    ];
    expect((await rowsOf(...rows, ...unit, ...address)).at(-1)).toBe('网址 | www.gov.cn/col\n/index');
  });

  it('leave an empty answer its place under the label that runs over it, with a doubt', async () => {
    const rows = [...LABELS, '公开目录'].map((label, row) =>
      [text(60, rowAt(row), label), text(120, rowAt(row), `${row}`)].join('\n'),
    );
    const long = text(60, rowAt(5), '信息公开目录更新量');
    const [table] = tablesIn(
      await blocksOf({
        pages: [
          { content: [...rows, long, text(60, rowAt(6), '解读数量'), text(120, rowAt(6), '1')].join('\n') },
        ],
      }),
    );
    const empty = table?.cells.filter(({ content }) => content.length === 0);
    expect(empty).toMatchObject([{ row: 5, column: 1, flaws: expect.arrayContaining(['cut-off']) }]);
  });
});
