/** `--log FILE`: what happens during an import as JSON lines, for programs that watch it. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { ImportSummary } from '../batch/import-summary.js';
import type { Progress } from '../batch/run-import.js';
import { UsageError } from './exit-codes.js';

export interface RunJournal {
  file(progress: Progress): void;
  finish(summary: ImportSummary): void;
  close(): void;
}

const SILENT: RunJournal = { file() {}, finish() {}, close() {} };

function openForAppending(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    throw new UsageError(`--log ${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Appends: a run that goes on after another continues its log. */
export function openJournal(path: string | undefined, start: Readonly<Record<string, unknown>>): RunJournal {
  if (path === undefined) return SILENT;
  const file = openForAppending(path);
  const begun = Date.now();
  // One write a line: a killed run leaves whole lines, and several runs can share a log.
  const line = (event: string, facts: object) => {
    writeSync(file, `${JSON.stringify({ time: new Date().toISOString(), event, ...facts })}\n`);
  };
  line('start', start);
  return {
    file({ path, outcome, reason, done, total }) {
      line('file', { path, outcome, ...(reason !== null && { reason }), done, total });
    },
    finish({ files, reportsRead, failed, skipped, unchanged, notRead, vanished, passedOver }) {
      line(notRead > 0 ? 'interrupted' : 'end', {
        files,
        reports: reportsRead,
        failed: failed.length,
        skipped: skipped.length,
        unchanged,
        notRead,
        vanished: vanished.length,
        passedOver: passedOver.length,
        seconds: (Date.now() - begun) / 1000,
      });
    },
    close: () => closeSync(file),
  };
}
