import { describe, expect, it } from 'vitest';
import { tabsForCommas } from '../../../src/extract/text/comma-rows.js';

describe('comma-separated values', () => {
  it('become rows of tabs, with what was quoted', () => {
    const text = '报表,,\n总数,"16,965",\n"名称\n（全称）","甲""乙""",\n维护数量,3,\n新开设数量,0,\n';
    expect(tabsForCommas(text)).toBe(
      '报表\t\t\n总数\t16,965\t\n名称<br>（全称）\t甲"乙"\t\n维护数量\t3\t\n新开设数量\t0\t',
    );
  });

  it('are not seen in letters, numbers with thousands and other tables', () => {
    expect(tabsForCommas('报表\n总数 16,965\n维护 3\n新开设 0\n办件 12\n留言 4\n')).toBeNull();
    expect(tabsForCommas('总数\t16,965\n维护\t1,003\na\t1,0\nb\t1,0\nc\t1,0')).toBeNull();
    expect(tabsForCommas('甲,1\n乙,2\n')).toBeNull();
  });
});
