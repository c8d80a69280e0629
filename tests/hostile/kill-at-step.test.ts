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

/** Each change from one kind of step to another, as KILL_TURN names it: of thousands of inserted fields the first. */
function turnsOf(steps: readonly string[]): string[] {
  const turns = steps.flatMap((step, index) => {
    const before = steps[index - 1] ?? '';
    return step === before ? [] : [JSON.stringify([before, step])];
  });
  return [...new Set(turns), 'last'];
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
  const steps = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
  expect(steps.length).toBeGreaterThan(300);
  const expected = digestOf(whole);
  const kills = turnsOf(steps);
  expect(kills.length).toBeGreaterThan(25);

  let finished = 0;
  const killAt = async (turn: string): Promise<string[]> => {
    const database = join(temporaryFolder(), 'reports.sqlite');
    const wasKilled = await importing(folder, database, { KILL_TURN: turn });
    if (!wasKilled) finished += 1;
    const damage = existsSync(database) ? damageOf(database) : [];
    await goOn(folder, database);
    const isSame = digestOf(database) === expected;
    return [...damage, ...(isSame ? [] : ['other rows'])].map((wrong) => `${turn}: ${wrong}`);
  };
  const wrong: string[] = [];
  const queue = kills.values();
  const lane = async () => {
    for (const turn of queue) wrong.push(...(await killAt(turn)));
  };
  await Promise.all([lane(), lane()]);
  expect(wrong).toEqual([]);
  // Groups of documents are committed by the clock: what stood before a commit once may not stand there again.
  expect(finished).toBeLessThan(5);
});
