/** `nianbao import`: files and folders into one database. */
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { FilingReader } from '../batch/filing-reader.js';
import type { ImportSummary } from '../batch/import-summary.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { EXIT, UsageError } from './exit-codes.js';
import { collectLimit, limitHelp } from './limit-option.js';

interface ImportFlags {
  readonly db: string;
  readonly workers: number;
  readonly limit?: Partial<Limits>;
  readonly log?: string;
  readonly force?: true;
  readonly retryFailed?: true;
  readonly importedAt?: string;
}

const EXAMPLES = `
Examples:
  nianbao import filings/ --db reports.sqlite
  nianbao import 2021/ 2022/report.docx --db reports.sqlite
  nianbao import scans/ --db reports.sqlite --workers 4 --limit pdfPages=500 --log import.jsonl
  sqlite3 reports.sqlite "SELECT site_name, traffic_page_views FROM work_reports WHERE year = 2022"

Ctrl-C finishes what is being read; the same command goes on where it stopped, after a crash too.

Exit codes: 0 all loaded; 1 some documents failed, each is named with its reason; 2 wrong usage;
3 the run could not go on (disk full, database locked) or was interrupted.
`;

const STOPPING = 'Stopping: what is being read is finished first; Ctrl-C again ends at once.';

function parseWorkers(given: string): number {
  if (!/^\d{1,3}$/.test(given)) throw new UsageError(`--workers ${given}: give a whole number`);
  return Number(given);
}

async function makeReader(workers: number, limits: Limits): Promise<FilingReader> {
  if (workers > 0) {
    const { pooledReader } = await import('../batch/pool/pooled-reader.js');
    return pooledReader({ workers, limits });
  }
  const { inProcessReader } = await import('../batch/filing-reader.js');
  const { readFiling } = await import('../pipeline.js');
  return inProcessReader((file) => readFiling(file, { limits }), limits);
}

async function timeOf(flags: ImportFlags): Promise<string> {
  const { runTime } = await import('../batch/run-time.js');
  const time = runTime(flags.importedAt, process.env.SOURCE_DATE_EPOCH, () => new Date());
  if (time !== null) return time;
  throw new UsageError(`--imported-at ${flags.importedAt}: no time; give 2024-05-01T08:30:00Z`);
}

async function runWatched(paths: string[], flags: ImportFlags): Promise<ImportSummary> {
  const importedAt = await timeOf(flags);
  const { timestamp } = await import('../batch/run-time.js');
  const { runImport } = await import('../batch/run-import.js');
  const { PROGRAM_VERSION } = await import('../batch/program-version.js');
  const { startProgress } = await import('./progress-bar.js');
  const { openJournal } = await import('./run-journal.js');
  const { onInterruption } = await import('./interruption.js');

  const { db: database, workers, limit = {} } = flags;
  const limits = { ...DEFAULT_LIMITS, ...limit };
  const journal = openJournal(flags.log, { paths, database, workers, limits: limit });
  const progress = await startProgress();
  const interruption = onInterruption(STOPPING);
  const reader = await makeReader(workers, limits);
  try {
    const summary = await runImport({
      paths,
      database,
      reader,
      limits,
      programVersion: PROGRAM_VERSION,
      importedAt,
      now: () => (process.env.SOURCE_DATE_EPOCH ? importedAt : timestamp(new Date())),
      force: flags.force ?? false,
      retryFailed: flags.retryFailed ?? false,
      runOptions: { workers, limits: limit },
      signal: interruption.signal,
      onProgress: (step) => {
        progress.show(step);
        journal.file(step);
      },
    });
    journal.finish(summary);
    return summary;
  } finally {
    progress.stop();
    interruption.release();
    journal.close();
    await reader.close();
  }
}

async function importFiles(paths: string[], flags: ImportFlags): Promise<void> {
  const summary = await runWatched(paths, flags);
  const { summaryOfLoaded, summaryOfTrouble } = await import('./print-summary.js');
  process.stdout.write(summaryOfLoaded(summary));
  process.stderr.write(summaryOfTrouble(summary));
  if (summary.notRead > 0) process.exitCode = EXIT.brokenRun;
  else if (summary.failed.length > 0) process.exitCode = EXIT.failedDocuments;
}

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('read files and folders, and load every report into one SQLite database')
    .argument('<path...>', 'files and folders of filings')
    .requiredOption('--db <file>', 'the database; made where there is none')
    .option(
      '--workers <number>',
      'processes that read files, apart from this one; 0 reads in this process (default: one a core)',
      parseWorkers,
      availableParallelism(),
    )
    .option('--limit <name=value>', 'raise or lower a guard against broken files; see below', collectLimit)
    .option('--log <file>', 'append what happens as JSON lines')
    .option('--force', 'read every file again, unchanged ones too')
    .option('--retry-failed', 'read again the unchanged files that failed')
    .option(
      '--imported-at <time>',
      'time to store as documents.imported_at, so that two imports give equal rows (default: SOURCE_DATE_EPOCH or now)',
    )
    .addHelpText('after', () => `${EXAMPLES}${limitHelp()}`)
    .action(importFiles);
}
