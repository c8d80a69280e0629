import { describe, expect, test } from 'vitest';
import { suggestTemplate } from '../../src/normalize/suggest-template.js';
import { TEMPLATES, type Template } from '../../src/normalize/template.js';
import { parseTemplates } from '../../src/normalize/template-schema.js';
import { readDocument, readFiling } from '../../src/pipeline.js';

type Row = readonly (string | null)[];

/** A made-up variant: three rows added, two renamed, one dropped (概况类信息更新量). */
const ROWS: readonly Row[] = [
  ['网站名称', '南宁市教育局'],
  ['首页网址', 'http://jy.example.gov.cn'],
  ['主办单位', '南宁市教育局'],
  ['政府网站标识码', '4501000010'],
  ['ICP备案号', '桂ICP备05000000号'],
  ['独立用户访问总量（单位：个）', '1200'],
  ['网站访问总次数（单位：次）', '34000'],
  ['适老化改造页面数量（单位：个）', '17'],
  ['信息发布（单位：条）', '总数', '594'],
  ['', '政务动态信息更新量', '294'],
  ['', '信息公开目录更新数量', '156'],
  ['', '短视频发布条数（单位：条）', '41'],
  ['专栏专题（单位：个）', '维护数量', '5'],
  ['', '新开设数量', '2'],
  ['办事服务', '是否发布服务事项目录', '☑是 □否'],
  ['', '注册用户数（单位：个）', '88'],
  ['', '政务服务事项数量（单位：项）', '60'],
  ['数据开放', '是否提供开放接口', '☑是 □否'],
  ['安全防护', '安全检测评估次数（单位：次）', '4'],
  ['', '发现问题数量（单位：个）', '3'],
  ['', '问题整改数量（单位：个）', '3'],
];

function filing(): Uint8Array {
  const rows = ROWS.map((row) => `<tr>${row.map((cell) => `<td>${cell ?? ''}</td>`).join('')}</tr>`);
  const html = `<html><head><meta charset="utf-8"></head><body><h1>政府网站工作年度报表</h1><p>（2025年度）</p>
    <p>填报单位：南宁市教育局</p><table border="1">${rows.join('')}</table></body></html>`;
  return new TextEncoder().encode(html);
}

async function read(templates: readonly Template[]) {
  const { reports } = await readFiling({ path: 'variant.html', bytes: filing() }, { templates });
  const [report] = reports;
  if (!report) throw new Error('no report was read');
  const values = new Map(report.fields.map(({ indicator, value }) => [indicator, value]));
  const unclaimed = report.findings.filter(({ rule }) => rule === 'unclaimed_text');
  return { report, values, unclaimed: unclaimed.map(({ message }) => message).join('\n') };
}

async function suggestion() {
  const suggested = suggestTemplate(await readDocument(filing()), 'work-2025-xx');
  if (!suggested) throw new Error('nothing was suggested');
  return suggested;
}

describe('a variant that no template describes', () => {
  test('is loud: findings name the rows that were added', async () => {
    const { report, unclaimed } = await read(TEMPLATES);
    expect(report.template).toBe('work-2022');
    for (const label of ['适老化改造页面数量', '短视频发布条数', '是否提供开放接口'])
      expect(unclaimed).toContain(label);
  });

  test('gets a template file that says what is new, renamed and gone', async () => {
    const { template, remarks } = await suggestion();
    const added = (template.indicators ?? []).map((row) => row.split('\t'));
    expect(added.map(([, form, section, label, , unit, type]) => [form, section, label, unit, type])).toEqual(
      [
        ['work', '', '适老化改造页面数量', '个', 'count'],
        ['work', '信息发布', '短视频发布条数', '条', 'count'],
        ['work', '数据开放', '是否提供开放接口', '', 'boolean'],
      ],
    );
    expect(remarks).toContain('renamed 网站总访问量 → 网站访问总次数 (traffic.page_views)');
    expect(remarks).toContain(
      'renamed 信息公开目录信息更新量 → 信息公开目录更新数量 (publishing.disclosure_updates)',
    );
    expect(remarks).toContain('without 概况类信息更新量 (publishing.overview_updates)');
    expect(JSON.stringify(template.body)).not.toContain('publishing.overview_updates');
  });

  test('is read whole with that file, once a person has named its keys; no code is touched', async () => {
    const { template } = await suggestion();
    const names = ['traffic.accessible_pages', 'publishing.short_videos', 'open_data.interface'];
    const proposed = (template.indicators ?? []).map((row) => row.split('\t')[0] ?? '');
    const text = proposed.reduce(
      (json, key, index) => json.replaceAll(key, names[index] ?? key),
      JSON.stringify(template),
    );
    const [own] = parseTemplates([['work-2025-xx.json', text]]);
    if (!own) throw new Error('no template was parsed');
    const { report, values, unclaimed } = await read([...TEMPLATES, own]);
    expect(report.template).toBe('work-2025-xx');
    expect(unclaimed).toBe('');
    expect(report.fields.filter(({ status }) => status === 'missing')).toEqual([]);
    expect(names.map((name) => values.get(name))).toEqual([17, 41, true]);
    expect([values.get('traffic.page_views'), values.get('publishing.disclosure_updates')]).toEqual([
      34000, 156,
    ]);
  });
});

test('nothing is suggested where there is no form', async () => {
  const letter = await readDocument(
    new TextEncoder().encode('<html><body><p>关于放假的通知</p></body></html>'),
  );
  expect(suggestTemplate(letter, 'work-x')).toBeNull();
});
