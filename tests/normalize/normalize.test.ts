/** Which documents hold a report, how many, of which template and year: the smallest ones that can be told apart. */
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/normalize/normalize.js';
import { type Row, sourceDocument } from './small-form.js';

const TITLE = '政府网站工作年度报表';
const YEAR = '（2022年度）';

const UPPER: readonly Row[] = [
  ['网站名称', '甲市人民政府门户网站'],
  ['首页网址', 'www.jia.gov.cn'],
  ['主办单位', '甲市人民政府办公室'],
  ['政府网站标识码', '4501000001'],
  ['ICP备案号', '桂ICP备05000001号'],
  ['公安机关备案号', '45010002000001'],
  ['独立用户访问总量（单位：个）', '100'],
  ['网站总访问量（单位：次）', '200'],
  ['信息发布（单位：条）', '总数', '30'],
  ['', '概况类信息更新量', '10'],
];
const LOWER: readonly Row[] = [
  ['', '政务动态信息更新量', '15'],
  ['', '信息公开目录信息更新量', '5'],
  ['专栏专题（单位：个）', '维护数量', '3'],
  ['', '新开设数量', '1'],
  ['解读回应', '解读信息发布', '总数', '8'],
  ['', '', '解读材料数量', '4'],
  ['', '', '解读产品数量', '2'],
  ['', '', '媒体评论文章数量', '2'],
  ['', '回应公众关注热点或重大舆情数量', '0'],
  ['安全防护', '安全检测评估次数', '4'],
  ['', '发现问题数量', '7'],
  ['', '问题整改数量', '7'],
];
const WORK = [...UPPER, ...LOWER];
const SIGNATURES = '单位负责人：张三　审核人：李四　填报人：王五';

const SUPERVISION: readonly Row[] = [
  ['', '', '一季度', '二季度', '三季度', '四季度', '年度'],
  ['网站普查', '网站运行总数', '1', '1', '1', '1', '1'],
  ['', '普查网站数量', '2', '2', '2', '2', '2'],
  ['', '普查合格率', '100%', '100%', '100%', '100%', '100%'],
  ['', '不合格网站数量', '0', '0', '0', '0', '0'],
  ['安全检查', '检查次数', '1', '1', '1', '1', '4'],
  ['', '检查网站数量', '1', '1', '1', '1', '4'],
  ['网站开设整合', '网站总数', '3', '3', '3', '3', '3'],
  ['', '新开设网站数量', '0', '0', '0', '0', '0'],
  ['', '整合迁移网站数量', '0', '0', '0', '0', '0'],
  ['', '临时下线网站数量', '0', '0', '0', '0', '0'],
];

const INSTRUCTIONS = [
  '填写说明',
  '1.网站名称：请填写政府网站的规范名称。',
  '2.首页网址：请填写网站首页的网址。',
  '3.主办单位：请填写政府网站主办单位的全称。',
  '4.独立用户访问总量：本年度内访问网站的独立用户数的总和。',
];

function read(...parts: Parameters<typeof sourceDocument>) {
  return normalize(sourceDocument(...parts));
}

function blankRows(rows: readonly Row[]): Row[] {
  return rows.map((row) => row.with(-1, ''));
}

function answerOf(report: ReturnType<typeof read>['reports'][number] | undefined, key: string) {
  const field = report?.fields.find(({ indicator }) => indicator === key);
  return field?.value ?? field?.status;
}

describe('no report', () => {
  it.each<[string, Parameters<typeof sourceDocument>, string]>([
    ['an empty document', [], 'other'],
    ['a title alone', [TITLE], 'other'],
    ['a page that links to the form', ['首页', '政府信息公开', TITLE, '版权所有'], 'other'],
    [
      'a notice that lists a few rows',
      [
        TITLE,
        [
          ['网站名称', '规范名称'],
          ['首页网址', '网址'],
        ],
      ],
      'other',
    ],
    [
      'another table',
      [
        '年度预算',
        [
          ['收入', '10'],
          ['支出', '9'],
        ],
      ],
      'other',
    ],
    ['instructions alone', INSTRUCTIONS, 'instructions'],
    ['a blank form', [TITLE, '（　　年度）', blankRows(WORK)], 'blank_form'],
    [
      'a blank form with its heading and year',
      [TITLE, YEAR, '填报单位：甲市', blankRows(WORK)],
      'blank_form',
    ],
  ])('is in %s', (_, parts, kind) => {
    const result = read(...parts);
    expect(result.reports).toEqual([]);
    expect(result.kind).toBe(kind);
  });
});

