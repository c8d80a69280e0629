import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/load/open.js';
import { temporaryFolder } from '../load/database.js';
import { CLI_COMMAND, ROOT, runCli } from './run-cli.js';

function emptyDatabase(): string {
  const file = join(temporaryFolder(), 'reports.sqlite');
  openDatabase(file).close();
  return file;
}

async function withTakenPort<T>(run: (port: number) => Promise<T>): Promise<T> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  try {
    return await run(typeof address === 'object' && address ? address.port : 0);
  } finally {
    server.close();
  }
}

test('a port that is taken is named in one line, with what to do', async () => {
  const db = emptyDatabase();
  await withTakenPort(async (port) => {
    const { code, stdout, stderr } = await runCli(['review', '--db', db, '--no-open', '--port', `${port}`]);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(`^error: --port ${port}: .*choose another one.*\\n$`));
  });
});

test('a database that is missing, empty, another program’s, of another version or no database ends the run with one line', async () => {
  const folder = temporaryFolder();
  const empty = join(folder, 'empty.sqlite');
  writeFileSync(empty, '');
  const foreign = join(folder, 'foreign.sqlite');
  new Database(foreign).exec('CREATE TABLE a (b)').close();
  const newer = emptyDatabase();
  const raised = new Database(newer);
  raised.pragma('user_version = 999');
  raised.close();
  const text = join(folder, 'text.sqlite');
  writeFileSync(text, 'text '.repeat(300));
  const cases = [
    [join(folder, 'none.sqlite'), 'no such file'],
    [empty, 'it is empty; fill it with'],
    [foreign, 'of another program'],
    [newer, 'schema version 999'],
    [text, 'not an SQLite database'],
  ] as const;
  for (const [db, says] of cases) {
    const { code, stderr } = await runCli(['review', '--db', db, '--no-open']);
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(3);
  }
});

test.each([
  [['--port', '99999'], 'no port'],
  [['--lang', 'fr'], 'zh and en'],
])('wrong usage %j ends with 2', async (flags, says) => {
  const { code, stderr } = await runCli(['review', '--db', emptyDatabase(), '--no-open', ...flags]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test('the address is printed, the page is served there in the language asked for, and an interrupt ends it with 0', async () => {
  const [program = '', ...args] = CLI_COMMAND;
  const flags = ['review', '--db', emptyDatabase(), '--no-open', '--lang', 'en', '--reviewer', '李 & 伟'];
  const child = spawn(program, [...args, ...flags], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const address = await new Promise<string>((resolve) =>
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim())),
  );
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const page = await (await fetch(address)).text();
  expect(page).toContain('<html lang="en">');
  expect(page).toContain('李 &amp; 伟');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});
