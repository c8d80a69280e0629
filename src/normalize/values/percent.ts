/** Shares in percentage points: 100%, 99.46％, 100; 0.98 without a sign stays 0.98, with a finding. */
import type { Reading, Remark } from '../../model/reading.js';
import { readAmount, splitApproximation } from './amount.js';
import { splitBrackets } from './cell-text.js';
import { reportAmount } from './count.js';
import { shift, toNumber } from './digits.js';
import { invalid, remark, STRICTNESS } from './outcome.js';
import { readRemainder, type Suffix } from './units.js';

const WHOLE = 100;
/** 9946 may be 99.46 without its point; what is more than that is two numbers run together. */
const MOST = 100 * WHOLE;
/** 百分之九十八 is 98; 百分百 is 100. */
const IN_WORDS = /百分之/u;
const ALL_OF_IT = /^(?:百分之百|百分百)/u;
const PER_CENT = /^%/u;
const PER_MILLE = /^‰/u;

interface PercentSuffix extends Suffix {
  readonly sign: 'cent' | 'mille' | null;
}

function readSign(suffix: string): PercentSuffix | Remark {
  const sign = PER_CENT.test(suffix) ? 'cent' : PER_MILLE.test(suffix) ? 'mille' : null;
  const points = sign === null && /^分(?!之)/u.test(suffix);
  const { words, rest } = splitApproximation(suffix.slice(sign !== null || points ? 1 : 0).trim());
  const remainder = readRemainder(rest, words === null ? [] : [words]);
  if ('rule' in remainder) return remainder;
  const remarks = [...remainder.remarks];
  if (words !== null) remarks.push(remark('approximate', 'warning', `the share is qualified by ${words}`));
  if (points) remarks.push(remark('unit-differs', 'warning', 'written in 分, asked for in %'));
  if (sign === 'mille') remarks.push(remark('unit-converted', 'info', 'per mille read as percent'));
  const strictness = [
    remainder.strictness,
    words === null ? STRICTNESS.plain : STRICTNESS.qualified,
    points || sign === 'mille' ? STRICTNESS.interpreted : STRICTNESS.plain,
  ];
  return { sign, notes: remainder.notes, strictness: Math.min(...strictness), remarks };
}

function doubts(value: number, signed: boolean): Remark[] {
  if (value > WHOLE) return [remark('over-100-percent', 'warning', `${value} % is more than all`)];
  if (!signed && value > 0 && value <= 1) {
    return [remark('percent-without-sign', 'warning', `${value} without a sign may be a share of 1`)];
  }
  return [];
}

/** Reads percentage points. */
export function readPercent(text: string): Reading {
  const { outside, inside } = splitBrackets(text);
  const inWords = IN_WORDS.test(outside);
  const enclosed = /^%?$/u.test(outside) && inside.length === 1;
  const written = enclosed ? `${inside[0] ?? ''}${outside}` : outside;
  const amount = readAmount(
    ALL_OF_IT.test(written) ? written.replace(ALL_OF_IT, '100%') : written.replace(IN_WORDS, ''),
  );
  if ('rule' in amount) return invalid(amount);
  const suffix = readSign(amount.suffix);
  if ('rule' in suffix) return invalid(suffix);
  const value = toNumber(
    suffix.sign === 'mille' ? shift({ ...amount.number, scale: amount.number.scale + 1 }, 0) : amount.number,
  );
  if (value > MOST) return invalid(remark('too-large', 'warning', 'too large to be a share'));
  const doubted = doubts(value, suffix.sign !== null || inWords);
  const strictness =
    doubted.length > 0
      ? STRICTNESS.interpreted
      : suffix.sign === 'cent'
        ? STRICTNESS.plain
        : STRICTNESS.conventional;
  return reportAmount(
    value,
    amount,
    {
      ...suffix,
      strictness: Math.min(suffix.strictness, strictness),
      remarks: [...suffix.remarks, ...doubted],
    },
    enclosed ? [] : inside.filter((words) => words !== '%'),
  );
}
