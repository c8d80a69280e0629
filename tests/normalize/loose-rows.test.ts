/** Forms without a table: the same report, whatever became of its cells. */
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/extract/text/blocks.js';
import { PERIODS } from '../../src/model/indicator.js';
import type { Field } from '../../src/model/reading.js';
import { normalize } from '../../src/normalize/normalize.js';
import { type Row, sourceDocument } from './small-form.js';

/** Sections, label and value. */
const FORM: readonly Row[] = [
  ['网站名称', '甲市水利局'],
  ['主办单位', '甲市水利局办公室'],
  ['网站类型', '□政府门户网站 ☑部门网站 □专项网站'],
  ['独立用户访问总量', '18431'],
  ['网站总访问量', '203674'],
  ['信息发布', '总数', '131'],
  ['概况类信息更新量', '41'],
  ['政务动态信息更新量', '87'],
  ['信息公开目录信息更新量', '3'],
  ['解读回应', '解读信息发布', '总数', '29'],
  ['解读材料数量', '18'],
  ['解读产品数量', '9'],
  ['办事服务', '是否发布服务事项目录', '□是 ☑否'],
  ['注册用户数', '523'],
  ['安全防护', '安全检测评估次数', '14'],
  ['发现问题数量', '8'],
  ['问题整改数量', '7'],
  ['是否开展应急演练', '☑是 □否'],
  ['移动新媒体', '微博', '名称', '甲水'],
  ['信息发布量', '33'],
  ['关注量', '5'],
  ['微信', '名称', '甲市水利'],
  ['信息发布量', '452'],
  ['订阅数', '77'],
  ['其他', '无'],
  ['创新发展', '☑搜索即服务 □多语言版本 □无障碍浏览 □千人千网 ☑其他'],
];
const TITLE = ['政府网站工作年度报表', '（2022年度）', '填报单位：甲市水利局'];
const SIGNED = '单位负责人：张三　审核人：李四';

const EXPECTED = {
  'site.name': '甲市水利局',
  'site.type': 'department',
  'traffic.page_views': 203674,
  'publishing.total': 131,
  'publishing.disclosure_updates': 3,
  'interpretation.total': 29,
  'services.catalogue_published': false,
  'security.emergency_drill': true,
  'wechat.name': '甲市水利',
  'wechat.posts': 452,
  'new_media.other': 'none',
  'innovation.search_as_service': true,
  'innovation.multilingual': false,
  'innovation.other': true,
  'filing.reporting_unit': '甲市水利局',
  'filing.responsible_person': '张三',
  'filing.reviewer': '李四',
};

function read(lines: readonly string[]) {
  return normalize(sourceDocument(...lines));
}

function answers(lines: readonly string[]): Record<string, unknown> {
  const { reports } = read(lines);
  expect(reports).toHaveLength(1);
  const byKey = new Map<string, Field>(reports[0]?.fields.map((field) => [field.indicator, field]));
  return Object.fromEntries(
    Object.keys(EXPECTED).map((key) => [key, byKey.get(key)?.value ?? byKey.get(key)?.status]),
  );
}

const labelled = (join: (labels: string, value: string) => string) =>
  FORM.map((row) => join(row.slice(0, -1).join(' '), row.at(-1) ?? ''));
const onLines = (options: RegExp) =>
  FORM.flatMap((row) => [...row.slice(0, -1), ...(row.at(-1) ?? '').split(options)]);

const numbered = () => FORM.map((row, at) => [String(at + 1), ...row]);

