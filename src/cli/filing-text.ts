/** What was read from one document, for a person: every field with its value and confidence. */
import type { Field, Finding, Report } from '../model/reading.js';
import type { FilingResult } from '../model/result.js';
import { shownConfidence } from './shown-confidence.js';
import { type Column, printable, shortened, textTable } from './text-table.js';

/** Cells for a value and for the document's own words: long remarks stay readable in `--json`. */
const VALUE_WIDTH = 40;

const COLUMNS: readonly Column[] = [
  { title: 'INDICATOR' },
  { title: 'PERIOD' },
  { title: 'STATUS' },
  { title: 'VALUE' },
  { title: 'CONFIDENCE', align: 'right' },
  { title: 'IN THE DOCUMENT' },
];

function valueText({ value, unit }: Field): string {
  if (value === null) return '';
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return unit === null ? text : `${text} ${unit}`;
}

function fieldRow(field: Field): string[] {
  return [
    field.indicator,
    field.period,
    field.status,
    shortened(printable(valueText(field)), VALUE_WIDTH),
    shownConfidence(field.confidence),
    shortened(printable(field.raw ?? ''), VALUE_WIDTH),
  ];
}

function findingLine({ severity, rule, indicator, period, message }: Finding): string {
  const place = [indicator, period].filter((part) => part !== null).join(' ');
  return `${severity} ${rule}${place ? ` ${place}` : ''}: ${printable(message)}`;
}

function reportText(report: Report): string[] {
  const site = [report.siteName ?? report.reportingUnit, report.siteCode].filter((part) => part !== null);
  const title = `${report.form} report ${report.year ?? 'of an unknown year'} (${report.template}), confidence ${shownConfidence(report.confidence)}`;
  return [
    [title, ...site.map(printable)].join(', '),
    ...textTable(COLUMNS, report.fields.map(fieldRow)),
    ...report.findings.map(findingLine),
    '',
  ];
}

export function filingText({ document, reports }: FilingResult): string {
  const { path, mediaType, kind, reader } = document;
  const facts = [kind, mediaType, reader && `read by ${reader}`].filter(Boolean).join(', ');
  return `${[`${printable(path)}: ${facts}`, '', ...reports.flatMap(reportText)].join('\n')}\n`;
}
