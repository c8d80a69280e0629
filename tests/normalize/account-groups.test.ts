/** Groups of accounts in 移动新媒体 that have the same labels: in another order, left out, or of other accounts. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/limits.js';
import { readFiling } from '../../src/pipeline.js';

interface Group {
  readonly name: string;
  /** 名称, 信息发布量, 关注量. */
  readonly values: readonly string[];
}

const WEIBO: Group = { name: '微博', values: ['微博号', '11', '12'] };
const WECHAT: Group = { name: '微信', values: ['微信号', '21', '22'] };
const DOUYIN: Group = { name: '抖音', values: ['抖音号', '31', '32'] };
const NEWS: Group = { name: '今日头条', values: ['头条号', '41', '42'] };
const LABELS = ['名称', '信息发布量（单位：条）', '关注量（单位：个）'];
const BASICS = [
  ['网站名称', '某市统计局网站'],
  ['首页网址', 'http://tjj.x.gov.cn'],
  ['主办单位', '某市统计局'],
  ['政府网站标识码', '3607020012'],
  ['独立用户访问总量（单位：个）', '1234'],
  ['网站总访问量（单位：次）', '5678'],
];
const HEADING = ['2023年度政府网站工作年度报表', '填报单位：某市统计局'];

function html(groups: readonly Group[]): string {
  const basics = BASICS.map(([label, value]) => `<tr><td colspan=3>${label}</td><td>${value}</td></tr>`);
  const rows = groups.flatMap(({ name, values }) =>
    values.map((value, at) => {
      const head = at === 0 ? `<td rowspan=${values.length}>${name}</td>` : '';
      return `<tr>${head}<td>${LABELS[at]}</td><td>${value}</td></tr>`;
    }),
  );
  const present = `<tr><td rowspan=${rows.length + 1}>移动新媒体</td><td colspan=2>是否有移动新媒体</td><td>☑是 □否</td></tr>`;
  const heading = HEADING.map((line) => `<p>${line}</p>`).join('');
  return `<meta charset=utf-8>${heading}<table>${basics.join('')}${present}${rows.join('')}</table>`;
}

function tabs(groups: readonly Group[]): string {
  const basics = BASICS.map(([label, value]) => `${label}\t\t\t${value}`);
  const rows = groups.flatMap(({ name, values }) =>
    values.map((value, at) => `\t${at === 0 ? name : ''}\t${LABELS[at]}\t${value}`),
  );
  return [...HEADING, ...basics, '移动新媒体\t是否有移动新媒体\t\t☑是 □否', ...rows].join('\n');
}

async function accounts(file: string, text: string): Promise<Record<string, unknown>> {
  const { reports } = await readFiling(
    { path: file, bytes: Buffer.from(text) },
    { limits: DEFAULT_LIMITS, cacheDir: null, debugImages: null },
  );
  const fields = reports[0]?.fields ?? [];
  const own = fields.filter(({ indicator }) => /^(?:weibo|wechat)\./.test(indicator));
  return Object.fromEntries(own.map(({ indicator, value, status }) => [indicator, value ?? status]));
}

const MISSING = ['missing', 'missing', 'missing'];
const OF_WEIBO = ['微博号', 11, 12];
const OF_WECHAT = ['微信号', 21, 22];

describe.each([
  ['html', html],
  ['tabs', tabs],
])('accounts in %s', (kind, write) => {
  it.each([
    ['two others behind them', [WEIBO, WECHAT, DOUYIN, NEWS], OF_WEIBO, OF_WECHAT],
    ['two others before them', [DOUYIN, NEWS, WEIBO, WECHAT], OF_WEIBO, OF_WECHAT],
    ['another in the place of 微信', [WEIBO, DOUYIN], OF_WEIBO, MISSING],
    ['another in the place of 微博', [DOUYIN, WECHAT], MISSING, OF_WECHAT],
    ['in another order', [WECHAT, WEIBO], OF_WEIBO, OF_WECHAT],
  ])('are those named: %s', async (_, groups, weibo, wechat) => {
    expect(await accounts(`a.${kind}`, write(groups))).toMatchObject({
      'weibo.name': weibo[0],
      'weibo.posts': weibo[1],
      'weibo.followers': weibo[2],
      'wechat.name': wechat[0],
      'wechat.posts': wechat[1],
      'wechat.subscribers': wechat[2],
    });
  });
});

it('accounts side by side are those named', async () => {
  const rows = LABELS.map((label, at) => {
    const cells = [WEIBO, WECHAT].map(({ name, values }) => {
      const head = at === 0 ? `<td rowspan=3>${name}</td>` : '';
      return `${head}<td>${label}</td><td>${values[at]}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const basics = BASICS.map(([label, value]) => `<tr><td colspan=3>${label}</td><td>${value}</td></tr>`);
  const heading = HEADING.map((line) => `<p>${line}</p>`).join('');
  const page = `<meta charset=utf-8>${heading}<table>${basics.join('')}${rows.join('')}</table>`;
  expect(await accounts('a.html', page)).toMatchObject({
    'weibo.name': '微博号',
    'weibo.posts': 11,
    'weibo.followers': 12,
    'wechat.name': '微信号',
    'wechat.posts': 21,
    'wechat.subscribers': 22,
  });
});
