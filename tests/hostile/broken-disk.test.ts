/** The run itself cannot go on: a clear line, exit 3, and every row of before is there. */
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { CLI_COMMAND, ROOT, runCli } from '../cli/run-cli.js';
import { temporaryFolder } from '../load/database.js';
import { damageOf, digestOf, writeInput } from './killed-imports.js';

const FILING = 'corpus/003_0a60332abacfaad1.txt';

/** Root may write anywhere: it gives that right away first. */
const AS_ORDINARY_USER =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search'] : [];

function runAsOrdinaryUser(args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const [program = '', ...rest] = [...AS_ORDINARY_USER, ...CLI_COMMAND, ...args];
  const child = spawn(program, rest, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

test('a folder that is read-only', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'reports.sqlite');
  expect((await runCli(['import', FILING, '--db', file])).code).toBe(0);
  const before = digestOf(file);
  chmodSync(file, 0o444);
  chmodSync(folder, 0o555);
  const known = await runAsOrdinaryUser(['import', 'corpus', '--db', file]);
  expect(known.code).toBe(3);
  expect(known.stderr).toMatch(/^error: \S+reports\.sqlite: .*(read-only|cannot be opened).*\n$/);
  const fresh = await runAsOrdinaryUser(['import', FILING, '--db', join(folder, 'new.sqlite')]);
  expect(fresh.code).toBe(3);
  expect(fresh.stderr).toMatch(/^error: \S+new\.sqlite: .*cannot be opened.*\n$/);
  chmodSync(folder, 0o755);
  expect(digestOf(file)).toBe(before);
});

test('a database that another program keeps locked', async () => {
  const file = join(temporaryFolder(), 'reports.sqlite');
  expect((await runCli(['import', FILING, '--db', file])).code).toBe(0);
  const before = digestOf(file);
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const { code, stderr } = await runCli(['import', 'corpus', '--db', file]);
  other.exec('ROLLBACK');
  other.close();
  expect(code).toBe(3);
  expect(stderr).toMatch(/^error: \S+reports\.sqlite: another program is writing to it; wait .*\n$/);
  expect(digestOf(file)).toBe(before);
});

test('a disk that fills up in the middle: what was committed stays, and the next run goes on', async () => {
  const folder = temporaryFolder();
  writeInput(folder, 150);
  const [file, whole] = [join(temporaryFolder(), 'full.sqlite'), join(temporaryFolder(), 'whole.sqlite')];
  const env = { SOURCE_DATE_EPOCH: '1700000000' };
  // In blocks of 1 KB: some of the filings find room.
  const { code, stderr } = await runCli(['import', folder, '--db', file], { env, fileBlocks: 3_500 });
  expect(code).toBe(3);
  expect(stderr).toMatch(/error: \S+full\.sqlite: the disk .*run the same command again/);
  expect(damageOf(file)).toEqual([]);
  writeFileSync(join(folder, 'note.txt'), '');
  expect((await runCli(['import', folder, '--db', file], { env })).code).toBe(1);
  expect((await runCli(['import', folder, '--db', whole], { env })).code).toBe(1);
  expect(digestOf(file)).toBe(digestOf(whole));
});
