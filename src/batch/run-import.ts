/**
 * The import: walk, hash, read what is new, write. Reading may happen anywhere and in any order (see
 * `FilingReader`); writing happens here, one transaction a document, and comes to the same rows.
 */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { buildBulkIndexes, dropBulkIndexes } from '../load/bulk-indexes.js';
import { chooseDefinitions } from '../load/choose-definitions.js';
import { CommitGroups } from '../load/commit-groups.js';
import { checkAcrossReports } from '../load/cross-checks.js';
import { asDatabaseError } from '../load/database-error.js';
import type { DocumentRow } from '../load/document-copies.js';
import type { FilingRows } from '../load/filing-rows.js';
import { type Connection, openDatabase } from '../load/open.js';
import { createRunLog, type RunLog } from '../load/run-log.js';
import { createFilingWriter, type FilingWriter } from '../load/write-filing.js';
import type { DocumentStatus } from '../model/result.js';
import { type FilingReader, readingOf } from './filing-reader.js';
import { type FileNote, type ImportSummary, ReadingLog } from './import-summary.js';
import { forEachConcurrently } from './in-parallel.js';
import { vanishedFiles } from './vanished-files.js';
import { byPath, type PassedOver, type WalkedFile, walk } from './walk.js';
import { type HashedFile, makeWorkList, type WorkList } from './work-list.js';

/** A file that is done, in whatever order they are. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly path: string;
  readonly outcome: Outcome;
  /** For `failed` and `skipped`: why. */
  readonly reason: string | null;
}

export type Outcome = DocumentStatus | 'copy' | 'unchanged';

export interface ImportOptions {
  readonly paths: readonly string[];
  /** The database file; made where there is none. */
  readonly database: string;
  readonly reader: FilingReader;
  readonly programVersion: string;
  /** UTC time that goes into `documents.imported_at`, see `runTime`. */
  readonly importedAt: string;
  /** UTC time for the end of the run in the `runs` table. */
  readonly now: () => string;
  readonly limits?: Limits;
  /** Reads every file, unchanged ones too. */
  readonly force?: boolean;
  /** Reads again those unchanged files that failed. */
  readonly retryFailed?: boolean;
  /** What else the `runs` table keeps as the run's options. */
  readonly runOptions?: Readonly<Record<string, unknown>>;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run early: what is being read is finished and stored, nothing more is begun. */
  readonly signal?: AbortSignal;
}

/** One import under way. */
class ImportRun {
  readonly #options: ImportOptions;
  readonly #writer: FilingWriter;
  readonly #log: RunLog;
  readonly #db: Connection;
  readonly #groups: CommitGroups;
  readonly #files: readonly WalkedFile[];
  readonly #readings = new ReadingLog();
  /** Contents read by this run, where its options would have it read them once more for their copies. */
  readonly #readNow = new Set<string>();
  #done = 0;
  #unchanged = 0;

