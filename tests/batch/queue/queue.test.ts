import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FilingReader, inProcessReader } from '../../../src/batch/filing-reader.js';
import { collect } from '../../../src/batch/queue/collect.js';
import { openQueue, type Queue } from '../../../src/batch/queue/connect.js';
import { releaseTheDead } from '../../../src/batch/queue/dead-letters.js';
import { fillQueue } from '../../../src/batch/queue/fill-queue.js';
import { claim, giveBack, handIn, unfinishedJobs } from '../../../src/batch/queue/jobs.js';
import { announce, livingWorkers } from '../../../src/batch/queue/presence.js';
import { queueStatus } from '../../../src/batch/queue/queue-status.js';
import { type QueuedFile, queuedFile } from '../../../src/batch/queue/queued-file.js';
import { type WorkOptions, workOnQueue } from '../../../src/batch/queue/worker.js';
import { runImport } from '../../../src/batch/run-import.js';
import { filingRows } from '../../../src/load/filing-rows.js';
import { openForReading } from '../../../src/load/open.js';
import { rowsOf, temporaryFolder } from '../../load/database.js';
import { sampleFiling } from '../../load/sample-filing.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';

const RUN = {
  programVersion: '1.0.0',
  importedAt: '2024-05-01T08:30:00Z',
  now: () => '2024-05-01T08:30:00Z',
};

let server: PostgresServer;
let queue: Queue;
let folder: string;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

beforeEach(async () => {
  queue = await openQueue(server.newDatabase(), { retries: 1, retrySeconds: 0 });
  folder = temporaryFolder();
});
afterEach(() => queue.close());

function write(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}

function writeMany(count: number): void {
  for (let number = 0; number < count; number += 1) write(`${number}.txt`, `filing ${number}`);
}

function fill(more: Partial<Parameters<typeof fillQueue>[1]> = {}) {
  const options = { paths: [folder], root: '/', programVersion: '1.0.0', limits: {} };
  return fillQueue(queue, { ...options, force: false, retryFailed: false, ...more });
}

/** Reads several at once, as a pool does, and fails where the content says so. */
function reader(): FilingReader {
  const inner = inProcessReader(async ({ path, bytes }) => {
    const content = Buffer.from(bytes).toString();
    if (content.startsWith('broken')) throw new Error('broken on purpose');
    return sampleFiling(path, content);
  });
  return { ...inner, concurrency: 16 };
}

function work(more: Partial<WorkOptions> = {}) {
  return workOnQueue({ queue, root: '/', reader: reader(), stay: false, ...more });
}

async function collected(database = join(temporaryFolder(), 'reports.sqlite')) {
  const summary = await collect(queue, { ...RUN, database });
  const db = openForReading(database);
  const rows = rowsOf(db);
  db.close();
  return { summary, rows, database };
}

