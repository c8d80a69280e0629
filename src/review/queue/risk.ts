/**
 * How much a field wants a person. Doubt is the chance that something about it is not as stored; risk weighs doubt by
 * what depends on the indicator. Everything from `DOUBTFUL_FROM` on is asked about, the riskiest first.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Severity } from '../../model/reading.js';

/** The confidence from which people take a value without looking; the view `low_confidence` draws the same line. */
export const ACCEPTED_FROM = 0.9;

/** A field with at least this doubt waits for a person. */
export const DOUBTFUL_FROM = 1 - ACCEPTED_FROM;

/**
 * What a finding adds to the doubt about a field that reads well: a warning alone makes it doubtful, a remark never
 * does. Shares, not probabilities: about one warning in seven among filings with known truth comes from a misreading,
 * the rest are as filed.
 */
const FINDING_DOUBT: Readonly<Record<Severity, number>> = { info: 0.01, warning: 0.15, error: 0.4 };

/** A decision about an earlier version of the file is asked again before all that is merely unsure. */
const REPEATED_DOUBT = 0.6;

/** The chance that a field is as stored, once one more finding about it is known. */
export function trustAfter(trust: number, severity: Severity): number {
  return trust * (1 - FINDING_DOUBT[severity]);
}

/** From 0 to 1. @param trust what is left of the confidence after all findings */
export function doubtFrom(trust: number, isRepeated: boolean): number {
  return isRepeated ? Math.max(1 - trust, REPEATED_DOUBT) : 1 - trust;
}

/** From 0 to 1. */
export function doubtOf(confidence: number, severities: readonly Severity[], isRepeated = false): number {
  return doubtFrom(severities.reduce(trustAfter, confidence), isRepeated);
}

/** Half a thousandth: doubt is summed up from decimal fractions that binary numbers only come near. */
const TOLERANCE = 0.0005;

export function isDoubtful(doubt: number): boolean {
  return doubt > DOUBTFUL_FROM - TOLERANCE;
}

const WEIGHTS_FILE = new URL('./indicator-weights.json', import.meta.url);

const weightsSchema = z.strictObject({
  default: z.number().positive(),
  longestPrefixFirst: z.record(z.string(), z.number().positive()),
});

/** Weight of an indicator by the longest prefix of its key that `indicator-weights.json` names. */
export function loadWeights(): (indicator: string) => number {
  const parsed = weightsSchema.parse(JSON.parse(readFileSync(WEIGHTS_FILE, 'utf8')));
  const prefixes = Object.entries(parsed.longestPrefixFirst).sort(([a], [b]) => b.length - a.length);
  return (indicator) => prefixes.find(([prefix]) => indicator.startsWith(prefix))?.[1] ?? parsed.default;
}
