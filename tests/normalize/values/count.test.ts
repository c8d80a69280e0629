import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicator, read, summary } from './cells.js';

const ITEMS = indicator('count', '个');

describe('counts', () => {
  it.each<[string, unknown[]]>([
    ['0', [0]],
    ['1,234,567', [1234567]],
    ['1，234', [1234]],
    ['2, 703', [2703]],
    ['１２３', [123]],
    ['123个', [123]],
    ['123 个', [123]],
    ['(12)', [12]],
    ['12。', [12]],
    ['1.2万', [12000]],
    ['1.5w', [15000]],
    ['12W', [120000]],
    ['1.1万', [11000]],
    ['3亿', [300000000]],
    ['1亿2345万', [123450000]],
    ['12 345', [12345]],
    ['12\u00a0345', [12345]],
    ['5.0', [5]],
    ['0.0', [0]],
    ['1,234.00', [1234]],
    ['[bookmark: _GoBack]23', [23]],
    ['__23__', [23]],
    ['3l70', [3170, 'look-alike-digits']],
    ['1O5', [105, 'look-alike-digits']],
    ['2S7', [257, 'look-alike-digits']],
    ['约100', [100, '约', 'approximate']],
    ['100余', [100, '余', 'approximate']],
    ['100余个', [100, '余', 'approximate']],
    ['100余万', [1000000, '余', 'approximate']],
    ['1000个以上', [1000, '以上', 'approximate']],
    ['共12个', [12, '共']],
    ['12条', [12, 'unit-differs']],
    ['十二', [12, 'chinese-numerals']],
    ['一百零五', [105, 'chinese-numerals']],
    ['两千个', [2000, 'chinese-numerals']],
    ['12（其中转载3个）', [12, '其中转载3个', 'extra-text']],
    ['1.234.567', [1234567, 'look-alike-separator']],
    ['1,2345,6789', [123456789, 'unusual-grouping']],
    ['012', [12, 'leading-zeros']],
  ])('%s is a count', (written, expected) => {
    expect(summary(read(ITEMS, written))).toEqual(expected);
  });

  it.each<[string, string]>([
    ['若干', 'not-a-number'],
    ['见附件', 'not-a-number'],
    ['一些', 'not-a-number'],
    ['|12', 'not-a-number'],
    ['12KB', 'foreign-unit'],
    ['-5', 'negative'],
    ['－5', 'negative'],
    ['3.5', 'not-an-integer'],
    ['1.23456万', 'not-an-integer'],
    ['1.234', 'not-an-integer'],
    ['1.000', 'ambiguous-number'],
    ['3万5', 'ambiguous-number'],
    ['1,23,4', 'odd-grouping'],
    ['12,34', 'odd-grouping'],
    ['12 15', 'several-numbers'],
    ['123\n456', 'several-numbers'],
    ['3/5', 'several-numbers'],
    ['3-5', 'several-numbers'],
    ['100%', 'foreign-unit'],
    ['2020年', 'foreign-unit'],
    ['12小时', 'foreign-unit'],
    ['99999999999999999999', 'too-large'],
    ['12²', 'not-a-number'],
    ['√', 'not-a-number'],
  ])('%s is no count: %s', (written, rule) => {
    expect(summary(read(ITEMS, written))).toEqual(['invalid', rule]);
  });

  it('trusts plain digits most and look-alikes least', () => {
    const strictness = ['105', '1,105', '约105', '1O5'].map((written) => read(ITEMS, written).strictness);
    expect(strictness).toEqual([1, 0.95, 0.8, 0.6]);
  });

  const numbers = fc.nat({ max: Number.MAX_SAFE_INTEGER });
  const fullWidth = (digits: string) =>
    digits.replace(/[0-9,]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  const writings: ((value: number) => string)[] = [
    (value) => String(value),
    (value) => value.toLocaleString('en-US'),
    (value) => value.toLocaleString('en-US').replaceAll(',', ' '),
    (value) => fullWidth(value.toLocaleString('en-US')),
    (value) => ` ${value}个\n`,
    (value) => `${value}.0`,
    (value) => `约${value}`,
  ];
  it('reads a number back from every way of writing it', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(...writings), (value, write) => {
        expect(read(ITEMS, write(value)).value).toBe(value);
      }),
    );
  });
  it('reads ten thousands back exactly', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9_999_999 }), (hundreds) => {
        const written = `${Math.floor(hundreds / 100)}.${String(hundreds % 100).padStart(2, '0')}万`;
        expect(read(ITEMS, written).value).toBe(hundreds * 100);
      }),
    );
  });
});
