/**
 * Named features of a reading → probability that status and value are right. The weights are a data file
 * (`confidence-model.json`), fitted by `npm run calibrate`.
 */
import { readFileSync } from 'node:fs';
import type { SourceKind } from '../model/document.js';
import type { Features } from '../model/reading.js';

/** Weights of the features for readings of one sort. */
export interface Weighing {
  readonly intercept: number;
  /** Added for each kind of source; kinds that were never measured are absent. */
  readonly sourceKinds: Readonly<Partial<Record<SourceKind, number>>>;
  readonly weights: Readonly<Record<string, number>>;
}

export interface ConfidenceModel {
  /** Where the weights come from: command, data, seeds. */
  readonly note: string;
  /** Sources whose characters are given, and pages whose characters were recognised: they fail in other ways. */
  readonly written: Weighing;
  readonly scanned: Weighing;
  /** No reading is surer than this. */
  readonly ceiling: number;
}

export function weighingOf(kind: SourceKind, model: ConfidenceModel = CONFIDENCE_MODEL): Weighing {
  return kind === 'scan' ? model.scanned : model.written;
}

/** Written by `npm run calibrate` alone, and held to its form by a test. */
export const CONFIDENCE_MODEL = JSON.parse(
  readFileSync(new URL('./confidence-model.json', import.meta.url), 'utf8'),
) as ConfidenceModel;

/**
 * Logistic of the weighted features; features without a weight count nothing. What a reading took liberties with comes
 * off the ceiling, however far above it the rest would be: it is never as sure as the same one without.
 */
export function confidenceOf(
  features: Features,
  kind: SourceKind,
  model: ConfidenceModel = CONFIDENCE_MODEL,
): number {
  const { intercept, sourceKinds, weights } = weighingOf(kind, model);
  let sum = intercept + (sourceKinds[kind] ?? 0);
  for (const name in features) {
    const value = features[name];
    // Most are 0, and a name is found among the weights more slowly than it is skipped.
    if (value) sum += (weights[name] ?? 0) * value;
  }
  const { liberties: cost = 0 } = weights;
  const { liberties: taken = 0 } = features;
  const most = Math.log(model.ceiling / (1 - model.ceiling));
  const probability = 1 / (1 + Math.exp(-Math.min(sum - cost * taken, most) - cost * taken));
  // Four decimals: more would be noise, and equal on every machine.
  return Math.round(probability * 10_000) / 10_000;
}
