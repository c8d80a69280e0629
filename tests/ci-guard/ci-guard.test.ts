import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Runs one test file under the project's own configuration. */
function runTests(body: string, ci: string): Promise<{ code: number; output: string }> {
  const folder = mkdtempSync(join(ROOT, 'tests/ci-guard/run-'));
  folders.push(folder);
  writeFileSync(join(folder, 'sample.test.ts'), `import { expect, test } from 'vitest';\n${body}\n`);
  return new Promise((resolve) => {
    const env = { ...process.env, CI: ci };
    execFile(
      process.execPath,
      [VITEST, 'run', basename(folder)],
      { cwd: ROOT, env },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
      },
    );
  });
}

const PASSING = "test('runs', () => { expect(1).toBe(1); });";

describe('in CI', () => {
  test.each([
    ['skipped', "test.skip('does not run', () => {});"],
    ['to do', "test.todo('does not run');"],
    ['skipped while running', "test('does not run', ({ skip }) => { skip(); });"],
    ['the only one', "test.only('does run', () => {});"],
  ])('a test that is %s fails the run', async (_, body) => {
    const { code, output } = await runTests(`${PASSING}\n${body}`, 'true');
    expect(code).toBe(1);
    expect(output).toMatch(/does not run|Unexpected \.only/);
  });

  test('a run in which everything ran passes', async () => {
    expect(await runTests(PASSING, 'true')).toMatchObject({ code: 0 });
  });
});

test('elsewhere a skipped test passes', async () => {
  const { code } = await runTests(`${PASSING}\ntest.skip('does not run', () => {});`, '');
  expect(code).toBe(0);
});
