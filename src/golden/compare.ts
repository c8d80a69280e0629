/** Compares one reading with its golden file: every field, every finding, the reports and the kind of document. */
import { type FormKind, PERIODS, type Period } from '../model/indicator.js';
import type { Field, FieldStatus, FieldValue, Finding, Report } from '../model/reading.js';
import type { DocumentInfo } from '../model/result.js';
import type { GoldenField, GoldenFile, GoldenFinding, GoldenReport } from './schema.js';

/** A status with its value; null stands for a field that is not there at all. */
export type Statement = { readonly status: FieldStatus; readonly value: FieldValue | null } | null;

export type Change =
  | {
      readonly kind: 'field';
      readonly report: string;
      readonly indicator: string;
      readonly period: Period;
      readonly expected: Statement;
      readonly actual: Statement;
      readonly raw: string | null;
      readonly confidence: number | null;
    }
  | {
      readonly kind: 'finding';
      readonly report: string;
      readonly finding: GoldenFinding;
      readonly outcome: 'missing' | 'unexpected';
      readonly message: string | null;
    }
  | {
      readonly kind: 'property';
      readonly report: string | null;
      readonly name: string;
      readonly expected: string;
      readonly actual: string;
    }
  | { readonly kind: 'report'; readonly report: string; readonly outcome: 'missing' | 'unexpected' };

/** One golden field and what became of it: the unit of which precision, recall and reliability are counted. */
export interface Outcome {
  readonly indicator: string;
  readonly template: string;
  readonly reader: string;
  readonly period: Period;
  /** Whether the golden file, and whether the reading, has the field in the document (any status but `missing`). */
  readonly expected: boolean;
  readonly found: boolean;
  readonly right: boolean;
  readonly confidence: number | null;
}

export interface Comparison {
  readonly changes: readonly Change[];
  readonly outcomes: readonly Outcome[];
}

/** What of a reading is compared. */
export interface Reading {
  readonly document: Pick<DocumentInfo, 'kind' | 'reader'>;
  readonly reports: readonly Report[];
}

export function compare(golden: GoldenFile, reading: Reading): Comparison {
  const changes: Change[] = [...compareProperty(null, 'kind', golden.kind, reading.document.kind)];
  const outcomes: Outcome[] = [];
  const reader = reading.document.reader ?? 'unread';
  for (const { name, expected, actual } of pairReports(golden.reports, reading.reports)) {
    const fields = compareFields(name, reader, expected, actual);
    outcomes.push(...fields.outcomes);
    if (expected && actual) {
      changes.push(...compareProperties(name, expected, actual), ...fields.changes);
      changes.push(...compareFindings(name, expected.findings, actual.findings));
    } else {
      // Its fields count as lost or made up; naming each would only hide the one thing that happened.
      changes.push({ kind: 'report', report: name, outcome: expected ? 'missing' : 'unexpected' });
    }
  }
  return { changes, outcomes };
}

interface ReportPair {
  readonly name: string;
  readonly expected: GoldenReport | null;
  readonly actual: Report | null;
}

/** The first work form belongs to the first work form and so on: a wrong year must show as a year, not as two reports. */
function pairReports(expected: readonly GoldenReport[], actual: readonly Report[]): ReportPair[] {
  const forms: FormKind[] = ['work', 'supervision'];
  return forms.flatMap((form) => {
    const left = expected.filter((report) => report.form === form);
    const right = actual.filter((report) => report.form === form);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
      name: index === 0 ? form : `${form} ${index + 1}`,
      expected: left[index] ?? null,
      actual: right[index] ?? null,
    }));
  });
}

function compareProperty(report: string | null, name: string, expected: unknown, actual: unknown): Change[] {
  if (expected === actual) return [];
  return [
    { kind: 'property', report, name, expected: JSON.stringify(expected), actual: JSON.stringify(actual) },
  ];
}

function compareProperties(name: string, expected: GoldenReport, actual: Report): Change[] {
  return [
    ...compareProperty(name, 'template', expected.template, actual.template),
    ...compareProperty(name, 'year', expected.year, actual.year),
    ...compareProperty(name, 'site_code', expected.site_code, actual.siteCode),
    ...compareProperty(name, 'site_name', expected.site_name, actual.siteName),
  ];
}

const slot = (indicator: string, period: Period): string => `${indicator} ${period}`;

function compareFields(
  name: string,
  reader: string,
  golden: GoldenReport | null,
  report: Report | null,
): Comparison {
  const expected = new Map((golden?.fields ?? []).map((field) => [slot(field.key, field.period), field]));
  const actual = new Map((report?.fields ?? []).map((field) => [slot(field.indicator, field.period), field]));
  const template = golden?.template ?? report?.template ?? 'unknown';
  const changes: Change[] = [];
  const outcomes: Outcome[] = [];
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    const left = expected.get(key) ?? null;
    const right = actual.get(key) ?? null;
    const same =
      left !== null && right !== null && left.status === right.status && left.value === right.value;
    const place = placeOf(left, right);
    outcomes.push({
      ...place,
      template,
      reader,
      expected: left !== null && left.status !== 'missing',
      found: right !== null && right.status !== 'missing',
      right: same,
      confidence: right?.confidence ?? null,
    });
    if (same) continue;
    changes.push({
      kind: 'field',
      report: name,
      ...place,
      expected: statement(left),
      actual: statement(right),
      raw: right?.raw ?? null,
      confidence: right?.confidence ?? null,
    });
  }
  return { changes, outcomes };
}

function placeOf(left: GoldenField | null, right: Field | null): { indicator: string; period: Period } {
  if (left) return { indicator: left.key, period: left.period };
  return { indicator: right?.indicator ?? '', period: right?.period ?? PERIODS[4] };
}

function statement(field: { status: FieldStatus; value: FieldValue | null } | null): Statement {
  return field && { status: field.status, value: field.value };
}

/** Findings count by rule and place; their wording may improve without a golden file changing. */
function compareFindings(
  name: string,
  expected: readonly GoldenFinding[],
  actual: readonly Finding[],
): Change[] {
  const identity = (finding: GoldenFinding) =>
    JSON.stringify([finding.rule, finding.indicator, finding.period]);
  const open = new Map<string, GoldenFinding[]>();
  for (const finding of expected) {
    const key = identity(finding);
    open.set(key, [...(open.get(key) ?? []), finding]);
  }
  const unexpected = actual.filter((finding) => open.get(identity(finding))?.pop() === undefined);
  const missing = [...open.values()].flat();
  return [
    ...missing.map(
      (finding): Change => ({ kind: 'finding', report: name, finding, outcome: 'missing', message: null }),
    ),
    ...unexpected.map(
      ({ rule, indicator, period, message }): Change => ({
        kind: 'finding',
        report: name,
        finding: { rule, indicator, period },
        outcome: 'unexpected',
        message,
      }),
    ),
  ];
}
