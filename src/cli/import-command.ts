/** `nianbao import`: files and folders into one database. */
import type { Command } from 'commander';
import { EXIT, UsageError } from './exit-codes.js';

interface ImportFlags {
  readonly db: string;
  readonly force?: true;
  readonly retryFailed?: true;
  readonly importedAt?: string;
}

const EXAMPLES = `
Examples:
  nianbao import filings/ --db reports.sqlite
  nianbao import 2021/ 2022/report.docx --db reports.sqlite
  sqlite3 reports.sqlite "SELECT site_name, traffic_page_views FROM work_reports WHERE year = 2022"

Exit codes: 0 all loaded; 1 some documents failed, each is named with its reason; 2 wrong usage;
3 the run could not go on (disk full, database locked).`;

async function importFiles(paths: string[], flags: ImportFlags): Promise<void> {
  const { runTime, timestamp } = await import('../batch/run-time.js');
  const importedAt = runTime(flags.importedAt, process.env.SOURCE_DATE_EPOCH, () => new Date());
  if (importedAt === null) {
    throw new UsageError(`--imported-at ${flags.importedAt}: no time; give 2024-05-01T08:30:00Z`);
  }
  const { runImport } = await import('../batch/run-import.js');
  const { inProcessReader } = await import('../batch/filing-reader.js');
  const { PROGRAM_VERSION } = await import('../batch/program-version.js');
  const { readFiling } = await import('../pipeline.js');
  const { summaryOfLoaded, summaryOfTrouble } = await import('./print-summary.js');
  const { startProgress } = await import('./progress-bar.js');

  const progress = await startProgress();
  try {
    const summary = await runImport({
      paths,
      database: flags.db,
      reader: inProcessReader(readFiling),
      programVersion: PROGRAM_VERSION,
      importedAt,
      now: () => (process.env.SOURCE_DATE_EPOCH ? importedAt : timestamp(new Date())),
      force: flags.force ?? false,
      retryFailed: flags.retryFailed ?? false,
      onProgress: progress.show,
    });
    progress.stop();
    process.stdout.write(summaryOfLoaded(summary));
    process.stderr.write(summaryOfTrouble(summary));
    if (summary.failed.length > 0) process.exitCode = EXIT.failedDocuments;
  } finally {
    progress.stop();
  }
}

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('read files and folders, and load every report into one SQLite database')
    .argument('<path...>', 'files and folders of filings')
    .requiredOption('--db <file>', 'the database; made where there is none')
    .option('--force', 'read every file again, unchanged ones too')
    .option('--retry-failed', 'read again the unchanged files that failed')
    .option(
      '--imported-at <time>',
      'time to store as documents.imported_at, so that two imports give equal rows (default: SOURCE_DATE_EPOCH or now)',
    )
    .addHelpText('after', EXAMPLES)
    .action(importFiles);
}
