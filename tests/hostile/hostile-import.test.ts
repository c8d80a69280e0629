/** One import over everything that hurts: each file gets its own row and reason, the filings beside load. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { openForReading } from '../../src/load/open.js';
import { ROOT, runCli } from '../cli/run-cli.js';
import { temporaryFolder } from '../load/database.js';
import { startWatch } from '../processor-time.js';
import { hostileArchives } from './archives.js';
import type { HostileFile } from './hostile-file.js';
import { hostilePages } from './pages.js';
import { watchMemory } from './peak-memory.js';

const CORPUS = join(ROOT, 'corpus');
/** From the requirements, for the machine as far as it is there for the test. */
const SECONDS = 120;
/** From the requirements, of any one process. */
const MOST_BYTES = 1_000_000_000;
const CLEAN = readFileSync(join(CORPUS, '003_0a60332abacfaad1.txt'), 'utf8');

/** File names that a shell, a terminal or a path would trip over; the last is GBK. */
const NAMES: readonly (string | Buffer)[] = [
  `it's "quoted".txt`,
  'two\nlines.txt',
  '$(touch owned) `id`; rm -rf *.txt',
  'a..b.txt.',
  'up\\..\\..\\outside.txt',
  '-rf --db x.txt',
  `${'年'.repeat(80)}.txt`,
  iconv.encode('年报.txt', 'gbk'),
];

/** The same filing in other bytes: it must give the same values. */
const ENCODINGS: readonly (readonly [string, Buffer])[] = [
  ['gb18030.txt', iconv.encode(CLEAN, 'gb18030')],
  ['utf16.txt', iconv.encode(CLEAN, 'utf16le', { addBOM: true })],
  ['bom.txt', iconv.encode(CLEAN, 'utf8', { addBOM: true })],
];

function countingServer(): Promise<{ server: Server; address: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests });
    });
  });
}

/** A copy of the filing that differs from the others, so that each is read. */
function marked(name: number): string {
  return `${CLEAN}\n附注${name}\n`;
}

function buildFolder(hostile: readonly HostileFile[]): string {
  const folder = temporaryFolder();
  for (const { name, bytes } of hostile) writeFileSync(join(folder, name), bytes);
  for (const name of readdirSync(CORPUS)) copyFileSync(join(CORPUS, name), join(folder, name));
  NAMES.forEach((name, index) => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]), marked(index));
  });
  for (const [name, bytes] of ENCODINGS) writeFileSync(join(folder, name), bytes);
  mkdirSync(join(folder, 'a.pdf'));
  writeFileSync(join(folder, 'a.pdf', 'inside.txt'), marked(NAMES.length));
  symlinkSync('/etc/passwd', join(folder, 'link.txt'));
  symlinkSync('/', join(folder, 'root'));
  execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
  return folder;
}

interface Row {
  readonly path: string;
  readonly status: string;
  readonly error: string | null;
  readonly reports: number;
}

function rowsByName(database: string): Map<string, Row> {
  const db = openForReading(database);
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = db
      .prepare<[], Row>(
        `SELECT d.path, d.status, d.error, count(r.id) AS reports
         FROM documents d LEFT JOIN reports r ON r.document_id = d.id GROUP BY d.id`,
      )
      .all();
    return new Map(rows.map((row) => [basename(row.path), row]));
  } finally {
    db.close();
  }
}

/** Values of one file's report, as text. */
function valuesOf(database: string, name: string): unknown[] {
  const db = openForReading(database);
  try {
    return db
      .prepare(
        `SELECT f.indicator, f.period, f.status, f.value_number, f.value_text FROM fields f
         JOIN reports r ON r.id = f.report_id JOIN documents d ON d.id = r.document_id
         WHERE d.path LIKE ? ORDER BY 1, 2`,
      )
      .all(`%/${name}`);
  } finally {
    db.close();
  }
}

function mismatch(file: HostileFile, row: Row | undefined): string[] {
  if (!row) return [`${file.name}: no row`];
  const wrong: string[] = [];
  if (file.status && row.status !== file.status) wrong.push(`${file.name}: ${row.status} (${row.error})`);
  if (file.reason && !file.reason.test(row.error ?? '')) wrong.push(`${file.name}: says ${row.error}`);
  if (row.reports !== (file.reports ?? 0)) wrong.push(`${file.name}: ${row.reports} reports`);
  if (row.status !== 'loaded' && !row.error) wrong.push(`${file.name}: no reason`);
  if (/fault of the program|ended on its own/.test(row.error ?? '')) wrong.push(`${file.name}: ${row.error}`);
  return wrong;
}

test('everything that hurts, in one import', async () => {
  const { server, address, requests } = await countingServer();
  const hostile = [...hostileArchives(address), ...hostilePages(address)];
  const folder = buildFolder(hostile);
  const database = join(temporaryFolder(), 'reports.sqlite');
  const elapsed = startWatch();
  const memory = watchMemory(database);
  const { code, stderr } = await runCli(['import', folder, '--db', database, '--workers', '2']);
  const seconds = elapsed();
  const peaks = memory.stop();
  server.close();

  const rows = rowsByName(database);
  expect(hostile.flatMap((file) => mismatch(file, rows.get(file.name)))).toEqual([]);
  expect(code).toBe(1);
  expect(requests).toEqual([]);
  expect(seconds).toBeLessThan(SECONDS);
  // The importing process and at least one that read.
  expect(peaks.length).toBeGreaterThan(1);
  expect(Math.max(...peaks)).toBeLessThan(MOST_BYTES);

  const filings = [...rows.values()].filter(({ reports }) => reports > 0);
  // One file of the corpus holds instructions only.
  const corpusFilings = readdirSync(CORPUS).length - 1;
  const good = corpusFilings + NAMES.length + ENCODINGS.length + 1;
  expect(filings).toHaveLength(good);
  for (const name of ['link.txt', 'pipe.txt', 'root', 'a.pdf', 'owned']) expect(rows.has(name)).toBe(false);
  expect(stderr).toMatch(/passed over .*link\.txt: symbolic link/);
  expect(stderr).toMatch(/passed over .*pipe\.txt: not a regular file/);
  const clean = valuesOf(database, '003_0a60332abacfaad1.txt');
  for (const [name] of ENCODINGS) expect(valuesOf(database, name), name).toEqual(clean);
});

/** A namespace of its own has no network at all; containers may forbid it. */
const CAN_CUT_OFF = spawnSync('unshare', ['-rn', 'true']).status === 0;

test('files that point elsewhere give the same rows where there is no network', async () => {
  const server = 'http://127.0.0.1:9';
  const pointing = [...hostileArchives(server), ...hostilePages(server)].filter(({ name }) =>
    ['external.docx', 'entity.docx', 'fetching.html'].includes(name),
  );
  const folder = temporaryFolder();
  for (const { name, bytes } of pointing) writeFileSync(join(folder, name), bytes);
  copyFileSync(join(CORPUS, '003_0a60332abacfaad1.txt'), join(folder, 'clean.txt'));
  const [inside, outside] = await Promise.all(
    [CAN_CUT_OFF, false].map(async (withoutNetwork) => {
      const database = join(temporaryFolder(), 'reports.sqlite');
      await runCli(['import', folder, '--db', database, '--workers', '1'], { withoutNetwork });
      return { rows: [...rowsByName(database).values()], values: valuesOf(database, 'clean.txt') };
    }),
  );
  expect(outside?.rows).toHaveLength(4);
  expect(outside?.values.length).toBeGreaterThan(60);
  expect(inside).toEqual(outside);
});
