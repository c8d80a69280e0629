import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/load/open.js';
import { temporaryFolder, writerOf } from '../load/database.js';
import { sampleFiling } from '../load/sample-filing.js';
import { runCli } from './run-cli.js';

/** A folder with a database of some reports. */
function folderWithDatabase(reports = 1): { folder: string; file: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'reports.sqlite');
  const db = openDatabase(file);
  const writer = writerOf(db);
  for (let i = 0; i < reports; i += 1) writer.write(sampleFiling(`${i}.txt`, `content ${i}`));
  db.close();
  return { folder, file };
}

describe('nianbao export', () => {
  test('csv to standard output: the table fields, or the one asked for', async () => {
    const { file } = folderWithDatabase();
    const fields = await runCli(['export', '--db', file, '--format', 'csv']);
    expect({ code: fields.code, stderr: fields.stderr }).toEqual({ code: 0, stderr: '' });
    expect(fields.stdout).toMatch(/^report_id,path,.*,indicator,/);
    const wide = await runCli([
      'export',
      '--db',
      file,
      '--format',
      'csv',
      '--table',
      'work_reports',
      '--bom',
    ]);
    expect(wide.stdout).toMatch(/^\uFEFFreport_id,path,.*,traffic_page_views,/);
  });

  test('csv to a folder: every table that has rows', async () => {
    const { folder, file } = folderWithDatabase();
    const out = join(folder, 'tables');
    const { code, stdout } = await runCli(['export', '--db', file, '--format', 'csv', '--out', out]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readdirSync(out).sort()).toEqual([
      'fields.csv',
      'findings.csv',
      'indicators.csv',
      'work_reports.csv',
    ]);
  });

  test.each(['csv', 'xlsx', 'jsonl', 'parquet'])('%s to a file, whole or not at all', async (format) => {
    const { folder, file } = folderWithDatabase();
    const out = join(folder, `reports.${format}`);
    const { code, stderr } = await runCli(['export', '--db', file, '--format', format, '--out', out]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `wrote ${out}\n` });
    expect(readFileSync(out).length).toBeGreaterThan(100);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a workbook to a pipe ends', async () => {
    const { file } = folderWithDatabase();
    const { code, stdout } = await runCli(['export', '--db', file, '--format', 'xlsx']);
    expect(code).toBe(0);
    expect(stdout.startsWith('PK')).toBe(true);
  });

  test.each([
    ['no format', [], /--format/],
    ['an unknown format', ['--format', 'ods'], /ods/],
    ['a byte order mark in JSON', ['--format', 'jsonl', '--bom'], /--bom: jsonl has no byte order mark/],
    ['a table of a workbook', ['--format', 'xlsx', '--table', 'fields'], /--table: xlsx holds everything/],
    ['a workbook as a folder', ['--format', 'xlsx', '--out', '.'], /this is a folder; name a file in it/],
    ['the database itself', ['--format', 'csv', '--out', 'reports.sqlite'], /this is the database itself/],
  ])('wrong usage, %s: exit 2 and one line', async (_, args, line) => {
    const { folder } = folderWithDatabase();
    const all = ['export', '--db', 'reports.sqlite', ...args];
    const { code, stdout, stderr } = await runCli(all, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('what cannot be read or written: exit 3 and one line that says what to do', async () => {
    const { folder, file } = folderWithDatabase();
    const nothing = await runCli(['export', '--db', join(folder, 'none.sqlite'), '--format', 'csv']);
    expect(nothing).toMatchObject({ code: 3, stdout: '' });
    expect(nothing.stderr).toMatch(/none\.sqlite: no such file; .*\n$/);
    const nowhere = await runCli(['export', '--db', file, '--format', 'csv', '--out', '/no/such/a.csv']);
    expect(nowhere.code).toBe(3);
    expect(nowhere.stderr).toMatch(/a\.csv: its folder does not exist; create it first \(ENOENT\)\.\n$/);
  });

  test('a disk that is full leaves the former file as it was', async () => {
    const { folder, file } = folderWithDatabase(200);
    const out = join(folder, 'fields.csv');
    writeFileSync(out, 'former');
    const args = ['export', '--db', file, '--format', 'csv', '--out', out];
    // Enough for the index that SQLite keeps beside a database while it reads.
    const { code, stderr } = await runCli(args, { fileBlocks: 64 });
    expect(code).toBe(3);
    expect(stderr).toMatch(/fields\.csv: (the file is too large for this disk|the disk is full)/);
    expect(readFileSync(out, 'utf8')).toBe('former');
    expect(existsSync(`${out}.part`)).toBe(false);
  });

  test('a database of an earlier version is named, with what to do', async () => {
    const { file } = folderWithDatabase();
    const db = new Database(file);
    db.exec('DROP TABLE rules');
    db.close();
    const { code, stderr } = await runCli(['export', '--db', file, '--format', 'jsonl']);
    expect(code).toBe(3);
    expect(stderr).toBe(
      `error: ${file}: an earlier version of this program made it (no such table: rules); \`nianbao import PATH --db FILE\` brings it up to date, with any path.\n`,
    );
  });

  test('--contacts none leaves out who signed', async () => {
    const { file } = folderWithDatabase();
    const args = ['export', '--db', file, '--format', 'csv', '--table', 'indicators'];
    expect((await runCli(args)).stdout).toContain('filing.phone');
    expect((await runCli([...args, '--contacts', 'none'])).stdout).not.toContain('filing.phone');
  });

  test('an existing folder takes all tables', async () => {
    const { folder, file } = folderWithDatabase();
    const out = join(folder, 'there.csv');
    mkdirSync(out);
    const { code } = await runCli(['export', '--db', file, '--format', 'csv', '--out', out]);
    expect(code).toBe(0);
    expect(readdirSync(out)).toContain('work_reports.csv');
  });
});
