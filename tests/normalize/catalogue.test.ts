/** The catalogue's table, and what is refused in one. */
import { describe, expect, it } from 'vitest';
import { PERIODS } from '../../src/model/indicator.js';
import { INDICATORS, parseCatalogue } from '../../src/normalize/catalogue.js';

const HEADING = 'key\tform\tsection\tlabel\tvariants\tunit\ttype\tperiods\ttemplates';

describe('INDICATORS', () => {
  it('have one row for each form and key', () => {
    const names = INDICATORS.map(({ form, key }) => `${form} ${key}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('have options if and only if they are choices', () => {
    for (const { key, type, options } of INDICATORS) expect(options.length > 1, key).toBe(type === 'choice');
  });

  it('know the site types by their English ids', () => {
    const type = INDICATORS.find(({ key }) => key === 'site.type');
    expect(type?.options.map(({ id }) => id)).toEqual(expect.arrayContaining(['portal', 'department']));
  });

  it('have quarters on the supervision form only', () => {
    for (const { form, key, periods } of INDICATORS) {
      if (periods.length > 1) expect([form, periods], key).toEqual(['supervision', PERIODS]);
      else expect(periods, key).toEqual(['year']);
    }
  });
});

describe('parseCatalogue', () => {
  it('reads a row', () => {
    const row = 'a.b\twork\t节\t签\t\t个\tcount\tyear\twork-2019';
    expect(parseCatalogue(`${HEADING}\n${row}\n`)).toEqual([
      {
        key: 'a.b',
        form: 'work',
        section: '节',
        label: '签',
        unit: '个',
        type: 'count',
        options: [],
        periods: ['year'],
      },
    ]);
  });

  it.each([
    ['an unknown type', 'a.b\twork\t节\t签\t\t个\tmoney\tyear\tx'],
    ['an unknown form', 'a.b\tleisure\t节\t签\t\t个\tcount\tyear\tx'],
  ])('refuses %s', (_, row) => {
    expect(() => parseCatalogue(`${HEADING}\n${row}`)).toThrow(/unknown/);
  });
});
