/** Signatures whose value stands in the paragraph below. */
import { describe, expect, it } from 'vitest';
import { joinBareSignatures } from '../../src/normalize/bare-signatures.js';
import { documentLines, lineText } from '../../src/normalize/form-lines.js';
import { LabelHeads } from '../../src/normalize/label-heads.js';
import { TEMPLATES } from '../../src/normalize/template.js';
import { sourceDocument } from './small-form.js';

const SIGNATURES = new LabelHeads(TEMPLATES.flatMap(({ header, footer }) => [...header, ...footer]));

function joined(...lines: readonly string[]): string[] {
  return joinBareSignatures(documentLines(sourceDocument(...lines)), SIGNATURES).map(lineText);
}

describe('the value below a signature', () => {
  it('is taken where two are printed so', () => {
    expect(joined('单位负责人：', '张三', '审核人：', '李四')).toEqual(['单位负责人：张三', '审核人：李四']);
  });

  it('may be any words below one alone', () => {
    expect(joined('审核人：', '打印本页')).toEqual(['审核人：', '打印本页']);
  });

  it('is a date that a full line broke before', () => {
    expect(joined('审核人：李四　填报日期：', '2022 年 1 月 1 日')).toEqual([
      '审核人：李四　填报日期：2022 年 1 月 1 日',
    ]);
    expect(joined('填报人：王五　填报日期：', '二〇二三年一月五日')).toEqual([
      '填报人：王五　填报日期：二〇二三年一月五日',
    ]);
    expect(joined('联系电话：0771-20069742 填报时间：', '二Ｏ二三年一月二十日')).toHaveLength(1);
    expect(joined('填报时间：', '2023年1月20日印发')).toHaveLength(2);
  });

  it('is the rest of a date that the end of a line broke', () => {
    expect(joined('填报日期：二〇二', '三年一月八日')).toEqual(['填报日期：二〇二三年一月八日']);
    expect(joined('审核人： 填报日期：2023年', '1月6日')).toEqual(['审核人： 填报日期：2023年1月6日']);
    expect(joined('填报日期：2023年1月1', '2日')).toEqual(['填报日期：2023年1月12日']);
    expect(joined('填报日期：2023-01-', '06')).toEqual(['填报日期：2023-01-06']);
    expect(joined('联系电话：3028998 填报日期：', '20230101')).toEqual([
      '联系电话：3028998 填报日期：20230101',
    ]);
    expect(joined('填报日期：2023', '0101')).toEqual(['填报日期：20230101']);
  });

  it('is the extension of a telephone number that the end of a line broke', () => {
    expect(joined('联系电话：0898-89363572转', '4827 填报日期：20230313')).toEqual([
      '联系电话：0898-89363572转4827 填报日期：20230313',
    ]);
    expect(joined('联系电话：0898-', '89363572/4827 填报日期：2023/3/18')).toEqual([
      '联系电话：0898-89363572/4827 填报日期：2023/3/18',
    ]);
    expect(joined('联系电话：0898-89363572/', '4827')).toEqual(['联系电话：0898-89363572/4827']);
    expect(joined('填报人：李四 -', '89363572')).toHaveLength(2);
    expect(joined('联系电话：0898-89363572转', '2023年政府网站工作年度报表')).toHaveLength(2);
  });

  it('is a telephone number that a full line broke before', () => {
    expect(joined('填报人：王五 联系电话：', '0771-2345678')).toEqual([
      '填报人：王五 联系电话：0771-2345678',
    ]);
  });

  it.each([
    ['填报日期：', '2345678'],
    ['填报日期：', '98765432'],
    ['联系电话：', '2022-01-05'],
    ['填报日期：', '发布时间：2022-01-05'],
    ['填报日期：', '2022年1月起施行的办法'],
    ['发布日期：', '2022-01-05'],
    ['填报日期：2023-01-1', '2'],
    ['填报日期：2023年1月1日', '2'],
    ['填报日期：2023年', '政府网站工作年度报表'],
    ['审核人：二〇二', '三年一月八日'],
  ])('is not taken for %s from %s', (label, below) => {
    expect(joined(label, below)).toEqual([label, below]);
  });
});
