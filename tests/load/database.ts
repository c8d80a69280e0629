/** A database in a folder of its own, and its rows as text for comparison. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type Connection, openDatabase } from '../../src/load/open.js';
import { createFilingWriter, type FilingWriter } from '../../src/load/write-filing.js';

const folders: string[] = [];
const connections: Connection[] = [];

afterEach(() => {
  for (const db of connections.splice(0)) db.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'));
  folders.push(folder);
  return folder;
}

export function temporaryDatabase(file = join(temporaryFolder(), 'reports.sqlite')): Connection {
  const db = openDatabase(file);
  connections.push(db);
  return db;
}

export function writerOf(db: Connection, programVersion = '1.0.0'): FilingWriter {
  return createFilingWriter(db, { file: db.name, importedAt: '2024-05-01T08:30:00Z', programVersion });
}

/** All rows in the order in which the file holds them; `runs` is the log of what was done, and not compared. */
export function rowsOf(db: Connection): Record<string, unknown[]> {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'runs' ORDER BY name")
    .pluck()
    .all() as string[];
  return Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]));
}
