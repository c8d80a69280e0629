/** Three workers as processes of their own, two of which are killed in the middle, and a server between them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openQueue, type Queue } from '../../../src/batch/queue/connect.js';
import { unfinishedJobs } from '../../../src/batch/queue/jobs.js';
import { livingWorkers } from '../../../src/batch/queue/presence.js';
import { openForReading } from '../../../src/load/open.js';
import { CLI_COMMAND, ROOT, runCli } from '../../cli/run-cli.js';
import { buildZip } from '../../extract/zip/build-zip.js';
import { rowsOf, temporaryFolder } from '../../load/database.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';

const FILINGS = 300;
const ENV = { SOURCE_DATE_EPOCH: '1700000000' };

let server: PostgresServer;
let queue: Queue | null = null;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  server = await startPostgres();
});

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await queue?.close();
});

afterAll(() => server.stop());

/** Every kind of row: filings, copies, an archive with members, another format, what is none and what is broken. */
function fillFolder(folder: string): void {
  const text = readFileSync(join(ROOT, 'corpus/003_0a60332abacfaad1.txt'), 'utf8');
  for (let number = 0; number < FILINGS; number += 1) {
    writeFileSync(join(folder, `${number}.txt`), `${text}\n附注${number}\n`);
  }
  writeFileSync(join(folder, 'copy.txt'), `${text}\n附注7\n`);
  for (const name of readdirSync(join(ROOT, 'corpus')))
    copyFileSync(join(ROOT, 'corpus', name), join(folder, name));
  mkdirSync(join(folder, 'sub'));
  const members = [5, 6].map((number) => ({ name: `年/${number}.txt`, data: `${text}\n包内${number}\n` }));
  writeFileSync(join(folder, 'sub', 'archive.zip'), buildZip(members));
  writeFileSync(join(folder, 'sub', 'cut.docx'), buildZip(members).subarray(0, 900));
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xc4, 0xea, 0x2e, 0x74])]),
    `${text}\n非UTF-8\n`,
  );
}

function startWorker(url: string, root: string): ChildProcess {
  const [node = '', ...command] = CLI_COMMAND;
  const args = ['work', '--queue', url, '--root', root, '--workers', '1', '--stay'];
  const worker = spawn(node, [...command, ...args], { cwd: ROOT, stdio: 'ignore' });
  workers.push(worker);
  return worker;
}

/** Kills it as soon as it has handed in something, while there is work left. */
async function killAtWork(on: Queue, worker: ChildProcess): Promise<void> {
  const name = `${hostname()}:${worker.pid}`;
  const handedIn = () => on.query('SELECT 1 FROM nianbao.results WHERE worker = $1 LIMIT 1', [name]);
  while ((await handedIn()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  worker.kill('SIGKILL');
  expect(await unfinishedJobs(on)).toBeGreaterThan(0);
}

test('three machines, two of which are killed on the way, make the rows of an import on one', async () => {
  const url = server.newDatabase();
  queue = await openQueue(url);
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'first.txt'), 'the queue must not be new to its workers');
  // The folder has another name on the machines that read.
  const mounted = join(temporaryFolder(), 'mounted');
  symlinkSync(folder, mounted);
  const put = () => runCli(['import', folder, '--queue', url, '--root', folder]);
  expect((await put()).code).toBe(0);

  const [first, second, third] = [1, 2, 3].map(() => startWorker(url, mounted));
  const on = queue;
  await expect.poll(() => livingWorkers(on)).toBe(3);
  fillFolder(folder);
  expect((await put()).code).toBe(0);
  await Promise.all([first, second].map((worker) => worker && killAtWork(on, worker)));
  await expect.poll(() => unfinishedJobs(on), { interval: 200 }).toBe(0);
  const lastCode = new Promise((resolve) => third?.once('exit', resolve));
  third?.kill('SIGINT');
  expect(await lastCode).toBe(3);

  const [there, here] = [join(temporaryFolder(), 'there.sqlite'), join(temporaryFolder(), 'here.sqlite')];
  const collecting = await runCli(['collect', '--queue', url, '--db', there], { env: ENV });
  const importing = await runCli(['import', folder, '--db', here], { env: ENV });
  expect(importing.code).toBe(1);
  expect(collecting.code).toBe(1);
  expect(collecting.stdout.replaceAll(there, '')).toBe(importing.stdout.replaceAll(here, ''));
  const [collected, imported] = [openForReading(there), openForReading(here)];
  const [rows, expected] = [rowsOf(collected), rowsOf(imported)];
  collected.close();
  imported.close();
  expect(expected.documents?.length).toBeGreaterThan(FILINGS);
  expect(rows).toEqual(expected);
});

test('the commands say what is wrong with the queue', async () => {
  const wrong = await runCli(['work', '--queue', 'mysql://db/nianbao']);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/--queue: give postgres:\/\//);
  const neither = await runCli(['import', 'corpus']);
  expect(neither.code).toBe(2);
  expect(neither.stderr).toMatch(/--db FILE .* or --queue URL/);
  const url = server.newDatabase();
  const empty = await runCli(['collect', '--queue', url, '--db', join(temporaryFolder(), 'x.sqlite')]);
  expect(empty.code).toBe(3);
  expect(empty.stderr).toMatch(/nothing was queued here; begin with/);
});
