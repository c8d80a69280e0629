/** Places that a recogniser misread are told by the site code. */
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/normalize/normalize.js';
import { sourceDocument } from './small-form.js';

function report(code: string, name: string) {
  const { reports } = normalize(
    sourceDocument('政府网站工作年度报表（2022年度）', [
      ['网站名称', name],
      ['首页网址', 'http://www.jia.gov.cn'],
      ['主办单位', '乙单位'],
      ['网站标识码', code],
      ['独立用户访问总量（单位：个）', '12'],
      ['网站总访问量（单位：次）', '345'],
      ['是否发布服务事项目录', '☑是 □否'],
      ['是否使用统一平台', '☑是 □否'],
    ]),
  );
  const field = reports[0]?.fields.find(({ indicator }) => indicator === 'site.name');
  const findings = reports[0]?.findings.filter(({ rule }) => rule === 'misspelt-place') ?? [];
  return { value: field?.value, isDoubted: field?.features.misspeltPlace === 1, findings };
}

describe('a name that begins nearly like the place of its site code', () => {
  it.each([
    ['4501000001', '南丁市卫生健康委员会', '南丁市', '南宁市'],
    ['4228000159', '恩施十家族苗族自治政务', '恩施十家族苗族自治', '恩施土家族苗族自治州'],
    ['1507220001', '莫力达瓦达翰尔族自治旗财政局', '莫力达瓦达翰尔族自治', '莫力达瓦达斡尔族自治旗'],
    ['4501000001', '广西壮族自治区南丁市财政局', '南丁市', '南宁市'],
    ['1507220001', '“莫力达瓦达翰尔族自冶教育”', '莫力达瓦达翰尔族自冶', '莫力达瓦达斡尔族自治旗'],
  ])('%s %s is doubted, and kept', (code, name, written, place) => {
    const { value, isDoubted, findings } = report(code, name);
    expect(value).toBe(name);
    expect(isDoubted).toBe(true);
    expect(findings.map(({ message }) => message)).toEqual([
      `${written} is nearly ${place}, the place of the site code: a character may be misread`,
    ]);
  });

  it.each([
    ['4501000001', '南宁市财政局'],
    ['4501000001', '广西壮族自治区南宁市财政局'],
    ['4501000001', '南平县财政局'],
    ['4506000001', '防城港区财政局'],
    ['4228000159', '恩施州财政局'],
    ['4501000001', '广西政务发布'],
    ['bm12000001', '南丁市财政局'],
    ['4599990001', '南丁市财政局'],
  ])('%s %s is not', (code, name) => {
    expect(report(code, name)).toEqual({ value: name, isDoubted: false, findings: [] });
  });
});
