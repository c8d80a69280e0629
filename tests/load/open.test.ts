import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase, openExisting, openForReading } from '../../src/load/open.js';
import { INDICATORS } from '../../src/normalize/catalogue.js';
import { temporaryDatabase, temporaryFolder } from './database.js';

function codeOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'no error';
}

describe('openDatabase', () => {
  test('makes strict tables, in WAL mode, with foreign keys on', () => {
    const db = temporaryDatabase();
    const tables = db.pragma('table_list') as {
      name: string;
      type: string;
      strict: number;
      schema: string;
    }[];
    const own = tables.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'));
    expect(own.length).toBeGreaterThan(8);
    expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test('holds the whole catalogue, a key of both forms twice', () => {
    const db = temporaryDatabase();
    expect(db.prepare('SELECT count(*) FROM indicators').pluck().get()).toBe(INDICATORS.length);
    const forms = db
      .prepare("SELECT form FROM indicators WHERE key = 'filing.phone' ORDER BY form")
      .pluck()
      .all();
    expect(forms).toEqual(['supervision', 'work']);
  });

  test('opening a file a second time writes nothing', () => {
    const file = join(temporaryFolder(), 'reports.sqlite');
    openDatabase(file).close();
    const before = readFileSync(file);
    openDatabase(file).close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('makes views and catalogue anew where they differ from this version', () => {
    const file = join(temporaryFolder(), 'reports.sqlite');
    const db = openDatabase(file);
    db.exec("UPDATE metadata SET value = 'older' WHERE key = 'catalogue'");
    db.exec("DROP VIEW work_reports; UPDATE indicators SET label = 'old'");
    db.close();
    const again = temporaryDatabase(file);
    expect(again.prepare('SELECT count(*) FROM work_reports').pluck().get()).toBe(0);
    expect(again.prepare("SELECT count(*) FROM indicators WHERE label = 'old'").pluck().get()).toBe(0);
  });

  test('refuses what is no database, another program’s, or another version’s', () => {
    const folder = temporaryFolder();
    const text = join(folder, 'text.sqlite');
    writeFileSync(text, 'this is no database, it is a long enough text to be sure of that'.repeat(20));
    expect(codeOf(() => openDatabase(text))).toBe('database.foreign');

    const foreign = join(folder, 'foreign.sqlite');
    new Database(foreign).exec('CREATE TABLE t (a)').close();
    expect(codeOf(() => openDatabase(foreign))).toBe('database.foreign');

    const newer = join(folder, 'newer.sqlite');
    const db = openDatabase(newer);
    db.pragma('user_version = 99');
    db.close();
    expect(codeOf(() => openDatabase(newer))).toBe('database.other-version');
    expect(codeOf(() => openForReading(newer))).toBe('database.other-version');
  });

  test('says that a folder is missing, or that the path is a folder', () => {
    const folder = temporaryFolder();
    expect(codeOf(() => openDatabase(join(folder, 'no', 'reports.sqlite')))).toBe('database.cannot-open');
    expect(codeOf(() => openDatabase(folder))).toBe('database.cannot-open');
    const file = join(folder, 'reports.sqlite');
    expect(codeOf(() => openExisting(file))).toBe('database.cannot-open');
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, '');
    expect(codeOf(() => openExisting(file))).toBe('database.cannot-open');
    expect(readFileSync(file)).toHaveLength(0);
  });
});

test('openForReading refuses to write', () => {
  const file = join(temporaryFolder(), 'reports.sqlite');
  openDatabase(file).close();
  const db = openForReading(file);
  expect(() => db.exec('DELETE FROM indicators')).toThrow(/readonly/);
  db.close();
});
