/** The list of hostile cases names tests that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../cli/run-cli.js';

const CASES = 21;

test('every hostile case names the tests that show it', () => {
  const lines = readFileSync(new URL('./README.md', import.meta.url), 'utf8').split('\n');
  const rows = lines.filter((line) => /^\| \d+ \|/.test(line));
  expect(rows).toHaveLength(CASES);
  for (const row of rows) {
    const files = [...row.matchAll(/`((?:tests|bench)\/[^`]+)`/g)].map(([, file = '']) => file);
    expect(files, row).not.toEqual([]);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  }
});