describe('a form without a table', () => {
  it.each<[string, readonly string[]]>([
    ['a line a label, behind colons', labelled((labels, value) => `${labels}：${value}`)],
    ['cells parted by blanks', labelled((labels, value) => `${labels} ${value}`)],
    ['a row number before the label', numbered().map((row) => row.join(' '))],
    ['a row number a line', numbered().flat()],
    ['two labels a line', pairs(labelled((labels, value) => `${labels}：${value}`))],
    ['a cell a line', onLines(/$^/)],
    ['an option a line', onLines(/ (?=[☑□])/)],
    ['a mark a line', onLines(/ |(?<=[☑□])/)],
  ])('is read from %s', (_, lines) => {
    expect(answers([...TITLE, ...lines, SIGNED])).toEqual(EXPECTED);
  });

  it('is read where marks stand on the lines behind their options', () => {
    const behind = onLines(/ /).flatMap((line) =>
      /^[☑□]/.test(line) ? [line.slice(1), line[0] ?? ''] : [line],
    );
    expect(answers([...TITLE, ...behind, SIGNED])).toEqual(EXPECTED);
  });

  it('is read where its first lines look like a table', () => {
    const table = FORM.slice(0, 9).map((row) => ['', ...row].slice(-3));
    const { reports } = normalize(
      sourceDocument(...TITLE, table, ...labelled((labels, value) => `${labels} ${value}`).slice(9)),
    );
    const fieldOf = (key: string) => reports[0]?.fields.find(({ indicator }) => indicator === key);
    expect(fieldOf('publishing.total')?.value).toBe(131);
    expect(fieldOf('wechat.posts')?.value).toBe(452);
  });

  it('gives no value to a label whose line was lost', () => {
    const lines = onLines(/$^/).filter((line) => line !== '18431');
    expect(answers([...TITLE, ...lines, SIGNED])).toEqual(EXPECTED);
    const lost = read([...TITLE, ...lines, SIGNED]).reports[0]?.fields.find(
      ({ indicator }) => indicator === 'traffic.unique_visitors',
    );
    expect(lost?.status).toBe('missing');
  });

  it('takes no row number for the value of the row above it', () => {
    const lines = numbered().flatMap((row) => (row[1] === '政务动态信息更新量' ? row.slice(0, -1) : row));
    expect(answers([...TITLE, ...lines, SIGNED])).toEqual(EXPECTED);
    const empty = read([...TITLE, ...lines, SIGNED]).reports[0]?.fields.find(
      ({ indicator }) => indicator === 'publishing.news_updates',
    );
    expect(empty).toMatchObject({ status: 'missing', value: null });
  });

  it('is found where row numbers stand before the labels and a sheet of instructions below', () => {
    const note = ['填写说明', '1.网站名称：请填写网站的中文名称。'];
    const rows = numbered().map((row) => row.join(' '));
    expect(answers([...TITLE, ...rows, SIGNED, ...note])).toEqual(EXPECTED);
  });

  it('takes signatures from the lines below their labels', () => {
    const signed = ['单位负责人：', '张三', '审核人：', '李四', '打印本页'];
    expect(answers([...TITLE, ...onLines(/$^/), ...signed])).toEqual(EXPECTED);
  });

  it('takes signatures from below the single characters that a narrow cell was torn into', () => {
    const torn = [...'参训天数（单位：天）：'];
    expect(answers([...TITLE, ...onLines(/$^/), ...torn, SIGNED])).toEqual(EXPECTED);
  });

  it.each<[string, readonly string[], string]>([
    ['a sheet of instructions', labelled((labels) => `${labels}：请填写本年度的${labels}。`), 'instructions'],
    ['labels without values', labelled((labels) => `${labels}：`), 'blank_form'],
    ['a notice that names some labels', labelled((labels) => `${labels}：以系统为准`).slice(0, 8), 'other'],
    ['sentences about the labels', labelled((labels) => `${labels}由主办单位如实填报`), 'other'],
  ])('is not made of %s', (_, lines, kind) => {
    expect(read([...TITLE, ...lines])).toMatchObject({ kind, reports: [] });
  });
});

/** Two lines as one; only long labels begin a new row inside a line. */
function pairs(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const inside = /^\S{4,}：/.test(line) && !/^(?:移动|是否)/.test(line);
    if (last !== undefined && inside && !last.includes('　')) joined[joined.length - 1] = `${last}　${line}`;
    else joined.push(line);
  }
  return joined;
}

