/** The real filings, imported once a test file: what exports, queries and documents are checked against. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { importFilings } from '../../src/index.js';
import { type Connection, openForReading } from '../../src/load/open.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface CorpusDatabase {
  readonly file: string;
  readonly db: Connection;
}

/** To be called at the top of a test file; what comes back is set before its first test. */
export function corpusDatabase(): CorpusDatabase {
  let file = '';
  let db: Connection | undefined;
  beforeAll(async () => {
    file = join(mkdtempSync(join(tmpdir(), 'nianbao-')), 'reports.sqlite');
    const before = process.cwd();
    // Paths are stored as they are given.
    process.chdir(ROOT);
    await importFilings({ paths: ['corpus'], database: file, importedAt: new Date('2024-05-01T08:30:00Z') });
    process.chdir(before);
    db = openForReading(file);
  });
  afterAll(() => {
    db?.close();
    rmSync(join(file, '..'), { recursive: true, force: true });
  });
  return {
    get file() {
      return file;
    },
    get db() {
      if (!db) throw new Error('the corpus is not imported yet');
      return db;
    },
  };
}
