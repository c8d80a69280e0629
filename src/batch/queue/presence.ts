/**
 * A worker shows that it lives by an advisory lock of the server, which holds as long as its connection. When it is
 * killed, or its machine is gone, the server lets go of the lock, and any other worker gives its jobs back. So a
 * death costs seconds, where pg-boss alone would wait until the jobs expire.
 */
import { hostname } from 'node:os';
import type { Queue, Transaction } from './connect.js';

/** First half of the advisory locks' key, so that other programs' locks are not met: `work` in ASCII. */
const LOCK_CLASS = 0x776f726b;
/** Seconds after which the server finds a machine dead that lost its power or network: 30 + 3 × 10. */
const KEEPALIVE =
  'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3';

export interface Presence {
  readonly worker: number;
  /** For people: host and process. */
  readonly name: string;
  /** Whether the server may have let go of the lock. */
  readonly isLost: () => boolean;
  end(): Promise<void>;
}

/** Announces this process as a worker. */
export async function announce(queue: Queue): Promise<Presence> {
  const client = await queue.connect();
  let isLost = false;
  client.on('error', () => {
    isLost = true;
  });
  await client.query(KEEPALIVE);
  const { rows } = await client.query<{ worker: number }>(
    `SELECT nextval('nianbao.worker_number')::integer AS worker`,
  );
  const worker = rows[0]?.worker ?? 0;
  await client.query('SELECT pg_advisory_lock($1, $2)', [LOCK_CLASS, worker]);
  return { worker, name: `${hostname()}:${process.pid}`, isLost: () => isLost, end: () => client.end() };
}

const LIVING = `
  SELECT l.objid::bigint FROM pg_locks l
  WHERE l.locktype = 'advisory' AND l.classid = ${LOCK_CLASS} AND l.objsubid = 2 AND l.granted
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Removes the claims of workers that are gone, and tells which jobs they had. */
export async function takeClaimsOfTheDead({ query }: Transaction): Promise<string[]> {
  const rows = await query<{ job: string }>(
    `DELETE FROM nianbao.claims WHERE worker NOT IN (${LIVING}) RETURNING job`,
  );
  return rows.map(({ job }) => job);
}

export async function livingWorkers(queue: Queue): Promise<number> {
  const [row] = await queue.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (${LIVING}) AS living`,
  );
  return row?.count ?? 0;
}
