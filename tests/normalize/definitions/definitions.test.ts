import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FormKind } from '../../../src/model/indicator.js';
import { readDefinitions } from '../../../src/normalize/definitions/index.js';

const CORPUS = new URL('../../../corpus/', import.meta.url);

/** The lines of a document between two of its lines (counted from 1), as an adapter without layout would give them. */
function sheet(file: string, from: number, to?: number): string[] {
  return readFileSync(new URL(file, CORPUS), 'utf8')
    .split('\n')
    .slice(from - 1, to);
}

function define(form: FormKind, lines: readonly string[]): Map<string, string> {
  const definitions = readDefinitions(form, 'any', lines);
  expect(new Set(definitions.map(({ indicator }) => indicator)).size).toBe(definitions.length);
  return new Map(definitions.map(({ indicator, text }) => [indicator, text]));
}

const under = (prefix: string, names: string): string[] =>
  names.split(' ').map((name) => `${prefix}.${name}`);

/** Items 一 to 七 of the national sheet, which is where the sheet of 000 is cut off. */
const TO_SECURITY = [
  ...under('site', 'name home_url sponsor type id_code icp_number police_number'),
  ...under('traffic', 'unique_visitors page_views'),
  ...under('publishing', 'total overview_updates news_updates disclosure_updates'),
  ...under('special_columns', 'maintained opened'),
  ...under('interpretation', 'total materials products media_articles responses'),
  ...under('services', 'catalogue_published registered_users items fully_online_items'),
  ...under('services', 'cases_total cases_natural_persons cases_legal_persons'),
  ...under('interaction', 'unified_platform smart_qa'),
  ...under('messages', 'received closed average_days replies_published'),
  ...under('consultations', 'held opinions_received results_published'),
  ...under('interviews', 'held messages_received messages_answered'),
  ...under('security', 'assessments problems_found problems_fixed'),
  ...under('security', 'early_warning emergency_drill responsible_person'),
];

const NATIONAL = [
  ...TO_SECURITY,
  ...under('new_media', 'present other'),
  ...under('weibo', 'name posts followers'),
  ...under('wechat', 'name posts subscribers'),
  ...under('innovation', 'search_as_service multilingual accessibility personalised other other_text'),
];

const GUANGXI_WORK = [
  ...NATIONAL,
  ...under('site', 'report_published_on chinese_domain operator electronic_mark report_url'),
  ...under('messages', 'closed_on_time on_time_rate'),
  ...['consultations.participants', 'interviews.viewers'],
  ...under('security', 'protection_level inspection_interval emergency_response disaster_recovery'),
  ...under('app', 'name download_url posts reads downloads'),
];

const GUANGXI_SUPERVISION = [
  ...under('census', 'sites_running sites_surveyed pass_rate sites_failed sites_with_serious_problems'),
  ...under('census', 'sites_rectified report_url in_performance_review performance_weight'),
  ...under('accountability', 'talks written_reviews public_criticisms warnings_or_demerits'),
  ...under('accountability', 'transfers_or_dismissals other'),
  // 4. 问题网站整改数量 is not explained under 安全检查.
  ...under('security', 'inspections sites_inspected sites_with_problems'),
  ...under('sites', 'total opened merged_or_migrated temporarily_offline'),
  ...under('error_reports', 'received closed_on_time closed_late'),
  ...under('chairman_mailbox', 'received closed_on_time closed_late'),
  ...under('portal_content', 'articles_submitted articles_adopted interviews consultations'),
  ...under('fake_sites', 'found handled'),
  ...under('training_held', 'sessions attendances days'),
  ...under('training_attended', 'sessions attendances days'),
  'other',
].map((key) => `supervision.${key}`);

const ENDS_WELL = /[。”]$/u;

