/**
 * The form of a golden file: what a person read in one document of the corpus, field by field. One field stands on one
 * line, so that a review sees exactly which value changed.
 */
import { z } from 'zod';
import { PERIODS } from '../model/indicator.js';
import { FIELD_STATUSES } from '../model/reading.js';

const goldenField = z
  .strictObject({
    key: z.string().min(1),
    period: z.enum(PERIODS),
    status: z.enum(FIELD_STATUSES),
    value: z.union([z.number(), z.boolean(), z.string(), z.null()]),
  })
  .refine((field) => (field.status === 'reported') === (field.value !== null), {
    error: 'a value goes with the status `reported`, and only with it',
  });

const goldenFinding = z.strictObject({
  rule: z.string().min(1),
  indicator: z.string().min(1).nullable(),
  period: z.enum(PERIODS).nullable(),
});

const goldenReport = z.strictObject({
  form: z.enum(['work', 'supervision']),
  template: z.string().min(1),
  year: z.int().nullable(),
  site_code: z.string().nullable(),
  site_name: z.string().nullable(),
  fields: z.array(goldenField),
  findings: z.array(goldenFinding),
});

export const goldenFile = z.strictObject({
  /** The document, relative to the folder `corpus` that stands beside the folder of golden files. */
  source: z.string().min(1),
  kind: z.enum(['filing', 'instructions', 'blank_form', 'other']),
  reports: z.array(goldenReport),
});

export type GoldenField = z.infer<typeof goldenField>;
export type GoldenFinding = z.infer<typeof goldenFinding>;
export type GoldenReport = z.infer<typeof goldenReport>;
export type GoldenFile = z.infer<typeof goldenFile>;
