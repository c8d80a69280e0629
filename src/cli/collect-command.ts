/** `nianbao collect`: writes what the machines have read into one SQLite database. */
import type { Command } from 'commander';
import type { ImportSummary } from '../batch/import-summary.js';
import { tellOutcome, timeOf, watchRun } from './import-run.js';
import { parseQueue, QUEUE_OPTION, withQueue } from './queue-option.js';
import { keepHeapSmall } from './steady-heap.js';

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
  keepHeapSmall();
  const { collect } = await import('../batch/queue/collect.js');
  const { PROGRAM_VERSION } = await import('../batch/program-version.js');
  const { settingsOf } = await import('../batch/queue/settings.js');
  return withQueue(flags.queue, async (queue) => {
    const { limits } = await settingsOf(queue, PROGRAM_VERSION);
    const start = { queue: queue.address, database: flags.db };
    return watchRun({ log: flags.log, start, stopping: STOPPING }, (watched) =>
      collect(queue, {
        database: flags.db,
        programVersion: PROGRAM_VERSION,
        importedAt: imported,
        now,
        force: flags.force ?? false,
        retryFailed: flags.retryFailed ?? false,
        runOptions: { queue: queue.address, limits },
        ...watched,
      }),
    );
  });
}

async function collectFiles(flags: CollectFlags): Promise<void> {
  await tellOutcome(await collectWatched(flags));
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