async function importedHere() {
  const database = join(temporaryFolder(), 'reports.sqlite');
  const summary = await runImport({ ...RUN, paths: [folder], database, reader: reader() });
  const db = openForReading(database);
  const rows = rowsOf(db);
  db.close();
  return { summary, rows };
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

test('what is queued, read and collected are the rows of an import', async () => {
  writeMany(40);
  write('copy.txt', 'filing 3');
  write('broken.txt', 'broken');
  expect(await fill()).toEqual({ files: 42, queued: 41, read: 0, passedOver: [] });
  expect(await work()).toEqual({ read: 41, failed: 1, notHere: 0 });
  const here = await importedHere();
  const { summary, rows, database } = await collected();
  expect(rows).toEqual(here.rows);
  expect(summary.failed).toEqual(here.summary.failed);
  expect(summary.notRead).toBe(0);
  expect((await collected(database)).summary.unchanged).toBe(42);
});

test('a second call queues what is new, and forgets what is gone', async () => {
  writeMany(5);
  await fill();
  await work();
  write('5.txt', 'filing 5');
  write('0.txt', 'filing 0, second edition');
  rmSync(join(folder, '1.txt'));
  expect(await fill()).toMatchObject({ files: 5, queued: 2, read: 3 });
  expect(await fill()).toMatchObject({ files: 5, queued: 2, read: 3 });
  expect(await work()).toMatchObject({ read: 2 });
  expect((await collected()).rows).toEqual((await importedHere()).rows);
});

test('what is collected early goes on later', async () => {
  writeMany(6);
  await fill();
  const { summary, database } = await collected();
  expect(summary).toMatchObject({ files: 6, notRead: 6 });
  await work();
  expect((await collected(database)).rows).toEqual((await importedHere()).rows);
});

describe('a worker that dies', () => {
  test('has its jobs given back, each to be tried alone', async () => {
    writeMany(6);
    await fill();
    const first = await announce(queue);
    const claimed = await claim(queue, first, 4);
    expect(claimed).toHaveLength(4);
    await releaseTheDead(queue);
    expect(await queueStatus(queue)).toMatchObject({ reading: 4, retrying: 0, workers: 1 });
    await first.end();
    await expect.poll(() => livingWorkers(queue)).toBe(0);
    await releaseTheDead(queue);
    expect(await queueStatus(queue)).toMatchObject({ reading: 0, retrying: 4, waiting: 2 });
    // Each waits a second or two before it is tried again.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const second = await announce(queue);
    const again = await claim(queue, second, 4);
    expect(again).toHaveLength(1);
    await giveBack(queue, second, again);
    await second.end();
    expect(await work()).toMatchObject({ failed: 0 });
    expect((await collected()).rows).toEqual((await importedHere()).rows);
  });

  test('at every try makes the file a failed document, and no other', async () => {
    writeMany(3);
    write('0.txt', 'filing that takes the machine along');
    await fill();
    let poisoned: QueuedFile | undefined;
    for (let tries = 0; tries < 2; tries += 1) {
      const victim = await announce(queue);
      const claimed = async () => {
        const [job] = await claim(queue, victim, 1);
        poisoned ??= job;
        return job !== undefined && job.path === poisoned?.path;
      };
      await expect.poll(claimed).toBe(true);
      await victim.end();
      await expect.poll(() => livingWorkers(queue)).toBe(0);
      await releaseTheDead(queue);
    }
    expect(await work()).toEqual({ read: 2, failed: 0, notHere: 0 });
    const { summary } = await collected();
    expect(summary.failed).toEqual([
      { path: poisoned?.path, reason: expect.stringMatching(/killed, or its machine is gone, at every try/) },
    ]);
    expect(summary.reports).toHaveLength(2);
    expect((await queueStatus(queue)).failures).toHaveLength(1);
    expect(await fill({ retryFailed: true })).toMatchObject({ queued: 1, read: 2 });
    expect(await work()).toEqual({ read: 1, failed: 0, notHere: 0 });
  });
});

test('a job that is delivered twice is stored once', async () => {
  writeMany(1);
  await fill();
  const [slow, fast] = [await announce(queue), await announce(queue)];
  const [job] = await claim(queue, slow, 1);
  // As when it expires while the first worker still reads.
  await queue.query(`UPDATE pgboss.job SET state = 'retry', start_after = now() - interval '1 s'`);
  expect(await claim(queue, fast, 1)).toEqual([job]);
  const sha256 = hashOf('filing 0');
  const content = { sha256, result: filingRows(sampleFiling(job?.path ?? '', 'filing 0')) };
  await handIn(queue, slow, [content]);
  await handIn(queue, fast, [content]);
  expect(await unfinishedJobs(queue)).toBe(0);
  expect(await queue.query('SELECT sha256 FROM nianbao.results')).toEqual([{ sha256 }]);
  expect(await queue.query('SELECT * FROM nianbao.claims')).toEqual([]);
  await Promise.all([slow.end(), fast.end()]);
  expect((await collected()).rows).toEqual((await importedHere()).rows);
});

describe('the folder that all machines see', () => {
  test('another one ends the work at once, and uses up no try', async () => {
    writeMany(3);
    await fill({ root: folder });
    await expect(work({ root: temporaryFolder() })).rejects.toThrow(/--root .*holds no \d\.txt/);
    expect(await queueStatus(queue)).toMatchObject({ waiting: 3, retrying: 0 });
    expect(await work({ root: folder })).toMatchObject({ read: 3 });
  });

  test('a file that no machine finds is a failed document', async () => {
    writeMany(3);
    await fill();
    write('2.txt', 'filing 2, changed meanwhile');
    expect(await work()).toMatchObject({ read: 2, notHere: 2 });
    const { summary } = await collected();
    expect(summary.failed).toEqual([
      { path: join(folder, '2.txt'), reason: expect.stringMatching(/did not find it under .* at every try/) },
    ]);
  });

  test('a file outside of it cannot be queued', async () => {
    writeMany(1);
    await expect(fill({ root: temporaryFolder() })).rejects.toThrow(/does not lie under --root/);
    const file = { path: 'a', location: '/b/../etc/passwd', member: null, bytes: 1, sha256: hashOf('') };
    await expect(queueAndRead(queuedFile(file, '/b'))).rejects.toThrow(/holds no/);
  });

  async function queueAndRead(job: QueuedFile): Promise<unknown> {
    writeMany(1);
    await fill();
    await queue.query('UPDATE pgboss.job SET data = $1', [JSON.stringify(job)]);
    return work({ root: folder });
  }
});

test('an end that is asked for finishes what is being read and gives the rest back', async () => {
  writeMany(40);
  await fill();
  const stop = new AbortController();
  const { read } = await work({ signal: stop.signal, onProgress: () => stop.abort() });
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(40);
  expect(await queueStatus(queue)).toMatchObject({ waiting: 40 - read, reading: 0, retrying: 0 });
  expect(await work()).toMatchObject({ read: 40 - read });
});

test('all machines read under the same limits and version', async () => {
  writeMany(1);
  await fill({ limits: { pdfPages: 7 } });
  await expect(fill()).rejects.toThrow(/filled by version 1\.0\.0 with --limit \{"pdfPages":7\}/);
  await expect(fill({ limits: { pdfPages: 7 }, programVersion: '2.0.0' })).rejects.toThrow(/--force/);
  await work();
  expect(await fill({ force: true })).toMatchObject({ queued: 1, read: 0 });
});

test('a server that does not answer is told without its password', async () => {
  await expect(openQueue('postgres://me:secret@127.0.0.1:1/none')).rejects.toThrow(
    /^postgres:\/\/me:\*\*\*@127\.0\.0\.1:1\/none: no PostgreSQL server answers there/,
  );
  const url = server.newDatabase().replace(/\w+$/, 'nowhere');
  await expect(openQueue(url)).rejects.toThrow(/no such database/);
});
