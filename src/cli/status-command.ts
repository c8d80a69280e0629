/** `nianbao status`: what a database holds and how its imports went, also while one is under way. */
import type { Command } from 'commander';
import type { DatabaseStatus } from '../load/database-status.js';
import { printable, textTable } from './text-table.js';

const EXAMPLES = `
Examples:
  nianbao status --db reports.sqlite
  nianbao status --db reports.sqlite --json | jq '.failures'

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
  if (failures.length > 0) lines.push('', 'Failed documents:');
  for (const { reason, files, example } of failures) {
    lines.push(`  ${files} × ${printable(reason)} (${printable(example)})`);
  }
  return `${lines.join('\n')}\n`;
}

async function status({ db: file, json }: { db: string; json?: true }): Promise<void> {
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
    .requiredOption('--db <file>', 'a database that `nianbao import` made')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(status);
}
