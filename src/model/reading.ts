/** What was read for one field, before and after a decision among rivals. */
import type { AlternativeReading, Origin, Piece } from './document.js';
import type { FormKind, Period } from './indicator.js';

export const FIELD_STATUSES = ['reported', 'none', 'blank', 'missing', 'invalid'] as const;
export type FieldStatus = (typeof FIELD_STATUSES)[number];

/** Numbers for count, decimal, percent, interval; true/false for boolean; text for all others. */
export type FieldValue = number | boolean | string;

/**
 * Content parsed as a type. `strictness` says how plainly it was written: 1 exactly as the form asks,
 * lower for each liberty taken (a unit left in, look-alike characters read as digits); it is a feature of
 * the confidence, not a probability.
 */
export interface Reading {
  readonly status: Exclude<FieldStatus, 'missing'>;
  /** Set if and only if status is `reported`. */
  readonly value: FieldValue | null;
  /** Words kept beside the value: `约`, `余`, the text of a 有/无 cell. */
  readonly note: string | null;
  readonly strictness: number;
  /** What the reader noticed, each to become a finding of the field. */
  readonly remarks: readonly Remark[];
}

export interface Remark {
  /** Stable kebab-case id of the rule, such as `look-alike-digits`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

export const SEVERITIES = ['info', 'warning', 'error'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How a value stands to its label. */
export type Relation = 'right' | 'below' | 'inline' | 'left' | 'next-row';

/** A possible reading of a field: some cells bound to its label, and what they say. */
export interface Candidate {
  readonly content: readonly Piece[];
  /** The value cells' text as the source has it. */
  readonly raw: string;
  readonly labelRaw: string;
  readonly relation: Relation;
  readonly reading: Reading;
  /** Ranking score from 0 to 1 among the rivals of one field; not a probability. */
  readonly score: number;
  readonly origin: Origin;
  readonly alternatives: readonly AlternativeReading[];
}

/** Named numbers from which the confidence is computed; stored beside it so that it can be refitted. */
export type Features = Readonly<Record<string, number>>;

export interface Field {
  readonly indicator: string;
  readonly period: Period;
  readonly status: FieldStatus;
  readonly value: FieldValue | null;
  readonly unit: string | null;
  readonly note: string | null;
  /** The value's text as the source has it; null for `missing`. */
  readonly raw: string | null;
  /** The label's text as the source has it; null where no such label was found. */
  readonly labelRaw: string | null;
  /** Probability from 0 to 1 that status and value are right. */
  readonly confidence: number;
  readonly features: Features;
  readonly origin: Origin | null;
  /** All readings that were weighed, the chosen one first. */
  readonly candidates: readonly Candidate[];
}

export interface Finding {
  /** Null where it concerns the whole report. */
  readonly indicator: string | null;
  readonly period: Period | null;
  readonly rule: string;
  readonly severity: Severity;
  /** A sentence for a person, in Chinese form words and English, with the numbers that it is about. */
  readonly message: string;
}

/** One filled form found in a document. */
export interface Report {
  readonly form: FormKind;
  readonly template: string;
  readonly year: number | null;
  readonly siteCode: string | null;
  readonly siteName: string | null;
  readonly reportingUnit: string | null;
  /** First six digits of the site code where they name a known region (GB/T 2260), else null. */
  readonly regionCode: string | null;
  /** Share of the template's fields that are not `missing`, 0 to 1. */
  readonly completeness: number;
  /** Mean confidence of the fields, 0 to 1. */
  readonly confidence: number;
  readonly fields: readonly Field[];
  readonly findings: readonly Finding[];
}
