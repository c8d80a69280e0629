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
import { type MutatedFiling, type MutationKind, mutateFiling } from '../simulate/mutate.js';

const TIMEOUT = 300_000;
const SEED = 5;
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

interface KnownFault {
  readonly template: TemplateId;
  readonly kind: MutationKind;
  readonly row: number;
  readonly formats: readonly TextFormat[];
  /** Every field that is wrong and sure. */
  readonly fields: readonly string[];
  readonly reason: string;
}

/** Remove an entry when it no longer holds: the test fails then. */
const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    template: 'work-2020-gx',
    kind: 'rows-swapped',
    row: 23,
    formats: ['word-dump', 'markdown', 'tsv'],
    fields: ['interviews.held', 'interviews.messages_received', 'interviews.viewers'],
    reason: 'two heading rows over two rows of values: the lower heading takes the upper values',
  },
  {
    template: 'work-2020-gx',
    kind: 'rows-swapped',
    row: 25,
    formats: ['markdown', 'tsv'],
    fields: ['messages.received', 'messages.closed', 'messages.average_days'],
    reason: 'the same, one block further down',
  },
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

async function outcomeOf(template: TemplateId, format: TextFormat): Promise<Outcome> {
  const filing = generateFiling({ template, seed: SEED });
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

function knownFaults(template: TemplateId, format: TextFormat): string[] {
  return KNOWN_FAULTS.filter(
    (fault) => fault.template === template && fault.formats.includes(format),
  ).flatMap(({ kind, row, fields }) => fields.map((field) => `${kind} ${row}: ${field}`));
}

describe.each(CASES)('single mutations of %s as %s', (template, format) => {
  it(
    'change the touched fields only, and give no value wrongly but in doubt',
    async () => {
      const { untouched, sure, mutations } = await outcomeOf(template, format);
      expect(mutations).toBeGreaterThan(100);
      expect(untouched).toEqual([]);
      expect(sure.toSorted()).toEqual(knownFaults(template, format).toSorted());
    },
    TIMEOUT,
  );
});
