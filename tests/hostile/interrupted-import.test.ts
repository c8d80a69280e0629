import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLI_COMMAND, ROOT, runCli } from '../cli/run-cli.js';
import { temporaryFolder } from '../load/database.js';

const FILINGS = 400;

/** Sends SIGINT as soon as the log tells of a first file. */
function interrupted(args: readonly string[], log: string): Promise<{ code: number | null; stderr: string }> {
  const [node = '', ...command] = CLI_COMMAND;
  const child = spawn(node, [...command, ...args, '--log', log], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  let isSent = false;
  const watch = setInterval(() => {
    if (isSent || !logged(log).includes('"file"')) return;
    isSent = child.kill('SIGINT');
  }, 5);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, stderr });
    });
  });
}

function logged(log: string): string {
  try {
    return readFileSync(log, 'utf8');
  } catch {
    return '';
  }
}

test('Ctrl-C finishes what is being read, says how to go on, and the next run does', async () => {
  const folder = temporaryFolder();
  const text = readFileSync(join(ROOT, 'corpus/003_0a60332abacfaad1.txt'), 'utf8');
  for (let number = 0; number < FILINGS; number += 1) {
    writeFileSync(join(folder, `${number}.txt`), `${text}\n附注${number}\n`);
  }
  const database = join(temporaryFolder(), 'reports.sqlite');
  const log = join(temporaryFolder(), 'log.jsonl');
  const args = ['import', folder, '--db', database, '--workers', '2'];
  const { code, stderr } = await interrupted(args, log);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^Stopping: /);
  expect(stderr).toMatch(/Stopped: \d+ of 400 files are still to be read; run the same command again/);
  expect(logged(log).trim().split('\n').at(-1)).toContain('"interrupted"');

  const status = await runCli(['status', '--db', database, '--json']);
  const stored = JSON.parse(status.stdout) as { documents: { loaded: number }; runs: { finishedAt: null }[] };
  expect(stored.documents.loaded).toBeGreaterThan(0);
  expect(stored.documents.loaded).toBeLessThan(FILINGS);
  expect(stored.runs[0]?.finishedAt).toBeNull();

  const rest = await runCli(args);
  expect(rest.code).toBe(0);
  expect(rest.stdout).toContain(`${stored.documents.loaded} unchanged`);
});
