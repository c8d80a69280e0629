/** What the page asks of the queue, from the query string to the rows that it shows. */
import { z } from 'zod';
import type { Connection } from '../../load/open.js';
import { prepareQueueRows, type QueueRow } from './field-summaries.js';
import { queueFilters } from './filters.js';
import type { AuditResult, QueueCounts, ReviewQueue } from './review-queue.js';

/** Rows of a page unless the request says otherwise, and the most that it may ask for. */
const PAGE_SIZE = 50;
const LARGEST_PAGE = 200;

const queueRequest = z.object({
  ...queueFilters.shape,
  after: z.string().max(40).nullable().default(null),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).catch(PAGE_SIZE),
  /** A report to leave out, for "the next filing". */
  exclude: z.coerce.number().int().nullable().catch(null).default(null),
});

export interface QueueAnswer {
  readonly rows: readonly QueueRow[];
  readonly next: string | null;
  readonly counts: QueueCounts;
  readonly progress: { readonly doubtful: number; readonly decided: number };
  readonly audit: AuditResult;
  readonly isComplete: boolean;
}

/** The answer to a query string's parameters. @throws z.ZodError where they make no request */
export function prepareQueueAnswer(
  db: Connection,
  queue: ReviewQueue,
): (query: Readonly<Record<string, string>>) => QueueAnswer {
  const rowsOf = prepareQueueRows(db);
  return (query) => {
    const { after, limit, exclude, ...filters } = queueRequest.parse(query);
    queue.refresh();
    const { entries, next } = queue.page(filters, after, limit, exclude);
    return {
      rows: rowsOf(entries),
      next,
      counts: queue.counts(filters),
      progress: queue.progress(),
      audit: queue.audit(),
      isComplete: queue.isComplete,
    };
  };
}
