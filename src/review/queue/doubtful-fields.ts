/**
 * All fields that want a person, held in memory in order of risk: a filter over 100,000 of them takes a millisecond or
 * two, and a page of the queue never waits for SQL to sort.
 */
import type { Connection } from '../../load/open.js';
import type { Severity } from '../../model/reading.js';
import type { ListedReport } from './report-list.js';
import { ACCEPTED_FROM, doubtOf, isDoubtful, loadWeights } from './risk.js';

/** Fields held at most, the least sure first: beyond, nobody gets by hand, and memory stays under 60 MB. */
const MOST_DOUBTFUL = 400_000;

/** A field as a number: report, indicator and period. Numbers make small and quick keys of sets. */
export type FieldKey = number;

/** More than the catalogue has indicators times periods. */
const SLOTS = 8192;
const PERIOD_NAMES = ['q1', 'q2', 'q3', 'q4', 'year'] as const;

export interface DoubtfulField {
  readonly key: FieldKey;
  /** Index into the list of reports. */
  readonly report: number;
  readonly indicator: string;
  readonly period: string;
  readonly status: string;
  readonly confidence: number;
  readonly risk: number;
  readonly isRepeated: boolean;
}

interface Draft {
  readonly report: number;
  readonly indicator: string;
  readonly period: string;
  readonly status: string;
  readonly confidence: number;
  severities: Severity[];
  isRepeated: boolean;
}

type LowRow = [reportId: number, indicator: string, period: string, confidence: number, status: string];

/** Gives every distinct field name a small number, in the order of first appearance. */
export class FieldKeys {
  readonly #slots = new Map<string, number>();

  keyOf(report: number, indicator: string, period: string): FieldKey {
    let slot = this.#slots.get(indicator);
    if (slot === undefined) {
      slot = this.#slots.size;
      this.#slots.set(indicator, slot);
    }
    return report * SLOTS + slot * PERIOD_NAMES.length + PERIOD_NAMES.indexOf(period as 'year');
  }
}

/** In order of risk, the riskiest first; equal ones in the order of reports and fields, so that it is always the same. */
export function findDoubtfulFields(
  db: Connection,
  reports: readonly ListedReport[],
  keys: FieldKeys,
): DoubtfulField[] {
  const indexOf = new Map(reports.map(({ id }, index) => [id, index]));
  const drafts = new Map<FieldKey, Draft>();
  collectUnsure(db, indexOf, keys, drafts);
  collectFound(db, indexOf, keys, drafts);
  collectRepeated(db, indexOf, keys, drafts);
  const weightOf = memoised(loadWeights());
  const fields: DoubtfulField[] = [];
  for (const [key, draft] of drafts) {
    const doubt = doubtOf(draft.confidence, draft.severities, draft.isRepeated);
    if (!isDoubtful(doubt)) continue;
    const { report, indicator, period, status, confidence, isRepeated } = draft;
    const risk = doubt * weightOf(indicator);
    fields.push({ key, report, indicator, period, status, confidence, risk, isRepeated });
  }
  return fields.sort((a, b) => b.risk - a.risk || a.key - b.key);
}

function memoised(weightOf: (indicator: string) => number): (indicator: string) => number {
  const known = new Map<string, number>();
  return (indicator) => {
    const weight = known.get(indicator) ?? weightOf(indicator);
    known.set(indicator, weight);
    return weight;
  };
}

type Drafts = Map<FieldKey, Draft>;
type IndexOf = ReadonlyMap<number, number>;

/** Read from the index on confidence alone. */
function collectUnsure(db: Connection, indexOf: IndexOf, keys: FieldKeys, drafts: Drafts): void {
  const rows = db
    .prepare<[number, number], LowRow>(
      `SELECT report_id, indicator, period, confidence, status FROM fields
       WHERE confidence < ? ORDER BY confidence LIMIT ?`,
    )
    .raw()
    .iterate(ACCEPTED_FROM, MOST_DOUBTFUL) as IterableIterator<LowRow>;
  for (const [reportId, indicator, period, confidence, status] of rows) {
    const report = indexOf.get(reportId);
    if (report === undefined) continue;
    const key = keys.keyOf(report, indicator, period);
    drafts.set(key, { report, indicator, period, status, confidence, severities: [], isRepeated: false });
  }
}

type FindingRow = [reportId: number, indicator: string, period: string, severity: Severity];

/** Remarks of severity `info` make no field doubtful, and the fields that they stand at are counted without them. */
function collectFound(db: Connection, indexOf: IndexOf, keys: FieldKeys, drafts: Drafts): void {
  const rows = db
    .prepare(
      `SELECT report_id, indicator, coalesce(period, 'year'), severity FROM findings
       WHERE indicator IS NOT NULL AND severity <> 'info' LIMIT ${MOST_DOUBTFUL}`,
    )
    .raw()
    .all() as FindingRow[];
  const draftOf = prepareDraft(db, indexOf, keys, drafts);
  for (const [reportId, indicator, period, severity] of rows) {
    draftOf(reportId, indicator, period)?.severities.push(severity);
  }
}

function collectRepeated(db: Connection, indexOf: IndexOf, keys: FieldKeys, drafts: Drafts): void {
  const rows = db.prepare('SELECT report_id, indicator, period FROM reviews_to_repeat').raw().all() as [
    number,
    string,
    string,
  ][];
  const draftOf = prepareDraft(db, indexOf, keys, drafts);
  for (const [reportId, indicator, period] of rows) {
    const draft = draftOf(reportId, indicator, period);
    if (draft) draft.isRepeated = true;
  }
}

/** The draft of a field, looked up in the table where its confidence alone did not bring it here. */
function prepareDraft(db: Connection, indexOf: IndexOf, keys: FieldKeys, drafts: Drafts) {
  const find = db
    .prepare<[number, string, string], [number, string]>(
      'SELECT confidence, status FROM fields WHERE report_id = ? AND indicator = ? AND period = ?',
    )
    .raw();
  return (reportId: number, indicator: string, period: string): Draft | null => {
    const report = indexOf.get(reportId);
    if (report === undefined) return null;
    const key = keys.keyOf(report, indicator, period);
    const known = drafts.get(key);
    if (known) return known;
    const row = find.get(reportId, indicator, period) as [number, string] | undefined;
    if (!row) return null;
    const [confidence, status] = row;
    const draft: Draft = { report, indicator, period, status, confidence, severities: [], isRepeated: false };
    drafts.set(key, draft);
    return draft;
  };
}
