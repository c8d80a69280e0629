/** What a database holds and how its imports went, for `nianbao status`. */
import type { Connection } from './connection.js';
import { latestRuns, type StoredRun } from './run-log.js';

/** Runs and reasons beyond these are found with a query. */
const MOST_RUNS = 10;
const MOST_REASONS = 20;

export interface DatabaseStatus {
  readonly documents: Readonly<Record<'loaded' | 'skipped' | 'failed', number>>;
  readonly reports: number;
  readonly fields: number;
  /** Why documents failed, the most frequent reason first, each with a file as example. */
  readonly failures: readonly { readonly reason: string; readonly files: number; readonly example: string }[];
  /** Newest first. */
  readonly runs: readonly StoredRun[];
}

export function databaseStatus(db: Connection): DatabaseStatus {
  const count = (sql: string) => Number(db.prepare(sql).pluck().get());
  const documents = (status: string) => count(`SELECT count(*) FROM documents WHERE status = '${status}'`);
  const failures = db
    .prepare<[number], { reason: string; files: number; example: string }>(
      `SELECT error AS reason, count(*) AS files, min(path) AS example
       FROM documents WHERE status = 'failed' GROUP BY error ORDER BY files DESC, reason LIMIT ?`,
    )
    .all(MOST_REASONS);
  return {
    documents: {
      loaded: documents('loaded'),
      skipped: documents('skipped'),
      failed: documents('failed'),
    },
    reports: count('SELECT count(*) FROM reports'),
    fields: count('SELECT count(*) FROM fields'),
    failures,
    runs: latestRuns(db, MOST_RUNS),
  };
}
