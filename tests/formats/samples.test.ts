/** Every adapter of the registry has a sample filing here, and reads it: an adapter without one fails. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRight } from '../../scripts/calibrate/sample.js';
import { ADAPTERS } from '../../src/extract/registry.js';
import { sniff } from '../../src/extract/sniff.js';
import { readFiling } from '../../src/pipeline.js';
import type { FilingTruth } from '../filings/filing.js';

const FOLDER = new URL('./', import.meta.url);
const TIMEOUT = 120_000;
/** The page image holds the form's first page only: what stands on it, and nothing said surely but wrongly. */
const FIRST_PAGE_ONLY = 'image';
const FIELDS_ON_FIRST_PAGE = 20;
const SURE = 0.9;

function sampleOf(adapter: string): { bytes: Uint8Array; truth: Omit<FilingTruth, 'file' | 'group'> } {
  const folder = new URL(`${adapter}/`, FOLDER);
  const input = readdirSync(folder).find((name) => name.startsWith('input.')) ?? '';
  return {
    bytes: readFileSync(new URL(input, folder)),
    truth: JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')),
  };
}

describe.each(ADAPTERS.map(({ name, formats }) => ({ name, formats })))(
  'adapter $name',
  ({ name, formats }) => {
    it('has a sample of one of its formats', () => {
      expect(existsSync(new URL(`${name}/expected.json`, FOLDER))).toBe(true);
      expect(formats).toContain(sniff(sampleOf(name).bytes).format);
    });

    it(
      'reads it as expected',
      async () => {
        const { bytes, truth } = sampleOf(name);
        const { reports } = await readFiling({ path: name, bytes });
        expect(reports).toMatchObject([{ form: truth.form, template: truth.template, year: truth.year }]);
        const wanted = new Map(truth.fields.map((field) => [`${field.key}@${field.period}`, field]));
        const fields = reports[0]?.fields ?? [];
        const wrong = fields.filter(
          (field) => !isRight(field, wanted.get(`${field.indicator}@${field.period}`)),
        );
        if (name === FIRST_PAGE_ONLY) {
          expect(
            wrong.filter(({ status, confidence }) => status === 'reported' && confidence >= SURE),
          ).toEqual([]);
          expect(fields.length - wrong.length).toBeGreaterThan(FIELDS_ON_FIRST_PAGE);
        } else {
          expect(wrong.map(({ indicator, status, value }) => [indicator, status, value])).toEqual([]);
          expect(fields).toHaveLength(wanted.size);
        }
      },
      TIMEOUT,
    );
  },
);
