import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openForReading } from '../../src/load/open.js';
import { buildProgram } from '../hostile/built-program.js';
import { temporaryFolder } from '../load/database.js';
import { CLI_COMMAND, ROOT } from './run-cli.js';

const RECORDER = new URL('./loaded-modules.js', import.meta.url).href;

/** Packages that take longer to load than a text filing takes to be read. */
const HEAVY = [
  '@hono/node-server',
  '@napi-rs/canvas',
  '@observablehq/plot',
  'better-sqlite3',
  'cheerio',
  'cli-progress',
  'exceljs',
  'hono',
  'hyparquet-writer',
  'mammoth',
  'onnxruntime-node',
  'opencc-js',
  'pdfjs-dist',
  'pg',
  'pg-boss',
  'sharp',
  'tesseract.js',
  'tinypool',
  'xlsx',
  'yauzl',
  'zod',
];

/**
 * Own modules for one text filing, 120 when this was written, each of which costs a millisecond on a slow machine.
 * More means that something is loaded that this file does not need.
 */
const MOST_OWN_MODULES = 140;

async function modulesOf(
  args: readonly string[],
  [node = '', ...command]: readonly string[] = CLI_COMMAND,
): Promise<string[]> {
  const record = join(temporaryFolder(), 'modules.txt');
  await promisify(execFile)(node, ['--import', RECORDER, ...command, ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', LOADED_MODULES: record },
    maxBuffer: 50_000_000,
  });
  return [...new Set(readFileSync(record, 'utf8').trim().split('\n'))];
}

const packagesIn = (modules: readonly string[]): string[] =>
  HEAVY.filter((name) => modules.some((module) => module.includes(`/node_modules/${name}/`)));

test('a text filing is read without loading the libraries of other formats, databases and pages', async () => {
  const modules = await modulesOf(['extract', 'corpus/000_765245b491b0006f.txt', '--json']);
  expect(packagesIn(modules)).toEqual([]);
  const own = modules.filter((module) => module.includes('/src/'));
  expect(own.filter((module) => /\/src\/(?:review|export|golden)\//.test(module))).toEqual([]);
  expect(own.length).toBeGreaterThan(50);
  expect(own.length).toBeLessThan(MOST_OWN_MODULES);
});

test('the record names what another format loads', async () => {
  expect(packagesIn(await modulesOf(['extract', 'tests/formats/html/input.html']))).toEqual(['cheerio']);
});

/** Filings under `tests/formats`. */
const FORMAT_SAMPLES = 10;
/** Files of the built program for one text filing, 36 when this was written: modules come joined. */
const MOST_BUILT_FILES = 50;

test('the built program finds in few files, and in their old places, what the sources have in many', async () => {
  const { cli, remove } = buildProgram();
  try {
    const built = [process.execPath, cli];
    const files = await modulesOf(['extract', 'corpus/000_765245b491b0006f.txt', '--json'], built);
    const own = files.filter((file) => file.includes('/dist/'));
    expect(own.length).toBeGreaterThan(1);
    expect(own.length).toBeLessThan(MOST_BUILT_FILES);
    // All formats in this one process: what each finds beside its modules and in its library's folder.
    const database = join(temporaryFolder(), 'built.sqlite');
    const [node = '', ...command] = built;
    const order = ['import', 'tests/formats', '--db', database, '--no-cache', '--workers', '0'];
    await promisify(execFile)(node, [...command, ...order], { cwd: ROOT });
    const reports = openForReading(database).prepare('SELECT count(*) FROM reports').pluck().get();
    expect(reports).toBe(FORMAT_SAMPLES);
  } finally {
    remove();
  }
});
