/** Killed before and after every kind of step that an import takes on its database. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { inProcessReader } from '../../src/batch/filing-reader.js';
import { PROGRAM_VERSION } from '../../src/batch/program-version.js';
import { runImport } from '../../src/batch/run-import.js';
import { readFiling } from '../../src/pipeline.js';
import { temporaryFolder } from '../load/database.js';
import { buildProgram } from './built-program.js';
import { damageOf, digestOf, runUntilKilled, writeInput } from './killed-imports.js';

const KILLER = fileURLToPath(new URL('./kill-at-step.js', import.meta.url));
/** SOURCE_DATE_EPOCH of the killed imports. */
const IMPORTED_AT = '2023-11-14T22:13:20Z';
const program = buildProgram();
afterAll(() => program.remove());

function importing(folder: string, database: string, env: Record<string, string>) {
  const args = [folder, '--db', database, '--workers', '0'];
  return runUntilKilled({ cli: program.cli, args, nodeArgs: ['--import', KILLER], env });
}

/** Numbers of the steps before which another kind of thing was done: of thousands of inserted fields the first. */
function turningPoints(steps: readonly string[]): number[] {
  const seen = new Set<string>();
  const turns = steps.flatMap((step, index) => {
    const turn = `${steps[index - 1]} → ${step}`;
    if (step === steps[index - 1] || seen.has(turn)) return [];
    seen.add(turn);
    return [index + 1];
  });
  return [...turns, steps.length + 0.5];
}

/** The next import, in this process: starting a program anew costs more than these few files. */
async function goOn(folder: string, database: string): Promise<void> {
  const reader = inProcessReader((file) => readFiling(file));
  const now = () => IMPORTED_AT;
  await runImport({
    paths: [folder],
    database,
    reader,
    programVersion: PROGRAM_VERSION,
    importedAt: now(),
    now,
  });
}

test('killed at each write step, an import goes on to the same rows', async () => {
  const folder = temporaryFolder();
  writeInput(folder, 2);
  const whole = join(temporaryFolder(), 'whole.sqlite');
  const log = join(temporaryFolder(), 'steps');
  expect(await importing(folder, whole, { STEP_LOG: log })).toBe(false);
  const steps = readFileSync(log, 'utf8').trim().split('\n');
  expect(steps.length).toBeGreaterThan(300);
  const expected = digestOf(whole);
  const kills = turningPoints(steps);
  expect(kills.length).toBeGreaterThan(25);

  let finished = 0;
  const killAt = async (step: number): Promise<string[]> => {
    const database = join(temporaryFolder(), 'reports.sqlite');
    const wasKilled = await importing(folder, database, { KILL_STEP: String(step) });
    if (!wasKilled) finished += 1;
    const damage = existsSync(database) ? damageOf(database) : [];
    await goOn(folder, database);
    const isSame = digestOf(database) === expected;
    return [...damage, ...(isSame ? [] : ['other rows'])].map(
      (wrong) => `${steps[Math.floor(step) - 1]}: ${wrong}`,
    );
  };
  const wrong: string[] = [];
  const queue = kills.values();
  const lane = async () => {
    for (const step of queue) wrong.push(...(await killAt(step)));
  };
  await Promise.all([lane(), lane()]);
  expect(wrong).toEqual([]);
  // Groups of documents are committed by the clock: one step more or less, so that the last may not be reached.
  expect(finished).toBeLessThan(5);
});
