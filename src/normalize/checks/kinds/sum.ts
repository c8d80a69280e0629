/** A total against the sum of its parts, in every period that has both. */
import { PERIODS } from '../../../model/indicator.js';
import type { CheckOf } from '../schema.js';
import { type Subject, show, type Verdict } from '../subject.js';
import { allKnown, numberText } from './numbers.js';

export function evaluateSum(check: CheckOf<'sum'>, subject: Subject): Verdict[] {
  return PERIODS.flatMap((period): Verdict[] => {
    const total = subject.number(check.total, period);
    if (total === null) return [];
    const parts = allKnown(check.parts.map((part) => subject.number(part, period)));
    if (parts === null) return [];
    // 0 = 0 + 0 holds however the cells were bound, so it speaks for nothing.
    if (total === 0 && parts.every((part) => part === 0)) return [];
    const sum = parts.reduce((left, right) => left + right, 0);
    const slots = check.parts.map((indicator) => ({ indicator, period }));
    const at = { indicator: check.total, period };
    return [
      {
        holds: total === sum,
        at,
        involved: [at, ...slots],
        words: () => ({
          total: show(subject, at),
          parts: slots.map((slot) => show(subject, slot)).join(' + '),
          sum: numberText(sum),
        }),
      },
    ];
  });
}
