/** Fields of the real filings with what a person read in them: few, but not of our own making. */
import { readdirSync, readFileSync } from 'node:fs';
import { readGolden } from '../../src/golden/run.js';
import { readFiling } from '../../src/pipeline.js';
import { type JudgedField, judgeFields } from './sample.js';

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
  if (kind === null) return [];
  return reports.flatMap(({ form, fields }) => {
    const expected = golden.reports.find((report) => report.form === form);
    return judgeFields(fields, expected?.fields ?? [], { kind, file: golden.source });
  });
}
