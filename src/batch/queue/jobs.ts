/** What a worker does with jobs: takes them, hands in results, gives back what it did not begin. */
import { type Queue, READ_QUEUE, type Transaction } from './connect.js';
import type { Presence } from './presence.js';
import { jobId, type QueuedFile } from './queued-file.js';
import { type ReadContent, storeResults } from './results.js';

function idsOf(files: readonly { readonly sha256: string }[]): string[] {
  return files.map(({ sha256 }) => jobId(sha256));
}

async function unclaim({ query }: Transaction, { worker }: Presence, ids: readonly string[]): Promise<void> {
  await query('DELETE FROM nianbao.claims WHERE worker = $1 AND job = ANY($2)', [worker, ids]);
}

/** Null where a job among them was tried before: then nothing is taken. */
async function take(queue: Queue, { worker }: Presence, most: number): Promise<QueuedFile[] | null> {
  return queue.inTransaction(async (transaction) => {
    const { query, db } = transaction;
    const options = { batchSize: most, includeMetadata: true, db } as const;
    const jobs = await queue.boss.fetch<QueuedFile>(READ_QUEUE, options);
    if (most > 1 && jobs.some(({ retryCount }) => retryCount > 0)) {
      await transaction.undo();
      return null;
    }
    await query(
      `INSERT INTO nianbao.claims (job, worker) SELECT id, $2 FROM unnest($1::uuid[]) AS id
       ON CONFLICT (job) DO UPDATE SET worker = excluded.worker`,
      [jobs.map(({ id }) => id), worker],
    );
    return jobs.map(({ data }) => data);
  });
}

/** Takes up to `most` jobs. One that was tried before comes alone, so that no other fails with it. */
export async function claim(queue: Queue, presence: Presence, most: number): Promise<QueuedFile[]> {
  return (await take(queue, presence, most)) ?? (await take(queue, presence, 1)) ?? [];
}

/** Hands in what was read, in the transaction that completes the jobs. */
export async function handIn(
  queue: Queue,
  presence: Presence,
  contents: readonly ReadContent[],
): Promise<void> {
  if (contents.length === 0) return;
  const ids = idsOf(contents);
  await queue.inTransaction(async (transaction) => {
    await storeResults(transaction, contents, presence.name);
    await queue.completeJobs(READ_QUEUE, ids, transaction);
    await unclaim(transaction, presence, ids);
  });
}

/** Puts jobs back that were not begun: nobody is to blame, and no try is counted. */
export async function giveBack(
  queue: Queue,
  presence: Presence,
  files: readonly QueuedFile[],
): Promise<void> {
  if (files.length === 0) return;
  const ids = idsOf(files);
  await queue.inTransaction(async (transaction) => {
    const { db } = transaction;
    await queue.boss.deleteJob(READ_QUEUE, ids, { db });
    const jobs = files.map((data) => ({ id: jobId(data.sha256), name: READ_QUEUE, data }));
    await queue.boss.insert(jobs, { db });
    await unclaim(transaction, presence, ids);
  });
}

/** Has a job tried again later, by whoever comes; after the last try it is a dead letter. */
export async function failJob(
  queue: Queue,
  presence: Presence,
  file: QueuedFile,
  reason: string,
): Promise<void> {
  const ids = idsOf([file]);
  await queue.inTransaction(async (transaction) => {
    await queue.failJobs(READ_QUEUE, ids, reason, transaction);
    await unclaim(transaction, presence, ids);
  });
}

/** Jobs that wait, are being read, or will be tried again. */
export async function unfinishedJobs(queue: Queue): Promise<number> {
  return (await queue.boss.getQueueSize(READ_QUEUE, { before: 'completed' })) ?? 0;
}
