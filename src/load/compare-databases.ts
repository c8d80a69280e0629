/** What two runs over the same filings read differently, report by report, and what may be the reason. */
import type { Features } from '../model/reading.js';
import type { Connection } from './connection.js';

/** Confidence is told where it moves from one band to another: smaller moves are the rounding of a new fit. */
const BAND_EDGES = [0.5, 0.9, 0.99];

interface ReportRow {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  readonly ordinal: number;
  readonly programVersion: string;
  readonly reader: string | null;
  readonly form: string;
  readonly template: string;
  readonly year: number | null;
  readonly siteName: string | null;
}

interface FieldRow {
  readonly indicator: string;
  readonly period: string;
  readonly status: string;
  readonly value: number | string | null;
  readonly confidence: number;
  readonly raw: string | null;
  readonly features: string;
}

export interface Side {
  readonly status: string;
  readonly value: number | string | null;
  readonly confidence: number;
  readonly raw: string | null;
}

export interface FieldMove {
  readonly indicator: string;
  readonly period: string;
  /** Null where this run's template has no such field. */
  readonly before: Side | null;
  readonly after: Side | null;
  readonly why: readonly string[];
}

export interface ReportMove {
  readonly path: string;
  readonly form: string;
  readonly year: number | null;
  readonly siteName: string | null;
  /** `changed`, or in one of the two databases only. */
  readonly outcome: 'changed' | 'only in A' | 'only in B';
  /** What is true of the whole report: its bytes, reader, program or template are others. */
  readonly why: readonly string[];
  readonly fields: readonly FieldMove[];
}

export interface Comparison {
  readonly reports: readonly ReportMove[];
  /** Reports that both have. */
  readonly compared: number;
  readonly fields: number;
}

const REPORTS = `
  SELECT r.id, d.path, d.sha256, r.ordinal, d.program_version AS programVersion, d.reader, r.form, r.template,
    r.year, coalesce(r.site_name, r.reporting_unit) AS siteName
  FROM reports r JOIN documents d ON d.id = r.document_id ORDER BY d.path, r.ordinal`;

const FIELDS = `
  SELECT f.indicator, f.period, f.status, coalesce(f.value_number, f.value_text) AS value, f.confidence, f.raw,
    f.features
  FROM fields f JOIN indicators i ON i.key = f.indicator AND i.form = f.form
  WHERE f.report_id = ? ORDER BY i.position, f.period`;

/** By content, which outlives a renamed file; what is left by path, which outlives a changed one. */
function pairUp(before: readonly ReportRow[], after: readonly ReportRow[]): [ReportRow, ReportRow][] {
  const pairs: [ReportRow, ReportRow][] = [];
  const free = new Set(after);
  const paired = new Set<ReportRow>();
  for (const keyOf of [contentKey, pathKey]) {
    const known = new Map([...free].map((row) => [keyOf(row), row]));
    for (const row of before) {
      const match = paired.has(row) ? undefined : known.get(keyOf(row));
      if (!match || !free.delete(match)) continue;
      paired.add(row);
      pairs.push([row, match]);
    }
  }
  return pairs;
}

function contentKey({ sha256, ordinal }: ReportRow): string {
  return `${sha256} ${ordinal}`;
}

function pathKey({ path, ordinal }: ReportRow): string {
  return `${path} ${ordinal}`;
}

function changed(name: string, before: string | number | null, after: string | number | null): string[] {
  return before === after ? [] : [`${name} ${before ?? 'unknown'} → ${after ?? 'unknown'}`];
}

function reportReasons(before: ReportRow, after: ReportRow): string[] {
  return [
    ...(before.sha256 === after.sha256 ? [] : ["the file's bytes changed"]),
    ...changed('program', before.programVersion, after.programVersion),
    ...changed('reader', before.reader, after.reader),
    ...changed('template', before.template, after.template),
    ...changed('year', before.year, after.year),
  ];
}

function band(confidence: number): number {
  return BAND_EDGES.filter((edge) => confidence >= edge).length;
}

function sideOf(row: FieldRow | undefined): Side | null {
  if (!row) return null;
  const { status, value, confidence, raw } = row;
  return { status, value, confidence, raw };
}

function fieldReasons(before: FieldRow | undefined, after: FieldRow | undefined): string[] {
  if (!before || !after) return ['the template has no such field'];
  const [old, now] = [JSON.parse(before.features), JSON.parse(after.features)] as [Features, Features];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  const features = names.flatMap((name) => changed(name, old[name] ?? 0, now[name] ?? 0));
  const raw = before.raw === after.raw ? [] : ['the value is read from another text'];
  const isWeights = features.length === 0 && before.confidence !== after.confidence;
  return [...raw, ...features, ...(isWeights ? ['the same features weigh differently'] : [])];
}

function hasMoved(before: FieldRow | undefined, after: FieldRow | undefined): boolean {
  if (!before || !after) return true;
  const same = before.status === after.status && before.value === after.value;
  return !same || band(before.confidence) !== band(after.confidence);
}

function fieldMoves(before: readonly FieldRow[], after: readonly FieldRow[]): FieldMove[] {
  const keyOf = ({ indicator, period }: FieldRow) => `${indicator} ${period}`;
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const now = new Map(after.map((row) => [keyOf(row), row]));
  const all = [...before, ...after.filter((row) => !old.has(keyOf(row)))];
  return all.flatMap(({ indicator, period }) => {
    const [was, is] = [old.get(`${indicator} ${period}`), now.get(`${indicator} ${period}`)];
    if (!hasMoved(was, is)) return [];
    return [{ indicator, period, before: sideOf(was), after: sideOf(is), why: fieldReasons(was, is) }];
  });
}

function reportMove(row: ReportRow, outcome: ReportMove['outcome']): ReportMove {
  const { path, form, year, siteName } = row;
  return { path, form, year, siteName, outcome, why: [], fields: [] };
}

/** Compares what two databases hold; the order is that of the paths. */
export function compareDatabases(a: Connection, b: Connection): Comparison {
  const before = a.prepare<[], ReportRow>(REPORTS).all();
  const after = b.prepare<[], ReportRow>(REPORTS).all();
  const fieldsOf = [a, b].map((db) => db.prepare<[number], FieldRow>(FIELDS));
  const pairs = pairUp(before, after);
  let compared = 0;
  const moves = pairs.flatMap(([was, is]): ReportMove[] => {
    const [old = [], now = []] = [fieldsOf[0]?.all(was.id), fieldsOf[1]?.all(is.id)];
    compared += old.length;
    const fields = fieldMoves(old, now);
    const isSameForm = was.template === is.template && was.year === is.year;
    if (fields.length === 0 && isSameForm) return [];
    return [{ ...reportMove(is, 'changed'), why: reportReasons(was, is), fields }];
  });
  const met = new Set(pairs.flat());
  const alone = (rows: readonly ReportRow[], outcome: ReportMove['outcome']) =>
    rows.filter((row) => !met.has(row)).map((row) => reportMove(row, outcome));
  const reports = [...moves, ...alone(before, 'only in A'), ...alone(after, 'only in B')];
  reports.sort((x, y) => (x.path < y.path ? -1 : x.path > y.path ? 1 : 0));
  return { reports, compared: pairs.length, fields: compared };
}
