import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { filingJson, readFiling } from '../../src/index.js';
import { ROOT } from '../cli/run-cli.js';

/** The published file, and not the code that it was made from: that is what others check against. */
const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'schema/filing-result.schema.json'), 'utf8'));
const published = z.fromJSONSchema(SCHEMA);

const FILES = readdirSync(join(ROOT, 'corpus'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'README.md')
  .map((entry) => join(entry.parentPath, entry.name));

test.each(FILES)('%s: what is printed holds to the published JSON Schema', async (path) => {
  const filing = JSON.parse(
    JSON.stringify(filingJson(await readFiling({ path, bytes: readFileSync(path) }))),
  );
  expect(published.safeParse(filing).error?.issues ?? []).toEqual([]);
});

test('what does not hold to it is refused', async () => {
  const [path = ''] = FILES;
  const filing = filingJson(await readFiling({ path, bytes: readFileSync(path) }));
  const { sha256, ...document } = filing.document;
  expect(sha256).toHaveLength(64);
  expect(published.safeParse({ ...filing, document }).success).toBe(false);
  const [report] = filing.reports;
  const [field] = report?.fields ?? [];
  const wrong = { ...report, fields: [{ ...field, confidence: 1.5 }] };
  expect(published.safeParse({ ...filing, reports: [wrong] }).success).toBe(false);
});