describe('a form of several periods without a table', () => {
  const ROWS: readonly (readonly [label: string, values: string])[] = [
    ['网站普查 网站运行总数', '1 2 3 4 5'],
    ['普查网站数量', '2 3 4 5 6'],
    ['普查合格率', '100% 98% 97.5% 100% 99%'],
    ['不合格网站数量', '无 无 无 无 无'],
    ['普查发现突出问题网站数量', '3 4 5 6 7'],
    ['问题网站整改数量', '3 4 5 6 8'],
    ['安全检查 检查次数', '1 1 1 1 4'],
    ['检查网站数量', '2 2 2 2 8'],
    ['发现问题网站数量', '0 0 0 0 0'],
    ['问题网站整改数量', '0 0 0 0 1'],
    ['网站开设整合 网站总数', '5 5 5 5 6'],
    ['新开设网站数量', '0 0 0 0 2'],
    ['整合迁移网站数量', '0 0 0 1 1'],
    ['临时下线网站数量', '0 0 0 0 3'],
    ['假冒政府网站处置 发现数量', '0 0 0 0 4'],
    ['处置数量', '0 0 0 0 5'],
  ];

  function valuesOf(lines: readonly string[]) {
    const { reports } = read(lines);
    expect(reports).toMatchObject([{ form: 'supervision', year: 2020 }]);
    return (key: string, period: string) =>
      reports[0]?.fields.find((field) => field.indicator === key && field.period === period)?.value;
  }

  it.each<[string, readonly string[]]>([
    ['in one line', ROWS.map((row) => row.join(' '))],
    ['on lines of their own', ROWS.flatMap(([label, values]) => [label, ...values.split(' ')])],
  ])('has their values %s', (_, lines) => {
    const valueIn = valuesOf(['政府网站监管年度报表', '（2020年度）', ...lines]);
    expect(valueIn('supervision.census.sites_running', 'q2')).toBe(2);
    expect(valueIn('supervision.census.pass_rate', 'q3')).toBe(97.5);
    expect(valueIn('supervision.security.sites_rectified', 'year')).toBe(1);
    expect(valueIn('supervision.fake_sites.handled', 'year')).toBe(5);
  });

  it.each<[string, readonly string[]]>([
    ['on two lines', ['政府网站监管', '年度报表', '（2020年度）']],
    ['left out', ['附件5', '（2020年度）']],
  ])('is found with its title %s', (_, head) => {
    const valueIn = valuesOf([...head, ...ROWS.flatMap(([label, values]) => [label, ...values.split(' ')])]);
    expect(valueIn('supervision.census.sites_running', 'q2')).toBe(2);
    expect(valueIn('supervision.fake_sites.handled', 'year')).toBe(5);
  });

  it.each<[string, (label: string, values: readonly string[]) => readonly string[]]>([
    ['in one line', (label, values) => [`${label} ${values.join(' ')}`]],
    ['on lines of their own', (label, values) => [label, ...values]],
  ])('gives none of the values of a row that lacks one, %s', (_, print) => {
    const valueIn = valuesOf([
      '政府网站监管年度报表',
      '（2020年度）',
      ...ROWS.flatMap(([label, values]) =>
        print(label, values.split(' ').slice(label === '网站开设整合 网站总数' ? 1 : 0)),
      ),
    ]);
    expect(PERIODS.map((period) => valueIn('supervision.sites.total', period))).toEqual(Array(5).fill(null));
    expect(PERIODS.map((period) => valueIn('supervision.sites.opened', period))).toEqual([0, 0, 0, 0, 2]);
  });
});

