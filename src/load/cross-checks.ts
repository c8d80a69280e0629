/**
 * Checks that need more than one document: copies of a filing that differ, and numbers that leap from one year
 * to the next. They are made in one pass over all rows after an import, so that they do not depend on the order
 * in which the files came; each pass replaces what the one before it found.
 */
import type { Connection } from './connection.js';

const RULES = ['formats-differ', 'leap-from-last-year'] as const;
type Rule = (typeof RULES)[number];

/** A count this many times the one of the year before, or this small a part of it, is more often a slip than news. */
const LEAP_FACTOR = 50;
/** 条 written where 万条 is meant. */
const TEN_THOUSAND = 10_000;
/** How near to 10,000 a factor must be to be called that slip: sites do grow a little in a year. */
const SLIP_TOLERANCE = 0.05;

/** Findings of these checks stand behind those of the report's own reading, which has far fewer. */
const FIRST_ORDINAL = 1_000_000;

interface CrossFinding {
  readonly reportId: number;
  readonly indicator: string;
  readonly period: string;
  readonly rule: Rule;
  readonly severity: 'info' | 'warning';
  readonly message: string;
}

interface Difference {
  readonly currentId: number;
  readonly otherId: number;
  readonly indicator: string;
  readonly period: string;
  readonly label: string;
  readonly path: string;
  readonly status: string;
  readonly value: number | string | null;
  readonly otherPath: string;
  readonly otherStatus: string;
  readonly otherValue: number | string | null;
}

const DIFFERENCES = `
  SELECT l.current_report_id AS currentId, l.other_report_id AS otherId, l.indicator, l.period, i.label,
    d.path, l.status, coalesce(l.value_number, l.value_text) AS value,
    e.path AS otherPath, l.other_status AS otherStatus,
    coalesce(l.other_value_number, l.other_value_text) AS otherValue
  FROM linked_fields l
  JOIN indicators i ON i.key = l.indicator AND i.form = l.form
  JOIN reports r ON r.id = l.current_report_id JOIN documents d ON d.id = r.document_id
  JOIN reports s ON s.id = l.other_report_id JOIN documents e ON e.id = s.document_id
  WHERE NOT l.agrees
  ORDER BY d.path, r.ordinal, e.path, s.ordinal, i.position, l.period`;

function shown(status: string, value: number | string | null): string {
  return status === 'reported' ? String(value) : status;
}

/** Told at both reports, since a reader may look at either of them. */
function formatsDiffer(db: Connection): CrossFinding[] {
  return db
    .prepare<[], Difference>(DIFFERENCES)
    .all()
    .flatMap((row) => {
      const { currentId, otherId, indicator, period } = row;
      // What one format lost is no contradiction.
      const isLost = row.status === 'missing' || row.otherStatus === 'missing';
      const message = `${row.label}: ${shown(row.status, row.value)} in ${row.path}, ${shown(row.otherStatus, row.otherValue)} in ${row.otherPath}, which are the same filing: look at both.`;
      return [currentId, otherId].map((reportId): CrossFinding => {
        const severity = isLost ? 'info' : 'warning';
        return { reportId, indicator, period, rule: 'formats-differ', severity, message };
      });
    });
}

interface YearPair {
  readonly reportId: number;
  readonly indicator: string;
  readonly period: string;
  readonly label: string;
  readonly unit: string | null;
  readonly previousYear: number;
  readonly year: number;
  readonly previous: number;
  readonly value: number;
}

/** From 0, or to 0, is no factor: a site that begins something is no slip. */
const LEAPS = `
  SELECT c.report_id AS reportId, f.indicator, f.period, i.label, i.unit, c.previous_year AS previousYear,
    c.year, p.value_number AS previous, f.value_number AS value
  FROM consecutive_years c
  JOIN indicators i ON i.form = c.form AND i.value_type = 'count'
  JOIN fields f ON f.report_id = c.report_id AND f.indicator = i.key
  JOIN fields p ON p.report_id = c.previous_report_id AND p.indicator = i.key AND p.period = f.period
  WHERE f.value_number > 0 AND p.value_number > 0
    AND (f.value_number >= @factor * p.value_number OR p.value_number >= @factor * f.value_number)
  ORDER BY c.report_id, i.position, f.period`;

function leapMessage({ label, unit, previousYear, year, previous, value }: YearPair): string {
  const factor = Math.max(value, previous) / Math.min(value, previous);
  const isSlip = Math.abs(factor / TEN_THOUSAND - 1) <= SLIP_TOLERANCE;
  const size = value > previous ? `${Math.round(factor)} times as much` : `1/${Math.round(factor)} of it`;
  const ofUnit = unit === null ? '' : ` ${unit}`;
  const advice = isSlip
    ? `nearly 10,000, as if ${unit ?? '个'} and 万${unit ?? '个'} were taken for each other`
    : 'more than sites grow or shrink in a year';
  return `${label}: ${previous}${ofUnit} in ${previousYear}, ${value}${ofUnit} in ${year}, ${size}; ${advice}: look at both filings.`;
}

function leapsFromLastYear(db: Connection): CrossFinding[] {
  return db
    .prepare<[{ factor: number }], YearPair>(LEAPS)
    .all({ factor: LEAP_FACTOR })
    .map((pair) => {
      const { reportId, indicator, period } = pair;
      const message = leapMessage(pair);
      return { reportId, indicator, period, rule: 'leap-from-last-year', severity: 'warning', message };
    });
}

/** The rows to store, numbered within each report. */
function numbered(findings: readonly CrossFinding[]): (CrossFinding & { readonly ordinal: number })[] {
  const next = new Map<number, number>();
  return findings.map((finding) => {
    const ordinal = next.get(finding.reportId) ?? FIRST_ORDINAL;
    next.set(finding.reportId, ordinal + 1);
    return { ...finding, ordinal };
  });
}

const STORED = `
  SELECT report_id AS reportId, indicator, period, rule, severity, message, ordinal
  FROM findings WHERE rule IN (${RULES.map((rule) => `'${rule}'`).join(', ')})`;

type StoredFinding = CrossFinding & { readonly ordinal: number };

function keyOf(finding: StoredFinding): string {
  return `${finding.reportId} ${finding.ordinal}`;
}

/** Finds what only several documents together can tell; rows that hold the right thing already are not written. */
export function checkAcrossReports(db: Connection): void {
  const remove = db.prepare('DELETE FROM findings WHERE report_id = ? AND ordinal = ?');
  const insert = db.prepare(`
    INSERT INTO findings (report_id, ordinal, indicator, period, rule, severity, message)
    VALUES (@reportId, @ordinal, @indicator, @period, @rule, @severity, @message)`);
  const replace = db.transaction(() => {
    const wanted = new Map(
      numbered([...formatsDiffer(db), ...leapsFromLastYear(db)]).map((finding) => [keyOf(finding), finding]),
    );
    for (const stored of db.prepare<[], StoredFinding>(STORED).all()) {
      const same = wanted.get(keyOf(stored));
      if (same && isEqual(same, stored)) wanted.delete(keyOf(stored));
      else remove.run(stored.reportId, BigInt(stored.ordinal));
    }
    for (const finding of wanted.values()) insert.run({ ...finding, ordinal: BigInt(finding.ordinal) });
  });
  replace.immediate();
}

function isEqual(a: StoredFinding, b: StoredFinding): boolean {
  const { indicator, period, rule, severity, message } = b;
  const same = a.indicator === indicator && a.period === period && a.rule === rule;
  return same && a.severity === severity && a.message === message;
}
