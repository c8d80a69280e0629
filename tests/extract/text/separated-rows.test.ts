import { describe, expect, it } from 'vitest';
import { tabsForSeparators } from '../../../src/extract/text/separated-rows.js';

describe('separated values', () => {
  it('become rows of tabs, with what was quoted', () => {
    const text = '报表,,\n总数,"16,965",\n"名称\n（全称）","甲""乙""",\n维护数量,3,\n新开设数量,0,\n';
    expect(tabsForSeparators(text)).toBe(
      '报表\t\t\n总数\t16,965\t\n名称<br>（全称）\t甲"乙"\t\n维护数量\t3\t\n新开设数量\t0\t',
    );
  });

  it.each(['\t', '|', ';'])('are parted by %j, quoted where a field goes over lines', (mark) => {
    const rows = [
      ['报表', ''],
      ['"总数\n（单位：条）"', '1,965'],
      ['维护数量', '3'],
      ['新开设数量', '0'],
      ['其他', ''],
      [''],
    ];
    expect(tabsForSeparators(rows.map((row) => row.join(mark)).join('\n'))).toBe(
      '报表\t\n总数<br>（单位：条）\t1,965\n维护数量\t3\n新开设数量\t0\n其他\t',
    );
  });

  it('may hold the formula that keeps a spreadsheet from counting a code', () => {
    const text = '报表,\n标识码,="4601000015"\n备案号,"=""460102"""\n总数,5\n维护数量,3\n新开设数量,0\n';
    expect(tabsForSeparators(text)).toContain('标识码\t4601000015\n备案号\t460102\n');
  });

  it('may hold the tab that keeps a spreadsheet from counting a code', () => {
    const text = '报表,\n标识码,"\t4601000015"\n总数,5\n维护数量,3\n新开设数量,0\n';
    expect(tabsForSeparators(text)).toContain('标识码\t4601000015\n');
  });

  it('leave Markdown tables and rows of tabs with stray quotes as they are', () => {
    const markdown = '| "甲\n乙" | 1 |\n|---|---|\n| 丙 | 2 |\n| 丁 | 3 |\n| 戊 | 4 |\n';
    expect(tabsForSeparators(markdown)).toBeNull();
    expect(tabsForSeparators('"甲"\t1\n乙\t2\n丙\t3\n丁\t4\n戊\t5')).toBeNull();
  });

  it('are not seen in letters, numbers with thousands and other tables', () => {
    expect(tabsForSeparators('报表\n总数 16,965\n维护 3\n新开设 0\n办件 12\n留言 4\n')).toBeNull();
    expect(tabsForSeparators('总数\t16,965\n维护\t1,003\na\t1,0\nb\t1,0\nc\t1,0')).toBeNull();
    expect(tabsForSeparators('甲,1\n乙,2\n')).toBeNull();
  });
});
