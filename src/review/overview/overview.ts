/** Counts for the overview's pictures. All of them come from indexes or from the list of reports. */
import type { Connection } from '../../load/open.js';
import type { ListedReport } from '../queue/report-list.js';
import type { ReviewQueue } from '../queue/review-queue.js';
import { CONFIDENCE_EDGES, type StatusCount } from '../queue/status-counts.js';
import { type Interval, wilsonInterval } from '../wilson.js';
import { type ProvinceName, provinceName } from './provinces.js';

export interface Overview {
  readonly totals: { readonly reports: number; readonly sites: number; readonly fields: number };
  readonly filings: readonly {
    readonly year: number | null;
    readonly province: string | null;
    readonly n: number;
  }[];
  readonly provinces: readonly ProvinceName[];
  readonly statuses: readonly StatusCount[];
  readonly reliability: readonly ReliabilityPoint[];
  readonly rules: readonly { readonly rule: string; readonly severity: string; readonly n: number }[];
}

export interface ReliabilityPoint {
  /** `calibration`: filings with known truth. `review`: what reviewers decided here. */
  readonly origin: 'calibration' | 'review';
  readonly confidence: number;
  readonly share: number;
  readonly interval: Interval;
  readonly n: number;
}

const MOST_RULES = 15;

/** Classes of confidence as SQL: the number of edges that a column's value reaches, less one. */
function confidenceClass(column: string): string {
  const [, ...edges] = CONFIDENCE_EDGES;
  return edges.map((edge) => `(${column} >= ${edge})`).join(' + ');
}

export function readOverview(db: Connection, queue: ReviewQueue): Overview {
  const { reports, statuses } = queue;
  return {
    totals: {
      reports: reports.length,
      sites: new Set(reports.map(({ siteCode, siteName, unit }) => siteCode ?? siteName ?? unit)).size,
      fields: statuses.reduce((sum, { n }) => sum + n, 0),
    },
    filings: filingsByYear(reports),
    provinces: [...new Set(reports.map(provinceCode))].flatMap((code) => (code ? [provinceName(code)] : [])),
    statuses,
    reliability: [...calibrated(db), ...reviewed(db)],
    rules: db
      .prepare<[], { rule: string; severity: string; n: number }>(
        `SELECT rule, severity, count(*) AS n FROM findings GROUP BY rule, severity ORDER BY n DESC, rule LIMIT ${MOST_RULES}`,
      )
      .all(),
  };
}

function provinceCode({ regionCode }: ListedReport): string | null {
  return regionCode?.slice(0, 2) ?? null;
}

function filingsByYear(reports: readonly ListedReport[]) {
  const counts = new Map<string, { year: number | null; province: string | null; n: number }>();
  for (const report of reports) {
    const province = provinceCode(report);
    const key = `${report.year} ${province}`;
    const entry = counts.get(key) ?? { year: report.year, province, n: 0 };
    entry.n += 1;
    counts.set(key, entry);
  }
  return [...counts.values()];
}

function calibrated(db: Connection): ReliabilityPoint[] {
  const rows = db
    .prepare<[], { confidence: number; n: number; correct: number }>(
      `SELECT sum(mean_confidence * n) / sum(n) AS confidence, sum(n) AS n, sum(correct) AS correct
       FROM calibration WHERE n > 0 GROUP BY bin_low ORDER BY bin_low`,
    )
    .all();
  return rows.map((row) => pointOf('calibration', row));
}

/** Latest decision of every field; a confirmed one says that the reading was right. */
function reviewed(db: Connection): ReliabilityPoint[] {
  const rows = db
    .prepare<[], { confidence: number; n: number; correct: number }>(
      `SELECT avg(extracted_confidence) AS confidence, count(*) AS n, sum(decision = 'confirmed') AS correct
       FROM reviews
       WHERE id IN (SELECT max(id) FROM reviews GROUP BY source_sha256, report_ordinal, indicator, period)
       GROUP BY ${confidenceClass('extracted_confidence')} ORDER BY 1`,
    )
    .all();
  return rows.map((row) => pointOf('review', row));
}

function pointOf(
  origin: ReliabilityPoint['origin'],
  { confidence, n, correct }: { confidence: number; n: number; correct: number },
): ReliabilityPoint {
  return { origin, confidence, n, share: correct / n, interval: wilsonInterval(correct, n) };
}
