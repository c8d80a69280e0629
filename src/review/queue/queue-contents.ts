/** What the queue is made from, read from the database in steps between which a server can answer. */
import type { Connection } from '../../load/open.js';
import { type AuditedField, drawAuditSample } from './audit-sample.js';
import { type DoubtfulField, findDoubtfulFields, findLeastSure } from './doubtful-fields.js';
import { type FieldKey, FieldKeys } from './field-keys.js';
import { type ListedReport, listReports } from './report-list.js';
import { countByStatus, type StatusCount } from './status-counts.js';

export interface QueueContents {
  /** Whether all reports are in it, and not only those with the least sure fields. */
  readonly isComplete: boolean;
  readonly reports: readonly ListedReport[];
  readonly indexOf: ReadonlyMap<number, number>;
  readonly keys: FieldKeys;
  readonly doubtful: readonly DoubtfulField[];
  readonly doubtfulByKey: ReadonlyMap<FieldKey, DoubtfulField>;
  readonly audited: readonly AuditedField[];
  readonly auditedByKey: ReadonlyMap<FieldKey, AuditedField>;
  readonly statuses: readonly StatusCount[];
  /** Field → whether its latest decision corrected it. */
  readonly decided: Map<FieldKey, boolean>;
}

/** Fields that a large database shows while the others are read: several pages. */
const FIRST_FIELDS = 400;

export function* buildContents(db: Connection): Generator<undefined, QueueContents> {
  const reports = listReports(db);
  yield;
  const keys = new FieldKeys();
  const doubtful = yield* findDoubtfulFields(db, reports, keys);
  yield;
  const doubtfulByKey = new Map(doubtful.map((field) => [field.key, field]));
  yield;
  const audited = drawAuditSample(db, reports, keys, (key) => doubtfulByKey.has(key));
  yield;
  const statuses = yield* countByStatus(db);
  return assemble(db, { isComplete: true, reports, keys, doubtful, doubtfulByKey, audited, statuses });
}

/** The least sure fields alone, at once. */
export function buildFirstContents(db: Connection): QueueContents {
  const keys = new FieldKeys();
  const { reports, doubtful } = findLeastSure(db, keys, FIRST_FIELDS);
  const doubtfulByKey = new Map(doubtful.map((field) => [field.key, field]));
  const parts = { reports, keys, doubtful, doubtfulByKey };
  return assemble(db, { ...parts, isComplete: false, audited: [], statuses: [] });
}

type Parts = Omit<QueueContents, 'indexOf' | 'auditedByKey' | 'decided'>;

function assemble(db: Connection, parts: Parts): QueueContents {
  const indexOf = new Map(parts.reports.map(({ id }, index) => [id, index]));
  return {
    ...parts,
    indexOf,
    auditedByKey: new Map(parts.audited.map((field) => [field.key, field])),
    decided: readDecided(db, indexOf, parts.keys),
  };
}

const DECIDED = `
  SELECT r.id, v.indicator, v.period, v.decision = 'corrected'
  FROM reviews v JOIN documents d ON d.sha256 = v.source_sha256
  JOIN reports r ON r.document_id = d.id AND r.ordinal = v.report_ordinal AND r.form = v.form
  ORDER BY v.id`;

function readDecided(
  db: Connection,
  indexOf: ReadonlyMap<number, number>,
  keys: FieldKeys,
): Map<FieldKey, boolean> {
  const decided = new Map<FieldKey, boolean>();
  const rows = db.prepare(DECIDED).raw().all() as [number, string, string, number][];
  for (const [reportId, indicator, period, corrected] of rows) {
    const report = indexOf.get(reportId);
    if (report !== undefined) decided.set(keys.keyOf(report, indicator, period), corrected === 1);
  }
  return decided;
}
