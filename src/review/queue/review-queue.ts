/**
 * The queue: doubtful fields by risk with some of the random sample strewn in, less what has been decided. It is read
 * from the database once, and again when another process has imported something; decisions made here are noted in it.
 * Of a large database the least sure fields are there at once, and the rest a second or two later.
 */
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Connection } from '../../load/open.js';
import { type Interval, wilsonInterval } from '../wilson.js';
import type { AuditedField } from './audit-sample.js';
import type { DoubtfulField } from './doubtful-fields.js';
import type { FieldKey } from './field-keys.js';
import { matchesField, matchingReports, type QueueFilters } from './filters.js';
import { buildContents, buildFirstContents, type QueueContents } from './queue-contents.js';
import { mergedPage, type QueuePage, type Slice } from './queue-page.js';
import { countReports, type ListedReport } from './report-list.js';
import type { StatusCount } from './status-counts.js';

/** Reports up to which the whole queue is read before the first answer: some 100 ms. */
const AT_ONCE = 1_500;

/** Milliseconds that an outdated queue is kept while an import writes a document every few of them. */
const REBUILD_AFTER = 20_000;

/** Milliseconds that the first screen has for itself before what is needed later is read and loaded. */
export const FIRST_SCREEN = 1_200;

/** Milliseconds between two looks at whether the server has ended. */
const PAUSE_STEP = 50;

/** Filters whose lists are kept: somebody goes back and forth between a few. */
const KEPT_SLICES = 6;

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

export class ReviewQueue {
  readonly #db: Connection;
  readonly #openReader: () => Connection;
  readonly #slices = new Map<string, Slice>();
  #contents: QueueContents;
  #version: unknown;
  #builtAt = performance.now();
  #building: Promise<void> | null = null;
  #isClosed = false;

  /** @param openReader opens a second connection: a long walk keeps a connection from doing anything else */
  constructor(db: Connection, openReader: () => Connection) {
    this.#db = db;
    this.#openReader = openReader;
    this.#version = dataVersion(db);
    if (countReports(db) <= AT_ONCE) {
      this.#contents = finish(buildContents(db));
    } else {
      this.#contents = buildFirstContents(db);
      this.#rebuild(FIRST_SCREEN);
    }
  }

  /** Starts to bring the queue up to date with what other processes wrote; cheap where they wrote nothing. */
  refresh(): void {
    const version = dataVersion(this.#db);
    if (version === this.#version || this.#building !== null) return;
    if (performance.now() - this.#builtAt < REBUILD_AFTER) return;
    this.#version = version;
    this.#rebuild();
  }

  /** Resolves when all reports are in the queue. */
  async whole(): Promise<void> {
    await this.#building;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#building;
  }

  get reports(): readonly ListedReport[] {
    return this.#contents.reports;
  }

  get statuses(): readonly StatusCount[] {
    return this.#contents.statuses;
  }

  get isComplete(): boolean {
    return this.#contents.isComplete;
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
    const { indexOf, keys, auditedByKey } = this.#contents;
    const report = indexOf.get(reportId);
    return report !== undefined && auditedByKey.has(keys.keyOf(report, indicator, period));
  }

  counts(filters: QueueFilters): QueueCounts {
    const { doubtful, audited } = this.#slice(filters);
    const { decided, doubtfulByKey, auditedByKey } = this.#contents;
    const matching = this.#slice(filters);
    const done = (fields: ReadonlyMap<FieldKey, DoubtfulField | AuditedField>) =>
      [...decided.keys()].filter((key) => {
        const field = fields.get(key);
        return field !== undefined && matching.includes(field);
      }).length;
    return {
      open: doubtful.length - (doubtful.length > 0 ? done(doubtfulByKey) : 0),
      openAudits: audited.length - (audited.length > 0 ? done(auditedByKey) : 0),
    };
  }

  /**
   * The next fields that wait, from the position `after` on.
   * @param exclude id of a report to leave out, for "the next filing"
   */
  page(filters: QueueFilters, after: string | null, limit: number, exclude: number | null): QueuePage {
    const { decided, indexOf, reports } = this.#contents;
    const excluded = exclude === null ? undefined : indexOf.get(exclude);
    return mergedPage(this.#slice(filters), {
      reports,
      after,
      limit,
      waits: ({ key, report }) => report !== excluded && !decided.has(key),
    });
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
    const { doubtfulByKey, decided } = this.#contents;
    const done = [...decided.keys()].filter((key) => doubtfulByKey.has(key)).length;
    return { doubtful: doubtfulByKey.size, decided: done };
  }

  #slice(filters: QueueFilters): Slice {
    const name = JSON.stringify(filters);
    const known = this.#slices.get(name);
    if (known) return known;
    const slice = sliceOf(this.#contents, filters);
    this.#slices.set(name, slice);
    const [oldest] = this.#slices.keys();
    if (this.#slices.size > KEPT_SLICES && oldest !== undefined) this.#slices.delete(oldest);
    return slice;
  }

  #rebuild(pause = 0): void {
    this.#building = this.#readAll(pause).finally(() => {
      this.#building = null;
      this.#builtAt = performance.now();
    });
  }

  async #readAll(pause: number): Promise<void> {
    // A server that ends meanwhile does not wait for this, nor does the process.
    for (let waited = 0; waited < pause && !this.#isClosed; waited += PAUSE_STEP) {
      await setTimeout(PAUSE_STEP, undefined, { ref: false });
    }
    if (this.#isClosed) return;
    const reader = this.#openReader();
    try {
      const walk = buildContents(reader);
      for (let step = walk.next(); !this.#isClosed; step = walk.next()) {
        if (step.done) {
          this.#take(step.value);
          return;
        }
        await setImmediate();
      }
      walk.return(this.#contents);
    } finally {
      reader.close();
    }
  }

  /** Decisions that were made while the walk went on are kept. */
  #take(contents: QueueContents): void {
    const former = this.#contents;
    this.#contents = contents;
    this.#slices.clear();
    for (const [key, corrected] of former.decided) {
      const field = former.doubtfulByKey.get(key) ?? former.auditedByKey.get(key);
      const report = field && former.reports[field.report];
      if (field && report) this.note(report.id, field.indicator, field.period, corrected);
    }
  }
}

/** Changes when another connection has written (https://sqlite.org/pragma.html#pragma_data_version). */
function dataVersion(db: Connection): unknown {
  return db.pragma('data_version', { simple: true });
}

function finish<T>(walk: Generator<undefined, T>): T {
  let step = walk.next();
  while (!step.done) step = walk.next();
  return step.value;
}

function sliceOf({ reports, doubtful, audited }: QueueContents, filters: QueueFilters): Slice {
  const matching = matchingReports(reports, filters);
  const { kind } = filters;
  const isRisky = (field: DoubtfulField) =>
    kind !== 'audit' && (kind !== 'repeated' || field.isRepeated) && matchesField(field, filters, matching);
  const isSampled = (field: AuditedField) =>
    (kind === undefined || kind === 'audit') && matchesField(field, filters, matching);
  return {
    doubtful: doubtful.filter(isRisky),
    audited: audited.filter(isSampled),
    includes: (field) => ('risk' in field ? isRisky(field) : isSampled(field)),
  };
}
