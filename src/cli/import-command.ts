/** `nianbao import`: files and folders into one database. */
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { FilingReader } from '../batch/filing-reader.js';
import type { ImportSummary } from '../batch/import-summary.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { UsageError } from './exit-codes.js';
import { tellOutcome, timeOf, watchRun } from './import-run.js';
import { collectLimit, limitHelp } from './limit-option.js';
import { parseQueue, QUEUE_OPTION, sharedRoot, withQueue } from './queue-option.js';
import { keepHeapSmall } from './steady-heap.js';

interface ImportFlags {
  /** One of the two is given. */
  readonly db?: string;
  readonly queue?: string;
  readonly root: string;
  readonly workers: number;
  readonly limit?: Partial<Limits>;
  readonly log?: string;
  /** Folder of page readings; false for none, absent for the one beside the database. */
  readonly cache?: string | false;
  readonly clearCache?: true;
  readonly force?: true;
  readonly retryFailed?: true;
  readonly importedAt?: string;
}

const EXAMPLES = `
Examples:
  nianbao import filings/ --db reports.sqlite
  nianbao import 2021/ 2022/report.docx --db reports.sqlite
  nianbao import scans/ --db reports.sqlite --workers 4 --limit pdfPages=500 --log import.jsonl
  nianbao import /mnt/scans --queue postgres://nianbao@db.example/nianbao --root /mnt
  sqlite3 reports.sqlite "SELECT site_name, traffic_page_views FROM work_reports WHERE year = 2022"

Ctrl-C finishes what is being read; the same command goes on where it stopped, after a crash too.
With --queue the files are only listed: \`nianbao work\` reads them, on any number of machines, and
\`nianbao collect\` writes the database.

Exit codes: 0 all loaded; 1 some documents failed, each is named with its reason; 2 wrong usage;
3 the run could not go on (disk full, database locked) or was interrupted.
`;

const STOPPING = 'Stopping: what is being read is finished first; Ctrl-C again ends at once.';

export function parseWorkers(given: string): number {
  if (!/^\d{1,3}$/.test(given)) throw new UsageError(`--workers ${given}: give a whole number`);
  return Number(given);
}

/** Recognising a page takes seconds, so that what was read is kept, beside the database where nothing else is said. */
async function cacheFolder(database: string, { cache, clearCache }: ImportFlags): Promise<string | null> {
  const folder = cache === false ? null : (cache ?? `${database}.readings`);
  if (folder !== null && clearCache) {
    const { clearReadings } = await import('../extract/scan/reading-cache.js');
    await clearReadings(folder);
  }
  return folder;
}

async function makeReader(workers: number, limits: Limits, cacheDir: string | null): Promise<FilingReader> {
  if (workers > 0) {
    const { pooledReader } = await import('../batch/pool/pooled-reader.js');
    keepHeapSmall();
    return pooledReader({ workers, limits, cacheDir });
  }
  const { inProcessReader } = await import('../batch/filing-reader.js');
  const { readFiling } = await import('../pipeline.js');
  return inProcessReader((file) => readFiling(file, { limits, cacheDir }), limits);
}

async function importWatched(paths: string[], database: string, flags: ImportFlags): Promise<ImportSummary> {
  const { imported, now } = await timeOf(flags);
  const { runImport } = await import('../batch/run-import.js');
  const { PROGRAM_VERSION } = await import('../batch/program-version.js');
  const { workers, limit = {} } = flags;
  const limits = { ...DEFAULT_LIMITS, ...limit };
  const start = { paths, database, workers, limits: limit };
  return watchRun({ log: flags.log, start, stopping: STOPPING }, async (watched) => {
    const reader = await makeReader(workers, limits, await cacheFolder(database, flags));
    try {
      return await runImport({
        paths,
        database,
        reader,
        limits,
        programVersion: PROGRAM_VERSION,
        importedAt: imported,
        now,
        force: flags.force ?? false,
        retryFailed: flags.retryFailed ?? false,
        runOptions: { workers, limits: limit },
        ...watched,
      });
    } finally {
      await reader.close();
    }
  });
}

async function queueFiles(paths: string[], url: string, flags: ImportFlags): Promise<void> {
  const root = await sharedRoot(flags.root);
  const summary = await withQueue(url, async (queue) => {
    const { fillQueue } = await import('../batch/queue/fill-queue.js');
    const { PROGRAM_VERSION } = await import('../batch/program-version.js');
    return fillQueue(queue, {
      paths,
      root,
      programVersion: PROGRAM_VERSION,
      limits: flags.limit ?? {},
      force: flags.force ?? false,
      retryFailed: flags.retryFailed ?? false,
    });
  });
  const { printable } = await import('./text-table.js');
  for (const { path, reason } of summary.passedOver) {
    process.stderr.write(`passed over ${printable(path)}: ${reason}\n`);
  }
  const { files, queued, read } = summary;
  process.stdout.write(`${files} files: ${queued} contents to read, ${read} read before.\n`);
}

async function importFiles(paths: string[], flags: ImportFlags): Promise<void> {
  const { db, queue } = flags;
  if (queue !== undefined && db === undefined) return queueFiles(paths, queue, flags);
  if (db === undefined || queue !== undefined) {
    throw new UsageError('give --db FILE to import here, or --queue URL to have other machines read');
  }
  await tellOutcome(await importWatched(paths, db, flags));
}

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('read files and folders, and load every report into one SQLite database')
    .argument('<path...>', 'files and folders of filings')
    .option('--db <file>', 'the database; made where there is none')
    .option(
      QUEUE_OPTION,
      'instead of --db: the PostgreSQL database of a queue for several machines',
      parseQueue,
    )
    .option('--root <folder>', 'with --queue: the folder that all machines see, as it is called here', '/')
    .option(
      '--workers <number>',
      'processes that read files, apart from this one; 0 reads in this process (default: one a core)',
      parseWorkers,
      availableParallelism(),
    )
    .option('--limit <name=value>', 'raise or lower a guard against broken files; see below', collectLimit)
    .option('--log <file>', 'append what happens as JSON lines')
    .option('--cache <dir>', 'folder that keeps what was read on scanned pages (default: <db>.readings)')
    .option('--no-cache', 'recognise scanned pages anew, and keep nothing')
    .option('--clear-cache', 'delete the readings in that folder first')
    .option('--force', 'read every file again, unchanged ones too')
    .option('--retry-failed', 'read again the unchanged files that failed')
    .option(
      '--imported-at <time>',
      'time to store as documents.imported_at, so that two imports give equal rows (default: SOURCE_DATE_EPOCH or now)',
    )
    .addHelpText('after', () => `${EXAMPLES}${limitHelp()}`)
    .action(importFiles);
}
