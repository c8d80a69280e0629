/** A percentage against the counts that it is made of. */
import { PERIODS, type Period } from '../../../model/indicator.js';
import type { CheckOf } from '../schema.js';
import { type Subject, show, type Verdict } from '../subject.js';
import { numberText } from './numbers.js';

export function evaluateRate(check: CheckOf<'rate'>, subject: Subject): Verdict[] {
  return PERIODS.flatMap((period): Verdict[] => {
    // A declared absence of a rate (无) is no rate of 0.
    const rate = subject.field(check.rate, period)?.value;
    if (typeof rate !== 'number') return [];
    const readings = check.wholes.flatMap((whole) => compute(check, whole, period, subject));
    const [first] = readings;
    if (first === undefined) return [];
    const agreeing = readings.find(({ percent }) => agrees(rate, percent));
    const { percent, indicators } = agreeing ?? first;
    const slots = indicators.map((indicator) => ({ indicator, period }));
    const at = { indicator: check.rate, period };
    return [
      {
        holds: agreeing !== undefined,
        at,
        involved: [at, ...slots],
        words: () => ({
          rate: `${show(subject, at)}%`,
          computed: `${numberText(percent)}%`,
          parts: `${check.part === null ? '1 - ' : ''}${slots.map((slot) => show(subject, slot)).join(' / ')}`,
        }),
      },
    ];
  });
}

interface ComputedRate {
  readonly percent: number;
  readonly indicators: readonly string[];
}

function compute(check: CheckOf<'rate'>, whole: string, period: Period, subject: Subject): ComputedRate[] {
  const all = subject.number(whole, period);
  const counted = check.part ?? check.rest;
  const count = counted === null ? null : subject.number(counted, period);
  // More than the whole is another check's finding; a rate made of it would say nothing.
  if (all === null || all === 0 || count === null || counted === null || count > all) return [];
  const part = check.part === null ? all - count : count;
  return [{ percent: (100 * part) / all, indicators: [counted, whole] }];
}

/** Filers round or cut off: the last printed digit may be one off either way. */
function agrees(rate: number, computed: number): boolean {
  const [, decimals = ''] = String(rate).split('.');
  const lastDigit = 10 ** -decimals.length;
  const binaryDust = 1e-9;
  return Math.abs(rate - computed) < lastDigit + binaryDust;
}
