/** The library: what the commands do, without a process. */
import { type FilingReader, inProcessReader } from './batch/filing-reader.js';
import type { ImportSummary } from './batch/import-summary.js';
import { PROGRAM_VERSION } from './batch/program-version.js';
import { type Progress, runImport } from './batch/run-import.js';
import { timestamp } from './batch/run-time.js';
import { type ExportOptions, exportDatabase } from './export/export-database.js';
import type { Limits } from './limits.js';
import { DEFAULT_LIMITS } from './limits.js';
import { openForReading } from './load/open.js';
import { readFiling } from './pipeline.js';

export type { FilingReader } from './batch/filing-reader.js';
export type { FileNote, ImportSummary, ReportLine } from './batch/import-summary.js';
export type { Progress } from './batch/run-import.js';
export { UnusablePath, type WalkedFile } from './batch/walk.js';
export type { Contacts } from './export/contacts.js';
export type { ExportFormat, ExportOptions, ExportTarget } from './export/export-database.js';
export type { TableName } from './export/tables.js';
export type { Limits } from './limits.js';
export { DEFAULT_LIMITS } from './limits.js';
export { DatabaseError } from './load/database-error.js';
export { filingJson } from './load/filing-json.js';
export type { Box, Origin, SourceKind } from './model/document.js';
export type { FormKind, Indicator, Period, ValueType } from './model/indicator.js';
export type {
  Candidate,
  Field,
  FieldStatus,
  FieldValue,
  Finding,
  Report,
  Severity,
} from './model/reading.js';
export type { Definition, DocumentInfo, DocumentKind, DocumentStatus, FilingResult } from './model/result.js';
export { INDICATORS } from './normalize/catalogue.js';
export { type InputFile, type PipelineOptions, readFiling } from './pipeline.js';

export interface ImportFilingsOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** The SQLite file; made where there is none. */
  readonly database: string;
  /** What is stored as `documents.imported_at`; now, where absent. */
  readonly importedAt?: Date;
  /** Reads every file, unchanged ones too. */
  readonly force?: boolean;
  /** Reads again those unchanged files that failed. */
  readonly retryFailed?: boolean;
  readonly limits?: Limits;
  /** Reads files elsewhere, in child processes for instance; in this process, where absent. */
  readonly reader?: FilingReader;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Imports filings as `nianbao import` does. A bad file is a row and a line of the summary, never an exception.
 * @throws UnusablePath for a path that does not exist; DatabaseError when the database cannot be written
 */
export async function importFilings(options: ImportFilingsOptions): Promise<ImportSummary> {
  const { importedAt = new Date(), limits = DEFAULT_LIMITS, ...rest } = options;
  const reader = options.reader ?? inProcessReader((file) => readFiling(file, { limits }), limits);
  return runImport({
    ...rest,
    limits,
    reader,
    importedAt: timestamp(importedAt),
    programVersion: PROGRAM_VERSION,
    now: () => timestamp(new Date()),
  });
}

export interface ExportFilingsOptions extends Partial<ExportOptions> {
  /** The SQLite file that an import made. */
  readonly database: string;
  readonly format: ExportOptions['format'];
  readonly target: ExportOptions['target'];
}

/**
 * Exports a database as `nianbao export` does.
 * @returns the files that were written
 * @throws DatabaseError when there is no database, or it is not one of this program's
 */
export async function exportFilings(options: ExportFilingsOptions): Promise<string[]> {
  const { database, table = 'fields', bom = false, contacts = 'all', ...rest } = options;
  const db = openForReading(database);
  try {
    return await exportDatabase(db, { table, bom, contacts, ...rest });
  } finally {
    db.close();
  }
}
