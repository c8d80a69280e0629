/** The end of an import in words: a line a report, every file that needs a look with its reason, the totals. */
import type { FileNote, ImportSummary, ReportLine } from '../batch/import-summary.js';
import { FIELD_STATUSES } from '../model/reading.js';
import { type Column, printable, shortened, textTable } from './text-table.js';

/** Lines of the table: beyond these nobody reads on, and a query serves better. */
const MOST_LINES = 200;
/** Cells for the longest site names on a terminal of usual width. */
const SITE_WIDTH = 36;

const COLUMNS: readonly Column[] = [
  { title: 'FORM' },
  { title: 'YEAR' },
  { title: 'CODE' },
  { title: 'SITE' },
  ...FIELD_STATUSES.map((status) => ({ title: status.toUpperCase(), align: 'right' }) as const),
  { title: 'FINDINGS', align: 'right' },
  { title: 'LOWEST CONFIDENCE' },
  { title: 'FILE' },
];

function reportRow(line: ReportLine): string[] {
  return [
    line.form,
    line.year === null ? '?' : String(line.year),
    line.siteCode ?? '?',
    shortened(line.siteName ?? '?', SITE_WIDTH),
    ...FIELD_STATUSES.map((status) => String(line.fields[status])),
    String(line.findings),
    line.lowest ? `${line.lowest.confidence.toFixed(2)} ${line.lowest.indicator}` : '',
    line.path,
  ];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function reportTable({ reports, database }: ImportSummary): string[] {
  if (reports.length === 0) return [];
  const lines = textTable(COLUMNS, reports.slice(0, MOST_LINES).map(reportRow));
  const more = reports.length - MOST_LINES;
  if (more > 0) lines.push(`… and ${plural(more, 'more report')}, in table reports of ${database}`);
  return [...lines, ''];
}

function filesWithoutReport({ withoutReport }: ImportSummary): string[] {
  const shown = withoutReport.slice(0, MOST_LINES).map(({ path, kind }) => [kind, path]);
  if (shown.length === 0) return [];
  const lines = textTable([{ title: 'NO REPORT IN' }, { title: 'FILE' }], shown);
  const more = withoutReport.length - MOST_LINES;
  if (more > 0) lines.push(`… and ${plural(more, 'more file')}, in table documents`);
  return [...lines, ''];
}

function totals(summary: ImportSummary): string {
  const { files, reports, failed, skipped, unchanged, database } = summary;
  const fields = reports.flatMap((report) => Object.values(report.fields)).reduce((a, b) => a + b, 0);
  const parts = [
    `${plural(reports.length, 'report')} with ${plural(fields, 'field')} read`,
    `${unchanged} unchanged`,
    `${skipped.length} skipped`,
    `${failed.length} failed`,
  ];
  return `${database}: ${plural(files, 'file')}, ${parts.join(', ')}.`;
}

/** What was loaded, for standard output. */
export function summaryOfLoaded(summary: ImportSummary): string {
  return `${[...reportTable(summary), ...filesWithoutReport(summary), totals(summary)].join('\n')}\n`;
}

function notes(word: string, files: readonly FileNote[]): string[] {
  return files.map(({ path, reason }) => `${word} ${printable(path)}: ${printable(reason)}`);
}

/** What was not loaded, each file with its reason, for standard error; empty where all is well. */
export function summaryOfTrouble(summary: ImportSummary): string {
  const { failed, skipped, vanished, passedOver, files, notRead } = summary;
  const gone = 'imported before, no longer there; its rows are kept';
  const lines = [
    ...notes('failed', failed),
    ...notes('skipped', skipped),
    ...notes(
      'gone',
      vanished.map((path) => ({ path, reason: gone })),
    ),
    ...notes('passed over', passedOver),
    ...(notRead > 0
      ? [
          `Stopped: ${notRead} of ${plural(files, 'file')} are still to be read; run the same command again, it goes on where it stopped.`,
        ]
      : []),
    ...(files === 0 ? ['No file was found under the given paths.'] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
