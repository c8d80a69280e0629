/** Forms one below the other under one title. */
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/normalize/normalize.js';
import { type Row, sourceDocument } from './small-form.js';

const TITLE = ['政府网站工作年度报表', '（2022年度）'];

/** A form that says its own number in every row. */
function form(place: number): readonly Row[] {
  return [
    ['网站名称', `第${place}网`],
    ['独立用户访问总量（单位：个）', `${place}01`],
    ['网站总访问量（单位：次）', `${place}02`],
    ['信息发布（单位：条）', '总数', `${place}03`],
    ['', '概况类信息更新量', place === 1 ? '5' : ''],
    ['', '政务动态信息更新量', `${place}05`],
    ['', '信息公开目录信息更新量', `${place}06`],
    ['安全防护', '安全检测评估次数', `${place}07`],
    ['', '发现问题数量', `${place}08`],
    ['', '问题整改数量', `${place}09`],
    ['微博', '名称', '无'],
    ['', '信息发布量（单位：条）', '无'],
    ['', '关注量（单位：个）', place === 1 ? '' : '68'],
    ['微信', '名称', '无'],
    ['', '信息发布量（单位：条）', '无'],
    ['', '订阅数（单位：个）', `${place}10`],
  ];
}

const KEYS = [
  'site.name',
  'publishing.total',
  'publishing.overview_updates',
  'weibo.followers',
  'wechat.subscribers',
];

function read(...parts: Parameters<typeof sourceDocument>) {
  return normalize(sourceDocument(...parts)).reports.map(({ year, reportingUnit, fields }) => {
    const values = KEYS.map((key) => {
      const field = fields.find(({ indicator }) => indicator === key);
      return field?.value ?? field?.status;
    });
    return { year, unit: reportingUnit, values };
  });
}

const FIRST = ['第1网', 103, 5, 'blank', 110];
const SECOND = ['第2网', 203, 'blank', 68, 210];

describe('forms under one title', () => {
  it('are read apart amid the rows of one table, each of the year of the title', () => {
    expect(read(...TITLE, [...form(1), ...form(2)])).toEqual([
      { year: 2022, unit: null, values: FIRST },
      { year: 2022, unit: null, values: SECOND },
    ]);
  });

  it('keep the heading that each has of its own, in the table or over it', () => {
    const headed = (place: number) => [[`填报单位：第${place}局`], ...form(place)];
    const reports = [
      { year: 2022, unit: '第1局', values: FIRST },
      { year: 2022, unit: '第2局', values: SECOND },
    ];
    expect(read(...TITLE, [...headed(1), ...headed(2)])).toEqual(reports);
    expect(read(...TITLE, '填报单位：第1局', form(1), '附件2', '填报单位：第2局', form(2))).toEqual(reports);
  });

  it('have the year that they say themselves', () => {
    const own = '（2023年度）';
    const years = (...parts: Parameters<typeof sourceDocument>) => read(...parts).map(({ year }) => year);
    expect(years(...TITLE, form(1), own, '二、第2网', form(2))).toEqual([2022, 2023]);
    expect(years(TITLE[0] ?? '', [['（2022年度）'], ...form(1), [own], ...form(2)])).toEqual([2022, 2023]);
  });
});
