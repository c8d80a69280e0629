/** What was read of one field, with the features that its confidence will rest on. */
import type { Indicator } from '../model/indicator.js';
import type { Field, Remark } from '../model/reading.js';
import type { FieldFeatures } from './field-features.js';

/** A field before its confidence is known. */
export interface FieldDraft extends Omit<Field, 'indicator' | 'confidence'> {
  readonly indicator: Indicator;
  readonly features: FieldFeatures;
  readonly remarks: readonly Remark[];
}
