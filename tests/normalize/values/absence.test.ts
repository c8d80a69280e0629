import { describe, expect, it } from 'vitest';
import { VALUE_TYPES } from '../../../src/model/indicator.js';
import { indicator, read } from './cells.js';

const NUMBER_TYPES = ['count', 'decimal', 'percent', 'interval'] as const;

describe('cells without a value', () => {
  const blanks = [
    '',
    ' \u3000\u00a0\n',
    '____',
    '＿＿＿',
    '\u200b',
    '[bookmark: _GoBack]',
    '{{ item.uv }}',
    '<%= uv %>',
  ];
  it.each(VALUE_TYPES.flatMap((type) => blanks.map((written) => [type, written] as const)))(
    '%s %j is blank',
    (type, written) => {
      expect(read(indicator(type), written).status).toBe('blank');
    },
  );

  const nones = [
    '无',
    '没有',
    '暂无',
    '不涉及',
    '无。',
    '無',
    ' 无 ',
    '—',
    '－',
    '-',
    '――',
    '/',
    '／',
    '\\',
    'N/A',
    'n/a',
    '无数据',
    '本年度无',
  ];
  it.each(VALUE_TYPES.flatMap((type) => nones.map((written) => [type, written] as const)))(
    '%s %j is none',
    (type, written) => {
      expect(read(indicator(type), written).status).toBe('none');
    },
  );

  it.each(
    NUMBER_TYPES.flatMap((type) => ['()', '（　　）', '[ ]'].map((written) => [type, written] as const)),
  )('%s: an empty bracket %j is blank', (type, written) => {
    expect(read(indicator(type), written).status).toBe('blank');
  });

  it.each(['无条', '— 条', '暂无 个', '/人次'])(
    '%s is none, with the unit that the form prints',
    (written) => {
      expect(read(indicator('count', '条'), written).status).toBe('none');
      expect(read(indicator('text'), written).status).toBe('reported');
    },
  );

  it('takes 一 alone for a dash where a number is asked, with doubt', () => {
    const reading = read(indicator('count'), '一');
    expect([reading.status, reading.remarks[0]?.rule]).toEqual(['none', 'look-alike-dash']);
    expect(reading.strictness).toBeLessThan(0.5);
    expect(read(indicator('text'), '一').status).toBe('reported');
  });

  it.each(['0', '0个', '０'])('%s is a count of zero, neither none nor blank', (written) => {
    expect(read(indicator('count'), written)).toMatchObject({ status: 'reported', value: 0 });
  });

  it('keeps a name that starts with 无', () => {
    expect(read(indicator('text'), '无锡市人民政府')).toMatchObject({
      status: 'reported',
      value: '无锡市人民政府',
    });
  });

  it('takes a printed date without numbers for blank', () => {
    expect(read(indicator('date'), '20  年  月  日').status).toBe('blank');
  });
});
