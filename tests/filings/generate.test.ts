/** Generated filings are the same for the same seed, and their truth covers exactly the contract's fields. */
import { describe, expect, it } from 'vitest';
import { FIELD_STATUSES } from '../../src/model/reading.js';
import { templateFields } from './fields.js';
import { fieldId, TEMPLATES } from './filing.js';
import { generateFiling } from './generate.js';
import { NOTHING_ALTERED, printForm, truthOf } from './layout/print.js';
import { drawVariation, PLAIN_VARIATION } from './layout/variation.js';

/** Fields of each template, counted by hand in the contract's indicators.tsv. */
const FIELD_COUNTS = {
  'work-2019': 65,
  'work-2022': 65,
  'work-2020-gx': 82,
  'supervision-2020-gx': 200,
} as const;

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);
const NAME = { file: 'a.txt', group: 'a' };

describe('generateFiling', () => {
  it.each(TEMPLATES)('gives the same %s for the same seed and another for another', (template) => {
    const first = generateFiling({ template, seed: 7 });
    expect(generateFiling({ template, seed: 7 })).toEqual(first);
    expect(generateFiling({ template, seed: 8 }).answers).not.toEqual(first.answers);
  });

  it.each(TEMPLATES)('answers every field of %s and no other', (template) => {
    expect(templateFields(template)).toHaveLength(FIELD_COUNTS[template]);
    const wanted = templateFields(template).map(({ indicator, period }) => fieldId(indicator.key, period));
    expect([...generateFiling({ template, seed: 1 }).answers.keys()]).toEqual(wanted);
  });

  it.each(TEMPLATES)(
    'gives a value if and only if a field of %s is reported, of the indicator’s type',
    (template) => {
      for (const seed of SEEDS) {
        const { answers } = generateFiling({ template, seed });
        for (const { indicator, period } of templateFields(template)) {
          const answer = answers.get(fieldId(indicator.key, period));
          expect(answer?.value !== null, `${indicator.key} of seed ${seed}`).toBe(
            answer?.status === 'reported',
          );
          if (answer?.status !== 'reported') continue;
          const numeric = ['count', 'decimal', 'percent', 'interval'].includes(indicator.type);
          const type = numeric ? 'number' : indicator.type === 'boolean' ? 'boolean' : 'string';
          expect(typeof answer.value, `${indicator.key} of seed ${seed}`).toBe(type);
          if (indicator.type === 'count') expect(Number.isInteger(answer.value)).toBe(true);
          if (indicator.type === 'date') expect(answer.value).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          if (indicator.type === 'choice') {
            expect(indicator.options.map(({ id }) => id)).toContain(answer.value);
          }
        }
      }
    },
  );

  it('uses every status, and never answers none to a boolean', () => {
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      for (const template of TEMPLATES) {
        const filing = generateFiling({ template, seed });
        for (const { indicator, period } of templateFields(template)) {
          const status = filing.answers.get(fieldId(indicator.key, period))?.status ?? '';
          seen.add(status);
          if (indicator.type === 'boolean') expect(status).not.toBe('none');
        }
      }
    }
    expect([...seen].sort()).toEqual(FIELD_STATUSES.filter((status) => status !== 'missing').sort());
  });
});

describe('truthOf', () => {
  it.each(TEMPLATES)('has a line for every field of %s under any variation', (template) => {
    for (const seed of SEEDS) {
      const filing = generateFiling({ template, seed });
      const form = printForm(filing, drawVariation(template, seed));
      const truth = truthOf(filing, form, NOTHING_ALTERED, NAME);
      expect(truth.fields).toHaveLength(FIELD_COUNTS[template]);
      const missing = truth.fields.filter(({ status }) => status === 'missing').map(({ key }) => key);
      expect(missing.filter((key) => key !== 'site.report_url')).toEqual([]);
    }
  });

  it('has 公开网址 only where the Guangxi form prints it', () => {
    const filing = generateFiling({ template: 'work-2020-gx', seed: 3 });
    const statusOf = (reportUrlRow: boolean): string | undefined => {
      const form = printForm(filing, { ...PLAIN_VARIATION, reportUrlRow });
      const { fields } = truthOf(filing, form, NOTHING_ALTERED, NAME);
      return fields.find(({ key }) => key === 'site.report_url')?.status;
    };
    expect(statusOf(false)).toBe('missing');
    expect(statusOf(true)).toBe('reported');
  });
});