  constructor(db: Connection, options: ImportOptions, files: readonly WalkedFile[]) {
    const { database: file, programVersion, importedAt, paths, force, retryFailed, runOptions } = options;
    this.#options = options;
    this.#db = db;
    this.#groups = new CommitGroups(db);
    this.#files = files;
    this.#writer = createFilingWriter(db, { file, importedAt, programVersion });
    this.#log = createRunLog(db, {
      programVersion,
      startedAt: importedAt,
      options: { paths, force: force ?? false, retryFailed: retryFailed ?? false, ...runOptions },
    });
  }

  async importAll({ contents, settled }: WorkList): Promise<void> {
    for (const result of settled) this.#importSettled(result);
    // Known contents first: a file that was renamed takes its reports along before its old path is written to.
    const known: (readonly HashedFile[])[] = [];
    const fresh: (readonly HashedFile[])[] = [];
    for (const group of contents) {
      const isKnown = group.some(({ sha256 }) => this.#isKnown(sha256));
      (isKnown ? known : fresh).push(group);
    }
    for (const group of known) await this.#importContent(group);
    this.#groups.commit();
    dropBulkIndexes(this.#db, fresh.length);
    this.#options.signal?.addEventListener('abort', () => this.#options.reader.cancelWaiting?.());
    try {
      await forEachConcurrently(fresh, this.#options.reader.concurrency, (group) =>
        this.#importContent(group),
      );
    } finally {
      this.#groups.commit();
    }
    buildBulkIndexes(this.#db);
  }

  /** Closes the run's row and tells what became of every file. */
  finish(vanished: readonly string[], passedOver: readonly PassedOver[]): ImportSummary {
    const failed = this.#notes('failed');
    const skipped = this.#notes('skipped');
    const files = this.#files.length;
    const notRead = files - this.#done;
    this.#log.finish(notRead > 0 ? null : this.#options.now(), {
      files,
      loaded: this.#readings.loaded,
      skipped: skipped.length,
      failed: failed.length,
      unchanged: this.#unchanged,
      vanished: vanished.length,
    });
    const unchanged = this.#unchanged;
    const { database } = this.#options;
    return {
      database,
      files,
      ...this.#readings.lines,
      failed,
      skipped,
      unchanged,
      notRead,
      vanished,
      passedOver,
    };
  }

  /** As stored at the end: a later file may have made an earlier one its copy. */
  #notes(status: 'failed' | 'skipped'): FileNote[] {
    return this.#files.flatMap(({ path }) => {
      const stored = this.#writer.documentAt(path);
      return stored?.status === status ? [{ path, reason: stored.error ?? '' }] : [];
    });
  }

  /** Reads one file of the group and records the others as its copies. */
  async #importContent(group: readonly HashedFile[]): Promise<void> {
    for (const file of group) {
      if (this.#options.signal?.aborted) return;
      const stored = this.#writer.documentAt(file.path);
      if (stored?.sha256 === file.sha256 && this.#isUpToDate(stored)) {
        this.#unchanged += 1;
        this.#step(file.path, 'unchanged');
      } else if (this.#isKnown(file.sha256)) {
        this.#groups.add(() => {
          this.#log.begin();
          this.#writer.writeCopy(file);
        });
        this.#step(file.path, 'copy');
      } else {
        const result = await readingOf(this.#options.reader, file);
        if (result === null) return;
        this.#write(result);
      }
    }
  }

  #write(rows: FilingRows): void {
    this.#groups.add(() => {
      this.#log.begin();
      const stored = this.#writer.writeRows(rows);
      const { document } = stored;
      this.#readings.add(stored);
      const { force, retryFailed } = this.#options;
      if (force || retryFailed) this.#readNow.add(document.sha256);
      this.#step(document.path, document.status, document.error);
    });
  }

  /** Stores what is known without reading, unless the very same is stored already. */
  #importSettled(result: FilingRows): void {
    const { path, sha256, status, error } = result.document;
    const stored = this.#writer.documentAt(path);
    const isSame =
      stored !== undefined &&
      stored.sha256 === (sha256 || null) &&
      this.#isUpToDate(stored) &&
      (stored.copy_of !== null || (stored.status === status && stored.error === error));
    if (!isSame) {
      this.#write(result);
      return;
    }
    this.#unchanged += 1;
    this.#step(path, 'unchanged');
  }

  #isKnown(sha256: string): boolean {
    if (this.#readNow.has(sha256)) return true;
    const holder = this.#writer.holderOf(sha256);
    return holder !== undefined && this.#isUpToDate(holder);
  }

  #isUpToDate(stored: DocumentRow): boolean {
    const { force, retryFailed, programVersion } = this.#options;
    if (stored.sha256 !== null && this.#readNow.has(stored.sha256)) return true;
    if (force || stored.program_version !== programVersion) return false;
    return !(retryFailed && stored.status === 'failed');
  }

  #step(path: string, outcome: Outcome, reason: string | null = null): void {
    this.#done += 1;
    this.#options.onProgress?.({ done: this.#done, total: this.#files.length, path, outcome, reason });
  }
}

/** The database and its side files may lie in the folder that is imported. */
async function ownFiles(database: string): Promise<Set<string>> {
  const folder = await realpath(dirname(database)).catch(() => dirname(database));
  const file = join(folder, basename(database));
  return new Set([file, `${file}-wal`, `${file}-shm`, `${file}-journal`]);
}

/** What there is to import. */
export interface FoundFiles {
  /** The folders and files that were given, normalised. */
  readonly roots: readonly string[];
  readonly workList: WorkList;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Imports what `find` finds; called once the database is open, so that a locked one is told before hours of hashing.
 * @throws DatabaseError when nothing more can be written, in which case every document written before is there, whole
 */
export async function importFound(
  options: ImportOptions,
  find: () => Promise<FoundFiles>,
): Promise<ImportSummary> {
  const { database } = options;
  const db = openDatabase(database);
  try {
    const { roots, workList, passedOver } = await find();
    const run = new ImportRun(db, options, workList.files);
    await run.importAll(workList);
    chooseDefinitions(db);
    checkAcrossReports(db);
    const everyPassedOver = [...passedOver, ...workList.passedOver].sort(byPath);
    return run.finish(vanishedFiles(db, roots, workList.files), everyPassedOver);
  } catch (error) {
    throw asDatabaseError(error, database) ?? error;
  } finally {
    db.close();
  }
}

/**
 * Imports files and folders into the database.
 * @throws UnusablePath for a path that does not exist; DatabaseError as `importFound`
 */
export async function runImport(options: ImportOptions): Promise<ImportSummary> {
  const { database, limits = DEFAULT_LIMITS } = options;
  const { roots, files, passedOver } = await walk(options.paths, await ownFiles(database));
  return importFound(options, async () => ({
    roots,
    passedOver,
    workList: await makeWorkList(files, limits, options.reader.indexArchive),
  }));
}
