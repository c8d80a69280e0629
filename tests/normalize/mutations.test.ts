/**
 * One row deleted, one label blanked, two rows swapped, one row doubled, at every row of every template: only the
 * fields of those rows may change, and what is said of them must be right or doubted.
 */
import { describe, expect, it } from 'vitest';
import { isRight } from '../../scripts/calibrate/sample.js';
import { readFiling } from '../../src/pipeline.js';
import { fieldId, type TemplateId } from '../filings/filing.js';
import { generateFiling } from '../filings/generate.js';
import { PLAIN_VARIATION } from '../filings/layout/variation.js';
import type { TextFormat } from '../filings/render/renderers.js';
import { type MutatedFiling, mutateFiling } from '../simulate/mutate.js';

const TIMEOUT = 300_000;
/** Each case reads answers of its own. */
const FIRST_SEED = 60;
/** From here on a value is taken for right: a wrong one may not be as sure. */
const SURE = 0.9;

/** The national forms of both periods print the same rows: each stands for the other. */
const CASES: readonly (readonly [TemplateId, TextFormat])[] = [
  ['work-2019', 'word-dump'],
  ['work-2022', 'markdown'],
  ['work-2019', 'tsv'],
  ['work-2020-gx', 'word-dump'],
  ['work-2020-gx', 'markdown'],
  ['work-2020-gx', 'tsv'],
  ['supervision-2020-gx', 'word-dump'],
  ['supervision-2020-gx', 'markdown'],
  ['supervision-2020-gx', 'tsv'],
];

interface Outcome {
  /** Changes of fields that the mutation did not touch. */
  readonly untouched: readonly string[];
  /** Touched fields with a wrong value at high confidence, by mutation. */
  readonly sure: readonly string[];
  readonly doubted: number;
  readonly mutations: number;
}

async function judge(mutated: MutatedFiling, own: ReturnType<typeof generateFiling>['answers']) {
  const { rendered, touched, kind, row } = mutated;
  const { reports } = await readFiling({ path: rendered.file, bytes: rendered.bytes });
  const [report] = reports;
  if (!report || reports.length > 1)
    return { untouched: [`${kind} ${row}: ${reports.length} reports`], wrong: [] };
  const truth = new Map(rendered.truth.fields.map((field) => [fieldId(field.key, field.period), field]));
  const free = new Set(touched);
  const faults = report.fields.filter((field) => {
    const right = truth.get(fieldId(field.indicator, field.period));
    return !isRight(field, right);
  });
  const wrong = faults.filter((field) => {
    const id = fieldId(field.indicator, field.period);
    const answer = own.get(id);
    if (!free.has(id) || field.status !== 'reported') return false;
    // What the filer answered is no wrong value, even where its label was taken away: options name themselves.
    return !answer || !isRight(field, { key: field.indicator, period: field.period, ...answer });
  });
  return {
    untouched: faults
      .filter((field) => !free.has(fieldId(field.indicator, field.period)))
      .map((field) => `${kind} ${row}: ${field.indicator}@${field.period} is ${field.status} ${field.value}`),
    wrong,
  };
}

async function outcomeOf(template: TemplateId, format: TextFormat, seed: number): Promise<Outcome> {
  const filing = generateFiling({ template, seed });
  const untouched: string[] = [];
  const sure: string[] = [];
  let doubted = 0;
  let mutations = 0;
  for (const mutated of mutateFiling(filing, PLAIN_VARIATION, format)) {
    mutations += 1;
    const judged = await judge(mutated, filing.answers);
    untouched.push(...judged.untouched);
    for (const field of judged.wrong) {
      if (field.confidence >= SURE) sure.push(`${mutated.kind} ${mutated.row}: ${field.indicator}`);
      else doubted += 1;
    }
  }
  return { untouched, sure, doubted, mutations };
}

describe.each(CASES.map((names, index) => [...names, FIRST_SEED + index] as const))(
  'single mutations of %s as %s, filing %i',
  (template, format, seed) => {
    it(
      'change the touched fields only, and give no value wrongly but in doubt',
      async () => {
        const { untouched, sure, mutations } = await outcomeOf(template, format, seed);
        expect(mutations).toBeGreaterThan(100);
        expect(untouched).toEqual([]);
        expect(sure).toEqual([]);
      },
      TIMEOUT,
    );
  },
);
