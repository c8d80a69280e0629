/** `nianbao golden`: reads the golden filings again and tells what changed. */
import type { Command } from 'commander';
import { EXIT, UsageError } from './exit-codes.js';

const EXAMPLES = `
Examples:
  nianbao golden
  nianbao golden golden --update && git diff golden
  nianbao golden --from-reviews --db reports.sqlite

Exit codes: 0 every field and finding as held; 1 something differs; 2 wrong usage.`;

interface GoldenFlags {
  readonly update?: true;
  readonly fromReviews?: true;
  readonly everyField?: true;
  readonly db?: string;
  readonly out?: string;
}

/** Golden files of the filings in which nothing waits for a reviewer any more. */
async function writeFromReviews(dir: string, { db: database, out, everyField }: GoldenFlags): Promise<void> {
  if (database === undefined) throw new UsageError('--from-reviews needs --db, the reviewed database');
  const { openDatabase } = await import('../load/open.js');
  const { goldenFromReviews } = await import('../review/golden-from-reviews.js');
  const { existsSync } = await import('node:fs');
  if (!existsSync(database)) throw new UsageError(`--db ${database}: no such file`);
  const db = openDatabase(database);
  try {
    const summary = await goldenFromReviews({
      db,
      database,
      out: out ?? dir,
      everyField: everyField ?? false,
    });
    for (const { file, decided, taken } of summary.written) {
      process.stdout.write(`${file}: ${decided} fields decided by people, ${taken} taken as read\n`);
    }
    for (const { path, reason } of summary.passedOver)
      process.stderr.write(`passed over ${path}: ${reason}\n`);
    if (summary.written.length === 0) process.stderr.write('No filing is fully reviewed yet.\n');
  } finally {
    db.close();
  }
}

async function golden(dir: string, flags: GoldenFlags): Promise<void> {
  if (flags.fromReviews) return writeFromReviews(dir, flags);
  const { walk } = await import('../batch/walk.js');
  const { runGolden } = await import('../golden/run.js');
  const { printCalibration, printGolden } = await import('../golden/print.js');
  const { readCalibration } = await import('../normalize/calibration.js');
  const { readBytes } = await import('../batch/regular-file.js');
  const { DEFAULT_LIMITS } = await import('../limits.js');
  const { readFiling } = await import('../pipeline.js');

  await walk([dir]);
  const run = await runGolden({
    dir,
    update: flags.update ?? false,
    read: async (path) => readFiling({ path, bytes: await readBytes(path, DEFAULT_LIMITS.fileBytes) }),
  });
  process.stdout.write(printCalibration(readCalibration()));
  process.stdout.write(printGolden(run));
  if (!run.passed) process.exitCode = EXIT.failedDocuments;
}

export function addGoldenCommand(program: Command): void {
  program
    .command('golden')
    .description('read the golden filings again; tell what changed, with precision and recall')
    .argument('[dir]', 'folder of golden files, beside the folder corpus', 'golden')
    .option('--update', 'rewrite the golden files to what is read now, for review as a diff')
    .option('--from-reviews', 'instead, write golden files of the filings that are fully reviewed')
    .option('--every-field', 'with --from-reviews: only where people decided about every single field')
    .option('--db <file>', 'with --from-reviews: the reviewed database')
    .option(
      '--out <dir>',
      'with --from-reviews: where to write; the documents go to the folder corpus beside it',
    )
    .addHelpText('after', EXAMPLES)
    .action(golden);
}
