/**
 * The queue: doubtful fields by risk with some of the random sample strewn in, less what has been decided. It is built
 * from the database once and again when another process has imported something; decisions made here are noted in it.
 */
import type { Connection } from '../../load/open.js';
import { type Interval, wilsonInterval } from '../wilson.js';
import { type AuditedField, drawAuditSample } from './audit-sample.js';
import { type DoubtfulField, type FieldKey, FieldKeys, findDoubtfulFields } from './doubtful-fields.js';
import { matchesField, matchingReports, type QueueFilters } from './filters.js';
import { type ListedReport, listReports } from './report-list.js';

/** One field of the random sample after this many doubtful ones. */
const DOUBTFUL_PER_AUDITED = 9;

/** Milliseconds that an outdated queue is kept while an import writes a document every few of them. */
const REBUILD_AFTER = 20_000;

export type QueueKind = 'doubtful' | 'repeated' | 'audit';

export interface QueueEntry {
  readonly kind: QueueKind;
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

export interface QueueCounts {
  /** Fields that wait, of those that the filters let through. */
  readonly open: number;
  readonly openAudits: number;
}

export interface AuditResult {
  readonly size: number;
  readonly reviewed: number;
  /** Reviewed ones whose value or status was corrected. */
  readonly wrong: number;
  /** Share of accepted fields that are wrong, with 95 % certainty. */
  readonly interval: Interval;
}

interface Contents {
  readonly reports: readonly ListedReport[];
  readonly indexOf: ReadonlyMap<number, number>;
  readonly keys: FieldKeys;
  readonly doubtful: readonly DoubtfulField[];
  readonly doubtfulKeys: ReadonlySet<FieldKey>;
  readonly audited: readonly AuditedField[];
  readonly auditedKeys: ReadonlySet<FieldKey>;
  /** Field → whether its latest decision corrected it. */
  readonly decided: Map<FieldKey, boolean>;
}

export class ReviewQueue {
  readonly #db: Connection;
  #contents: Contents;
  #version: unknown;
  #builtAt: number;

  constructor(db: Connection) {
    this.#db = db;
    this.#version = dataVersion(db);
    this.#builtAt = performance.now();
    this.#contents = build(db);
  }

