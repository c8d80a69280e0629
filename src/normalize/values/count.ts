/** Counts: whole numbers from 0, with whatever filers add to them. */
import type { Reading, Remark } from '../../model/reading.js';
import { type Amount, readAmount } from './amount.js';
import { splitBrackets } from './cell-text.js';
import { type ExactNumber, toNumber } from './digits.js';
import { invalid, remark, reported, STRICTNESS } from './outcome.js';
import { readCountSuffix } from './units.js';

/** The number where it is whole: 5.0 is how spreadsheets print 5, while 1.000 may be 1 or 1,000. */
function wholeNumber(number: ExactNumber): number | Remark {
  const divisor = 10n ** BigInt(number.scale);
  if (number.units % divisor !== 0n) {
    return remark('not-an-integer', 'warning', `${toNumber(number)} is no whole number`);
  }
  if (number.scale === 3) return remark('ambiguous-number', 'warning', 'the point may be one of thousands');
  const whole = number.units / divisor;
  if (whole > BigInt(Number.MAX_SAFE_INTEGER)) {
    return remark('too-large', 'warning', `${whole} is too large to be a count`);
  }
  return Number(whole);
}

/** A count as the form asks for it: digits alone, in the range of exact integers, without zeros before them. */
const PLAIN_COUNT = /^(?:0|[1-9]\d{0,14})$/;

/** The reading of digits alone, null where anything else is there; the same as `readCount` gives, and cheap. */
export function readPlainCount(text: string): Reading | null {
  return PLAIN_COUNT.test(text) ? reported(Number(text)) : null;
}

/** Reads `1,234`, `123个`, `1.2万`, `约100`; `unit` is the unit that the form asks for. */
export function readCount(text: string, unit: string | null): Reading {
  const plain = readPlainCount(text);
  if (plain) return plain;
  const { outside, inside } = splitBrackets(text);
  const enclosed = outside === '' && inside.length === 1;
  const amount = readAmount((enclosed ? inside[0] : outside) ?? '');
  if ('rule' in amount) return invalid(amount);
  const suffix = readCountSuffix(amount.suffix, unit);
  if ('rule' in suffix) return invalid(suffix);
  // 一些 and 三级 start with a numeral and are no counts: behind numerals only a unit is plain.
  if (amount.numerals === 'chinese' && suffix.remarks.some(({ rule }) => rule === 'extra-text')) {
    return invalid(remark('not-a-number', 'warning', `no count: ${text}`));
  }
  const value = wholeNumber(amount.number);
  if (typeof value !== 'number') return invalid(value);
  return reportAmount(value, amount, suffix, enclosed ? [] : inside.filter((words) => words !== unit));
}

/** A number with all that was noticed around it; `bracketed` is text in brackets that is no unit. */
export function reportAmount(
  value: number,
  amount: Amount,
  suffix: Pick<Amount, 'notes' | 'strictness' | 'remarks'>,
  bracketed: readonly string[],
): Reading {
  const remarks = [...amount.remarks, ...suffix.remarks];
  if (bracketed.length > 0) {
    remarks.push(remark('extra-text', 'warning', `text beside the number: ${bracketed.join(' ')}`));
  }
  return reported(value, {
    note: [...amount.notes, ...suffix.notes, ...bracketed].join(' '),
    strictness: Math.min(
      amount.strictness,
      suffix.strictness,
      bracketed.length > 0 ? STRICTNESS.interpreted : STRICTNESS.plain,
    ),
    remarks,
  });
}
