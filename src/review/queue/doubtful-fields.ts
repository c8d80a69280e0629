/**
 * All fields that want a person, held in memory in order of risk: a filter over 100,000 of them takes a millisecond or
 * two, and a page of the queue never waits for SQL to sort.
 */
import type { Connection } from '../../load/open.js';
import type { Severity } from '../../model/reading.js';
import type { FieldKey, FieldKeys } from './field-keys.js';
import { type ListedReport, listReports } from './report-list.js';
import { ACCEPTED_FROM, doubtFrom, isDoubtful, loadWeights, trustAfter } from './risk.js';

/** Fields held at most, the least sure first: beyond, nobody gets by hand, and memory stays under 100 MB. */
const MOST_DOUBTFUL = 400_000;

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

/** Grows while its findings are read; one object a field, since a large database has 100,000 of them. */
interface Draft extends DoubtfulField {
  /** Chance that the field is as stored, after the findings read so far. */
  trust: number;
  risk: number;
  isRepeated: boolean;
}

type Drafts = Map<FieldKey, Draft>;
type IndexOf = ReadonlyMap<number, number>;
type FieldRow = [reportId: number, indicator: string, period: string, confidence: number, status: string];
type FoundRow = [...FieldRow, severity: Severity];

/** Read from the index on confidence alone. */
const UNSURE = `
  SELECT report_id, indicator, period, confidence, status FROM fields
  WHERE confidence < ${ACCEPTED_FROM} ORDER BY confidence LIMIT ?`;

/** Remarks of severity `info` make no field doubtful. */
const FOUND = `
  SELECT f.report_id, f.indicator, f.period, f.confidence, f.status, x.severity
  FROM findings x JOIN fields f
    ON f.report_id = x.report_id AND f.indicator = x.indicator AND f.period = coalesce(x.period, 'year')
  WHERE x.severity <> 'info' LIMIT ${MOST_DOUBTFUL}`;

const REPEATED = `
  SELECT f.report_id, f.indicator, f.period, f.confidence, f.status
  FROM reviews_to_repeat v JOIN fields f
    ON f.report_id = v.report_id AND f.indicator = v.indicator AND f.period = v.period`;

/** The fields of the lowest confidence and their reports, read in milliseconds: the first screen of a large database. */
export function findLeastSure(
  db: Connection,
  keys: FieldKeys,
  most: number,
): { readonly reports: ListedReport[]; readonly doubtful: DoubtfulField[] } {
  const rows = db.prepare(UNSURE).raw().all(most) as FieldRow[];
  const reports = listReports(db, new Set(rows.map(([reportId]) => reportId)));
  const drafts: Drafts = new Map();
  const draftOf = drafting(reports, keys, drafts);
  for (const row of rows) draftOf(row);
  return { reports, doubtful: inOrderOfRisk(drafts) };
}

/** Gives a field's draft, the same one whenever the field comes again; null for a report that is not listed. */
function drafting(reports: readonly ListedReport[], keys: FieldKeys, drafts: Drafts) {
  const indexOf: IndexOf = new Map(reports.map(({ id }, index) => [id, index]));
  return ([reportId, indicator, period, confidence, status]: FieldRow | FoundRow): Draft | null => {
    const report = indexOf.get(reportId);
    if (report === undefined) return null;
    const key = keys.keyOf(report, indicator, period);
    const known = drafts.get(key);
    if (known) return known;
    const draft: Draft = {
      key,
      report,
      indicator,
      period,
      status,
      confidence,
      risk: 0,
      isRepeated: false,
      trust: confidence,
    };
    drafts.set(key, draft);
    return draft;
  };
}

/**
 * In order of risk, the riskiest first; equal ones in the order of reports and fields, so that it is always the same.
 * A generator that yields every so many rows, so that a server can answer between two steps of a long walk.
 */
export function* findDoubtfulFields(
  db: Connection,
  reports: readonly ListedReport[],
  keys: FieldKeys,
): Generator<undefined, DoubtfulField[]> {
  const drafts: Drafts = new Map();
  const draftOf = drafting(reports, keys, drafts);
  for (const row of walk<FieldRow>(db.prepare(UNSURE).raw().iterate(MOST_DOUBTFUL))) {
    if (row) draftOf(row);
    else yield;
  }
  for (const row of walk<FoundRow>(db.prepare(FOUND).raw().iterate())) {
    const draft = row && draftOf(row);
    if (draft) draft.trust = trustAfter(draft.trust, row[5]);
    if (!row) yield;
  }
  for (const row of db.prepare(REPEATED).raw().all() as FieldRow[]) {
    const draft = draftOf(row);
    if (draft) draft.isRepeated = true;
  }
  yield;
  return inOrderOfRisk(drafts);
}

/** Rows between two steps: some 10 ms of work. */
const ROWS_A_STEP = 4_000;

/** The rows, with undefined after every so many. */
function* walk<Row>(rows: Iterable<unknown>): Generator<Row | undefined> {
  let count = 0;
  for (const row of rows) {
    yield row as Row;
    count += 1;
    if (count % ROWS_A_STEP === 0) yield undefined;
  }
}

function inOrderOfRisk(drafts: Drafts): DoubtfulField[] {
  const weightOf = memoised(loadWeights());
  const fields: DoubtfulField[] = [];
  for (const draft of drafts.values()) {
    const doubt = doubtFrom(draft.trust, draft.isRepeated);
    if (!isDoubtful(doubt)) continue;
    draft.risk = doubt * weightOf(draft.indicator);
    fields.push(draft);
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
