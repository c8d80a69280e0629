/** The four quarters of a supervision form against its year. */
import type { Period } from '../../../model/indicator.js';
import type { CheckOf } from '../schema.js';
import type { Subject, Verdict } from '../subject.js';
import { allKnown, numberText } from './numbers.js';

const QUARTERS: readonly Period[] = ['q1', 'q2', 'q3', 'q4'];

type Holds = (year: number, sum: number, largest: number) => boolean;

function evaluate(fields: readonly string[], subject: Subject, holds: Holds): Verdict[] {
  return fields.flatMap((indicator): Verdict[] => {
    const year = subject.number(indicator, 'year');
    if (year === null) return [];
    const quarters = allKnown(QUARTERS.map((quarter) => subject.number(indicator, quarter)));
    if (quarters === null) return [];
    if (year === 0 && quarters.every((quarter) => quarter === 0)) return [];
    const sum = quarters.reduce((left, right) => left + right, 0);
    const largest = Math.max(...quarters);
    return [
      {
        holds: holds(year, sum, largest),
        at: { indicator, period: 'year' },
        involved: [...QUARTERS, 'year' as const].map((period) => ({ indicator, period })),
        words: () => ({
          name: subject.name(indicator),
          year: numberText(year),
          sum: numberText(sum),
          largest: numberText(largest),
        }),
      },
    ];
  });
}

export function evaluateQuartersSum(check: CheckOf<'quarters-sum'>, subject: Subject): Verdict[] {
  return evaluate(check.fields, subject, (year, sum) => year === sum);
}

export function evaluateQuartersRange(check: CheckOf<'quarters-range'>, subject: Subject): Verdict[] {
  return evaluate(check.fields, subject, (year, sum, largest) => year >= largest && year <= sum);
}
