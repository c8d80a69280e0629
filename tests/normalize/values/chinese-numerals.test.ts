import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChineseNumeral } from '../../../src/normalize/values/chinese-numerals.js';

const DIGITS = '零一二三四五六七八九';

/** 1 to 9999 in numerals, as they are written out in full. */
function write(value: number): string {
  const units = ['', '十', '百', '千'];
  return String(value)
    .split('')
    .map((digit, place, all) =>
      digit === '0' ? '零' : DIGITS[Number(digit)] + (units[all.length - 1 - place] ?? ''),
    )
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
}

describe('Chinese numerals', () => {
  it.each<[string, number | null]>([
    ['零', 0],
    ['十', 10],
    ['十二', 12],
    ['二十一', 21],
    ['一百零五', 105],
    ['一百一十', 110],
    ['两万三千', 23000],
    ['一亿零五万', 100050000],
    ['壹仟贰佰', 1200],
    ['二〇二一', 2021],
    ['三百五', null],
    ['十百', null],
    ['万', null],
    ['', null],
  ])('%s', (written, value) => {
    expect(readChineseNumeral(written)).toBe(value);
  });

  it('reads back every number below ten thousand', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
        expect(readChineseNumeral(write(value))).toBe(value);
      }),
    );
  });
});
