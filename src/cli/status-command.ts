/** `nianbao status`: what a database holds and how its imports went, or how far a queue is, also while work is under way. */
import type { Command } from 'commander';
import type { QueueStatus } from '../batch/queue/queue-status.js';
import type { DatabaseStatus } from '../load/database-status.js';
import { UsageError } from './exit-codes.js';
import { duration } from './progress-bar.js';
import { parseQueue, QUEUE_OPTION, withQueue } from './queue-option.js';
import { printable, textTable } from './text-table.js';

const EXAMPLES = `
Examples:
  nianbao status --db reports.sqlite
  nianbao status --db reports.sqlite --json | jq '.failures'
  nianbao status --queue postgres://nianbao@db.example/nianbao

Exit codes: 0 shown; 2 wrong usage; 3 the database cannot be read.`;

const RUN_COLUMNS = [
  { title: 'RUN', align: 'right' },
  { title: 'STARTED' },
  { title: 'FINISHED' },
  { title: 'VERSION' },
  { title: 'FILES', align: 'right' },
  { title: 'LOADED', align: 'right' },
  { title: 'SKIPPED', align: 'right' },
  { title: 'FAILED', align: 'right' },
  { title: 'UNCHANGED', align: 'right' },
] as const;

function runRow(run: DatabaseStatus['runs'][number]): string[] {
  const counts = [run.files, run.loaded, run.skipped, run.failed, run.unchanged];
  return [
    String(run.id),
    run.startedAt,
    run.finishedAt ?? 'under way or interrupted',
    run.programVersion,
    ...counts.map((count) => String(count ?? '')),
  ];
}

export function statusText(database: string, status: DatabaseStatus): string {
  const { documents, reports, fields, failures, runs } = status;
  const lines = [
    `${database}: ${reports} reports with ${fields} fields; documents: ${documents.loaded} loaded, ${documents.skipped} skipped, ${documents.failed} failed.`,
    '',
    ...textTable(RUN_COLUMNS, runs.map(runRow)),
  ];
  return `${[...lines, ...failureLines(failures)].join('\n')}\n`;
}

function failureLines(failures: DatabaseStatus['failures']): string[] {
  if (failures.length === 0) return [];
  const lines = failures.map(
    ({ reason, files, example }) => `  ${files} × ${printable(reason)} (${printable(example)})`,
  );
  return ['', 'Failed documents:', ...lines];
}

export function queueStatusText(address: string, status: QueueStatus): string {
  const { files, read, failed, reading, waiting, retrying, workers, perSecond, failures } = status;
  const left = waiting + retrying + reading;
  const pace =
    left > 0 && perSecond > 0 ? `, ${perSecond.toFixed(1)}/s, ${duration(left / perSecond)} left` : '';
  const lines = [
    `${address}: ${files} files; contents: ${read} read (${failed} failed), ${reading} being read by ${workers} workers, ${waiting} waiting, ${retrying} to be tried again${pace}.`,
    ...failureLines(failures),
  ];
  return `${lines.join('\n')}\n`;
}

interface StatusFlags {
  readonly db?: string;
  readonly queue?: string;
  readonly json?: true;
}

async function status({ db, queue, json }: StatusFlags): Promise<void> {
  if ((db === undefined) === (queue === undefined)) throw new UsageError('give --db FILE or --queue URL');
  if (queue !== undefined) await showQueue(queue, json);
  if (db !== undefined) await showDatabase(db, json);
}

async function showQueue(url: string, json: true | undefined): Promise<void> {
  const { queueStatus } = await import('../batch/queue/queue-status.js');
  await withQueue(url, async (queue) => {
    const found = await queueStatus(queue);
    process.stdout.write(
      json ? `${JSON.stringify(found, null, 2)}\n` : queueStatusText(queue.address, found),
    );
  });
}

async function showDatabase(file: string, json: true | undefined): Promise<void> {
  const { openForReading } = await import('../load/open.js');
  const { databaseStatus } = await import('../load/database-status.js');
  const db = openForReading(file);
  try {
    const found = databaseStatus(db);
    process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : statusText(file, found));
  } finally {
    db.close();
  }
}

export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('what a database holds, how its imports went, why documents failed')
    .option('--db <file>', 'a database that `nianbao import` made')
    .option(QUEUE_OPTION, 'a queue that `nianbao import --queue` filled', parseQueue)
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(status);
}
