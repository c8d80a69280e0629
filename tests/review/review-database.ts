/** Databases for the tests of the review page: of real files, of made-up values, and one as large as a province's. */
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProcessReader } from '../../src/batch/filing-reader.js';
import { runImport } from '../../src/batch/run-import.js';
import { type Connection, openDatabase } from '../../src/load/open.js';
import { readFiling } from '../../src/pipeline.js';

export const IMPORTED_AT = '2024-05-01T08:30:00Z';

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'nianbao-review-'));
}

export async function importInto(database: string, paths: readonly string[]): Promise<void> {
  await runImport({
    paths,
    database,
    reader: inProcessReader(readFiling),
    programVersion: 'test',
    importedAt: IMPORTED_AT,
    now: () => IMPORTED_AT,
    force: true,
    retryFailed: false,
  });
}

export interface SeededReport {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
}

export interface Seed {
  readonly reports: number;
  /** Share of fields with little confidence, from 0 to 1. */
  readonly doubtful: number;
  readonly siteName: (report: number) => string;
}

interface IndicatorRow {
  readonly key: string;
  readonly value_type: string;
  readonly unit: string | null;
}

/** A number from 0 to 1 that depends on two numbers alone. */
function noise(a: number, b: number): number {
  const hash = createHash('sha256').update(`${a} ${b}`).digest();
  return hash.readUInt32LE() / 2 ** 32;
}

/** One in this many fields has a warning. */
const WARNED = 40;
const PROVINCES = ['4501', '4301', '4401', '3201', '5101', '2201'];
const SOURCES = ['html', 'office', 'pdf', 'scan', 'ocr-text', 'word-dump'];
/** Years of each site, so that there is a year before. */
const YEARS = [2019, 2020, 2021, 2022];

/** Fills a database with work reports by plain SQL: 20,000 of them in well under a minute. */
export function seedDatabase(file: string, { reports, doubtful, siteName }: Seed): void {
  const db = openDatabase(file);
  const indicators = db
    .prepare("SELECT key, value_type, unit FROM indicators WHERE form = 'work' ORDER BY position")
    .all() as IndicatorRow[];
  const statements = prepare(db);
  // One table of random numbers for all reports: drawing each anew would take longer than writing the rows.
  const random = Float64Array.from({ length: 9973 }, (_, index) => noise(index, reports));
  db.pragma('synchronous = OFF');
  db.transaction(() => {
    for (let report = 0; report < reports; report += 1) {
      seedReport(statements, report, { indicators, random, doubtful, name: siteName(report) });
    }
  })();
  db.exec('ANALYZE');
  db.close();
}

function prepare(db: Connection) {
  return {
    document: db.prepare(
      `INSERT INTO documents (id, path, sha256, media_type, bytes, kind, status, imported_at, source_kind, reader, program_version)
       VALUES (?, ?, ?, 'text/html', 1000, 'filing', 'loaded', '${IMPORTED_AT}', ?, 'html', 'seed')`,
    ),
    report: db.prepare(
      `INSERT INTO reports (id, document_id, ordinal, form, template, year, site_code, site_name, reporting_unit, region_code, completeness, confidence)
       VALUES (?, ?, 0, 'work', ?, ?, ?, ?, NULL, ?, 1, 0.97)`,
    ),
    field: db.prepare(
      `INSERT INTO fields (report_id, indicator, period, form, status, value_number, value_text, unit, raw, label_raw, confidence, features, table_index, row_index, column_index)
       VALUES (?, ?, 'year', 'work', 'reported', ?, ?, ?, ?, ?, ?, '{"label":1,"margin":0.4,"parse":1,"source":0.98}', 0, ?, 1)`,
    ),
    candidate: db.prepare(
      `INSERT INTO candidates (report_id, indicator, period, rank, raw, status, value_number, value_text, label_raw, relation, score, table_index, row_index, column_index)
       VALUES (?, ?, 'year', ?, ?, 'reported', ?, ?, ?, 'right', ?, 0, ?, 1)`,
    ),
    finding: db.prepare(
      `INSERT INTO findings (report_id, ordinal, indicator, period, rule, severity, message) VALUES (?, ?, ?, 'year', ?, ?, ?)`,
    ),
  };
}

interface ReportSeed {
  readonly indicators: readonly IndicatorRow[];
  readonly random: Float64Array;
  readonly doubtful: number;
  readonly name: string;
}

const NUMBERS = new Set(['count', 'decimal', 'percent', 'interval', 'boolean']);
const RULES = ['publishing-sum', 'site-code', 'look-alike-digits', 'visitors-within-views'];

function seedReport(
  statements: ReturnType<typeof prepare>,
  report: number,
  { indicators, random, doubtful, name }: ReportSeed,
): void {
  const id = report + 1;
  const site = Math.floor(report / YEARS.length);
  const year = YEARS[report % YEARS.length] ?? 2022;
  const city = PROVINCES[site % PROVINCES.length] ?? '4501';
  const code = `${city}${String(site).padStart(6, '0')}`;
  const sha256 = createHash('sha256').update(`report ${report}`).digest('hex');
  const source = SOURCES[report % SOURCES.length];
  statements.document.run(BigInt(id), `filings/${year}/${code}.html`, sha256, source);
  const template = year > 2020 ? 'work-2022' : 'work-2019';
  statements.report.run(BigInt(id), BigInt(id), template, BigInt(year), code, name, `${city}00`);
  let findings = 0;
  indicators.forEach(({ key, value_type, unit }, row) => {
    const dice = random[(report * 131 + row * 17) % random.length] ?? 0;
    const confidence = dice < doubtful ? 0.3 + dice * 5 : 0.92 + dice * 0.079;
    const isNumber = NUMBERS.has(value_type);
    const value = value_type === 'boolean' ? 1 : Math.round(10 ** (1 + dice * 5));
    const raw = String(value);
    const text = isNumber ? null : value_type === 'choice' ? 'portal' : `文字 ${raw}`;
    const stored = isNumber ? BigInt(value) : null;
    statements.field.run(BigInt(id), key, stored, text, unit, raw, key, Math.min(1, confidence), BigInt(row));
    statements.candidate.run(BigInt(id), key, 1n, raw, stored, text, key, 0.9, BigInt(row));
    if (confidence < 0.9) {
      const rival = isNumber ? BigInt(value + 7) : null;
      const words = isNumber ? null : value_type === 'choice' ? 'special' : `别的 ${raw}`;
      statements.candidate.run(BigInt(id), key, 2n, `${raw}?`, rival, words, key, 0.4, BigInt(row));
    }
    if ((report * 31 + row) % WARNED === 0) {
      const rule = RULES[findings % RULES.length];
      statements.finding.run(BigInt(id), BigInt(findings), key, rule, 'warning', `${key} ${raw} ≠ 1: the total differs`);
      findings += 1;
    }
  });
}

/** A web page with a national work form, of which some answers are doubtful. */
export function writePage(folder: string, name: string, html: string): string {
  const path = join(folder, name);
  writeFileSync(path, html);
  return path;
}
