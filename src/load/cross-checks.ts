/**
 * Checks that need more than one document: copies of a filing that differ, and numbers that leap from one year
 * to the next. They are made in one pass over all rows after an import, so that they do not depend on the order
 * in which the files came; each pass replaces what the one before it found. The rows stay inside SQLite, since a
 * national corpus finds more of them than fit into this process.
 */
import type { Connection } from './connection.js';
import { sortingInLittleMemory } from './sorting-memory.js';

/** A count this many times the one of the year before, or this small a part of it, is more often a slip than news. */
const LEAP_FACTOR = 50;
/** 条 written where 万条 is meant. */
const TEN_THOUSAND = 10_000;
/** How near to 10,000 a factor must be to be called that slip: sites do grow a little in a year. */
const SLIP_TOLERANCE = 0.05;

/** Findings of these checks stand behind those of the report's own reading, which has far fewer. */
const FIRST_ORDINAL = 1_000_000;

type Value = number | string | null;

function shown(status: string, value: Value): string {
  return status === 'reported' ? String(value) : status;
}

type DifferenceOf = readonly [
  label: string,
  path: string,
  status: string,
  value: Value,
  otherPath: string,
  otherStatus: string,
  otherValue: Value,
];

function differenceMessage(...difference: DifferenceOf): string {
  const [label, path, status, value, otherPath, otherStatus, otherValue] = difference;
  return `${label}: ${shown(status, value)} in ${path}, ${shown(otherStatus, otherValue)} in ${otherPath}, which are the same filing: look at both.`;
}

/** Told at both reports, since a reader may look at either of them. What one format lost is no contradiction. */
const DIFFERENCES = `
  INSERT INTO temp.told
  SELECT report_id,
    @first + row_number() OVER (
      PARTITION BY report_id ORDER BY path, ordinal, other_path, other_ordinal, position, period) - 1,
    indicator, period, 'formats-differ', severity,
    difference_message(label, path, status, value, other_path, other_status, other_value)
  FROM (
    SELECT iif(side.is_other, l.other_report_id, l.current_report_id) AS report_id, l.indicator, l.period,
      i.label, i.position, iif('missing' IN (l.status, l.other_status), 'info', 'warning') AS severity,
      d.path, r.ordinal, l.status, coalesce(l.value_number, l.value_text) AS value,
      e.path AS other_path, s.ordinal AS other_ordinal, l.other_status,
      coalesce(l.other_value_number, l.other_value_text) AS other_value
    FROM linked_fields l
    JOIN indicators i ON i.key = l.indicator AND i.form = l.form
    JOIN reports r ON r.id = l.current_report_id JOIN documents d ON d.id = r.document_id
    JOIN reports s ON s.id = l.other_report_id JOIN documents e ON e.id = s.document_id
    CROSS JOIN (SELECT 0 AS is_other UNION ALL SELECT 1) side
    WHERE NOT l.agrees)`;

type LeapOf = readonly [
  label: string,
  unit: string | null,
  previousYear: number,
  previous: number,
  year: number,
  value: number,
];

function leapMessage(...leap: LeapOf): string {
  const [label, unit, previousYear, previous, year, value] = leap;
  const factor = Math.max(value, previous) / Math.min(value, previous);
  const isSlip = Math.abs(factor / TEN_THOUSAND - 1) <= SLIP_TOLERANCE;
  const size = value > previous ? `${Math.round(factor)} times as much` : `1/${Math.round(factor)} of it`;
  const ofUnit = unit === null ? '' : ` ${unit}`;
  const advice = isSlip
    ? `nearly 10,000, as if ${unit ?? '个'} and 万${unit ?? '个'} were taken for each other`
    : 'more than sites grow or shrink in a year';
  return `${label}: ${previous}${ofUnit} in ${previousYear}, ${value}${ofUnit} in ${year}, ${size}; ${advice}: look at both filings.`;
}

/** From 0, or to 0, is no factor: a site that begins something is no slip. Numbered on from the differences. */
const LEAPS = `
  INSERT INTO temp.told
  SELECT report_id,
    (SELECT coalesce(max(told.ordinal) + 1, @first) FROM temp.told WHERE told.report_id = leap.report_id)
      + row_number() OVER (PARTITION BY report_id ORDER BY position, period) - 1,
    indicator, period, 'leap-from-last-year', 'warning',
    leap_message(label, unit, previous_year, previous, year, value)
  FROM (
    SELECT c.report_id, f.indicator, f.period, i.label, i.unit, i.position, c.previous_year, c.year,
      p.value_number AS previous, f.value_number AS value
    FROM consecutive_years c
    JOIN indicators i ON i.form = c.form AND i.value_type = 'count'
    JOIN fields f ON f.report_id = c.report_id AND f.indicator = i.key
    JOIN fields p ON p.report_id = c.previous_report_id AND p.indicator = i.key AND p.period = f.period
    WHERE f.value_number > 0 AND p.value_number > 0
      AND (f.value_number >= @factor * p.value_number OR p.value_number >= @factor * f.value_number)) leap`;

/** Of one connection, and in its temporary files where it is long. */
const TOLD = `
  CREATE TEMP TABLE told (
    report_id INTEGER, ordinal INTEGER, indicator TEXT, period TEXT, rule TEXT, severity TEXT, message TEXT,
    PRIMARY KEY (report_id, ordinal)
  ) STRICT, WITHOUT ROWID`;

/** Rows that hold the right thing already stay as they are. */
const REMOVE_OTHERS = `
  DELETE FROM findings AS f WHERE f.rule IN ('formats-differ', 'leap-from-last-year') AND NOT EXISTS (
    SELECT 1 FROM temp.told AS t
    WHERE t.report_id = f.report_id AND t.ordinal = f.ordinal AND t.indicator = f.indicator
      AND t.period = f.period AND t.rule = f.rule AND t.severity = f.severity AND t.message = f.message)`;

const ADD_NEW = `
  INSERT INTO findings (report_id, ordinal, indicator, period, rule, severity, message)
  SELECT report_id, ordinal, indicator, period, rule, severity, message FROM temp.told AS t
  WHERE NOT EXISTS (SELECT 1 FROM findings AS f WHERE f.report_id = t.report_id AND f.ordinal = t.ordinal)`;

/** Finds what only several documents together can tell; rows that hold the right thing already are not written. */
export function checkAcrossReports(db: Connection): void {
  const options = { deterministic: true, directOnly: true, varargs: true };
  db.function('difference_message', options, differenceMessage as (...args: unknown[]) => string);
  db.function('leap_message', options, leapMessage as (...args: unknown[]) => string);
  const replace = db.transaction(() => {
    db.exec(TOLD);
    db.prepare(DIFFERENCES).run({ first: BigInt(FIRST_ORDINAL) });
    db.prepare(LEAPS).run({ first: BigInt(FIRST_ORDINAL), factor: LEAP_FACTOR });
    db.exec(REMOVE_OTHERS);
    db.exec(ADD_NEW);
    db.exec('DROP TABLE temp.told');
  });
  sortingInLittleMemory(db, () => replace.immediate());
}
