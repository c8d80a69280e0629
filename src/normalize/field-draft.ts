/** What was read of one field, with the features that its confidence will rest on. */
import type { Origin } from '../model/document.js';
import type { Indicator, Period } from '../model/indicator.js';
import type { Candidate, FieldStatus, FieldValue, Remark } from '../model/reading.js';
import type { FieldFeatures } from './field-features.js';

/** A field before its confidence is known. */
export interface FieldDraft {
  readonly indicator: Indicator;
  readonly period: Period;
  readonly status: FieldStatus;
  readonly value: FieldValue | null;
  readonly unit: string | null;
  readonly note: string | null;
  readonly raw: string | null;
  readonly labelRaw: string | null;
  readonly features: FieldFeatures;
  readonly origin: Origin | null;
  readonly candidates: readonly Candidate[];
  readonly remarks: readonly Remark[];
}
