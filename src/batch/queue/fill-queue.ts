/** `nianbao import --queue`: walks and hashes as any import does, and leaves the reading to others. */
import { realpath } from 'node:fs/promises';
import { DEFAULT_LIMITS, type Limits } from '../../limits.js';
import type { FilingRows } from '../../load/filing-rows.js';
import { pooledReader } from '../pool/pooled-reader.js';
import { isUnder } from '../vanished-files.js';
import { type PassedOver, type WalkedFile, walk } from '../walk.js';
import { type HashedFile, makeWorkList, type WorkList } from '../work-list.js';
import { DEAD_QUEUE, type Queue, READ_QUEUE, type Transaction } from './connect.js';
import { pack } from './packed-result.js';
import { jobId, type QueuedFile, queuedFile } from './queued-file.js';
import { agreeOnSettings } from './settings.js';

/** Rows a statement: a thousand are some 300 KB. */
const ROWS_AT_ONCE = 1_000;

export interface FillOptions {
  readonly paths: readonly string[];
  /** Folder that all machines see, as it is called here. */
  readonly root: string;
  readonly programVersion: string;
  readonly limits: Partial<Limits>;
  /** Empties the queue first, with the results that it has. */
  readonly force: boolean;
  /** Reads again the contents whose result is a failure. */
  readonly retryFailed: boolean;
}

export interface FillSummary {
  readonly files: number;
  /** Contents to read, those that wait already included. */
  readonly queued: number;
  /** Contents that were read before. */
  readonly read: number;
  readonly passedOver: readonly PassedOver[];
}

/** The columns of `nianbao.files`, each as an array, for `unnest`. */
async function fileColumns({ files, contents, settled }: WorkList) {
  const hashes = new Map(contents.flat().map(({ path, sha256 }) => [path, sha256]));
  const results = new Map(settled.map((result) => [result.document.path, result]));
  const packed = async (result: FilingRows | undefined) => (result ? await pack(result) : null);
  return Promise.all(
    files.map(async ({ path, bytes }) => {
      const result = results.get(path);
      return {
        path,
        bytes,
        sha256: hashes.get(path) ?? (result?.document.sha256 || null),
        settled: await packed(result),
      };
    }),
  );
}

function inChunks<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += ROWS_AT_ONCE) {
    chunks.push(items.slice(start, start + ROWS_AT_ONCE));
  }
  return chunks;
}

async function storeFiles({ query }: Transaction, workList: WorkList): Promise<void> {
  for (const rows of inChunks(await fileColumns(workList))) {
    await query(
      `INSERT INTO nianbao.files (path, bytes, sha256, settled)
       SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[])
       ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256, settled = excluded.settled`,
      [
        rows.map((row) => row.path),
        rows.map((row) => row.bytes),
        rows.map((row) => row.sha256),
        rows.map((row) => row.settled),
      ],
    );
  }
}

/** Files of an earlier call that are gone from these folders. */
async function forgetVanished(
  { query }: Transaction,
  roots: readonly string[],
  { files }: WorkList,
): Promise<void> {
  const present = new Set(files.map(({ path }) => path));
  const stored = await query<{ path: string }>('SELECT path FROM nianbao.files');
  const gone = stored
    .map(({ path }) => path)
    .filter((path) => !present.has(path) && roots.some((root) => isUnder(root, path)));
  await query('DELETE FROM nianbao.files WHERE path = ANY($1)', [gone]);
}

async function insertJobs(queue: Queue, { db }: Transaction, files: readonly QueuedFile[]): Promise<void> {
  // In the order of the list: files of one archive come to one machine, which unpacks it once.
  const jobs = files.map((data, position) => ({
    id: jobId(data.sha256),
    name: READ_QUEUE,
    data,
    priority: -position,
  }));
  for (const chunk of inChunks(jobs)) await queue.boss.insert(chunk, { db });
}

async function forgetAll({ query }: Transaction): Promise<void> {
  await query('TRUNCATE nianbao.settings, nianbao.roots, nianbao.files, nianbao.results, nianbao.claims');
  await query('DELETE FROM pgboss.job WHERE name IN ($1, $2)', [READ_QUEUE, DEAD_QUEUE]);
}

async function forgetFailures(
  queue: Queue,
  { query, db }: Transaction,
  files: readonly HashedFile[],
): Promise<void> {
  const hashes = files.map(({ sha256 }) => sha256);
  const failed = await query<{ sha256: string }>(
    `DELETE FROM nianbao.results WHERE status = 'failed' AND sha256 = ANY($1) RETURNING sha256`,
    [hashes],
  );
  if (failed.length === 0) return;
  await queue.boss.deleteJob(
    READ_QUEUE,
    failed.map(({ sha256 }) => jobId(sha256)),
    { db },
  );
}

/** Archives are as untrusted here as where their files are read. */
async function workListOf(files: readonly WalkedFile[], limits: Limits): Promise<WorkList> {
  const reader = pooledReader({ workers: 1, limits });
  try {
    return await makeWorkList(files, limits, reader.indexArchive);
  } finally {
    await reader.close();
  }
}

/**
 * Puts the files under `paths` on the queue; what was read before is not read again. All or nothing: a call that is
 * killed leaves the queue as it was.
 * @throws UnusablePath for a path that does not exist or does not lie under the root; DatabaseError
 */
export async function fillQueue(queue: Queue, options: FillOptions): Promise<FillSummary> {
  const { paths, programVersion, limits, force, retryFailed } = options;
  const root = await realpath(options.root);
  const { roots, files, passedOver } = await walk(paths);
  const workList = await workListOf(files, { ...DEFAULT_LIMITS, ...limits });
  const firsts = workList.contents.flatMap((group) => group.slice(0, 1));
  const queued = firsts.map((file) => queuedFile(file, root));
  return queue.inTransaction(async (transaction) => {
    const { query } = transaction;
    if (force) await forgetAll(transaction);
    await agreeOnSettings(transaction, { programVersion, limits });
    await query('INSERT INTO nianbao.roots SELECT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING', [roots]);
    await forgetVanished(transaction, roots, workList);
    await storeFiles(transaction, workList);
    if (retryFailed) await forgetFailures(queue, transaction, firsts);
    const known = await query<{ sha256: string }>('SELECT sha256 FROM nianbao.results');
    const read = new Set(known.map(({ sha256 }) => sha256));
    const waiting = queued.filter(({ sha256 }) => !read.has(sha256));
    await insertJobs(queue, transaction, waiting);
    return {
      files: workList.files.length,
      queued: waiting.length,
      read: queued.length - waiting.length,
      passedOver: [...passedOver, ...workList.passedOver],
    };
  });
}