describe('a form of several periods in columns of blanks', () => {
  it('gives none of the values of a row that lacks one', () => {
    const labels = ['网站运行总数', '普查网站数量', '普查合格率', '不合格网站数量', '问题网站整改数量'];
    const security = ['检查次数', '检查网站数量', '发现问题网站数量', '处置数量'];
    const rows = [...labels, ...security].map((label) => {
      const values = label === '普查网站数量' ? ['', '2', '3', '4', '5'] : ['1', '2', '3', '4', '5'];
      return [label.padEnd(20), ...values.map((value) => value.padEnd(8))].join('');
    });
    const headings = [
      ''.padEnd(20),
      ...['一季度', '二季度', '三季度', '四季度', '年度'].map((own) => own.padEnd(8)),
    ];
    const lines = [`网站普查${headings.join('')}`, ...rows];
    const blocks = textBlocks([{ layout: 'blank-aligned', lines }], 0);
    const { reports } = normalize({ ...sourceDocument(), blocks });
    const of = (key: string) =>
      reports[0]?.fields.filter(({ indicator }) => indicator === key).map(({ value }) => value);
    expect(of('supervision.census.sites_running')).toEqual([1, 2, 3, 4, 5]);
    expect(of('supervision.census.sites_surveyed')).toEqual([null, null, null, null, null]);
    expect(of('supervision.security.inspections')).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('a form of labels over their values without a table', () => {
  const HEAD = ['政府网站工作年度报表', '（2020年度）', '网站名称', '甲市水利局', '公开时间', '2021年1月5日'];
  const ACCESS = ['用户访问', '独立用户访问总量（UV 单位：个）', '网站总访问量（PV 单位：次）'];
  const SURVEYS = ['征集调查', '征集调查期数', '收到意见数量', '公布调查结果数量', '参与人数（单位：人次）'];
  const MESSAGES = ['留言办理', '收到留言数量', '办结留言数量', '平均办理时间', '公开答复数量'];
  const REST = FORM.slice(5, 14).flat();

  function fieldsOf(lines: readonly string[]): Record<string, unknown> {
    const { reports } = read(lines);
    expect(reports).toMatchObject([{ template: 'work-2020-gx' }]);
    return Object.fromEntries(
      reports[0]?.fields.map(({ indicator, value, status }) => [indicator, value ?? status]) ?? [],
    );
  }

  it('has them paired in order', () => {
    const fields = fieldsOf([
      ...[...HEAD, ...ACCESS, '4', '219334', ...REST, '互动交流'],
      ...[...SURVEYS, '27', '331', '无', '5', ...MESSAGES, '79', '80 条', '3天', '35'],
    ]);
    expect(fields).toMatchObject({
      'traffic.unique_visitors': 4,
      'traffic.page_views': 219334,
      'publishing.total': 131,
      'consultations.held': 27,
      'consultations.opinions_received': 331,
      'consultations.results_published': 'none',
      'consultations.participants': 5,
      'messages.received': 79,
      'messages.closed': 80,
      'messages.average_days': 3,
      'messages.replies_published': 35,
    });
  });

  it('gives none of the values where one is lacking', () => {
    const fields = fieldsOf([
      ...[...HEAD, ...ACCESS, '219334', ...REST, '互动交流'],
      ...[...SURVEYS, '27', '331', '5', ...MESSAGES, '79', '80 条', '3天', '35'],
    ]);
    expect(fields).toMatchObject({
      'traffic.unique_visitors': 'missing',
      'traffic.page_views': 'missing',
      'consultations.held': 'missing',
      'consultations.opinions_received': 'missing',
      'consultations.results_published': 'missing',
      'consultations.participants': 'missing',
      'messages.received': 79,
      'messages.replies_published': 35,
    });
  });

  it('is not seen where labels stand beside their values and one is empty', () => {
    const rows = ['独立用户访问总量', '网站总访问量', '203674', '第 1 页'];
    const { reports } = read([...TITLE, '网站名称', '甲网', ...rows, ...FORM.slice(5).flat(), SIGNED]);
    const views = reports[0]?.fields.find(({ indicator }) => indicator === 'traffic.page_views');
    expect(views?.value).toBe(203674);
  });
});
