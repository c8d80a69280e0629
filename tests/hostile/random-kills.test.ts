import { expect, test } from 'vitest';
import { killAtRandom } from './random-kills.js';

/** A run of 200 takes several minutes: `npx tsx tests/hostile/random-kills.ts --kills 200`. */
const KILLS = 40;

test('imports that are killed at random moments end row for row like an undisturbed one', async () => {
  const report = await killAtRandom({
    kills: KILLS,
    files: 24,
    seed: 20_210_131,
    workers: [0, 0, 2],
    lanes: 2,
  });
  expect(report.damage).toEqual([]);
  expect(report.different).toBe(0);
  expect(report.kills).toBeGreaterThanOrEqual(KILLS);
  expect(report.rounds).toBeGreaterThan(2);
});
