import { expect, test } from 'vitest';
import { killAtRandom } from './random-kills.js';

const KILLS = 200;
/** What a machine that is busy with others must manage in its time; an idle one does all of them in less. */
const FEWEST = 40;
const PATIENCE = 180_000;

test('imports that are killed at random moments end row for row like an undisturbed one', async () => {
  const report = await killAtRandom({
    kills: KILLS,
    files: 24,
    seed: 20_210_131,
    workers: [0, 0, 2],
    lanes: 2,
    patience: PATIENCE,
  });
  console.log(`${report.kills} kills, ${report.rounds} databases compared`);
  expect(report.damage).toEqual([]);
  expect(report.different).toBe(0);
  expect(report.kills).toBeGreaterThanOrEqual(FEWEST);
  expect(report.rounds).toBeGreaterThan(2);
});
