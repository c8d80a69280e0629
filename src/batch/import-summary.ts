/** What an import tells at its end: every report that was read, every file that was not, and why. */
import { FIELD_STATUSES, type FieldStatus, type Report } from '../model/reading.js';
import type { DocumentKind, FilingResult } from '../model/result.js';
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
  /** Reports read by this run, in order of path. */
  readonly reports: readonly ReportLine[];
  /** Files read by this run that hold no filled form. */
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
}

function countByStatus(report: Report): Record<FieldStatus, number> {
  const counts = Object.fromEntries(FIELD_STATUSES.map((status) => [status, 0])) as Record<
    FieldStatus,
    number
  >;
  for (const field of report.fields) counts[field.status] += 1;
  return counts;
}

function lowestConfidence(report: Report): ReportLine['lowest'] {
  return report.fields.reduce<ReportLine['lowest']>(
    (lowest, { indicator, confidence }) =>
      lowest === null || confidence < lowest.confidence ? { indicator, confidence } : lowest,
    null,
  );
}

function reportLine(path: string, report: Report): ReportLine {
  return {
    path,
    form: report.form,
    template: report.template,
    year: report.year,
    siteCode: report.siteCode,
    siteName: report.siteName ?? report.reportingUnit,
    fields: countByStatus(report),
    lowest: lowestConfidence(report),
    findings: report.findings.length,
  };
}

/** Gathers what is read during a run, in any order, and gives it out in order of path. */
export class ReadingLog {
  readonly #reports: ReportLine[] = [];
  readonly #withoutReport: { path: string; kind: DocumentKind }[] = [];
  #loaded = 0;

  add({ document, reports }: FilingResult): void {
    if (document.status !== 'loaded') return;
    const { path, kind } = document;
    this.#loaded += 1;
    for (const report of reports) this.#reports.push(reportLine(path, report));
    if (reports.length === 0) this.#withoutReport.push({ path, kind });
  }

  /** Documents that were read and loaded. */
  get loaded(): number {
    return this.#loaded;
  }

  get reports(): readonly ReportLine[] {
    return this.#reports.sort(byPath);
  }

  get withoutReport(): ImportSummary['withoutReport'] {
    return this.#withoutReport.sort(byPath);
  }
}
