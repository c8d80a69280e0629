/** Decimal numbers of days: 3.5, 3.5天, 3.5 个工作日. */
import type { Reading, Remark } from '../../model/reading.js';
import { readAmount, splitApproximation } from './amount.js';
import { splitBrackets } from './cell-text.js';
import { reportAmount } from './count.js';
import { toNumber } from './digits.js';
import { invalid, remark, STRICTNESS } from './outcome.js';
import { readRemainder, type Suffix } from './units.js';

/** Hours and weeks are days by arithmetic; months and years are not, by any length that is sure. */
const DAYS_IN: readonly (readonly [unit: RegExp, days: number])[] = [
  [/^(?:天|日|d)(?![a-z])/iu, 1],
  [/^个?工作[日天]/u, 1],
  [/^个?自然[日天]/u, 1],
  [/^(?:周|个?星期)/u, 7],
  [/^(?:个?小时|h(?![a-z])|时)/iu, 1 / 24],
];
/** `2小时` is kept as days with this many decimals. */
const DECIMALS_OF_DAYS = 4;
/** Half a day behind a number: 3天半. */
const HALF = /^(个?工作日|天|日)半/u;

interface DaySuffix extends Suffix {
  readonly daysPerUnit: number;
  readonly half: boolean;
}

function readDays(suffix: string): DaySuffix | Remark {
  const half = HALF.test(suffix);
  const unit = DAYS_IN.find(([pattern]) => pattern.test(suffix));
  const matched = unit?.[0].exec(suffix)?.[0] ?? '';
  const { words, rest } = splitApproximation(suffix.slice(matched.length + (half ? 1 : 0)).trim());
  const remainder = readRemainder(rest, words === null ? [] : [words]);
  if ('rule' in remainder) return remainder;
  if (unit === undefined && suffix !== '' && rest === suffix && remainder.remarks.length > 0) {
    return remark('foreign-unit', 'warning', `${suffix} is no unit of days`);
  }
  const daysPerUnit = unit?.[1] ?? 1;
  const remarks = [...remainder.remarks];
  if (words !== null) remarks.push(remark('approximate', 'warning', `the number is qualified by ${words}`));
  if (daysPerUnit !== 1 || half) remarks.push(remark('unit-converted', 'info', `${suffix} read as days`));
  const strictness = [
    remainder.strictness,
    matched === '' ? STRICTNESS.plain : /工作/u.test(matched) ? STRICTNESS.loose : STRICTNESS.conventional,
    words === null ? STRICTNESS.plain : STRICTNESS.qualified,
    daysPerUnit === 1 && !half ? STRICTNESS.plain : STRICTNESS.interpreted,
  ];
  return { daysPerUnit, half, notes: remainder.notes, strictness: Math.min(...strictness), remarks };
}

/** Reads a number of days; a bound such as ≤5 or 5天以内 is its number, with the words in the note. */
export function readDecimal(text: string): Reading {
  const { outside, inside } = splitBrackets(text);
  const enclosed = outside === '' && inside.length === 1;
  const amount = readAmount(((enclosed ? inside[0] : outside) ?? '').replace(/^半(?=天|日|个)/u, '0.5'));
  if ('rule' in amount) return invalid(amount);
  const suffix = readDays(amount.suffix);
  if ('rule' in suffix) return invalid(suffix);
  const days = (toNumber(amount.number) + (suffix.half ? 0.5 : 0)) * suffix.daysPerUnit;
  if (!Number.isFinite(days) || days > Number.MAX_SAFE_INTEGER) {
    return invalid(remark('too-large', 'warning', 'too large to be a number of days'));
  }
  const value = suffix.daysPerUnit === 1 ? days : Number(days.toFixed(DECIMALS_OF_DAYS));
  return reportAmount(
    value,
    amount,
    suffix,
    enclosed ? [] : inside.filter((words) => !/^个?(?:工作日|天|日)$/u.test(words)),
  );
}
