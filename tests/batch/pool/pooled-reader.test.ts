import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type FilingReader, ReaderBroken, ReadingCancelled } from '../../../src/batch/filing-reader.js';
import { type PoolOptions, pooledReader } from '../../../src/batch/pool/pooled-reader.js';
import { runImport } from '../../../src/batch/run-import.js';
import { walk } from '../../../src/batch/walk.js';
import { DEFAULT_LIMITS, type Limits } from '../../../src/limits.js';
import { buildZip } from '../../extract/zip/build-zip.js';
import { temporaryFolder } from '../../load/database.js';

const MOCK = new URL('./mock-reader.ts', import.meta.url).href;
const FROM_SOURCES = ['--import', import.meta.resolve('tsx')];

let reader: FilingReader | null = null;

afterEach(async () => {
  await reader?.close();
  reader = null;
});

function pool(limits: Partial<Limits> = {}, options: PoolOptions = {}): FilingReader {
  reader = pooledReader({
    workers: 2,
    readerModule: MOCK,
    execArgv: FROM_SOURCES,
    limits: { ...DEFAULT_LIMITS, ...limits },
    ...options,
  });
  return reader;
}

/** Reads all, in the order given, as `loaded` or the sentence that says why not. */
async function readAll(contents: readonly string[], limits: Partial<Limits> = {}): Promise<string[]> {
  const folder = temporaryFolder();
  contents.forEach((content, index) => {
    writeFileSync(join(folder, `${String(index).padStart(3, '0')}.txt`), content);
  });
  const { files } = await walk([folder]);
  const used = pool(limits);
  return Promise.all(
    files.map((file) =>
      used.read(file).then(
        ({ document }) => document.error ?? document.status,
        (error: Error) => error.message,
      ),
    ),
  );
}

function amongGoodOnes(order: string): string[] {
  const good = Array.from({ length: 30 }, (_, index) => `good ${index}`);
  return [...good.slice(0, 7), `${order}!`, ...good.slice(7)];
}

const FAULTS: readonly [string, Partial<Limits>, RegExp][] = [
  ['hang', { idleMilliseconds: 8_000 }, /no progress for 8 seconds/],
  ['wait', { readMilliseconds: 8_000 }, /took more than 8 seconds.*readMilliseconds/],
  ['exit', {}, /ended on its own \(exit code 7\)/],
  ['abort', {}, /ended on its own \(signal SIGABRT\)/],
  ['kill', {}, /ended on its own \(signal SIGSEGV\)/],
  ['later', {}, /ended on its own \(exit code 1\)/],
  ['memory', { workerBytes: 400_000_000 }, /more than 400 MB of memory/],
  ['heap', { heapBytes: 100_000_000 }, /more than 100 MB of memory/],
  ['flood', {}, /printed more than 1 MB/],
];

describe('a file that takes its reading process along', () => {
  test.each(FAULTS)('%s', async (order, limits, reason) => {
    const outcomes = await readAll(amongGoodOnes(order), limits);
    expect(outcomes[7]).toMatch(reason);
    expect(outcomes.filter((outcome) => outcome !== 'loaded')).toHaveLength(1);
  });

  test('is tried once more, in a process of its own', async () => {
    const journal = join(temporaryFolder(), 'journal');
    const outcomes = await readAll(['good', `exit!journal=${journal}`, `chatter!journal=${journal}`]);
    expect(outcomes).toEqual(['loaded', expect.stringMatching(/exit code 7/), 'loaded']);
    const [first, second, ...rest] = readFileSync(journal, 'utf8').trim().split('\n');
    const tries = [first, second, ...rest].filter((line) => line?.includes('001.txt'));
    expect(tries).toHaveLength(2);
    expect(new Set(tries).size).toBe(2);
    const other = [first, second, ...rest].find((line) => line?.includes('002.txt'));
    expect(tries.map((line) => line?.split(' ')[1])).not.toContain(other?.split(' ')[1]);
  });
});

