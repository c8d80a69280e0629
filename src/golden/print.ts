/** A golden run as text for a maintainer: first what differs and nothing else, then compact tables. */
import { type Calibration, unmeasuredKinds } from '../normalize/calibration.js';
import type { Change, Statement } from './compare.js';
import type { GoldenFileRun, GoldenRun } from './run.js';
import { type Reliability, type Score, SURE } from './score.js';

export function printGolden(run: GoldenRun): string {
  const parts = [
    ...run.files.flatMap(printFile),
    ...printScores('adapter', run.byReader),
    ...printScores('template', run.byTemplate),
    ...printScores('indicators that are not always right', run.byIndicator.filter(isImperfect)),
    ...printReliability(run.reliability),
    printVerdict(run),
  ];
  return `${parts.join('\n')}\n`;
}

function isImperfect({ precision, recall }: Score): boolean {
  return precision < 1 || recall < 1;
}

function printFile({ file, changes, error, updated }: GoldenFileRun): string[] {
  if (error === null && changes.length === 0) return [];
  const note = updated ? ' (rewritten: read the diff)' : '';
  return [`${file}${note}`, ...(error === null ? [] : [`  ! ${error}`]), ...changes.map(printChange), ''];
}

function printChange(change: Change): string {
  switch (change.kind) {
    case 'field': {
      const raw = change.raw === null ? '' : `  raw ${JSON.stringify(change.raw)}`;
      const confidence = change.confidence === null ? '' : `  confidence ${change.confidence.toFixed(2)}`;
      const values = `${printStatement(change.expected)} → ${printStatement(change.actual)}`;
      return `  ${change.report} ${change.indicator} ${change.period}: ${values}${raw}${confidence}`;
    }
    case 'finding': {
      const { rule, indicator, period } = change.finding;
      const place = [indicator, period].filter((part) => part !== null).join(' ');
      const message = change.message === null ? '' : `: ${change.message}`;
      return `  ${change.report} ${change.outcome} finding ${rule} ${place}${message}`;
    }
    case 'property':
      return `  ${change.report ?? 'document'} ${change.name}: ${change.expected} → ${change.actual}`;
    case 'report':
      return `  ${change.outcome} report: ${change.report}`;
  }
}

function printStatement(statement: Statement): string {
  if (statement === null) return 'no such field';
  return statement.status === 'reported' ? JSON.stringify(statement.value) : statement.status;
}

function printScores(title: string, scores: readonly Score[]): string[] {
  if (scores.length === 0) return [];
  const width = Math.max(title.length, ...scores.map(({ name }) => name.length));
  const head = `${title.padEnd(width)}  expected   found   right  precision  recall`;
  const rows = scores.map(({ name, expected, found, right, precision, recall }) =>
    [
      name.padEnd(width),
      String(expected).padStart(8),
      String(found).padStart(6),
      String(right).padStart(6),
      precision.toFixed(3).padStart(9),
      recall.toFixed(3).padStart(6),
    ].join('  '),
  );
  return [head, ...rows, ''];
}

function printReliability({ bins, expectedCalibrationError, sure, wrongThoughSure }: Reliability): string[] {
  const filled = bins.filter(({ fields }) => fields > 0);
  if (filled.length === 0) return [];
  const rows = filled.map(({ from, to, fields, right, meanConfidence }) =>
    [
      `${from.toFixed(2)}–${to.toFixed(2)}`,
      String(fields).padStart(6),
      meanConfidence.toFixed(3).padStart(10),
      (right / fields).toFixed(3).padStart(6),
    ].join('  '),
  );
  return [
    'confidence  fields  confidence   right',
    ...rows,
    `calibration error ${expectedCalibrationError.toFixed(4)}; wrong at ${SURE} or more: ${wrongThoughSure} of ${sure}`,
    '',
  ];
}

/** What `npm run calibrate` measured on filings that the fit never saw, and what it never measured. */
export function printCalibration(calibration: Calibration): string {
  const { note, measured } = calibration;
  const unmeasured = unmeasuredKinds(calibration);
  const parts = [
    `confidence on held-out filings (${note})`,
    ...measured.flatMap((kind) => [`source kind: ${kind.sourceKind}`, ...printReliability(kind)]),
    ...(unmeasured.length === 0
      ? []
      : [`never measured: ${unmeasured.join(', ')}; there, confidence is only an ordering`, '']),
  ];
  return `${parts.join('\n')}\n`;
}

function printVerdict({ passed, files, total }: GoldenRun): string {
  const differing = files.filter(({ changes, error }) => changes.length > 0 || error !== null).length;
  const rewritten = files.filter(({ updated }) => updated).length;
  if (files.length === 0) return 'FAILED: no golden files found';
  const fields = `${total.right} of ${total.expected} fields right`;
  if (rewritten > 0 && passed)
    return `rewritten: ${rewritten} of ${files.length} files; before that, ${fields}`;
  return passed
    ? `passed: ${files.length} files, ${fields}`
    : `FAILED: ${differing} of ${files.length} files differ; ${fields}`;
}
