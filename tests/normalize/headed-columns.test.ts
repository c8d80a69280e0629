/** Columns that hold no values of this year, wherever they stand, and ticks under the answer that they are of. */
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/model/document.js';
import { documentLines } from '../../src/normalize/form-lines.js';
import { columnLeftOut, headedColumns } from '../../src/normalize/headed-columns.js';
import { gridDocument, type Row, sourceDocument } from './small-form.js';

const isSignature = (text: string) => /^(?:审核人|联系电话)$/.test(text);

function texts(document: SourceDocument): string[][] {
  return headedColumns(documentLines(document), isSignature).lines.map((line) =>
    line.tokens.map(({ text }) => text),
  );
}

describe('columns of another year', () => {
  it.each<[Row, string[]]>([
    [
      ['项目', '上年度', '本年度'],
      ['总数', '', '10'],
    ],
    [
      ['项目', '本年度', '上年度'],
      ['总数', '9', ''],
    ],
    [
      ['项目', '2021年', '2022年'],
      ['总数', '', '10'],
    ],
    [
      ['指标', '今年（个）', '去年（个）'],
      ['总数', '9', ''],
    ],
    [
      ['指标', '本年数', '比上年增减'],
      ['总数', '9', ''],
    ],
    [
      ['指标名称', '代码', '数值'],
      ['总数', '', '10'],
    ],
    [
      ['指标名称', '计量单位', '2022年'],
      ['总数', '', '10'],
    ],
    [
      ['项目', '内容', '备注'],
      ['总数', '9', ''],
    ],
    // Among words that are no headings, nothing is sure.
    [
      ['网站名称', '甲网', '备注'],
      ['总数', '9', '10'],
    ],
    // One year alone, or none that is this year's, tells nothing.
    [
      ['总数', '2019', '2022'],
      ['总数', '9', '10'],
    ],
    [
      ['项目', '2021年', '经办人'],
      ['总数', '9', '10'],
    ],
    [
      ['项目', '上年度', '备注'],
      ['总数', '9', '10'],
    ],
  ])('are emptied under %j', (heading, row) => {
    for (const build of [gridDocument, sourceDocument])
      expect(texts(build([heading, ['总数', '9', '10']])).at(1)).toEqual(row);
  });

  it('are named by their headings', () => {
    const { left } = headedColumns(
      documentLines(
        gridDocument([
          ['项目', '上年度', '本年度'],
          ['总数', '9', '10'],
        ]),
      ),
      isSignature,
    );
    expect(left.map((heading) => columnLeftOut(heading).message)).toEqual([
      'the column under “上年度” holds no values of this year and was left out',
    ]);
  });

  it('keep a unit that makes the value another', () => {
    const rows = [
      ['指标', '单位', '数值'],
      ['总访问量', '万次', '10'],
      ['总数', '条', '3'],
    ];
    expect(texts(sourceDocument(rows)).slice(1)).toEqual([
      ['总访问量', '万次', '10'],
      ['总数', '', '3'],
    ]);
  });

  it('hold words of multiples as well', () => {
    const rows = [
      ['项目', '上年度', '本年度'],
      ['创新发展', '千人千网', ''],
    ];
    expect(texts(sourceDocument(rows)).at(1)).toEqual(['创新发展', '', '']);
  });

  it('leave signatures alone', () => {
    const rows = [
      ['项目', '本年度', '上年度', '备注'],
      ['总数', '10', '9', ''],
      ['填报人', '甲', '审核人', '乙'],
    ];
    expect(texts(gridDocument(rows)).slice(1)).toEqual([['总数', '10', '', ''], rows[2]]);
  });

  it('end where rows have other columns', () => {
    const rows = [
      ['项目', '上年度', '本年度'],
      ['总数', '9', '10'],
      ['单位负责人', '甲'],
    ];
    expect(texts(sourceDocument(rows)).at(2)).toEqual(['单位负责人', '甲']);
  });
});

describe('ticks under an answer', () => {
  it('are that answer', () => {
    const rows = [
      ['项目', '是', '否'],
      ['是否使用统一平台', '', '√'],
      ['是否提供智能问答', '√', ''],
    ];
    const [, no, yes] = texts(sourceDocument(rows));
    expect(no).toEqual(['是否使用统一平台', '', '√否']);
    expect(yes).toEqual(['是否提供智能问答', '√是', '']);
  });

  it('are not seen under a question with its own answers', () => {
    const own = [
      ['项目', '是', '否'],
      ['是否提供智能问答', '√是', '□否'],
    ];
    expect(texts(sourceDocument(own)).at(1)).toEqual(['是否提供智能问答', '√是', '□否']);
    const rows = [
      ['是否使用统一平台', '是', '否'],
      ['是否提供智能问答', '', '√'],
    ];
    expect(texts(sourceDocument(rows)).at(1)).toEqual(['是否提供智能问答', '', '√']);
  });
});