describe('what a library does to a reading process', () => {
  test('prints: nothing of it reaches the streams of the import', async () => {
    const written: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        written.push(String(text));
        return true;
      }),
    );
    const outcomes = await readAll(['chatter!', 'good']);
    for (const spy of spies) spy.mockRestore();
    expect(outcomes).toEqual(['loaded', 'loaded']);
    expect(written.join('')).not.toMatch(/chatty|streams/);
  });

  test.each(['connect', 'fetch'])('%s: is refused', async (order) => {
    const [outcome] = await readAll([`${order}!`]);
    expect(outcome).toMatch(/must not use the network|fetch failed/);
  });

  test('throws: the process goes on with the next file', async () => {
    const outcomes = await readAll(['throw!', 'good']);
    expect(outcomes).toEqual([expect.stringMatching(/x is undefined.*fault of the program/), 'loaded']);
  });
});

test('temporary files of a killed process are removed', async () => {
  const mine = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`nianbao-reader-${process.pid}-`));
  await readAll(['exit!', 'good']);
  expect(mine().length).toBeGreaterThan(0);
  await reader?.close();
  expect(mine()).toEqual([]);
});

test('an import outlives a reading process that is slow to end', async () => {
  const file = join(temporaryFolder(), 'a.txt');
  writeFileSync(file, 'linger!');
  const program = fileURLToPath(new URL('./read-and-close.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [...FROM_SOURCES, program, file]);
  expect(stdout).toBe('loaded\nclosed\n');
});

test('a reader that cannot even start ends the run instead of failing every file', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), 'good');
  const database = join(temporaryFolder(), 'reports.sqlite');
  const run = runImport({
    paths: [folder],
    database,
    reader: pool({}, { execArgv: ['--no-such-flag-of-node'] }),
    programVersion: '1.0.0',
    importedAt: '2024-05-01T08:30:00Z',
    now: () => '2024-05-01T08:30:00Z',
  });
  await expect(run).rejects.toThrow(ReaderBroken);
  expect(existsSync(database)).toBe(true);
});

test('a run that is ended finishes what is being read, and cancels what waits', async () => {
  const folder = temporaryFolder();
  for (let index = 0; index < 40; index += 1) writeFileSync(join(folder, `${index}.txt`), `good ${index}`);
  const { files } = await walk([folder]);
  const used = pool({}, { workers: 1 });
  const reading = files.map((file) => used.read(file).catch((error: unknown) => error));
  await reading[0];
  used.cancelWaiting?.();
  const outcomes = await Promise.all(reading);
  const cancelled = outcomes.filter((outcome) => outcome instanceof ReadingCancelled).length;
  expect(cancelled).toBeGreaterThan(0);
  expect(cancelled).toBeLessThan(40);
  expect(outcomes.slice(0, 40 - cancelled).every((outcome) => !(outcome instanceof Error))).toBe(true);
});

describe('an archive', () => {
  async function indexOf(bytes: Uint8Array, limits: Partial<Limits> = {}) {
    const path = join(temporaryFolder(), 'all.zip');
    writeFileSync(path, bytes);
    const { files } = await walk([path]);
    const [file] = files;
    return file && pool(limits).indexArchive?.(file);
  }

  test('is unpacked in the process that reads, and only its index comes back', async () => {
    const inner = buildZip([{ name: 'c.txt', data: 'three' }]);
    const index = await indexOf(
      buildZip([
        { name: '南宁/a.txt', data: 'one' },
        { name: 'inner.zip', data: inner },
        { name: 'Thumbs.db', data: 'x' },
      ]),
    );
    expect(index).toEqual({
      members: [
        { name: '南宁/a.txt', bytes: 3, sha256: createHash('sha256').update('one').digest('hex') },
        { name: 'inner.zip!/c.txt', bytes: 5, sha256: createHash('sha256').update('three').digest('hex') },
      ],
      refused: [],
      leftBySystems: ['Thumbs.db'],
    });
  });

  test('that goes beyond a limit is refused with its sentence', async () => {
    const many = buildZip([
      { name: 'a.txt', data: 'one' },
      { name: 'b.txt', data: 'two' },
    ]);
    await expect(indexOf(many, { zipEntries: 1 })).rejects.toThrow(/entries/);
  });

  test('that is none has no index', async () => {
    expect(await indexOf(buildZip([{ name: 'word/document.xml', data: '<x/>' }]))).toBeNull();
  });
});
