import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../../src/model/indicator.js';
import { readValue } from '../../../src/normalize/values/index.js';
import { UNTOLD } from './cells.js';

const COUNT: Indicator = {
  key: 'traffic.page_views',
  form: 'work',
  section: '用户访问',
  label: '网站总访问量',
  unit: '次',
  type: 'count',
  options: [],
  periods: ['year'],
};

function read(text: string) {
  return readValue(COUNT, [{ kind: 'text', text, score: null }], { formYear: 2020, tickSide: null });
}

describe('a number broken over lines', () => {
  it.each([
    ['６２６２\n９', 62629],
    ['56\n0', 560],
    ['1234\n5次', 12345],
    ['56\n0，506', 560506],
    ['38\n2，455次', 382455],
  ])('%j is read as %d, with a doubt', (text, value) => {
    const reading = read(text);
    expect(reading.value).toBe(value);
    expect(reading.strictness).toBeLessThanOrEqual(0.5);
    expect(reading.remarks.map(({ rule }) => rule)).toContain('wrapped-number');
  });

  it.each(['12\n15', '123\n456', '1\n234', '12\n345', '12\n345,678'])('%j may be two numbers', (text) => {
    expect(read(text).status).toBe('invalid');
  });
});

describe('a number that stops at its point', () => {
  const share = (text: string) =>
    readValue({ ...COUNT, type: 'percent', unit: '%' }, [{ kind: 'text', text, score: null }], UNTOLD);

  it.each(['98.', '98．'])('%j is read with a doubt', (text) => {
    expect(share(text)).toMatchObject({ value: 98, strictness: 0.3 });
    expect(share(text).remarks.map(({ rule }) => rule)).toContain('number-cut-short');
  });

  it.each(['98', '98.5', '98。'])('%j stops nowhere', (text) => {
    expect(share(text).strictness).toBeGreaterThan(0.8);
  });
});
