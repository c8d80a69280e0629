/** Fields of the real filings with what a person read in them: few, but not of our own making. */
import { readdirSync, readFileSync } from 'node:fs';
import { readGolden } from '../../src/golden/run.js';
import { readFiling } from '../../src/pipeline.js';
import type { TruthField } from '../../tests/filings/filing.js';
import { isRight, type JudgedField } from './sample.js';

const GOLDEN = new URL('../../golden/', import.meta.url);
const CORPUS = new URL('../../corpus/', import.meta.url);

export async function sampleGolden(): Promise<JudgedField[]> {
  const names = readdirSync(GOLDEN).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(names.sort().map((name) => judgeGolden(new URL(name, GOLDEN).pathname)));
  return files.flat();
}

async function judgeGolden(path: string): Promise<JudgedField[]> {
  const golden = readGolden(path);
  const bytes = readFileSync(new URL(golden.source, CORPUS));
  const { document, reports } = await readFiling({ path: golden.source, bytes });
  const { sourceKind: kind } = document;
  return reports.flatMap((report) => {
    const expected = golden.reports.find(({ form }) => form === report.form);
    const wanted = new Map(
      expected?.fields.map((field): [string, TruthField] => [`${field.key}@${field.period}`, field]),
    );
    if (kind === null) return [];
    return report.fields.map((field) => ({
      kind,
      file: golden.source,
      field,
      right: isRight(field, wanted.get(`${field.indicator}@${field.period}`)),
    }));
  });
}
