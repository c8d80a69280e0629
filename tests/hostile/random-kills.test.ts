import { expect, test } from 'vitest';
import { killAtRandom } from './random-kills.js';

// Eight kills for every run of the tests; `random-kills.ts` is a program for hundreds.
test('an import that is killed at random ends row for row like an undisturbed one', async () => {
  const report = await killAtRandom({ kills: 8, files: 24, seed: 20_210_131, workers: 2 });
  expect(report.damage).toEqual([]);
  expect(report.kills).toBeGreaterThan(2);
  expect(report.isSame).toBe(true);
}, 600_000);
