import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { filingSchema } from '../../src/load/filing-schema.js';
import { openForReading } from '../../src/load/open.js';
import { buildZip } from '../extract/zip/build-zip.js';
import { rowsOf, temporaryFolder } from '../load/database.js';
import { ROOT, runCli } from './run-cli.js';

/** A work report of 2019: a word-processor text dump, the fastest of the real filings to read. */
const FILING = 'corpus/003_0a60332abacfaad1.txt';

function folderOfFilings(): string {
  const folder = temporaryFolder();
  for (const name of readdirSync(join(ROOT, 'corpus'))) {
    if (name.endsWith('.txt')) copyFileSync(join(ROOT, 'corpus', name), join(folder, name));
  }
  return folder;
}

/** An office file whose content does not have its checksum. */
function damagedOfficeFile(): Buffer {
  return buildZip([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: 'word/document.xml', data: '<w:document/>', claimedCrc: 1 },
  ]);
}

describe('nianbao import', () => {
  test('loads filings: exit 0, the summary on stdout, nothing on stderr', async () => {
    const db = join(temporaryFolder(), 'reports.sqlite');
    const { code, stdout, stderr } = await runCli(['import', folderOfFilings(), '--db', db]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^FORM +YEAR +CODE +SITE/);
    expect(stdout).toMatch(/^work +2019 +\S+ +洞口县人民政府 .*003_0a60332abacfaad1\.txt$/m);
    expect(stdout).toMatch(/^supervision +2020 /m);
    expect(stdout).toMatch(/^instructions +\S+004_d7ae38a802d48cfe\.txt$/m);
    expect(stdout).toMatch(/5 files, 5 reports with \d+ fields read, 0 unchanged, 0 skipped, 0 failed\.\n$/);
  });

  test('a failed document: exit 1, named with its reason on stderr, the others loaded', async () => {
    const folder = temporaryFolder();
    copyFileSync(join(ROOT, FILING), join(folder, 'good.txt'));
    writeFileSync(join(folder, 'bad.docx'), damagedOfficeFile());
    const { code, stdout, stderr } = await runCli(['import', folder, '--db', join(folder, 'reports.sqlite')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^failed \S+bad\.docx: .{20}/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toContain('good.txt');
  });

  test.each([
    ['without --db', ['import', FILING], /--db/],
    ['without a path', ['import', '--db', 'x.sqlite'], /path/],
    [
      'with a path that does not exist',
      ['import', '/no/such', '--db', 'x.sqlite'],
      /\/no\/such: no such file/,
    ],
    [
      'with an unknown option',
      ['extract', FILING, '--jsn'],
      /unknown option '--jsn' \(Did you mean --json\?\)/,
    ],
    ['with a time that is none', ['import', FILING, '--db', 'x', '--imported-at', 'soon'], /soon: no time/],
    ['with an unknown command', ['improt', FILING], /unknown command 'improt'/],
    ['extract of a folder', ['extract', 'corpus'], /corpus: this is a folder/],
    ['extract of nothing', ['extract', '/no/such'], /no such file/],
    ['golden of nothing', ['golden', '/no/such'], /no such file/],
  ])('wrong usage, %s: exit 2 and one line', async (_, args, line) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'corpus'));
    copyFileSync(join(ROOT, FILING), join(cwd, FILING));
    const { code, stdout, stderr } = await runCli(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(cwd)).toEqual(['corpus']);
  });

  test('a database that cannot be used: exit 3 and one line', async () => {
    const file = join(temporaryFolder(), 'foreign.sqlite');
    new Database(file).exec('CREATE TABLE t (a)').close();
    const foreign = await runCli(['import', FILING, '--db', file]);
    expect(foreign.code).toBe(3);
    expect(foreign.stderr).toMatch(/foreign\.sqlite: this is a database of another program; .*\n$/);
    const nowhere = await runCli(['import', FILING, '--db', '/no/such/reports.sqlite']);
    expect(nowhere.code).toBe(3);
    expect(nowhere.stderr).toMatch(/its folder does not exist; .*\n$/);
  });

  test('a full disk: exit 3, earlier rows intact', async () => {
    const file = join(temporaryFolder(), 'reports.sqlite');
    await runCli(['import', FILING, '--db', file]);
    const before = openForReading(file);
    const fields = before.prepare('SELECT * FROM fields').all();
    before.close();
    const { code, stderr } = await runCli(['import', 'corpus', '--db', file], { fileBlocks: 300 });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: \S+reports\.sqlite: the disk .* run the same command again/);
    const after = openForReading(file);
    expect(after.prepare('SELECT * FROM fields').all()).toEqual(expect.arrayContaining(fields));
    expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
    after.close();
  });

  test('the same rows whatever the order of paths, time zone and locale', async () => {
    const folder = folderOfFilings();
    const files = readdirSync(folder).sort();
    copyFileSync(join(folder, files[3] ?? ''), join(folder, 'Zweite.txt'));
    const importInto = async (paths: string[], env: Record<string, string>) => {
      const file = join(temporaryFolder(), 'reports.sqlite');
      const { code } = await runCli(['import', ...paths, '--db', file], { env });
      expect(code).toBe(0);
      const db = openForReading(file);
      const rows = rowsOf(db);
      db.close();
      return rows;
    };
    const epoch = { SOURCE_DATE_EPOCH: '1700000000' };
    const expected = await importInto([folder], { ...epoch, TZ: 'UTC', LC_ALL: 'C' });
    const paths = [...files, 'Zweite.txt'].reverse().map((name) => join(folder, name));
    const rows = await importInto(paths, { ...epoch, TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' });
    expect(rows).toEqual(expected);
    expect(expected.documents).toContainEqual(
      expect.objectContaining({ imported_at: '2023-11-14T22:13:20Z' }),
    );
  });
});

