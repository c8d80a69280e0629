/** What `import` and `collect` do alike: the time of the run, watching and stopping it, and telling how it ended. */
import type { ImportSummary } from '../batch/import-summary.js';
import type { Progress } from '../batch/run-import.js';
import { EXIT, UsageError } from './exit-codes.js';

interface RunTime {
  /** For `documents.imported_at`. */
  readonly imported: string;
  /** For the end of the run. */
  readonly now: () => string;
}

/** @throws UsageError for a time that is none */
export async function timeOf({ importedAt }: { readonly importedAt?: string }): Promise<RunTime> {
  const { runTime, timestamp } = await import('../batch/run-time.js');
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const imported = runTime(importedAt, epoch, () => new Date());
  if (imported === null) {
    throw new UsageError(`--imported-at ${importedAt}: no time; give 2024-05-01T08:30:00Z`);
  }
  return { imported, now: () => (epoch ? imported : timestamp(new Date())) };
}

interface Watched {
  readonly signal: AbortSignal;
  readonly onProgress: (step: Progress) => void;
}

interface Watch {
  /** File of `--log`. */
  readonly log: string | undefined;
  /** What the log says of the run's beginning. */
  readonly start: Readonly<Record<string, unknown>>;
  /** Told at the first Ctrl-C. */
  readonly stopping: string;
}

/** Shows and logs the progress of a run, and ends it orderly at Ctrl-C. */
export async function watchRun(
  { log, start, stopping }: Watch,
  run: (watched: Watched) => Promise<ImportSummary>,
): Promise<ImportSummary> {
  const { startProgress } = await import('./progress-bar.js');
  const { openJournal } = await import('./run-journal.js');
  const { onInterruption } = await import('./interruption.js');
  const journal = openJournal(log, start);
  const progress = await startProgress();
  const interruption = onInterruption(stopping);
  const onProgress = (step: Progress) => {
    progress.show(step);
    journal.file(step);
  };
  try {
    const summary = await run({ signal: interruption.signal, onProgress });
    journal.finish(summary);
    return summary;
  } finally {
    progress.stop();
    interruption.release();
    journal.close();
  }
}

/** Prints the summary, and sets the exit code that it calls for. */
export async function tellOutcome(summary: ImportSummary): Promise<void> {
  const { summaryOfLoaded, summaryOfTrouble } = await import('./print-summary.js');
  process.stdout.write(summaryOfLoaded(summary));
  process.stderr.write(summaryOfTrouble(summary));
  if (summary.notRead > 0) process.exitCode = EXIT.brokenRun;
  else if (summary.failed.length > 0) process.exitCode = EXIT.failedDocuments;
}
