/** What an import tells at its end: every report that was read, every file that was not, and why. */
import { COLUMNS, type FilingRows, type ReportRows } from '../load/filing-rows.js';
import { FIELD_STATUSES, type FieldStatus, type Report } from '../model/reading.js';
import type { DocumentKind } from '../model/result.js';
import { byPath, type PassedOver } from './walk.js';

export interface ReportLine {
  readonly path: string;
  readonly form: Report['form'];
  readonly template: string;
  readonly year: number | null;
  readonly siteCode: string | null;
  /** The site's name, or the reporting unit of a supervision form. */
  readonly siteName: string | null;
  readonly fields: Readonly<Record<FieldStatus, number>>;
  readonly lowest: { readonly indicator: string; readonly confidence: number } | null;
  readonly findings: number;
}

export interface FileNote {
  readonly path: string;
  readonly reason: string;
}

export interface ImportSummary {
  readonly database: string;
  readonly files: number;
  /** Reports and their fields that this run read. */
  readonly reportsRead: number;
  readonly fieldsRead: number;
  /** The first of them in order of path, `MOST_LINES` at most. */
  readonly reports: readonly ReportLine[];
  /** Files read by this run that hold no filled form, and the first of them. */
  readonly filesWithoutReport: number;
  readonly withoutReport: readonly { readonly path: string; readonly kind: DocumentKind }[];
  /** Failed and skipped files among those given, whether read now or by an earlier run. */
  readonly failed: readonly FileNote[];
  readonly skipped: readonly FileNote[];
  /** Files that were not read again, since neither they nor the program changed. */
  readonly unchanged: number;
  /** Files that an interrupted run did not come to; 0 for a whole one. */
  readonly notRead: number;
  /** Documents of the database, under the given paths, whose file is gone. */
  readonly vanished: readonly string[];
  readonly passedOver: readonly PassedOver[];
  /** How many of the files that this run loaded each reader read, by its name: `docx`, `doc (LibreOffice 7.4.7)`. */
  readonly readers: ReadonlyMap<string, number>;
}

const STATUS = COLUMNS.fields.indexOf('status');
const INDICATOR = COLUMNS.fields.indexOf('indicator');
const CONFIDENCE = COLUMNS.fields.indexOf('confidence');

function countByStatus(fields: ReportRows['fields']): Record<FieldStatus, number> {
  const statuses = fields.map((row) => row[STATUS]);
  const counts = FIELD_STATUSES.map((status) => [status, statuses.filter((one) => one === status).length]);
  return Object.fromEntries(counts) as Record<FieldStatus, number>;
}

function lowestConfidence(fields: ReportRows['fields']): ReportLine['lowest'] {
  return fields.reduce<ReportLine['lowest']>((lowest, row) => {
    const confidence = Number(row[CONFIDENCE]);
    const isLower = lowest === null || confidence < lowest.confidence;
    return isLower ? { indicator: String(row[INDICATOR]), confidence } : lowest;
  }, null);
}

function reportLine(path: string, { report, fields, findings }: ReportRows): ReportLine {
  return {
    path,
    form: report.form,
    template: report.template,
    year: report.year,
    siteCode: report.siteCode,
    siteName: report.siteName ?? report.reportingUnit,
    fields: countByStatus(fields),
    lowest: lowestConfidence(fields),
    findings: findings.length,
  };
}

/** Lines that a summary keeps: beyond these nobody reads on, and 20,000 of them would fill the memory. */
const MOST_LINES = 200;

/** Keeps the first lines in order of path, whatever the order in which they come. */
class FirstLines<Line extends { readonly path: string }> {
  #lines: Line[] = [];
  #count = 0;
  /** Path of the last line that was kept when they were last put in order; null while there is room. */
  #last: string | null = null;

  get count(): number {
    return this.#count;
  }

  /** @param make called only where the line may be among the first */
  add(path: string, make: () => Line): void {
    this.#count += 1;
    if (this.#last !== null && path > this.#last) return;
    this.#lines.push(make());
    if (this.#lines.length >= 2 * MOST_LINES) this.#shorten();
  }

  sorted(): readonly Line[] {
    this.#shorten();
    return this.#lines;
  }

  #shorten(): void {
    this.#lines = this.#lines.sort(byPath).slice(0, MOST_LINES);
    this.#last = this.#lines.length < MOST_LINES ? null : (this.#lines.at(-1)?.path ?? null);
  }
}

/** Gathers what is read during a run, in any order, and gives it out in order of path. */
export class ReadingLog {
  readonly #reports = new FirstLines<ReportLine>();
  readonly #withoutReport = new FirstLines<ImportSummary['withoutReport'][number]>();
  readonly #readers = new Map<string, number>();
  #fields = 0;
  #loaded = 0;

  add({ document, reports }: FilingRows): void {
    if (document.status !== 'loaded') return;
    const { path, kind, reader } = document;
    if (reader !== null) this.#readers.set(reader, (this.#readers.get(reader) ?? 0) + 1);
    this.#loaded += 1;
    for (const report of reports) {
      this.#fields += report.fields.length;
      this.#reports.add(path, () => reportLine(path, report));
    }
    if (reports.length === 0) this.#withoutReport.add(path, () => ({ path, kind }));
  }

  /** Documents that were read and loaded. */
  get loaded(): number {
    return this.#loaded;
  }

  get lines() {
    return {
      reportsRead: this.#reports.count,
      fieldsRead: this.#fields,
      reports: this.#reports.sorted(),
      filesWithoutReport: this.#withoutReport.count,
      withoutReport: this.#withoutReport.sorted(),
      readers: this.#readers,
    };
  }
}
