/** Opens the database file: makes it where there is none, and keeps its catalogue and views up to date. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { readCalibration } from '../normalize/calibration.js';
import { INDICATORS } from '../normalize/catalogue.js';
import { buildBulkIndexes } from './bulk-indexes.js';
import { columnHelpText, storeColumnHelp } from './column-help.js';
import type { Connection } from './connection.js';
import { asDatabaseError, DatabaseError } from './database-error.js';
import { storeCalibration } from './store-calibration.js';
import { regionRows, storeRegions } from './store-regions.js';
import { ruleNames, storeRules } from './store-rules.js';
import { wideViews } from './wide-views.js';

export type { Connection } from './connection.js';

/** Raised when a table changes; a file of another version is refused rather than half understood. */
const SCHEMA_VERSION = 2;
/** `nian` in ASCII: says in the file's header whose it is (https://sqlite.org/pragma.html#pragma_application_id). */
const APPLICATION_ID = 0x6e69616e;
/** KiB of pages in memory: those that the rows of a few hundred filings touch again and again. */
const CACHE_KIB = 24_000;
/** Pages in the write-ahead log before they are moved into the database: 40 MB, as many filings share most pages. */
const CHECKPOINT_PAGES = 10_000;
/** Milliseconds to wait for another writer. One filing takes 2 ms to write, a checkpoint well under a second. */
const BUSY_TIMEOUT = 5_000;

const SCHEMA_FILE = new URL('./schema.sql', import.meta.url);
const REFERENCE_FILE = new URL('./reference.sql', import.meta.url);
/** In this order: the later ones build on the earlier. */
const VIEW_FILES = ['./linked-views.sql', './views.sql', './review-views.sql', './analysis-views.sql'].map(
  (name) => new URL(name, import.meta.url),
);

function isEmpty(db: Connection): boolean {
  return db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
}

function createTables(db: Connection): void {
  db.exec(readFileSync(SCHEMA_FILE, 'utf8'));
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${SCHEMA_VERSION}`);
  db.prepare('INSERT INTO metadata (key, value) VALUES (?, ?)').run('schema_version', String(SCHEMA_VERSION));
}

function storeCatalogue(db: Connection): void {
  const upsert = db.prepare(`
    INSERT INTO indicators (key, form, section, label, unit, value_type, options, position)
    VALUES (@key, @form, @section, @label, @unit, @type, @options, @position)
    ON CONFLICT (key, form) DO UPDATE SET section = excluded.section, label = excluded.label,
      unit = excluded.unit, value_type = excluded.value_type, options = excluded.options,
      position = excluded.position`);
  INDICATORS.forEach((indicator, position) => {
    const options = Object.fromEntries(indicator.options.map(({ id, label }) => [id, label]));
    const hasOptions = indicator.options.length > 0;
    upsert.run({
      ...indicator,
      options: hasOptions ? JSON.stringify(options) : null,
      position: BigInt(position),
    });
  });
}

function replaceViews(db: Connection, views: string): void {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all() as string[];
  for (const name of names) db.exec(`DROP VIEW "${name}"`);
  db.exec(views);
}

/** Writes catalogue and views only where they differ from what the file was last opened with. */
function refreshCatalogue(db: Connection): void {
  const views = [...VIEW_FILES.map((file) => readFileSync(file, 'utf8')), wideViews()].join('\n');
  const reference = readFileSync(REFERENCE_FILE, 'utf8');
  const calibration = readCalibration();
  const rules = ruleNames();
  const content = [INDICATORS, regionRows(), rules, reference, views, columnHelpText(), calibration];
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const stored = db.prepare("SELECT value FROM metadata WHERE key = 'catalogue'").pluck().get();
  if (stored === fingerprint) return;
  storeCatalogue(db);
  db.exec(reference);
  storeRegions(db);
  storeRules(db, rules);
  storeCalibration(db, calibration);
  replaceViews(db, views);
  storeColumnHelp(db);
  db.prepare('INSERT OR REPLACE INTO metadata (key, value) VALUES (?, ?)').run('catalogue', fingerprint);
}

function assertOurs(db: Connection, file: string): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    const message = `${file}: this is a database of another program; choose another --db.`;
    throw new DatabaseError('database.foreign', message);
  }
  const version = db.pragma('user_version', { simple: true });
  if (version !== SCHEMA_VERSION) {
    const message = `${file}: made with schema version ${version}, this program writes ${SCHEMA_VERSION}; import into a new file.`;
    throw new DatabaseError('database.other-version', message);
  }
}

function prepareForWriting(db: Connection, file: string): void {
  const fresh = isEmpty(db);
  if (!fresh) assertOurs(db, file);
  db.pragma('journal_mode = WAL');
  // Rows can be made again from the files: what a power cut may cost is the last few documents.
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  const prepare = () => {
    // Another process may have made the tables between the look and this lock.
    if (isEmpty(db)) createTables(db);
    refreshCatalogue(db);
    buildBulkIndexes(db);
  };
  db.transaction(prepare).immediate();
}

function connect(file: string, options: Database.Options, prepare: (db: Connection) => void): Connection {
  let db: Connection | undefined;
  try {
    db = new Database(file, { timeout: BUSY_TIMEOUT, ...options });
    prepare(db);
    return db;
  } catch (error) {
    db?.close();
    // better-sqlite3 reports a missing folder with a TypeError of its own.
    if (error instanceof TypeError) {
      throw new DatabaseError('database.cannot-open', `${file}: its folder does not exist; create it first.`);
    }
    throw asDatabaseError(error, file) ?? error;
  }
}

/**
 * Opens `file` for writing, and creates it where it does not exist.
 * @throws DatabaseError when it is locked, read-only, damaged or another program's.
 */
export function openDatabase(file: string): Connection {
  return connect(file, {}, (db) => prepareForWriting(db, file));
}

/**
 * Opens an existing database for reading only.
 * @throws DatabaseError when there is none, or it is not one of this program's.
 */
export function openForReading(file: string): Connection {
  if (!existsSync(file)) {
    throw new DatabaseError(
      'database.cannot-open',
      `${file}: no such file; make it with \`nianbao import\`.`,
    );
  }
  return connect(file, { readonly: true }, (db) => {
    if (isEmpty(db)) {
      throw new DatabaseError(
        'database.cannot-open',
        `${file}: it is empty; fill it with \`nianbao import\`.`,
      );
    }
    assertOurs(db, file);
  });
}

/**
 * Opens for writing a database that an import has made.
 * @throws DatabaseError as the two others
 */
export function openExisting(file: string): Connection {
  openForReading(file).close();
  return openDatabase(file);
}
