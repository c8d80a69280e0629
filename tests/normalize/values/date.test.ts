import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicator, read, summary } from './cells.js';

const DATE = indicator('date');

describe('dates', () => {
  it.each([
    '2021年1月15日',
    '2021年01月15日',
    '2021 年 1 月 15 日',
    '2021年1月15号',
    '2021.01.15',
    '2021. 1. 15',
    '2021-1-15',
    '2021－1－15',
    '2021/1/15',
    '２０２１．１．１５',
    '20210115',
    '二〇二一年一月十五日',
    '二○二一年一月十五日',
    '二零二一年元月十五日',
    '2021-01-15 00:00:00',
    '15/1/2021',
    '2021 1 15',
    '2021年1月1\n5日',
    '２０２１年1月１\n５ 日',
  ])('%s', (written) => {
    expect(read(DATE, written)).toMatchObject({ status: 'reported', value: '2021-01-15', note: null });
  });

  it.each<[string, unknown[]]>([
    ['2O21年l月15日', ['2021-01-15', 'look-alike-digits']],
    ['二O二O年十二月二十一日', ['2020-12-21', 'look-alike-digits']],
    ['2021年1月15日（盖章）', ['2021-01-15', '盖章']],
    ['2021年1月  日', ['invalid', 'not-a-date']],
    ['2021年1月', ['invalid', 'not-a-date']],
    ['1月15日', ['invalid', 'not-a-date']],
    ['21年1月5日', ['invalid', 'not-a-date']],
    ['1/5/2021', ['invalid', 'not-a-date']],
    ['44211', ['invalid', 'not-a-date']],
    ['2021年2月30日', ['invalid', 'impossible-date']],
    ['2021-13-01', ['invalid', 'impossible-date']],
    ['2021年1月15日至2021年1月20日', ['invalid', 'not-a-date']],
  ])('%s', (written, expected) => {
    expect(summary(read(DATE, written))).toEqual(expected);
  });

  it('doubts a date before the year that the form reports on, and none within a year after', () => {
    expect(summary(read(DATE, '2019-01-15', 2020))).toEqual(['2019-01-15', 'date-outside-form-year']);
    expect(summary(read(DATE, '2021-01-15', 2020))).toEqual(['2021-01-15']);
  });

  it('reads every day back from every way of writing it', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2059-12-31'), noInvalidDate: true });
    const writings = [
      (y: number, m: number, d: number) => `${y}年${m}月${d}日`,
      (y: number, m: number, d: number) => `${y}-${m}-${d}`,
      (y: number, m: number, d: number) => `${y}.${String(m).padStart(2, '0')}.${String(d).padStart(2, '0')}`,
      (y: number, m: number, d: number) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
    ];
    fc.assert(
      fc.property(days, fc.constantFrom(...writings), (day, write) => {
        const written = write(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
        expect(read(DATE, written).value).toBe(day.toISOString().slice(0, 10));
      }),
    );
  });
});
