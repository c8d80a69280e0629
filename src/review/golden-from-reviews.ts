/**
 * Golden files out of reviews: what people decided, and where nothing was doubtful what was read, becomes the truth that
 * later versions of the program are held to.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { formatGolden, type GoldenReportSource, goldenOf } from '../golden/write.js';
import type { Connection } from '../load/open.js';
import type { FormKind, Period } from '../model/indicator.js';
import type { FieldValue } from '../model/reading.js';
import { CHECKS, runChecks } from '../normalize/checks/index.js';
import { prepareFilingView } from './filing/filing-view.js';
import type { FieldView, FilingView, StoredValue } from './filing/view-types.js';
import { openSourceFile } from './source/source-file.js';

export interface GoldenFromReviewsOptions {
  readonly db: Connection;
  /** Path of the database. */
  readonly database: string;
  /** Folder of the golden files; documents are copied to the folder `corpus` beside it. */
  readonly out: string;
  /** Asks for a decision about every field, and not only about the doubtful ones. */
  readonly everyField: boolean;
}

export interface GoldenFromReviews {
  readonly written: readonly { readonly file: string; readonly decided: number; readonly taken: number }[];
  /** Documents in which somebody has decided something, and that are not written. */
  readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
}

interface ReviewedDocument {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
}

const REVIEWED = `
  SELECT DISTINCT d.id, d.path, d.sha256 FROM documents d
  JOIN reviews v ON v.source_sha256 = d.sha256
  WHERE EXISTS (SELECT 1 FROM reports r WHERE r.document_id = d.id)
  ORDER BY d.path`;

export async function goldenFromReviews(options: GoldenFromReviewsOptions): Promise<GoldenFromReviews> {
  const { db } = options;
  const view = prepareFilingView(db, () => false);
  const reportIds = db
    .prepare<[number], number>('SELECT id FROM reports WHERE document_id = ? ORDER BY ordinal')
    .pluck();
  const written: GoldenFromReviews['written'][number][] = [];
  const passedOver: GoldenFromReviews['passedOver'][number][] = [];
  for (const document of db.prepare<[], ReviewedDocument>(REVIEWED).all()) {
    const reports = reportIds.all(document.id).flatMap((id) => view(id) ?? []);
    const fields = reports.flatMap((report) => report.fields);
    const waiting = fields.filter(
      (field) => !field.decision && (options.everyField || field.isDoubtful),
    ).length;
    if (waiting > 0) {
      passedOver.push({
        path: document.path,
        reason: `${waiting} of ${fields.length} fields still wait for a decision`,
      });
      continue;
    }
    const file = await writeGolden(document, reports, options);
    const decided = fields.filter(({ decision }) => decision).length;
    if (file) written.push({ file, decided, taken: fields.length - decided });
    else
      passedOver.push({
        path: document.path,
        reason: 'the file is gone or has changed since it was imported',
      });
  }
  return { written, passedOver };
}

/** Writes the golden file and copies its document; null where the document cannot be had. */
async function writeGolden(
  document: ReviewedDocument,
  reports: readonly FilingView[],
  { database, out }: GoldenFromReviewsOptions,
): Promise<string | null> {
  const source = await openSourceFile(document, database);
  if (source.kind !== 'found') return null;
  const corpus = join(out, '..', 'corpus');
  await mkdir(out, { recursive: true });
  await mkdir(corpus, { recursive: true });
  const name = await freeName(corpus, document, source.bytes);
  await writeFile(join(corpus, name), source.bytes);
  const file = join(out, `${parse(name).name}.json`);
  const golden = goldenOf(name, { document: { kind: 'filing' }, reports: reports.map(settledReport) });
  await writeFile(file, formatGolden(golden));
  return file;
}

/** The document's own name, with the start of its hash before it where another document has that name already. */
async function freeName(
  corpus: string,
  { path, sha256 }: ReviewedDocument,
  bytes: Uint8Array,
): Promise<string> {
  const name = basename(path);
  const place = join(corpus, name);
  if (!existsSync(place) || Buffer.from(bytes).equals(await readFile(place))) return name;
  return `${sha256.slice(0, 8)}-${name}`;
}

const CHECK_IDS = new Set(CHECKS.map(({ id }) => id));

/**
 * The report as decided. Checks are run again on the decided values, since a corrected misreading takes its finding
 * with it; what the readers of single values remarked stays.
 */
function settledReport({ report, fields, findings }: FilingView): GoldenReportSource {
  const form = report.form as FormKind;
  const settled = fields.map((field) => ({
    indicator: field.indicator,
    period: field.period as Period,
    status: (field.decision ?? field).status,
    value: storedAsRead(field, (field.decision ?? field).value),
  }));
  const remarks = [
    ...findings.map(({ rule }) => ({ rule, indicator: null, period: null })),
    ...fields.flatMap(({ indicator, period, findings: own }) =>
      own.map(({ rule }) => ({ rule, indicator, period: period as Period })),
    ),
  ].filter(({ rule }) => !CHECK_IDS.has(rule));
  const { template, year } = report;
  const checked = runChecks({ form, template, year, fields: settled }).findings;
  return {
    form,
    template,
    year,
    siteCode: correctedText(fields, 'site.id_code') ?? report.siteCode,
    siteName: correctedText(fields, 'site.name') ?? report.siteName,
    fields: settled,
    findings: [...remarks, ...checked],
  };
}

function storedAsRead({ type }: FieldView, value: StoredValue): FieldValue | null {
  return type === 'boolean' && value !== null ? value === 1 : value;
}

function correctedText(fields: readonly FieldView[], indicator: string): string | null {
  const decision = fields.find((field) => field.indicator === indicator)?.decision;
  return decision?.decision === 'corrected' && typeof decision.value === 'string' ? decision.value : null;
}
