import { describe, expect, it } from 'vitest';
import { alignedTables } from '../../../src/extract/grid/align-text.js';
import { linesOf } from '../../../src/extract/grid/text-lines.js';

const SIZE = 10;
/** Columns of a table whose texts have room for four characters and the paddings between. */
const COLUMNS = [0, 58, 116, 174];
const PITCH = 15;

/** Rows of texts by column; `null` where a column is empty, `☑` and `☐` are marks. */
function table(rows: readonly (readonly (string | null)[])[]): string[] {
  let run = 0;
  const inks = rows.flatMap((row, index) =>
    row.flatMap((text, column) => {
      let left = COLUMNS[column] ?? 0;
      run += 1;
      return [...(text ?? '')].map((char) => {
        const width = /[\x20-\x7e]/.test(char) ? SIZE / 2 : SIZE;
        const box = [left, index * PITCH, left + width, index * PITCH + SIZE] as const;
        left += width;
        const mark = char === '☑' ? ('checked' as const) : char === '☐' ? ('unchecked' as const) : null;
        return { box, size: SIZE, text: char, mark, run };
      });
    }),
  );
  return alignedTables(linesOf(inks), []).flatMap((part) => {
    if (part.kind !== 'table') return ['(no table)'];
    if (part.otherwise !== null) return part.otherwise.map(() => '(no table)');
    const texts: string[][] = [];
    for (const { row, lines } of part.cells) {
      const text = lines.map((line) => line.inks.map((ink) => ink.text).join('')).join('/');
      texts[row] = [...(texts[row] ?? []), text];
    }
    return texts.map((cells) => cells.filter((text) => text !== '').join(' | '));
  });
}

describe('rows of a table without lines', () => {
  it('go on in the next line where a label was broken, by its column or inside a bracket', () => {
    expect(
      table([
        ['独立用户', '1180157个'],
        ['访问总量', null],
        ['（个）', null],
        ['总访问量', '74992'],
        ['（单位：', null],
        ['次）', null],
        ['信息发布', '总数', '5135'],
        ['专题专栏', '维护', '无'],
        [null, '新开设', '6'],
      ]),
    ).toEqual([
      '独立用户/访问总量/（个） | 1180157个',
      '总访问量/（单位：/次） | 74992',
      '信息发布 | 总数 | 5135',
      '专题专栏 | 维护 | 无',
      '新开设 | 6',
    ]);
  });

  it('begin anew where labels and values fill their columns alike', () => {
    const rows = [
      ['网站名称', '长沙市网'],
      ['首页网址', 'www.gov.cn'],
      ['主办单位', '市办公室'],
      ['网站类型', '门户网站'],
    ];
    expect(table(rows)).toEqual(rows.map((row) => row.join(' | ')));
  });

  it('go on with labels and values together where one is a mere end', () => {
    expect(
      table([
        ['备案编码', '湘公网安', '公安机关', '4301030'],
        ['号', '备0001', '备案号', '2000001'],
        ['访问量', '12', '关注量', '7'],
        ['订阅数', '0', '下载量', '5'],
        ['转载量', '0', '评论量', '1234567'],
      ]),
    ).toEqual([
      '备案编码/号 | 湘公网安/备0001 | 公安机关/备案号 | 4301030/2000001',
      '访问量 | 12 | 关注量 | 7',
      '订阅数 | 0 | 下载量 | 5',
      '转载量 | 0 | 评论量 | 1234567',
    ]);
  });

  it('take the further options of a list, but not those of the next', () => {
    expect(
      table([
        ['智能问答', '☑是'],
        [null, '☐否'],
        ['统一平台', '☐是'],
        [null, '☑否'],
        ['应急演练', '☐是'],
        ['责任人', '☑是'],
      ]),
    ).toEqual(['智能问答 | ☑是/☐否', '统一平台 | ☐是/☑否', '应急演练 | ☐是', '责任人 | ☑是']);
  });

  it('may be fewer than the lines of wrapped labels, but prose is no table', () => {
    expect(
      table([
        ['收到留言', '1'],
        ['数量', null],
        ['（条）', null],
        ['办结留言', '2'],
        ['数量', null],
        ['（条）', null],
        ['平均办理', '3'],
        ['时间', null],
        ['（天）', null],
        ['公开答复', '4'],
      ]),
    ).toEqual([
      '收到留言/数量/（条） | 1',
      '办结留言/数量/（条） | 2',
      '平均办理/时间/（天） | 3',
      '公开答复 | 4',
    ]);
    const sentence = ['根据要求现将我单位填报的政府网站年度报表报送'];
    const cited = ['附件一：', '报表'];
    const prose = [cited, sentence, cited, sentence, sentence, cited, sentence, cited, sentence];
    expect(table(prose)).toEqual(prose.map(() => '(no table)'));
  });
});
