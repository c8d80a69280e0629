/** Decimals, shares and intervals. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicator, read, summary } from './cells.js';

const DAYS = indicator('decimal', '天');
const SHARE = indicator('percent', '%');
const INTERVAL = indicator('interval', '天/次');

describe('decimals of days', () => {
  it.each<[string, unknown[]]>([
    ['5', [5]],
    ['3.5', [3.5]],
    ['３．５天', [3.5]],
    ['3.5 个工作日', [3.5]],
    ['.5', [0.5]],
    ['半天', [0.5]],
    ['3天半', [3.5, 'unit-converted']],
    ['1周', [7, 'unit-converted']],
    ['12小时', [0.5, 'unit-converted']],
    ['≤5', [5, '≤', 'approximate']],
    ['5天以内', [5, '以内', 'approximate']],
    ['3。5', [3.5, 'look-alike-separator']],
    ['3-5天', ['invalid', 'several-numbers']],
    ['1,5', ['invalid', 'odd-grouping']],
    ['3个', ['invalid', 'foreign-unit']],
    ['当日', ['invalid', 'not-a-number']],
    ['-1', ['invalid', 'negative']],
  ])('%s', (written, expected) => {
    expect(summary(read(DAYS, written))).toEqual(expected);
  });

  it('reads a decimal back as itself', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.constantFrom('', '天', '个工作日'), (hundredths, unit) => {
        expect(read(DAYS, `${(hundredths / 100).toFixed(2)}${unit}`).value).toBe(hundredths / 100);
      }),
    );
  });
});

describe('shares', () => {
  it.each<[string, unknown[]]>([
    ['100%', [100]],
    ['100', [100]],
    ['99.46％', [99.46]],
    ['98.5 %', [98.5]],
    ['100﹪', [100]],
    ['（100%）', [100]],
    ['0', [0]],
    ['百分百', [100]],
    ['百分之九十八', [98, 'chinese-numerals']],
    ['0.98', [0.98, 'percent-without-sign']],
    ['1', [1, 'percent-without-sign']],
    ['0.5%', [0.5]],
    ['120%', [120, 'over-100-percent']],
    ['9946', [9946, 'over-100-percent']],
    ['52100', ['invalid', 'too-large']],
    ['50‰', [5, 'unit-converted']],
    ['1OO%', [100, 'look-alike-digits']],
    ['约98%', [98, '约', 'approximate']],
    ['207/207', ['invalid', 'several-numbers']],
    ['-5%', ['invalid', 'negative']],
    ['（　 %）', ['blank']],
    ['____%', ['blank']],
  ])('%s', (written, expected) => {
    expect(summary(read(SHARE, written))).toEqual(expected);
  });
});

describe('intervals', () => {
  it.each<[string, unknown[]]>([
    ['14天/次', [14]],
    ['１４天／次', [14]],
    ['14日 / 次', [14]],
    ['2周/次', [14]],
    ['7天', [7]],
    ['14', [14]],
    ['0', [0]],
    ['每周一次', [7]],
    ['每两周一次', [14]],
    ['每天巡检一次', [1]],
    ['每日', [1]],
    ['1天1次', [1]],
    ['1次/天', [1]],
    ['2次/周', [3.5]],
    ['24小时/次', [1]],
    ['1月/次', [30, 'unit-converted']],
    ['每半月一次', [15, 'unit-converted']],
    ['每月2次', [15, 'unit-converted']],
    ['实时', ['invalid', 'not-an-interval']],
    ['7*24小时', ['invalid', 'not-an-interval']],
    ['天/次', ['blank']],
  ])('%s', (written, expected) => {
    expect(summary(read(INTERVAL, written))).toEqual(expected);
  });

  it('says the same in days and in weeks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (weeks) => {
        expect(read(INTERVAL, `${weeks}周/次`).value).toBe(read(INTERVAL, `${weeks * 7}天/次`).value);
      }),
    );
  });
});
