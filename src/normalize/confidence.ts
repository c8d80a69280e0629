/**
 * Named features of a reading → probability that status and value are right. The weights are a data file
 * (`confidence-model.json`), fitted by `npm run calibrate`.
 */
import { readFileSync } from 'node:fs';
import type { SourceKind } from '../model/document.js';
import type { Features } from '../model/reading.js';

export interface ConfidenceModel {
  /** Where the weights come from: command, data, seeds. */
  readonly note: string;
  readonly intercept: number;
  /** Added for each kind of source; kinds that were never measured are absent. */
  readonly sourceKinds: Readonly<Partial<Record<SourceKind, number>>>;
  readonly weights: Readonly<Record<string, number>>;
  /** No reading is surer than this. */
  readonly ceiling: number;
}

/** Written by `npm run calibrate` alone, and held to its form by a test. */
export const CONFIDENCE_MODEL = JSON.parse(
  readFileSync(new URL('./confidence-model.json', import.meta.url), 'utf8'),
) as ConfidenceModel;

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
