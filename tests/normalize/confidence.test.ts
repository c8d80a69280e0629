/** What a reading's doubts make of its confidence, and the bounds within which their weights are fitted. */
import { describe, expect, it } from 'vitest';
import { fitLogistic, type Observation } from '../../scripts/calibrate/logistic.js';
import { type ConfidenceModel, confidenceOf, type Weighing } from '../../src/normalize/confidence.js';

describe('the confidence of a reading', () => {
  const sure: Weighing = {
    intercept: 9,
    sourceKinds: { html: 1 },
    weights: { liberties: -4, missing: -4 },
  };
  const model: ConfidenceModel = {
    note: '',
    written: sure,
    scanned: { ...sure, intercept: 5 },
    ceiling: 0.9995,
  };

  it('is no higher than the ceiling', () => {
    expect(confidenceOf({ liberties: 0 }, 'html', model)).toBe(0.9995);
    expect(confidenceOf({ missing: 1 }, 'html', model)).toBe(0.9975);
  });

  it('is lower for every liberty taken, though the rest be above the ceiling', () => {
    const of = (liberties: number) => confidenceOf({ liberties }, 'html', model);
    expect([0.05, 0.2, 0.4, 0.7].map(of)).toEqual([0.9994, 0.9989, 0.9975, 0.9918]);
    expect(confidenceOf({ liberties: 0.4 }, 'scan', model)).toBe(0.9677);
  });
});

describe('the fit', () => {
  /** A doubt that the sample never sees come true. */
  const data = [0, 1].flatMap((doubt) =>
    Array.from({ length: 200 }, (_, n): Observation => {
      return { x: Float64Array.of(doubt), right: doubt === 1 || n % 10 > 0, weight: 1 };
    }),
  );
  const fitted = (atMost: number) => fitLogistic(data, [atMost], { weights: [0], strength: 1 });

  it('keeps each weight within its bound', () => {
    expect(fitted(Number.POSITIVE_INFINITY).weights[0]).toBeGreaterThan(1);
    expect(fitted(0).weights).toEqual([0]);
    expect(fitted(-4).weights).toEqual([-4]);
  });

  it('makes up for a bound with the weights that are free', () => {
    const overall = 1 / (1 + Math.exp(-fitted(0).intercept));
    expect(overall).toBeCloseTo(0.95, 3);
    expect(fitted(-4).intercept).toBeGreaterThan(fitted(0).intercept);
  });
});
