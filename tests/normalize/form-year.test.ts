/** The year of a form, in the ways in which filers write it. */
import { describe, expect, it } from 'vitest';
import { documentLines } from '../../src/normalize/form-lines.js';
import { formYear, yearIn } from '../../src/normalize/form-year.js';
import { sourceDocument } from './small-form.js';

function lines(...texts: readonly string[]) {
  return documentLines(sourceDocument(...texts));
}

describe('yearIn', () => {
  it.each([
    ['2020年度', 2020],
    ['（2020年度）', 2020],
    ['(2020 年度)', 2020],
    ['〔２０２０年度〕', 2020],
    ['二〇二〇年度', 2020],
    ['二零二一年度', 2021],
    ['二○一九年度', 2019],
    ['（2O22年度）', 2022],
    ['（2o2l年度）', 2021],
    ['2 0 2 3 年 度', 2023],
    ['（2018）', 2018],
  ])('reads %s', (text, year) => {
    expect(yearIn(text)).toBe(year);
  });

  it.each(['（　　年度）', '（____年度）', '年度', '12020年度', '1998年度', '第20期', ''])(
    'finds none in %j',
    (text) => {
      expect(yearIn(text)).toBeNull();
    },
  );
});

describe('formYear', () => {
  it('is that of the title or of the line below it', () => {
    expect(formYear(lines('2021年度政府网站工作年度报表'), [])).toBe(2021);
    expect(formYear(lines('政府网站工作年度报表', '（2021年度）'), [])).toBe(2021);
  });

  it('is not that of a sentence or of a date', () => {
    const sentence =
      '根据国务院办公厅关于印发政府网站发展指引的通知要求，现将我单位所填的报表予以公开，本单位自2019年起每一年都按规定的时间填报政府网站工作年度报表。';
    expect(formYear(lines(sentence), [])).toBeNull();
    expect(formYear(lines('填报日期：2022年1月5日'), [])).toBeNull();
  });

  it('is that of the page’s heading where the form has none, the nearest first', () => {
    const page = lines(
      '某市2019年政府网站工作年度报表',
      '某市2020年政府网站工作年度报表',
      '发布日期：2021年1月20日',
    );
    expect(formYear(lines('政府网站工作年度报表', '（　　年度）'), page)).toBe(2020);
  });

  it('is null where nothing names it', () => {
    expect(formYear(lines('政府网站工作年度报表', '（　　年度）'), lines('首页'))).toBeNull();
  });
});
