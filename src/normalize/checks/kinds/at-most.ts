/** Counts that cannot be larger than others: what was closed against what was received. */
import { PERIODS, type Period } from '../../../model/indicator.js';
import type { CheckOf } from '../schema.js';
import { type Slot, type Subject, show, type Verdict } from '../subject.js';
import { allKnown } from './numbers.js';

export function evaluateAtMost(check: CheckOf<'at-most'>, subject: Subject): Verdict[] {
  const periods: readonly Period[] = check.periods === 'year' ? ['year'] : PERIODS;
  const sides = check.together ? [check.lesser] : check.lesser.map((indicator) => [indicator]);
  return periods.flatMap((period) =>
    sides.flatMap((side) => {
      const slot = (indicator: string): Slot => ({ indicator, period });
      return compareSides(side.map(slot), check.greater.map(slot), subject);
    }),
  );
}

function compareSides(lesser: readonly Slot[], greater: readonly Slot[], subject: Subject): Verdict[] {
  const left = total(lesser, subject);
  const [at] = lesser;
  // 0 is at most anything, so it speaks for nothing.
  if (left === null || left === 0 || at === undefined) return [];
  const right = total(greater, subject);
  if (right === null) return [];
  const shown = (slots: readonly Slot[]) => slots.map((slot) => show(subject, slot)).join(' + ');
  const words = () => ({ lesser: shown(lesser), greater: shown(greater) });
  return [{ holds: left <= right, at, involved: [...lesser, ...greater], words }];
}

function total(slots: readonly Slot[], subject: Subject): number | null {
  const numbers = allKnown(slots.map(({ indicator, period }) => subject.number(indicator, period)));
  return numbers === null ? null : numbers.reduce((left, right) => left + right, 0);
}
