/**
 * Named features of a reading → probability that status and value are right. The weights are a data file
 * (`confidence-model.json`), fitted by `npm run calibrate`.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SourceKind } from '../model/document.js';
import type { Features } from '../model/reading.js';

const modelSchema = z.object({
  /** Where the weights come from: data, command, date of the fit. */
  note: z.string(),
  intercept: z.number(),
  /** Added for each kind of source; kinds that were never measured are absent. */
  sourceKinds: z.partialRecord(
    z.enum(['word-dump', 'ocr-text', 'html', 'office', 'pdf', 'scan']),
    z.number(),
  ),
  weights: z.record(z.string(), z.number()),
  /** No reading is surer than this. */
  ceiling: z.number().min(0).max(1),
});

export type ConfidenceModel = z.infer<typeof modelSchema>;

export const CONFIDENCE_MODEL: ConfidenceModel = modelSchema.parse(
  JSON.parse(readFileSync(new URL('./confidence-model.json', import.meta.url), 'utf8')),
);

/** Logistic of the weighted features; features without a weight count nothing. */
export function confidenceOf(
  features: Features,
  kind: SourceKind,
  model: ConfidenceModel = CONFIDENCE_MODEL,
): number {
  let sum = model.intercept + (model.sourceKinds[kind] ?? 0);
  for (const name in features) sum += (model.weights[name] ?? 0) * (features[name] ?? 0);
  const probability = 1 / (1 + Math.exp(-sum));
  // Four decimals: more would be noise, and equal on every machine.
  return Math.round(Math.min(probability, model.ceiling) * 10_000) / 10_000;
}
