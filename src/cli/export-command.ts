/** `nianbao export`: the database for those who do not query SQLite. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { CONTACT_CHOICES, type Contacts } from '../export/contacts.js';
import { EXPORT_FORMATS, type ExportFormat, type ExportTarget } from '../export/export-database.js';
import { TABLE_NAMES, type TableName } from '../export/tables.js';
import { UsageError } from './exit-codes.js';

interface ExportFlags {
  readonly db: string;
  readonly format: ExportFormat;
  readonly out?: string;
  readonly table?: TableName;
  readonly bom?: true;
  readonly contacts: Contacts;
}

const EXAMPLES = `
Examples:
  nianbao export --db reports.sqlite --format xlsx --out reports.xlsx
  nianbao export --db reports.sqlite --format csv --table work_reports --bom > work.csv
  nianbao export --db reports.sqlite --format parquet --out tables/
  nianbao export --db reports.sqlite --format jsonl --contacts none | gzip > reports.jsonl.gz

xlsx and jsonl hold everything in one file. csv and parquet are one table a file: with --out FOLDER all tables,
else the one of --table. Tables: ${TABLE_NAMES.join(', ')}.

Exit codes: 0 written; 2 wrong usage; 3 the run could not go on (no database, disk full).`;

/** Formats that are no text, which a terminal would take for commands. */
const BINARY: ReadonlySet<ExportFormat> = new Set(['xlsx', 'parquet']);
/** Formats with a file a table. */
const TABULAR: ReadonlySet<ExportFormat> = new Set(['csv', 'parquet']);
const DEFAULT_TABLE: TableName = 'fields';
/** What the operating system says where a path cannot be written, and what to do. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist; create it first',
  ENOTDIR: 'a part of this path is a file and no folder',
  EISDIR: 'this is a folder; name a file in it',
  EEXIST: 'a file stands where the folder should be made',
  EACCES: 'access is denied; choose another --out',
  EPERM: 'access is denied; choose another --out',
  EROFS: 'the disk is read-only; choose another --out',
  EFBIG: 'the file is too large for this disk; choose another --out',
  ENOSPC: 'the disk is full; free some space and run the same command again',
};

async function isFolder(path: string): Promise<boolean> {
  const { stat } = await import('node:fs/promises');
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? path.endsWith('/');
}

async function assertNotTheDatabase({ db, out }: ExportFlags): Promise<void> {
  if (out === undefined) return;
  const { realpath } = await import('node:fs/promises');
  const [source, target] = await Promise.all([db, out].map((path) => realpath(path).catch(() => path)));
  if (source === target) throw new UsageError(`--out ${out}: this is the database itself`);
}

/** A file where the path looks like one; all tables where it is, or can only be, a folder. */
async function targetOf({ out, format, table }: ExportFlags): Promise<ExportTarget> {
  if (out === undefined) {
    if (BINARY.has(format) && process.stdout.isTTY) {
      throw new UsageError(`${format} is no text; give --out FILE, or redirect standard output`);
    }
    return { kind: 'stream', stream: process.stdout };
  }
  const hasExtension = out.toLowerCase().endsWith(`.${format}`);
  const wantsFolder = (await isFolder(out)) || (TABULAR.has(format) && table === undefined && !hasExtension);
  if (!wantsFolder) return { kind: 'file', path: out };
  if (table !== undefined || !TABULAR.has(format)) {
    throw new UsageError(
      `--out ${out}: this is a folder; name a file in it, such as ${out}/reports.${format}`,
    );
  }
  return { kind: 'folder', path: out };
}

function assertFitting({ format, table, bom }: ExportFlags): void {
  if (table !== undefined && !TABULAR.has(format)) {
    throw new UsageError(`--table: ${format} holds everything in one file; leave it out`);
  }
  if (bom && format !== 'csv') throw new UsageError(`--bom: ${format} has no byte order mark; leave it out`);
}

/** Troubles of the disk, and of a database that lacks what a later version added. */
async function asExportError(error: unknown, { db, out = 'standard output' }: ExportFlags): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const advice = ADVICE[code];
  const { asDatabaseError, DatabaseError } = await import('../load/database-error.js');
  if (advice === undefined) return asDatabaseError(error, db) ?? error;
  return new DatabaseError('export.cannot-write', `${out}: ${advice} (${code}).`, { cause: error });
}

async function exportTo(flags: ExportFlags): Promise<void> {
  assertFitting(flags);
  await assertNotTheDatabase(flags);
  const target = await targetOf(flags);
  const { openForReading } = await import('../load/open.js');
  const { exportDatabase } = await import('../export/export-database.js');
  const db = openForReading(flags.db);
  try {
    const written = await exportDatabase(db, {
      format: flags.format,
      target,
      table: flags.table ?? DEFAULT_TABLE,
      bom: flags.bom ?? false,
      contacts: flags.contacts,
    });
    for (const path of written) process.stderr.write(`wrote ${path}\n`);
  } catch (error) {
    throw await asExportError(error, flags);
  } finally {
    db.close();
  }
}

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('write the database as CSV, Excel workbook, JSON lines or Parquet')
    .requiredOption('--db <file>', 'the database that `nianbao import` made')
    .addOption(new Option('--format <format>', 'what to write').choices(EXPORT_FORMATS).makeOptionMandatory())
    .option('--out <path>', 'file, or folder for all tables (default: standard output)')
    .addOption(
      new Option('--table <name>', `which table, for csv and parquet (default: ${DEFAULT_TABLE})`).choices(
        TABLE_NAMES,
      ),
    )
    .option('--bom', 'begin CSV with a byte order mark, for Excel')
    .addOption(
      new Option(
        '--contacts <choice>',
        'none leaves out names and telephone numbers of the people who signed',
      )
        .choices(CONTACT_CHOICES)
        .default('all'),
    )
    .addHelpText('after', EXAMPLES)
    .action(exportTo);
}
