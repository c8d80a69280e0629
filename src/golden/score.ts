/** Counts over golden fields: how much is right, and how true the confidence is. */
import type { Outcome } from './compare.js';

export interface Score {
  readonly name: string;
  /** Fields that the golden files have in the document (any status but `missing`). */
  readonly expected: number;
  /** Fields that the readings have in the document. */
  readonly found: number;
  /** Fields of both, with the same status and value. */
  readonly right: number;
  /** right / found; 1 where nothing was found. */
  readonly precision: number;
  /** right / expected; 1 where nothing was expected. */
  readonly recall: number;
}

export function score(name: string, outcomes: readonly Outcome[]): Score {
  const expected = outcomes.filter((outcome) => outcome.expected).length;
  const found = outcomes.filter((outcome) => outcome.found).length;
  const right = outcomes.filter((outcome) => outcome.expected && outcome.found && outcome.right).length;
  return {
    name,
    expected,
    found,
    right,
    precision: found === 0 ? 1 : right / found,
    recall: expected === 0 ? 1 : right / expected,
  };
}

/** One score a group, sorted by name. */
export function scoreBy(outcomes: readonly Outcome[], name: (outcome: Outcome) => string): Score[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const group = groups.get(name(outcome));
    if (group) group.push(outcome);
    else groups.set(name(outcome), [outcome]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, members]) => score(group, members));
}

export interface ReliabilityBin {
  /** Confidences from `from` up to, but not including, `to` (the last bin includes 1). */
  readonly from: number;
  readonly to: number;
  readonly fields: number;
  readonly right: number;
  readonly meanConfidence: number;
}

export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Mean gap between confidence and share of right fields over the bins, weighted by fields. */
  readonly expectedCalibrationError: number;
  /** Fields held for right with at least `SURE`, and how many of them are wrong. */
  readonly sure: number;
  readonly wrongThoughSure: number;
}

/** The confidence from which people take a value without looking. */
export const SURE = 0.9;

/** Finer towards 1, where nearly all fields lie and a difference matters most. */
const BIN_EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1] as const;

/** A reading with its confidence; null where there was nothing to rate. */
export interface Rated {
  readonly confidence: number | null;
  readonly right: boolean;
}

export function reliability(outcomes: readonly Rated[]): Reliability {
  const rated = outcomes.flatMap(({ confidence, right }) =>
    confidence === null ? [] : [{ confidence, right }],
  );
  const bins = BIN_EDGES.slice(0, -1).map((from, index): ReliabilityBin => {
    const to = BIN_EDGES[index + 1] ?? 1;
    const members = rated.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    const total = members.reduce((sum, { confidence }) => sum + confidence, 0);
    return {
      from,
      to,
      fields: members.length,
      right: members.filter(({ right }) => right).length,
      meanConfidence: members.length === 0 ? 0 : total / members.length,
    };
  });
  const gap = bins.reduce((sum, bin) => sum + Math.abs(bin.meanConfidence * bin.fields - bin.right), 0);
  const sure = rated.filter(({ confidence }) => confidence >= SURE);
  return {
    bins,
    expectedCalibrationError: rated.length === 0 ? 0 : gap / rated.length,
    sure: sure.length,
    wrongThoughSure: sure.filter(({ right }) => !right).length,
  };
}
