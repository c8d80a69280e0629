/**
 * The work queue of several machines: a PostgreSQL database with pg-boss's tables and those of queue-tables.sql.
 * Only the commands that are given `--queue` load this, and with it the drivers.
 */
import { readFileSync } from 'node:fs';
import type { Client, ConnectionOptions, Pool } from 'pg';
import type PgBoss from 'pg-boss';
import { asQueueError, shownAddress } from './queue-error.js';

const TABLES_FILE = new URL('./queue-tables.sql', import.meta.url);
/** Any fixed number: two machines that make the tables at the same moment would trip over each other. */
const TABLES_LOCK = 0x6e69616e;
const CONNECT_MILLISECONDS = 10_000;
/** Two for lanes of a worker, one for pg-boss's upkeep, one to spare. */
const CONNECTIONS = 4;

/** Contents to read. */
export const READ_QUEUE = 'nianbao-read';
/** Contents whose readers died each time; they are recorded as failed. */
export const DEAD_QUEUE = 'nianbao-dead';

/** Times that a content is tried again when the worker that had it is gone. */
const RETRIES = 3;
/** Seconds before the first retry, doubled for each further one: a machine that restarts takes a minute. */
const RETRY_SECONDS = 2;
/**
 * After this a job is given to another worker even though the first still lives: a scan of 200 pages takes under
 * an hour on a slow machine. One whose worker died goes back at once, see claims.ts.
 */
const EXPIRE_HOURS = 6;
/** Jobs that nobody took are kept this long; pg-boss's own 14 days could pass while machines are hired. */
const KEEP_DAYS = 365;

/** One connection on which several statements are one transaction. */
export interface Transaction {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same for functions of pg-boss. */
  readonly db: PgBoss.Db;
  /** Takes back what was done so far. */
  undo(): Promise<void>;
}

/** Forms of pg-boss's functions that its types leave out: several jobs on a given connection. */
interface ForSeveral {
  complete(name: string, ids: readonly string[], data: null, on: PgBoss.ConnectionOptions): Promise<void>;
  fail(name: string, ids: readonly string[], data: object, on: PgBoss.ConnectionOptions): Promise<void>;
}

export interface Queue {
  readonly boss: PgBoss;
  completeJobs(name: string, ids: readonly string[], on: Transaction): Promise<void>;
  /** @param reason kept with the job, and with the dead letter */
  failJobs(name: string, ids: readonly string[], reason: string, on: Transaction): Promise<void>;
  /** Its address without the password. */
  readonly address: string;
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  inTransaction<T>(use: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** A connection of one's own, for what lasts as long as a session. */
  connect(): Promise<Client>;
  close(): Promise<void>;
}

export interface QueueTuning {
  readonly retries?: number;
  readonly retrySeconds?: number;
}

function transactionOn(client: Client): Transaction & { readonly failure: () => unknown } {
  let failure: unknown = null;
  const run = async <Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> => {
    try {
      return (await client.query<Row>(sql, values)).rows;
    } catch (error) {
      failure ??= error;
      throw error;
    }
  };
  const db = {
    executeSql: async (sql: string, values: unknown[]) => ({ rows: await run<object>(sql, values) }),
  };
  // pg-boss's `fetch` swallows errors, and a lost connection would look like an empty queue.
  const undo = async () => {
    await run('ROLLBACK');
    await run('BEGIN');
  };
  return { query: run, db, undo, failure: () => failure };
}

async function inTransaction<T>(pool: Pool, use: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query('BEGIN');
    const transaction = transactionOn(client);
    const result = await use(transaction);
    if (transaction.failure() !== null) throw transaction.failure();
    await client.query('COMMIT');
    isBroken = false;
    return result;
  } finally {
    // Closing the connection rolls back, also where the server no longer answers.
    client.release(isBroken);
  }
}

async function makeTables(pool: Pool): Promise<void> {
  await inTransaction(pool, async ({ query }) => {
    await query('SELECT pg_advisory_xact_lock($1)', [TABLES_LOCK]);
    await query(readFileSync(TABLES_FILE, 'utf8'));
  });
}

async function makeQueues(boss: PgBoss, { retries, retrySeconds }: QueueTuning): Promise<void> {
  await boss.createQueue(DEAD_QUEUE, { name: DEAD_QUEUE, retentionDays: KEEP_DAYS });
  await boss.createQueue(READ_QUEUE, {
    name: READ_QUEUE,
    deadLetter: DEAD_QUEUE,
    retryLimit: retries ?? RETRIES,
    retryDelay: retrySeconds ?? RETRY_SECONDS,
    retryBackoff: true,
    expireInHours: EXPIRE_HOURS,
    retentionDays: KEEP_DAYS,
  });
}

/**
 * Connects to the queue at `url`, and makes its tables where there are none.
 * @throws DatabaseError when the server cannot be reached or refuses
 */
export async function openQueue(url: string, tuning: QueueTuning = {}): Promise<Queue> {
  const [{ default: pg }, { default: Boss }] = await Promise.all([import('pg'), import('pg-boss')]);
  const options: ConnectionOptions = {
    connectionString: url,
    application_name: 'nianbao',
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    keepAlive: true,
  };
  const pool = new pg.Pool({ ...options, max: CONNECTIONS });
  // Connections that break while nobody uses them; the next statement tells.
  pool.on('error', () => {});
  const db = {
    executeSql: async (sql: string, values: unknown[]) => ({
      rows: (await pool.query<object>(sql, values)).rows,
    }),
  };
  const boss = new Boss({ db, schedule: false, migrate: true });
  // Of its upkeep, which is tried again; what a run needs is told by its own calls.
  boss.on('error', () => {});
  const guarded = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw asQueueError(error, url);
    });
  const prepare = async () => {
    await makeTables(pool);
    await boss.start();
    await makeQueues(boss, tuning);
  };
  const close = async () => {
    await boss.stop({ graceful: false }).catch(() => {});
    await pool.end().catch(() => {});
  };
  await guarded(prepare()).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const forSeveral = boss as unknown as ForSeveral;
  return {
    boss,
    completeJobs: (name, ids, { db }) => forSeveral.complete(name, ids, null, { db }),
    failJobs: (name, ids, message, { db }) => forSeveral.fail(name, ids, { message }, { db }),
    address: shownAddress(url),
    query: <Row>(sql: string, values?: readonly unknown[]) =>
      guarded(pool.query<Row>(sql, values).then(({ rows }) => rows)),
    inTransaction: (use) => guarded(inTransaction(pool, use)),
    async connect() {
      const client = new pg.Client(options);
      await guarded(client.connect());
      return client;
    },
    close,
  };
}
