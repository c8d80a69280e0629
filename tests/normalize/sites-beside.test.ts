/** Several sites in one table, a column each. */
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/normalize/normalize.js';
import { gridDocument, type Row, sourceDocument } from './small-form.js';

/** What a site answers, row by row; the last is left empty by the first site, and one by the second. */
const FIRST = [
  '甲局网站',
  '4602000048',
  '101',
  '102',
  '103',
  '104',
  '105',
  '106',
  '107',
  '108',
  '109',
  '7',
  '',
];
const SECOND = [
  '乙局网站',
  '6206020068',
  '201',
  '202',
  '203',
  '',
  '205',
  '206',
  '207',
  '208',
  '209',
  '8',
  '9',
];
const LABELS = [
  ['', '网站名称'],
  ['', '政府网站标识码'],
  ['', '独立用户访问总量（单位：个）'],
  ['', '网站总访问量（单位：次）'],
  ['信息发布（单位：条）', '总数'],
  ['', '概况类信息更新量'],
  ['', '政务动态信息更新量'],
  ['', '信息公开目录信息更新量'],
  ['专栏专题（单位：个）', '维护数量'],
  ['', '新开设数量'],
  ['安全防护', '安全检测评估次数'],
  ['', '发现问题数量'],
  ['', '问题整改数量'],
  ['微博', '名称'],
];

function rowsOf(...sites: readonly (readonly string[])[]): Row[] {
  const named = LABELS.map((labels, at) => [...labels, ...sites.map((own) => own[at] ?? '无')]);
  return [['指标', '', ...sites.map((_, at) => `网站${at + 1}`)], ...named];
}

const KEYS = [
  'site.name',
  'site.id_code',
  'publishing.overview_updates',
  'security.problems_fixed',
  'weibo.name',
];

function read(document: ReturnType<typeof sourceDocument>) {
  return normalize(document).reports.map(({ fields, siteCode, year }) => {
    const values = KEYS.map((key) => {
      const field = fields.find(({ indicator }) => indicator === key);
      return field?.value ?? field?.status;
    });
    return { year, siteCode, values };
  });
}

const TITLE = '政府网站工作年度报表（2022年度）';

describe('sites beside each other', () => {
  it.each([
    ['in a grid', gridDocument(rowsOf(FIRST, SECOND))],
    ['in lists of cells', sourceDocument(rowsOf(FIRST, SECOND))],
  ])('are a report each, with nothing of the other: %s', (_, { blocks }) => {
    const [title] = sourceDocument(TITLE).blocks;
    const document = { ...sourceDocument(), blocks: title ? [title, ...blocks] : blocks };
    expect(read(document)).toEqual([
      { year: 2022, siteCode: '4602000048', values: ['甲局网站', '4602000048', 104, 'blank', 'none'] },
      { year: 2022, siteCode: '6206020068', values: ['乙局网站', '6206020068', 'blank', 9, 'none'] },
    ]);
  });

  it('are none where few rows have several values, or all have one code', () => {
    const few = rowsOf(FIRST, SECOND).map((row, at) => (at > 4 ? row.slice(0, 3) : row));
    const same = rowsOf(FIRST, SECOND.with(1, '4602000048'));
    for (const rows of [few, same]) expect(read(sourceDocument(TITLE, rows))).toHaveLength(1);
  });
});