describe('nianbao extract', () => {
  test('--json prints one object of the published shape, and nothing else', async () => {
    const { code, stdout, stderr } = await runCli(['extract', FILING, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const filing = filingSchema.parse(JSON.parse(stdout));
    expect(filing.document).toMatchObject({ path: FILING, kind: 'filing', status: 'loaded', error: null });
    expect(filing.reports.map(({ form, year }) => [form, year])).toEqual([['work', 2019]]);
    expect(filing.reports[0]?.fields.length).toBeGreaterThan(50);
  });

  test('without --json: a table for a person', async () => {
    const { code, stdout } = await runCli(['extract', FILING]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^work report 2019 \(work-2019\), confidence 0\.\d\d|1\.00, 洞口县人民政府/m);
    expect(stdout).toMatch(/^traffic\.page_views +year +reported +\d+ 次 +\d\.\d\d/m);
  });

  test('a document that fails: exit 1, its reason on stderr and in the JSON', async () => {
    const file = join(temporaryFolder(), 'bad.docx');
    writeFileSync(file, damagedOfficeFile());
    const { code, stdout, stderr } = await runCli(['extract', file, '--json']);
    expect(code).toBe(1);
    const { document, reports } = filingSchema.parse(JSON.parse(stdout));
    expect(document.status).toBe('failed');
    expect(reports).toEqual([]);
    expect(stderr).toBe(`failed ${file}: ${document.error}\n`);
  });

  test('a file name cannot steer the terminal', async () => {
    const file = join(temporaryFolder(), 'x\u001b[2Jy\nz.bin');
    writeFileSync(file, Buffer.from([0, 1, 2, 3]));
    const { stdout, stderr } = await runCli(['extract', file]);
    expect(stdout + stderr).not.toContain('\u001b');
    expect(stderr).toContain('x\\u{1B}[2Jy\\nz.bin');
  });

  test('a reader that closes the pipe is no error', async () => {
    const { code, stderr } = await runCli(['extract', FILING, '--json'], { closeStdout: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('help', () => {
  test('lists every command', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const command of ['import', 'extract', 'golden'])
      expect(stdout).toMatch(new RegExp(`^  ${command}`, 'm'));
  });

  test.each(['import', 'extract', 'golden'])('%s has an example and its exit codes', async (command) => {
    const { code, stdout } = await runCli([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\\n  nianbao ${command}`));
    expect(stdout).toContain('Exit codes:');
  });

  test('no command at all is wrong usage, and shows the help', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: nianbao');
  });
});
