/** A form that a page prints twice, the same or with other values. */
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/normalize/normalize.js';
import { type Row, sourceDocument } from './small-form.js';

const HEADING = ['政府网站工作年度报表', '（2022年度）', '填报单位：甲市人民政府办公室'];
const SIGNATURES = '单位负责人：张三　审核人：李四　填报人：王五　填报日期：2023年1月5日';
const FOOTER = '版权所有：甲市人民政府';
const BODY: readonly Row[] = [
  ['网站名称', '甲市人民政府门户网站'],
  ['首页网址', 'www.jia.gov.cn'],
  ['独立用户访问总量（单位：个）', '100'],
  ['网站总访问量（单位：次）', '200'],
  ['信息发布（单位：条）', '总数', '30'],
  ['', '概况类信息更新量', '10'],
  ['', '政务动态信息更新量', '15'],
  ['', '信息公开目录信息更新量', '5'],
  ['安全防护', '安全检测评估次数', '4'],
  ['', '发现问题数量', '7'],
  ['', '问题整改数量', '6'],
  ['', '是否开展应急演练', '☑是 □否'],
];
const MEDIA: readonly Row[] = [
  ['微博', '名称', '/'],
  ['', '信息发布量（单位：条）', '/'],
  ['', '关注量（单位：个）', '/'],
  ['微信', '名称', '甲市发布'],
  ['', '信息发布量（单位：条）', '1466'],
  ['', '订阅数（单位：个）', '71'],
];
const TABLE = [...BODY, ...MEDIA];

function read(...parts: Parameters<typeof sourceDocument>) {
  return normalize(sourceDocument(...parts)).reports;
}

function posts(report: ReturnType<typeof read>[number] | undefined) {
  const of = (key: string) => report?.fields.find(({ indicator }) => indicator === key);
  return [of('weibo.posts')?.status, of('wechat.posts')?.value];
}

describe('a form printed twice', () => {
  it.each<[string, Parameters<typeof sourceDocument>]>([
    ['its table alone, behind the signatures', [...HEADING, TABLE, SIGNATURES, TABLE, FOOTER]],
    ['its table alone, before the signatures', [...HEADING, TABLE, TABLE, SIGNATURES, FOOTER]],
    ['with its signatures', [...HEADING, TABLE, SIGNATURES, TABLE, SIGNATURES, FOOTER]],
    ['with its heading', [...HEADING, TABLE, SIGNATURES, ...HEADING, TABLE, SIGNATURES, FOOTER]],
    ['in two tables', [...HEADING, BODY, MEDIA, BODY, MEDIA, SIGNATURES]],
  ])('is read once: %s', (_, parts) => {
    const reports = read(...parts);
    expect(reports.map(posts)).toEqual([['none', 1466]]);
    expect(
      reports[0]?.findings.filter(({ rule }) => rule === 'unclaimed_text' || rule === 'year-unknown'),
    ).toEqual([]);
    expect(reports[0]?.fields.find(({ indicator }) => indicator === 'filing.date')?.value).toBe('2023-01-05');
  });
});

describe('a form printed again with other words', () => {
  const other = TABLE.map((row) => row.map((cell) => (cell === '1466' ? '1467' : cell)));

  it('is another form where a value differs', () => {
    expect(read(...HEADING, TABLE, SIGNATURES, other).map(posts)).toEqual([
      ['none', 1466],
      ['none', 1467],
    ]);
  });

  it('is another form where the heading or the signatures differ', () => {
    const [title = '', , unit = ''] = HEADING;
    const years = read(...HEADING, TABLE, SIGNATURES, title, '（2021年度）', unit, TABLE, SIGNATURES);
    expect(years.map(({ year }) => year)).toEqual([2022, 2021]);
    const later = SIGNATURES.replace('1月5日', '2月6日');
    expect(read(...HEADING, TABLE, SIGNATURES, ...HEADING, TABLE, later)).toHaveLength(2);
  });

  it('keeps two small tables that say the same', () => {
    const block = [
      ['名称', '无'],
      ['信息发布量（单位：条）', '无'],
    ];
    const [report] = read(...HEADING, BODY, block, block, SIGNATURES);
    const of = (key: string) => report?.fields.find(({ indicator }) => indicator === key)?.status;
    expect([of('weibo.posts'), of('wechat.posts')]).toEqual(['none', 'none']);
  });
});