describe('one report', () => {
  it('has the year, the template of that year, names and values', () => {
    const { kind, reports } = read(TITLE, YEAR, '填报单位：甲市人民政府办公室', WORK, SIGNATURES);
    expect(kind).toBe('filing');
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      form: 'work',
      template: 'work-2022',
      year: 2022,
      siteCode: '4501000001',
      siteName: '甲市人民政府门户网站',
      reportingUnit: '甲市人民政府办公室',
      regionCode: '450100',
    });
    expect(answerOf(reports[0], 'publishing.disclosure_updates')).toBe(5);
    expect(answerOf(reports[0], 'filing.preparer')).toBe('王五');
    expect(answerOf(reports[0], 'weibo.name')).toBe('missing');
  });

  it.each([
    ['（2019年度）', 2019, 'work-2019'],
    ['（2020年度）', 2020, 'work-2019'],
    ['（二〇二一年度）', 2021, 'work-2022'],
    ['（2O22年度）', 2022, 'work-2022'],
  ])('of %s is of %i and %s', (line, year, template) => {
    expect(read(TITLE, line, WORK).reports).toMatchObject([{ year, template }]);
  });

  it.each([
    ['an empty bracket for the year', [TITLE, '（　　年度）', WORK]],
    ['no title at all', [WORK]],
  ] as const)('with %s has no year, and says so', (_, parts) => {
    const [report, ...more] = read(...parts).reports;
    expect(more).toEqual([]);
    expect(report).toMatchObject({ year: null, template: 'work-2022' });
    expect(report?.findings.map(({ rule }) => rule)).toContain('year-unknown');
    expect(answerOf(report, 'traffic.page_views')).toBe(200);
  });

  it('has the date that stands beside the heading, and none that the page says of itself', () => {
    const dated = read(TITLE, YEAR, '填报单位：甲市　　填报日期：2023年1月9日', WORK, SIGNATURES);
    expect(answerOf(dated.reports[0], 'filing.date')).toBe('2023-01-09');
    expect(answerOf(dated.reports[0], 'filing.reviewer')).toBe('李四');
    const page = read('填报时间：2023年1月9日　审核：赵六', TITLE, YEAR, '填报单位：甲市', WORK);
    expect(answerOf(page.reports[0], 'filing.date')).toBe('missing');
    expect(answerOf(page.reports[0], 'filing.reviewer')).toBe('missing');
  });

  it('has no finding about the year where it is given', () => {
    const [report] = read(TITLE, YEAR, WORK).reports;
    expect(report?.findings.map(({ rule }) => rule)).not.toContain('year-unknown');
  });

  it('knows labels in the words of other offices', () => {
    const words = new Map([
      ['首页网址', '网站网址'],
      ['ICP备案号', 'ICP备案编号'],
      ['独立用户访问总量（单位：个）', '独立访客数（UV）'],
      ['网站总访问量（单位：次）', '总浏览量（PV）'],
    ]);
    const rows = WORK.map(([label = '', ...rest]) => [words.get(label) ?? label, ...rest]);
    const [report] = read(TITLE, YEAR, rows, SIGNATURES).reports;
    expect(answerOf(report, 'site.home_url')).toBe('www.jia.gov.cn');
    expect(answerOf(report, 'site.icp_number')).toBe('桂ICP备05000001号');
    expect(answerOf(report, 'traffic.unique_visitors')).toBe(100);
    expect(answerOf(report, 'traffic.page_views')).toBe(200);
  });

  it('goes on after a page end, under the repeated title or not', () => {
    const repeated = read(TITLE, YEAR, UPPER, '— 1 —', TITLE, YEAR, LOWER);
    const plain = read(TITLE, YEAR, UPPER, '— 1 —', LOWER);
    for (const { reports } of [repeated, plain]) {
      expect(reports).toHaveLength(1);
      expect(answerOf(reports[0], 'publishing.total')).toBe(30);
      expect(answerOf(reports[0], 'security.problems_fixed')).toBe(7);
    }
  });

  it('has what its running title parts from its table', () => {
    const { reports } = read(
      TITLE,
      YEAR,
      '填报单位：甲市人民政府办公室',
      [[TITLE], ...UPPER],
      `${TITLE} 第1页`,
      LOWER,
      `${TITLE} 第2页`,
      SIGNATURES,
      `${TITLE} 第3页`,
      '联系电话：0771-1234567',
      '关于报送政府网站工作年度报表的函',
      '填报日期：2023年1月5日',
    );
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ year: 2022, reportingUnit: '甲市人民政府办公室' });
    expect(answerOf(reports[0], 'publishing.total')).toBe(30);
    expect(answerOf(reports[0], 'filing.reviewer')).toBe('李四');
    expect(answerOf(reports[0], 'filing.phone')).toBe('0771-1234567');
    // Under another title it is another's.
    expect(answerOf(reports[0], 'filing.date')).toBe('missing');
  });

  it('passes on what the adapter doubted', () => {
    const document = {
      ...sourceDocument(TITLE, YEAR, WORK),
      warnings: [{ rule: 'page-not-read', message: 'Page 2 was not read.' }],
    };
    expect(normalize(document).reports[0]?.findings).toContainEqual({
      indicator: null,
      period: null,
      severity: 'warning',
      rule: 'page-not-read',
      message: 'Page 2 was not read.',
    });
  });
});