  /** Brings the queue up to date with what other processes wrote; cheap where they wrote nothing. */
  refresh(): void {
    const version = dataVersion(this.#db);
    if (version === this.#version || performance.now() - this.#builtAt < REBUILD_AFTER) return;
    this.#version = version;
    this.#contents = build(this.#db);
    this.#builtAt = performance.now();
  }

  get reports(): readonly ListedReport[] {
    return this.#contents.reports;
  }

  /** Notes a decision, or with null that it was taken back. */
  note(reportId: number, indicator: string, period: string, corrected: boolean | null): void {
    const { indexOf, keys, decided } = this.#contents;
    const report = indexOf.get(reportId);
    if (report === undefined) return;
    const key = keys.keyOf(report, indicator, period);
    if (corrected === null) decided.delete(key);
    else decided.set(key, corrected);
  }

  /** Whether the field is one of the random sample. */
  isAudited(reportId: number, indicator: string, period: string): boolean {
    const { indexOf, keys, auditedKeys } = this.#contents;
    const report = indexOf.get(reportId);
    return report !== undefined && auditedKeys.has(keys.keyOf(report, indicator, period));
  }

  counts(filters: QueueFilters): QueueCounts {
    const { reports, doubtful, audited, decided } = this.#contents;
    const matching = matchingReports(reports, filters);
    const count = (fields: readonly (DoubtfulField | AuditedField)[]) =>
      fields.reduce(
        (sum, field) => sum + (!decided.has(field.key) && passes(field, filters, matching) ? 1 : 0),
        0,
      );
    return {
      open: filters.kind === 'audit' ? 0 : count(doubtful),
      openAudits: filters.kind === undefined || filters.kind === 'audit' ? count(audited) : 0,
    };
  }

  /**
   * The next fields that wait, from the position `after` on.
   * @param exclude id of a report to leave out, for "the next filing"
   */
  page(filters: QueueFilters, after: string | null, limit: number, exclude: number | null): QueuePage {
    const { reports, doubtful, audited, decided } = this.#contents;
    const matching = matchingReports(reports, filters);
    if (exclude !== null) {
      const index = this.#contents.indexOf.get(exclude);
      if (index !== undefined) matching[index] = 0;
    }
    const start = parsePosition(after);
    const waits = (field: DoubtfulField | AuditedField) =>
      !decided.has(field.key) && passes(field, filters, matching);
    const risky = cursor(filters.kind === 'audit' ? [] : doubtful, start.doubtful, waits);
    const random = cursor(hidesAudits(filters) ? [] : audited, start.audited, waits);
    const entries: QueueEntry[] = [];
    let taken = start.taken;
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

  audit(): AuditResult {
    const { audited, decided } = this.#contents;
    const reviewed = audited.filter(({ key }) => decided.has(key));
    const wrong = reviewed.filter(({ key }) => decided.get(key)).length;
    return {
      size: audited.length,
      reviewed: reviewed.length,
      wrong,
      interval: wilsonInterval(wrong, reviewed.length),
    };
  }

  /** All doubtful fields, and how many of them have been decided. */
  progress(): { readonly doubtful: number; readonly decided: number } {
    const { doubtful, decided } = this.#contents;
    return { doubtful: doubtful.length, decided: doubtful.filter(({ key }) => decided.has(key)).length };
  }
}

/** Changes when another connection has written (https://sqlite.org/pragma.html#pragma_data_version). */
function dataVersion(db: Connection): unknown {
  return db.pragma('data_version', { simple: true });
}

function build(db: Connection): Contents {
  const reports = listReports(db);
  const keys = new FieldKeys();
  const indexOf = new Map(reports.map(({ id }, index) => [id, index]));
  const doubtful = findDoubtfulFields(db, reports, keys);
  const doubtfulKeys = new Set(doubtful.map(({ key }) => key));
  const audited = drawAuditSample(db, reports, keys, (key) => doubtfulKeys.has(key));
  const auditedKeys = new Set(audited.map(({ key }) => key));
  const decided = readDecided(db, indexOf, keys);
  return { reports, indexOf, keys, doubtful, doubtfulKeys, audited, auditedKeys, decided };
}

function readDecided(
  db: Connection,
  indexOf: ReadonlyMap<number, number>,
  keys: FieldKeys,
): Map<FieldKey, boolean> {
  const rows = db
    .prepare(
      `SELECT r.id, v.indicator, v.period, v.decision = 'corrected'
       FROM reviews v JOIN documents d ON d.sha256 = v.source_sha256
       JOIN reports r ON r.document_id = d.id AND r.ordinal = v.report_ordinal AND r.form = v.form
       ORDER BY v.id`,
    )
    .raw()
    .all() as [number, string, string, number][];
  const decided = new Map<FieldKey, boolean>();
  for (const [reportId, indicator, period, corrected] of rows) {
    const report = indexOf.get(reportId);
    if (report !== undefined) decided.set(keys.keyOf(report, indicator, period), corrected === 1);
  }
  return decided;
}

function isRisky(field: DoubtfulField | AuditedField): field is DoubtfulField {
  return 'risk' in field;
}

function passes(field: DoubtfulField | AuditedField, filters: QueueFilters, matching: Uint8Array): boolean {
  if (filters.kind === 'repeated' && !(isRisky(field) && field.isRepeated)) return false;
  return matchesField(field, filters, matching);
}

function hidesAudits({ kind }: QueueFilters): boolean {
  return kind === 'doubtful' || kind === 'repeated';
}

function entryOf(field: DoubtfulField | AuditedField, report: ListedReport): QueueEntry {
  const { indicator, period, status, confidence } = field;
  const common = { report, indicator, period, status, confidence };
  if (!isRisky(field)) return { ...common, kind: 'audit', risk: null };
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
