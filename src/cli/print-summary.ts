/** The end of an import in words: a line a report, every file that needs a look with its reason, the totals. */
import type { FileNote, ImportSummary, ReportLine } from '../batch/import-summary.js';
import { FIELD_STATUSES } from '../model/reading.js';
import { shownConfidence } from './shown-confidence.js';
import { type Column, printable, shortened, textTable } from './text-table.js';

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
    line.lowest ? `${shownConfidence(line.lowest.confidence)} ${line.lowest.indicator}` : '',
    line.path,
  ];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function reportTable({ reports, reportsRead, database }: ImportSummary): string[] {
  if (reports.length === 0) return [];
  const lines = textTable(COLUMNS, reports.map(reportRow));
  const more = reportsRead - reports.length;
  if (more > 0) lines.push(`… and ${plural(more, 'more report')}, in table reports of ${database}`);
  return [...lines, ''];
}

function linesWithoutReport({ withoutReport, filesWithoutReport }: ImportSummary): string[] {
  const shown = withoutReport.map(({ path, kind }) => [kind, path]);
  if (shown.length === 0) return [];
  const lines = textTable([{ title: 'NO REPORT IN' }, { title: 'FILE' }], shown);
  const more = filesWithoutReport - shown.length;
  if (more > 0) lines.push(`… and ${plural(more, 'more file')}, in table documents`);
  return [...lines, ''];
}

/** What says only `doc` was read without any other program. */
const BUILT_IN = new Map([['doc', 'doc (built in)']]);

/** Which reader read how many files: a `.doc` may have gone through LibreOffice. */
function readersLine({ readers }: ImportSummary): string[] {
  if (readers.size === 0) return [];
  const counts = [...readers].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `Read with: ${counts.map(([name, count]) => `${BUILT_IN.get(name) ?? name} ${count}`).join(', ')}.`,
  ];
}

function totals(summary: ImportSummary): string {
  const { files, reportsRead, fieldsRead, failed, skipped, unchanged, database } = summary;
  const parts = [
    `${plural(reportsRead, 'report')} with ${plural(fieldsRead, 'field')} read`,
    `${unchanged} unchanged`,
    `${skipped.length} skipped`,
    `${failed.length} failed`,
  ];
  return `${database}: ${plural(files, 'file')}, ${parts.join(', ')}.`;
}

/** What was loaded, for standard output. */
export function summaryOfLoaded(summary: ImportSummary): string {
  return `${[...reportTable(summary), ...linesWithoutReport(summary), ...readersLine(summary), totals(summary)].join('\n')}\n`;
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
