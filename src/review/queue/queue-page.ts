/** One page of the queue: doubtful fields by risk, with one of the random sample after every so many. */
import type { AuditedField } from './audit-sample.js';
import type { DoubtfulField } from './doubtful-fields.js';
import type { ListedReport } from './report-list.js';

/** One field of the random sample after this many doubtful ones. */
const DOUBTFUL_PER_AUDITED = 9;

/** What a filter lets through. */
export interface Slice {
  readonly doubtful: readonly DoubtfulField[];
  readonly audited: readonly AuditedField[];
  includes(field: DoubtfulField | AuditedField): boolean;
}

export interface QueueEntry {
  readonly kind: 'doubtful' | 'repeated' | 'audit';
  readonly report: ListedReport;
  readonly indicator: string;
  readonly period: string;
  readonly status: string;
  readonly confidence: number;
  /** Null for the random sample. */
  readonly risk: number | null;
}

export interface QueuePage {
  readonly entries: readonly QueueEntry[];
  /** Position from which the next page goes on; null at the end. */
  readonly next: string | null;
}

export interface PageRequest {
  readonly reports: readonly ListedReport[];
  readonly after: string | null;
  readonly limit: number;
  readonly waits: (field: DoubtfulField | AuditedField) => boolean;
}

export function mergedPage(slice: Slice, { reports, after, limit, waits }: PageRequest): QueuePage {
  const start = parsePosition(after);
  const risky = cursor(slice.doubtful, start.doubtful, waits);
  const random = cursor(slice.audited, start.audited, waits);
  const entries: QueueEntry[] = [];
  let { taken } = start;
  while (entries.length < limit) {
    const isAuditDue = taken % (DOUBTFUL_PER_AUDITED + 1) === DOUBTFUL_PER_AUDITED;
    const field = isAuditDue ? (random.take() ?? risky.take()) : (risky.take() ?? random.take());
    if (field === null) break;
    const report = reports[field.report];
    if (report) entries.push(entryOf(field, report));
    taken += 1;
  }
  const isMore = risky.hasMore() || random.hasMore();
  return { entries, next: isMore ? `${risky.position()}.${random.position()}.${taken}` : null };
}

function entryOf(field: DoubtfulField | AuditedField, report: ListedReport): QueueEntry {
  const { indicator, period, status, confidence } = field;
  const common = { report, indicator, period, status, confidence };
  if (!('risk' in field)) return { ...common, kind: 'audit', risk: null };
  return { ...common, kind: field.isRepeated ? 'repeated' : 'doubtful', risk: field.risk };
}

interface Position {
  readonly doubtful: number;
  readonly audited: number;
  readonly taken: number;
}

function parsePosition(text: string | null): Position {
  const [doubtful = 0, audited = 0, taken = 0] = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(text ?? '')
    ? (text ?? '').split('.').map(Number)
    : [];
  return { doubtful, audited, taken };
}

/** Walks a list from a position, passing over what does not wait. */
function cursor<T>(list: readonly T[], start: number, waits: (item: T) => boolean) {
  let index = start;
  const seek = (): T | undefined => {
    for (; index < list.length; index += 1) {
      const item = list[index];
      if (item !== undefined && waits(item)) return item;
    }
    return undefined;
  };
  return {
    take(): T | null {
      const item = seek();
      if (item === undefined) return null;
      index += 1;
      return item;
    },
    hasMore: () => seek() !== undefined,
    position: () => index,
  };
}
