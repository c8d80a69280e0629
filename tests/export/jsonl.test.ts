import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filingJson } from '../../src/load/filing-json.js';
import { filingSchema } from '../../src/load/filing-schema.js';
import { readFiling } from '../../src/pipeline.js';
import { ROOT } from '../cli/run-cli.js';
import { corpusDatabase } from './corpus-database.js';
import { exported } from './written.js';

const corpus = corpusDatabase();

test('each line is what `extract --json` prints, with one report', async () => {
  const text = (await exported(corpus.db, { format: 'jsonl' })).toString();
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => filingSchema.parse(JSON.parse(line)));
  expect(lines).toHaveLength(5);
  for (const { document, reports } of lines) {
    const bytes = readFileSync(`${ROOT}${document.path}`);
    const printed = filingJson(await readFiling({ path: document.path, bytes }));
    expect(printed.document).toEqual(document);
    const [exportedReport] = reports;
    const report = printed.reports.find(({ form }) => form === exportedReport?.form);
    const byKey = (fields: readonly { indicator: string; period: string }[] = []) =>
      new Map(fields.map((field) => [`${field.indicator} ${field.period}`, field]));
    expect(byKey(exportedReport?.fields)).toEqual(byKey(report?.fields));
    expect({ ...exportedReport, fields: [] }).toEqual({ ...report, fields: [] });
  }
});
