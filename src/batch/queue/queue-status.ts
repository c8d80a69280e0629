/** How far the machines have come, for `nianbao status --queue`. */
import type { Queue } from './connect.js';
import { READ_QUEUE } from './connect.js';
import { livingWorkers } from './presence.js';

/** Minutes over which the pace is taken. */
const PACE_MINUTES = 5;
const MOST_REASONS = 20;

export interface QueueStatus {
  readonly files: number;
  /** Contents that wait, wait for another try, are being read, are read; failed ones are among the last. */
  readonly waiting: number;
  readonly retrying: number;
  readonly reading: number;
  readonly read: number;
  readonly failed: number;
  readonly workers: number;
  /** Contents a second, over the last minutes. */
  readonly perSecond: number;
  readonly failures: readonly { readonly reason: string; readonly files: number; readonly example: string }[];
}

const COUNTS = `
  SELECT
    (SELECT count(*) FROM nianbao.files)::integer AS files,
    (SELECT count(*) FROM pgboss.job WHERE name = $1 AND state = 'created')::integer AS waiting,
    (SELECT count(*) FROM pgboss.job WHERE name = $1 AND state = 'retry')::integer AS retrying,
    (SELECT count(*) FROM pgboss.job WHERE name = $1 AND state = 'active')::integer AS reading,
    (SELECT count(*) FROM nianbao.results)::integer AS read,
    (SELECT count(*) FROM nianbao.results WHERE status = 'failed')::integer AS failed,
    (SELECT count(*) / ($2 * 60.0) FROM nianbao.results
      WHERE stored_at > now() - $2 * interval '1 minute')::float8 AS "perSecond"`;

const FAILURES = `
  SELECT r.error AS reason, count(*)::integer AS files, min(f.path) AS example
  FROM nianbao.results r JOIN nianbao.files f ON f.sha256 = r.sha256
  WHERE r.status = 'failed' GROUP BY r.error ORDER BY files DESC, reason LIMIT $1`;

type Counts = Omit<QueueStatus, 'workers' | 'failures'>;

export async function queueStatus(queue: Queue): Promise<QueueStatus> {
  const [counts] = await queue.query<Counts>(COUNTS, [READ_QUEUE, PACE_MINUTES]);
  const failures = await queue.query<QueueStatus['failures'][number]>(FAILURES, [MOST_REASONS]);
  if (!counts) throw new Error('a query of counts gave no row');
  return { ...counts, workers: await livingWorkers(queue), failures };
}
