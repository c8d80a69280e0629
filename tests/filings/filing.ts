/**
 * What a generated filing is before it is printed: the form's answers, each with the truth that a reader must
 * find in it and the way in which the filer wrote it down.
 */

import type { FormKind, Period } from '../../src/model/indicator.js';
import type { FieldStatus, FieldValue } from '../../src/model/reading.js';

export const TEMPLATES = ['work-2019', 'work-2022', 'work-2020-gx', 'supervision-2020-gx'] as const;
export type TemplateId = (typeof TEMPLATES)[number];

/** `key@period`, such as `traffic.page_views@year`. */
export type FieldId = `${string}@${Period}`;

export function fieldId(key: string, period: Period = 'year'): FieldId {
  return `${key}@${period}`;
}

interface AnswerTruth {
  readonly status: Exclude<FieldStatus, 'missing'>;
  /** Set if and only if the status is `reported`. */
  readonly value: FieldValue | null;
}

/** Words or digits in a cell. */
export interface WrittenAnswer extends AnswerTruth {
  readonly kind: 'written';
  readonly text: string;
}

/** Ticks over printed options, in the order of the form: 是 否, or the site types, or a single option. */
export interface TickedAnswer extends AnswerTruth {
  readonly kind: 'ticked';
  readonly ticks: readonly boolean[];
}

export type Answer = WrittenAnswer | TickedAnswer;

export interface GeneratedFiling {
  readonly seed: number;
  readonly template: TemplateId;
  readonly form: FormKind;
  readonly year: number;
  /** One answer for every field of the template. */
  readonly answers: ReadonlyMap<FieldId, Answer>;
}

export interface TruthField {
  readonly key: string;
  readonly period: Period;
  readonly status: FieldStatus;
  readonly value: FieldValue | null;
}

/** One line of truth.jsonl. */
export interface FilingTruth {
  readonly file: string;
  readonly group: string;
  readonly form: FormKind;
  readonly template: TemplateId;
  readonly year: number | null;
  readonly fields: readonly TruthField[];
}
