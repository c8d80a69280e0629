/** What the exit code of every command means. */
import { CommanderError } from 'commander';
import { UnusablePath } from '../batch/walk.js';
import { DatabaseError } from '../load/database-error.js';

export const EXIT = {
  /** All loaded. */
  ok: 0,
  /** The run finished, some documents failed, or the golden run found differences. */
  failedDocuments: 1,
  usage: 2,
  /** The run itself could not go on: no disk, locked database. */
  brokenRun: 3,
} as const;

/** An argument that no command can do anything with; `message` is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Commander's way to stop after `--help` and `--version` is an error with exit code 0. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError || error instanceof UnusablePath) return EXIT.usage;
  return EXIT.brokenRun;
}

/** The line for standard error; null where commander has printed it already. */
export function errorLine(error: unknown): string | null {
  if (error instanceof CommanderError) return null;
  const isExpected =
    error instanceof UsageError || error instanceof UnusablePath || error instanceof DatabaseError;
  if (isExpected) return `error: ${error.message}`;
  // A fault of the program: the stack is what a report of it needs.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