describe('several reports', () => {
  it('are told from a letter, instructions and each other', () => {
    const { kind, reports, definitions } = read(
      '关于报送政府网站年度报表的函',
      '附件：政府网站工作年度报表',
      TITLE,
      YEAR,
      WORK,
      SIGNATURES,
      ...INSTRUCTIONS,
      '政府网站监管年度报表',
      '（2020年度）',
      SUPERVISION,
    );
    expect(kind).toBe('filing');
    expect(reports).toMatchObject([
      { form: 'work', year: 2022 },
      { form: 'supervision', year: 2020, template: 'supervision-2020-gx' },
    ]);
    expect(definitions.map(({ indicator }) => indicator)).toContain('site.name');
    const inspections = reports[1]?.fields.filter((field) =>
      field.indicator.endsWith('security.inspections'),
    );
    expect(inspections?.map(({ period, value }) => [period, value])).toEqual([
      ['q1', 1],
      ['q2', 1],
      ['q3', 1],
      ['q4', 1],
      ['year', 4],
    ]);
  });

  it('of one kind stay apart', () => {
    const other = WORK.map((row) => (row[0] === '网站名称' ? ['网站名称', '乙县人民政府门户网站'] : row));
    const { reports } = read(TITLE, YEAR, WORK, TITLE, '（2021年度）', other);
    expect(reports.map(({ year, siteName }) => [year, siteName])).toEqual([
      [2022, '甲市人民政府门户网站'],
      [2021, '乙县人民政府门户网站'],
    ]);
  });

  it('are of the year where they say each thing once, and in doubt where no heading says so', () => {
    const once = SUPERVISION.slice(1).map((row) => [...row.slice(0, 2), row[6] ?? '']);
    const { reports } = read('政府网站监管年度报表', '（2020年度）', once);
    const fields = reports[0]?.fields.filter(({ indicator }) => indicator.endsWith('security.inspections'));
    const [year, ...quarters] = fields?.toReversed() ?? [];
    expect(year).toMatchObject({ period: 'year', value: 4, features: { placeMiscounted: 1 } });
    expect(quarters.map(({ status }) => status)).toEqual(Array(4).fill('missing'));
  });

  it('leave out the blank one', () => {
    const { kind, reports } = read(
      TITLE,
      YEAR,
      WORK,
      '政府网站监管年度报表',
      YEAR,
      SUPERVISION.map((row) => [...row.slice(0, 2)]),
    );
    expect(kind).toBe('filing');
    expect(reports.map(({ form }) => form)).toEqual(['work']);
  });
});

describe('options', () => {
  it('are found in the row above their heading where nothing stands beside it', () => {
    const list = '☑搜索即服务 □多语言版本 ☑无障碍浏览 □千人千网 □其他';
    const rows = [...WORK, ['', list], ['创新发展', '']];
    const { reports } = normalize(sourceDocument(TITLE, YEAR, rows));
    const value = (key: string) => reports[0]?.fields.find(({ indicator }) => indicator === key)?.value;
    expect(value('innovation.search_as_service')).toBe(true);
    expect(value('innovation.multilingual')).toBe(false);
  });
});

describe('values', () => {
  const numberOf = (key: string, ...rows: Row[]): unknown => {
    const [report] = read(TITLE, YEAR, rows).reports;
    return report?.fields.find(({ indicator }) => indicator === key)?.value;
  };

  it('stand under labels that name the way to them', () => {
    const ways = ['解读信息发布—总数', '解读信息发布—解读材料数量', '解读信息发布—解读产品数量'];
    const rows = [...UPPER.slice(0, 8), ways, ['8', '4', '2']];
    expect(numberOf('interpretation.total', ...rows)).toBe(8);
    expect(numberOf('interpretation.products', ...rows)).toBe(2);
  });

  it('of the year before are left out, and a finding says so', () => {
    const beside = WORK.map((row) => [...row.slice(0, -1), '77', row.at(-1) ?? '']);
    const rows = [['项目', '上年度', '本年度'], ...beside.filter((row) => row.length === 3)];
    expect(numberOf('traffic.page_views', ...rows)).toBe(200);
    const [report] = read(TITLE, YEAR, rows).reports;
    expect(report?.findings.map(({ rule }) => rule)).toContain('column-left-out');
  });

  it('that a script would have put in make no report', () => {
    const rows = WORK.map((row) => [...row.slice(0, -1), '{{ item.value }}']);
    expect(read(TITLE, YEAR, rows).kind).toBe('blank_form');
  });
});
