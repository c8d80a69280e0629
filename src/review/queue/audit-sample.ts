/**
 * The random sample of accepted fields. What nobody looks at may still be wrong: a person reads these few, drawn
 * evenly over all accepted fields, and their error rate speaks for the rest. The draw depends on a seed and on the
 * content of the filings alone, so it is the same at every start, and a new import displaces few of the sample.
 */
import type { Connection } from '../../load/open.js';
import type { FieldKey, FieldKeys } from './field-keys.js';
import type { ListedReport } from './report-list.js';
import { ACCEPTED_FROM } from './risk.js';

/** Changing it draws another sample. */
const SEED = 'audit-1';
/** Fields of the sample: 100 without an error put the error rate under 3.7 % (95 % interval). */
const LARGEST_SAMPLE = 100;
/** Of a small database, no more than one field in this many. */
const ONE_IN = 25;
const SMALLEST_SAMPLE = 10;
/** Draws a place in the sample: enough that nearly all draws that hit no accepted field are made good. */
const DRAWS = 6;

export interface AuditedField {
  readonly key: FieldKey;
  readonly report: number;
  readonly indicator: string;
  readonly period: string;
  readonly status: string;
  readonly confidence: number;
}

/** FNV-1a, 32 bits, with a final mix so that similar texts do not get neighbouring numbers. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

interface Draw {
  readonly report: number;
  readonly rank: number;
  readonly name: string;
}

/**
 * Every report gives the same number of draws, in an order by hash. A draw names a slot among as many as the largest
 * template has fields, and counts only where its report has that slot: so each field is as likely as any other.
 */
export function drawAuditSample(
  db: Connection,
  reports: readonly ListedReport[],
  keys: FieldKeys,
  isDoubtful: (key: FieldKey) => boolean,
): AuditedField[] {
  const slots = slotsByTemplate(db, reports);
  const most = Math.max(0, ...slots.values());
  const size = sampleSize(reports, slots);
  const fieldAt = db
    .prepare<[number, number], [string, string, string, number]>(
      `SELECT indicator, period, status, confidence FROM fields WHERE report_id = ?
       ORDER BY indicator, period LIMIT 1 OFFSET ?`,
    )
    .raw();
  const sample = new Map<FieldKey, AuditedField>();
  for (const { report, name } of drawsInOrder(reports, size)) {
    if (sample.size >= size) break;
    const listed = reports[report];
    const slot = hashOf(`slot ${name}`) % most;
    if (!listed || slot >= (slots.get(listed.template) ?? 0)) continue;
    const row = fieldAt.get(listed.id, slot) as [string, string, string, number] | undefined;
    if (!row) continue;
    const [indicator, period, status, confidence] = row;
    const key = keys.keyOf(report, indicator, period);
    if (confidence < ACCEPTED_FROM || isDoubtful(key)) continue;
    sample.set(key, { key, report, indicator, period, status, confidence });
  }
  return [...sample.values()];
}

/** All reports of a template have the same fields: a field is stored for every indicator and period. */
function slotsByTemplate(db: Connection, reports: readonly ListedReport[]): Map<string, number> {
  const count = db.prepare<[number], number>('SELECT count(*) FROM fields WHERE report_id = ?').pluck();
  const slots = new Map<string, number>();
  for (const { id, template } of reports) {
    if (!slots.has(template)) slots.set(template, Number(count.get(id)));
  }
  return slots;
}

function sampleSize(reports: readonly ListedReport[], slots: ReadonlyMap<string, number>): number {
  const fields = reports.reduce((sum, { template }) => sum + (slots.get(template) ?? 0), 0);
  return Math.min(LARGEST_SAMPLE, Math.max(SMALLEST_SAMPLE, Math.floor(fields / ONE_IN)));
}

function drawsInOrder(reports: readonly ListedReport[], size: number): Draw[] {
  if (reports.length === 0) return [];
  const rounds = Math.max(1, Math.ceil((size * DRAWS) / reports.length));
  const draws: Draw[] = [];
  reports.forEach(({ sha256, ordinal }, report) => {
    for (let round = 0; round < rounds; round += 1) {
      const name = `${SEED} ${sha256} ${ordinal} ${round}`;
      draws.push({ report, name, rank: hashOf(name) });
    }
  });
  return draws.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
}