describe('definitions of real sheets', () => {
  const sheets: [string, FormKind, string[], string[]][] = [
    ['000', 'work', sheet('000_765245b491b0006f.txt', 76), TO_SECURITY],
    ['001', 'work', sheet('001_794783a65cf15956.txt', 78), NATIONAL],
    ['002 work', 'work', sheet('002_13d177689da984c3.txt', 329, 427), GUANGXI_WORK],
    ['002 supervision', 'supervision', sheet('002_13d177689da984c3.txt', 770), GUANGXI_SUPERVISION],
    ['003', 'work', sheet('003_0a60332abacfaad1.txt', 272), NATIONAL],
    ['004', 'work', sheet('004_d7ae38a802d48cfe.txt', 1), NATIONAL],
  ];

  it.each(sheets)('%s explains exactly these indicators, in whole sentences', (_, form, lines, keys) => {
    expect(lines.some((line) => line.includes('填写说明'))).toBe(true);
    const definitions = define(form, lines);
    expect([...definitions.keys()].sort()).toEqual([...keys].sort());
    expect([...definitions.values()].filter((text) => !ENDS_WELL.test(text))).toEqual([]);
  });

  it('keep the printed text, without the breaks of its lines', () => {
    const definitions = define('work', sheet('004_d7ae38a802d48cfe.txt', 1));
    expect(definitions.get('interpretation.materials')).toBe(
      '请填写本年度网站发布或转载的对政策文件的解读材料（以文字解读为主）的总条数，不包括外链信息。',
    );
    expect(definitions.get('wechat.name')).toBe(
      '请填写主要由网站主办单位保障的微信公众账号的名称。如，北京市公安局公安交通管理局填写“北京交警”。' +
        '开设多个微信公众账号的，仅填写网民订阅数量最多的微信公众账号名称。',
    );
    expect(definitions.get('innovation.personalised')).toBe(
      '“千人千网”指以用户为中心，打造个人和企业专属主页，提供个性化、便捷化、智能化服务。',
    );
    expect(definitions.get('new_media.other')).toMatch(/^请填写由网站主办单位保障的其他新媒体产品/);
    expect(definitions.get('innovation.other')).toMatch(/^“其他”指在个性化服务/);
    expect(definitions.get('innovation.other_text')).toMatch(/^本项为多选.*字数不超过 200 字。$/);
  });

  it('tell the three 总数 apart by their headings', () => {
    const definitions = define('work', sheet('003_0a60332abacfaad1.txt', 272));
    expect(definitions.get('publishing.total')).toBe('请填写本年度网站发布信息的总条数，不包括外链信息。');
    expect(definitions.get('interpretation.total')).toMatch(/^请填写本年度网站发布或转载的对政策文件/);
    expect(definitions.get('services.cases_total')).toMatch(/已办结的用户申请总件数。/);
  });

  it('of a supervision sheet reach the indicators whose labels read otherwise', () => {
    const definitions = define('supervision', sheet('002_13d177689da984c3.txt', 770));
    const get = (key: string) => definitions.get(`supervision.${key}`);
    expect(get('census.sites_running')).toBe(
      '请分别填写每个季度开展普查时本地区、本部门（本系统）运行政府网站总数。',
    );
    expect(get('sites.total')).toMatch(/^请分别填写截至每个季度末月5日前/);
    expect(get('census.sites_rectified')).toBe('整改到位的问题网站总数。');
    expect(get('accountability.talks')).toMatch(/的总人次。每个季度请分别填写约谈.*按问责程度最重的统计。$/);
    expect(get('accountability.other')).toBe(get('accountability.talks'));
    expect(get('census.performance_weight')).toBe(get('census.in_performance_review'));
    expect(get('training_held.days')).toMatch(/组织开展的/);
    expect(get('training_attended.days')).toMatch(/参加关于/);
    expect(get('other')).toMatch(/^请填写本地区.*字数不超过200字。$/);
  });
});

describe('a damaged sheet', () => {
  const text = (lines: string[], key: string, form: FormKind = 'work') => define(form, lines).get(key);

  it('may have lost its numbers', () => {
    const lines = [
      '解读回应',
      '解读信息发布',
      '总数：请填写解读的总数。',
      '办事服务',
      '办件量',
      '总数：请填写件数。',
    ];
    expect(text(lines, 'interpretation.total')).toBe('请填写解读的总数。');
    expect(text(lines, 'services.cases_total')).toBe('请填写件数。');
  });

  it('may have lost line breaks', () => {
    const lines = [
      '一、基本信息',
      '1.网站名称：请填写名称。2.首页网址：例如，填写“http://x.gov.cn”。3．主办单位：请填写全称。',
    ];
    expect(Object.fromEntries(define('work', lines))).toEqual({
      'site.name': '请填写名称。',
      'site.home_url': '例如，填写“http://x.gov.cn”。',
      'site.sponsor': '请填写全称。',
    });
  });

  it('may stand in a table of two columns', () => {
    expect(text(['1.网站名称 请填写网站的中文名称。'], 'site.name')).toBe('请填写网站的中文名称。');
  });

  it('may have misread labels, as long as they stay recognisable', () => {
    expect(text(['二、信息发布', '2.概况类信息更断量：请填写条数。'], 'publishing.overview_updates')).toBe(
      '请填写条数。',
    );
    expect(define('work', ['二、信息发布', '2.某某数量：请填写条数。']).size).toBe(0);
  });

  it('may use the labels of the Guangxi form', () => {
    const lines = ['八、移动新媒体', '2.微博', '（3）关注量：甲。', '3.微信', '（3）关注量：乙。'];
    expect(Object.fromEntries(define('work', lines))).toEqual({
      'weibo.followers': '甲。',
      'wechat.subscribers': '乙。',
    });
  });

  it('does not define an ambiguous label without its heading', () => {
    expect(define('work', ['1.总数：请填写总数。', '（1）名称：请填写名称。']).size).toBe(0);
  });

  it('leaves out page numbers, and footers after the last full stop', () => {
    const lines = [
      '1.网站名称：请填写网站',
      '— 3 —',
      '的中文名称。',
      '2.首页网址：请填写地址。',
      '版权所有 海口市人民政府',
      '琼ICP备1号',
    ];
    expect(Object.fromEntries(define('work', lines))).toEqual({
      'site.name': '请填写网站的中文名称。',
      'site.home_url': '请填写地址。',
    });
  });

  it('ends at an annex and at a note', () => {
    for (const end of ['附件5', '注：1．指标未产生数据一律写“无”。']) {
      expect(text(['1.网站名称：请填写名称。', end, '后面的话。'], 'site.name')).toBe('请填写名称。');
    }
  });

  it('does not take the signatures of the form above it for definitions', () => {
    expect(
      define('work', ['单位负责人：唐秋玲 审核人：陈瑶', '联系电话：07397221691', '填报单位：某局']).size,
    ).toBe(0);
  });

  it('keeps the first of two explanations, and hands the template on', () => {
    const lines = ['1.网站名称：第一。', '1.网站名称：第二。'];
    expect(readDefinitions('work', 'work-2022', lines)).toEqual([
      { form: 'work', template: 'work-2022', indicator: 'site.name', text: '第一。' },
    ]);
  });
});
