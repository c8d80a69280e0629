/** `nianbao collect`: writes what the machines have read into one SQLite database. */
import type { Command } from 'commander';
import type { ImportSummary } from '../batch/import-summary.js';
import { EXIT } from './exit-codes.js';
import { timeOf } from './import-command.js';
import { parseQueue, QUEUE_OPTION, withQueue } from './queue-option.js';

interface CollectFlags {
  readonly queue: string;
  readonly db: string;
  readonly log?: string;
  readonly force?: true;
  readonly retryFailed?: true;
  readonly importedAt?: string;
}

const EXAMPLES = `
Examples:
  nianbao collect --queue postgres://nianbao@db.example/nianbao --db reports.sqlite

The database is row for row that of an import on one machine. It may be run while machines are still reading:
it writes what is there, and the next time what has come since.

Exit codes: 0 all loaded; 1 some documents failed, each is named with its reason; 2 wrong usage;
3 files are still to be read, or one of the two databases cannot be used.`;

const STOPPING = 'Stopping after the file that is being written; Ctrl-C again ends at once.';

async function collectWatched(flags: CollectFlags): Promise<ImportSummary> {
  const { imported, now } = await timeOf(flags);
  const { collect } = await import('../batch/queue/collect.js');
  const { PROGRAM_VERSION } = await import('../batch/program-version.js');
  const { settingsOf } = await import('../batch/queue/settings.js');
  const { startProgress } = await import('./progress-bar.js');
  const { openJournal } = await import('./run-journal.js');
  const { onInterruption } = await import('./interruption.js');
  return withQueue(flags.queue, async (queue) => {
    const { limits } = await settingsOf(queue, PROGRAM_VERSION);
    const journal = openJournal(flags.log, { queue: queue.address, database: flags.db });
    const progress = await startProgress();
    const interruption = onInterruption(STOPPING);
    try {
      const summary = await collect(queue, {
        database: flags.db,
        programVersion: PROGRAM_VERSION,
        importedAt: imported,
        now,
        force: flags.force ?? false,
        retryFailed: flags.retryFailed ?? false,
        runOptions: { queue: queue.address, limits },
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
    }
  });
}

async function collectFiles(flags: CollectFlags): Promise<void> {
  const summary = await collectWatched(flags);
  const { summaryOfLoaded, summaryOfTrouble } = await import('./print-summary.js');
  process.stdout.write(summaryOfLoaded(summary));
  process.stderr.write(summaryOfTrouble(summary));
  if (summary.notRead > 0) process.exitCode = EXIT.brokenRun;
  else if (summary.failed.length > 0) process.exitCode = EXIT.failedDocuments;
}

export function addCollectCommand(program: Command): void {
  program
    .command('collect')
    .description('write what the machines of `nianbao work` have read into one SQLite database')
    .requiredOption(QUEUE_OPTION, 'the PostgreSQL database of the queue', parseQueue)
    .requiredOption('--db <file>', 'the database; made where there is none')
    .option('--log <file>', 'append what happens as JSON lines')
    .option('--force', 'write every file again, unchanged ones too')
    .option('--retry-failed', 'write again what failed, after it was queued again')
    .option(
      '--imported-at <time>',
      'time to store as documents.imported_at (default: SOURCE_DATE_EPOCH or now)',
    )
    .addHelpText('after', EXAMPLES)
    .action(collectFiles);
}
