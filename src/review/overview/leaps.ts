/** How one number of the forms changed at each site from a year to the next, for a picture of leaps. */
import type { Connection } from '../../load/open.js';
import type { ListedReport } from '../queue/report-list.js';

export interface Leap {
  readonly reportId: number;
  readonly siteName: string;
  readonly year: number;
  readonly previous: number;
  readonly value: number;
  readonly confidence: number;
}

export interface Leaps {
  readonly indicator: string;
  /** Pairs of consecutive years in which both numbers are filed. */
  readonly pairs: number;
  /** Pairs that are leaps. */
  readonly leaps: number;
  /** Pairs that are drawn: the greatest leaps, and an even choice of the others. */
  readonly shown: readonly Leap[];
}

/** A number this many times the one of the year before, or this small a part of it, is worth a look. */
export const LEAP_FACTOR = 10;
/** Points that a picture and a browser bear. */
const MOST_SHOWN = 2_000;
/** Leaps among them: a picture of nothing else would show no cloud to leap from. */
const MOST_LEAPS = 1_000;

interface Filed {
  readonly reportId: number;
  readonly value: number;
  readonly confidence: number;
}

interface FiledReport extends Filed {
  readonly report: ListedReport;
}

export function readLeaps(db: Connection, reports: readonly ListedReport[], indicator: string): Leaps {
  const rows = db
    .prepare<[string], Filed>(
      `SELECT report_id AS reportId, value_number AS value, confidence FROM fields
       WHERE indicator = ? AND period = 'year' AND value_number IS NOT NULL`,
    )
    .all(indicator);
  const pairs = pairsOf(reports, new Map(rows.map((row) => [row.reportId, row])));
  const leaps = pairs.filter(isLeap).sort((a, b) => sizeOf(b) - sizeOf(a));
  const drawnLeaps = leaps.slice(0, MOST_LEAPS);
  const others = pairs.filter((pair) => !isLeap(pair));
  const step = Math.max(1, Math.ceil(others.length / (MOST_SHOWN - drawnLeaps.length)));
  const shown = [...drawnLeaps, ...others.filter((_, index) => index % step === 0)];
  return { indicator, pairs: pairs.length, leaps: leaps.length, shown };
}

function pairsOf(reports: readonly ListedReport[], filed: ReadonlyMap<number, Filed>): Leap[] {
  const sites = bySite(reports, filed);
  return [...sites.values()].flatMap((years) =>
    [...years].flatMap(([year, own]): Leap[] => {
      const before = years.get(year - 1);
      return before ? [leapBetween(before, own, year)] : [];
    }),
  );
}

/** Site → year → the first report of that year; a second one of the same year is a copy from elsewhere. */
function bySite(reports: readonly ListedReport[], filed: ReadonlyMap<number, Filed>) {
  const sites = new Map<string, Map<number, FiledReport>>();
  for (const report of reports) {
    const value = filed.get(report.id);
    const site = report.siteCode ?? report.siteName ?? report.unit;
    if (!value || report.year === null || site === null) continue;
    const name = `${report.form} ${site}`;
    const years = sites.get(name) ?? new Map<number, FiledReport>();
    sites.set(name, years);
    if (!years.has(report.year)) years.set(report.year, { ...value, report });
  }
  return sites;
}

function leapBetween(before: Filed, { report, value, confidence }: FiledReport, year: number): Leap {
  return {
    reportId: report.id,
    siteName: report.siteName ?? report.unit ?? report.siteCode ?? '',
    year,
    previous: before.value,
    value,
    confidence: Math.min(confidence, before.confidence),
  };
}

/** Zero in one of two years is as far as from one: a count of none is no leap from a count of few. */
function sizeOf({ previous, value }: Leap): number {
  return Math.abs(Math.log(Math.max(1, value) / Math.max(1, previous)));
}

function isLeap(leap: Leap): boolean {
  return sizeOf(leap) >= Math.log(LEAP_FACTOR);
}
