import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { printGolden } from '../../src/golden/print.js';
import { runGolden } from '../../src/golden/run.js';
import { readFiling } from '../../src/pipeline.js';
import { GOLDEN_DIR } from './reading.js';

it('reads the real filings as people did, field by field and finding by finding', async () => {
  const read = (path: string) => readFiling({ path, bytes: readFileSync(path) });
  const run = await runGolden({ dir: GOLDEN_DIR, update: false, read });
  expect(
    run.files.some(({ changes, error }) => changes.length > 0 || error !== null),
    printGolden(run),
  ).toBe(false);
});

it.each([
  ['000_765245b491b0006f.txt', { work: 45 }],
  ['001_794783a65cf15956.txt', { work: 59 }],
  ['002_13d177689da984c3.txt', { work: 77, supervision: 41 }],
  ['003_0a60332abacfaad1.txt', { work: 59 }],
  ['004_d7ae38a802d48cfe.txt', { work: 59 }],
])('finds every definition in the sheets of %s', async (file, expected) => {
  const path = new URL(`../../corpus/${file}`, import.meta.url).pathname;
  const { definitions } = await readFiling({ path, bytes: readFileSync(path) });
  const counts: Record<string, number> = {};
  for (const { form } of definitions) counts[form] = (counts[form] ?? 0) + 1;
  expect(counts).toEqual(expected);
});
