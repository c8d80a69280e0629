/** The `runs` table: what was imported when, with which options. */
import type { Connection } from './connection.js';

export interface RunStart {
  readonly programVersion: string;
  /** UTC, `2024-05-01T08:30:00Z`. */
  readonly startedAt: string;
  /** The paths and options given. */
  readonly options: Readonly<Record<string, unknown>>;
}

interface RunCounts {
  readonly files: number;
  readonly loaded: number;
  readonly skipped: number;
  readonly failed: number;
  readonly unchanged: number;
  readonly vanished: number;
}

export interface RunLog {
  /** To be called before any write: a run that finds nothing to write leaves no trace in the file. */
  begin(): void;
  /** @param finishedAt null for a run that was interrupted */
  finish(finishedAt: string | null, counts: RunCounts): void;
}

export function createRunLog(db: Connection, { programVersion, startedAt, options }: RunStart): RunLog {
  let id: number | bigint | null = null;
  return {
    begin() {
      if (id !== null) return;
      id = db
        .prepare('INSERT INTO runs (program_version, options, started_at) VALUES (?, ?, ?)')
        .run(programVersion, JSON.stringify(options), startedAt).lastInsertRowid;
    },
    finish(finishedAt, counts) {
      if (id === null) return;
      const whole = Object.entries(counts).map(([name, count]) => [name, BigInt(count)]);
      db.prepare(`
        UPDATE runs SET finished_at = @finishedAt, files = @files, loaded = @loaded, skipped = @skipped,
          failed = @failed, unchanged = @unchanged, vanished = @vanished
        WHERE id = @id`).run({ id, finishedAt, ...Object.fromEntries(whole) });
    },
  };
}

export interface StoredRun extends Partial<RunCounts> {
  readonly id: number;
  readonly programVersion: string;
  readonly startedAt: string;
  /** Null while it is under way, and for good where it was interrupted or killed. */
  readonly finishedAt: string | null;
  /** JSON object. */
  readonly options: string;
}

/** The latest runs, newest first; counts are null where a run was killed. */
export function latestRuns(db: Connection, most: number): StoredRun[] {
  return db
    .prepare<[number], StoredRun>(
      `SELECT id, program_version AS programVersion, started_at AS startedAt, finished_at AS finishedAt, options,
         files, loaded, skipped, failed, unchanged, vanished
       FROM runs ORDER BY id DESC LIMIT ?`,
    )
    .all(most);
}
