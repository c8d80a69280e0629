/** Last year's values beside this year's: whichever column comes first, only this year's are read. */
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/model/document.js';
import { documentLines } from '../../src/normalize/form-lines.js';
import { formerYearFinding, ownYear } from '../../src/normalize/former-year.js';
import { gridDocument, type Row, sourceDocument } from './small-form.js';

function texts(document: SourceDocument): string[][] {
  return ownYear(documentLines(document)).lines.map((line) => line.tokens.map(({ text }) => text));
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
    // One year alone, or none that is this year's, tells nothing.
    [
      ['项目', '2021年', '备注'],
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
    const { former } = ownYear(
      documentLines(
        gridDocument([
          ['项目', '上年度', '本年度'],
          ['总数', '9', '10'],
        ]),
      ),
    );
    expect(former.map((heading) => formerYearFinding(heading).message)).toEqual([
      'the values under “上年度” are not of this year and were left out',
    ]);
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
