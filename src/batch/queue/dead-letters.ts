/** What becomes of jobs whose worker is gone: another try, and after the last one a row that says so. */
import { ExtractionError } from '../../errors.js';
import { failedReading } from '../filing-reader.js';
import { DEAD_QUEUE, type Queue, READ_QUEUE } from './connect.js';
import { takeClaimsOfTheDead } from './presence.js';
import type { QueuedFile } from './queued-file.js';
import { type ReadContent, storeResults } from './results.js';

const AT_ONCE = 100;
const DIED = 'The worker that read it was killed, or its machine is gone';

/** Has the jobs of workers that are gone tried again. */
export async function releaseTheDead(queue: Queue): Promise<void> {
  await queue.inTransaction(async (transaction) => {
    const ids = await takeClaimsOfTheDead(transaction);
    if (ids.length > 0) await queue.failJobs(READ_QUEUE, ids, DIED, transaction);
  });
}

function failure(file: QueuedFile, output: object | null): ReadContent {
  const given = output !== null && 'message' in output ? String(output.message) : DIED;
  const error = new ExtractionError(
    'dead-letter',
    `${given}, at every try: read it alone with \`nianbao extract\`, then queue it again with --retry-failed.`,
  );
  return { sha256: file.sha256, result: failedReading(file, error) };
}

/** Records as failed what could not be read at any try. */
export async function recordDeadLetters(queue: Queue, by: string): Promise<void> {
  await queue.inTransaction(async (transaction) => {
    const options = { batchSize: AT_ONCE, includeMetadata: true, db: transaction.db } as const;
    const jobs = await queue.boss.fetch<QueuedFile>(DEAD_QUEUE, options);
    if (jobs.length === 0) return;
    await storeResults(
      transaction,
      jobs.map(({ data, output }) => failure(data, output)),
      by,
    );
    await queue.completeJobs(
      DEAD_QUEUE,
      jobs.map(({ id }) => id),
      transaction,
    );
  });
}
