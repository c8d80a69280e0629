/** Writes a database in a format for those who do not query SQLite. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Connection } from '../load/open.js';
import type { Contacts } from './contacts.js';
import { type ExportSource, exportSource } from './export-source.js';
import { writeFileWhole, writeThrough } from './output.js';
import { exportTable, TABLE_NAMES, type TableName } from './tables.js';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `xlsx` and `jsonl` hold everything in one file; the others are one table a file. */
export type ExportTarget =
  | { readonly kind: 'stream'; readonly stream: Writable }
  | { readonly kind: 'file'; readonly path: string }
  /** All tables, a file each; made where there is none. */
  | { readonly kind: 'folder'; readonly path: string };

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly target: ExportTarget;
  /** Which table of `csv` or `parquet` goes to a stream or file. */
  readonly table: TableName;
  /** A byte order mark before CSV. */
  readonly bom: boolean;
  readonly contacts: Contacts;
}

type Write = (stream: Writable) => Promise<void>;

/** Libraries are loaded when their format is asked for. */
async function writerOf(source: ExportSource, options: ExportOptions, table: TableName): Promise<Write> {
  switch (options.format) {
    case 'csv': {
      const { writeCsv } = await import('./csv.js');
      return (stream) => writeCsv(exportTable(source, table), stream, { bom: options.bom });
    }
    case 'parquet': {
      const { writeParquet } = await import('./parquet.js');
      return (stream) => writeParquet(exportTable(source, table), stream);
    }
    case 'jsonl': {
      const { writeJsonl } = await import('./jsonl.js');
      return (stream) => writeJsonl(source, stream);
    }
    case 'xlsx': {
      const { writeXlsx } = await import('./xlsx.js');
      return (stream) => writeXlsx(source, stream);
    }
  }
}

/** Tables of which there is something to say: no empty supervision table where nobody filed that form. */
function tablesOf(source: ExportSource): TableName[] {
  const forms = new Set(source.templates.map(({ form }) => form));
  return TABLE_NAMES.filter((name) => {
    if (name === 'work_reports') return forms.has('work');
    return name !== 'supervision_reports' || forms.has('supervision');
  });
}

async function writeFolder(source: ExportSource, options: ExportOptions, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  for (const table of tablesOf(source)) {
    const path = join(folder, `${table}.${options.format}`);
    await writeFileWhole(path, await writerOf(source, options, table));
    written.push(path);
  }
  return written;
}

async function writeTarget(source: ExportSource, options: ExportOptions): Promise<string[]> {
  const { target, table } = options;
  if (target.kind === 'folder') return writeFolder(source, options, target.path);
  const write = await writerOf(source, options, table);
  if (target.kind === 'stream') {
    await writeThrough(target.stream, write);
    return [];
  }
  await writeFileWhole(target.path, write);
  return [target.path];
}

/**
 * Exports one consistent state of the database, whatever is imported meanwhile. Memory does not grow with the
 * number of reports.
 * @returns the files that were written
 */
export async function exportDatabase(db: Connection, options: ExportOptions): Promise<string[]> {
  db.exec('BEGIN');
  try {
    return await writeTarget(exportSource(db, options.contacts), options);
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}
