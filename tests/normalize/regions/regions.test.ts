import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isKnownRegion, regionName, regionOfSiteCode } from '../../../src/normalize/regions.js';

describe('region names', () => {
  const cases: [string, ReturnType<typeof regionName>][] = [
    ['430525', { province: '湖南省', city: '邵阳市', county: '洞口县' }],
    ['460100', { province: '海南省', city: '海口市', county: null }],
    ['450000', { province: '广西壮族自治区', city: null, county: null }],
    // Beijing's districts stand under the placeholder 市辖区, 仙桃 and 五指山 right under their provinces.
    ['110101', { province: '北京市', city: null, county: '东城区' }],
    ['110100', { province: '北京市', city: null, county: null }],
    ['429004', { province: '湖北省', city: null, county: '仙桃市' }],
    ['469001', { province: '海南省', city: null, county: '五指山市' }],
    ['659012', { province: '新疆维吾尔自治区', city: null, county: '白杨市' }],
    // Made in 2021 and 2019: newer than any revision of the standard on npm.
    ['330113', { province: '浙江省', city: '杭州市', county: '临平区' }],
    ['370117', { province: '山东省', city: '济南市', county: '钢城区' }],
    // Abolished, and still in use in site codes: 莱芜市 (2019), 那曲地区 (2017), 下城区 (2021).
    ['371200', { province: '山东省', city: '莱芜市', county: null }],
    ['542421', { province: '西藏自治区', city: '那曲地区', county: '那曲县' }],
    ['330103', { province: '浙江省', city: '杭州市', county: '下城区' }],
  ];
  it.each(cases)('%s', (code, expected) => {
    expect(regionName(code)).toEqual(expected);
  });

  it.each(['999999', '461000', '45', '', '450100a', '４５００００'])('does not know %j', (code) => {
    expect(regionName(code)).toBeNull();
    expect(isKnownRegion(code)).toBe(false);
  });

  it('finds the region of a site code, and none for a ministry', () => {
    expect(regionOfSiteCode('4305250009')).toBe('430525');
    expect(regionOfSiteCode('45000000109')).toBe('450000');
    expect(regionOfSiteCode('bm07000001')).toBeNull();
    expect(regionOfSiteCode('9999990001')).toBeNull();
  });
});

describe('the list of regions', () => {
  const file = new URL('../../../src/normalize/regions/gbt2260.tsv', import.meta.url);
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'));

  it('is sorted, without repeats, and whole', () => {
    const codes = rows.map(([code = '']) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.filter((code) => code.endsWith('0000'))).toHaveLength(34);
    expect(rows.filter(([, , until]) => until === undefined).length).toBeGreaterThan(3300);
  });

  it('has a parent for every region', () => {
    const codes = new Set(rows.map(([code = '']) => code));
    const orphans = [...codes].filter(
      (code) => !codes.has(`${code.slice(0, 2)}0000`) || !codes.has(`${code.slice(0, 4)}00`),
    );
    expect(orphans).toEqual([]);
  });
});
