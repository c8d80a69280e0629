/**
 * An amount as filers write one: words that qualify it, a number in digits or numerals with 万 or 亿, and what
 * follows it. The types that are numbers share this and differ in what they make of the text that follows.
 */
import type { Remark } from '../../model/reading.js';
import { NUMERALS_AT_START, readChineseNumeral } from './chinese-numerals.js';
import { add, DIGITS_AT_START, type ExactNumber, readDigits, shift } from './digits.js';
import { remark, STRICTNESS } from './outcome.js';

export interface Amount {
  readonly number: ExactNumber;
  readonly numerals: 'digits' | 'chinese';
  /** What follows the number, without white space at its ends. */
  readonly suffix: string;
  readonly notes: readonly string[];
  readonly strictness: number;
  readonly remarks: readonly Remark[];
}

/** Longest run that can be a number: 9,007,199,254,740,991 has 21 characters, blanks beside separators more. */
const LONGEST_RUN = 60;

const APPROXIMATE_BEFORE =
  /^(?:大约|大概|约为|约有|约|接近|将近|近|超过|超|逾|多于|不少于|不低于|至少|少于|低于|不超过|不到|至多|最多|[<>≤≥≦≧≈~]=?)\s*/u;
const APPROXIMATE_AFTER = /^(?:余|多|左右|上下|以上|以下|以内|之内|内|许|\+)\s*/u;
const TOTAL_BEFORE = /^(?:本年度|全年|年度|累计|共计|总计|合计|总共|共有|共|计)\s*(?:为|[:：])?\s*/u;
const MULTIPLIERS = new Map([
  ['百', 2],
  ['千', 3],
  ['万', 4],
  ['w', 4],
  ['百万', 6],
  ['千万', 7],
  ['亿', 8],
  ['万亿', 12],
]);
const MULTIPLIER_AT_START = /^\s*(余|多)?\s*(百万|千万|万亿|百|千|万|亿|w(?![a-z]))/iu;

interface Counted {
  readonly number: ExactNumber;
  readonly rest: string;
  readonly notes: readonly string[];
  readonly strictness: number;
  readonly remarks: readonly Remark[];
}

/** One run of digits with the 万 or 亿 behind it. */
function readPart(text: string): (Counted & { readonly power: number; readonly digits: string }) | Remark {
  const run = DIGITS_AT_START.exec(text)?.[0] ?? '';
  if (run.length > LONGEST_RUN) return remark('too-large', 'warning', 'a number of too many digits');
  const read = readDigits(run);
  if ('rule' in read) return read;
  const multiplier = MULTIPLIER_AT_START.exec(text.slice(run.length));
  const power = MULTIPLIERS.get(multiplier?.[2]?.toLowerCase() ?? '') ?? 0;
  return {
    number: shift(read.number, power),
    power,
    digits: read.integerDigits,
    rest: text.slice(run.length + (multiplier?.[0].length ?? 0)),
    notes: multiplier?.[1] ? [multiplier[1]] : [],
    strictness: power === 0 ? read.strictness : Math.min(read.strictness, STRICTNESS.conventional),
    remarks: read.remarks,
  };
}

/** Digits, 万 and 亿 in descending order: 1.2万, 1亿2345万, 3万2000. */
function readCounted(text: string): Counted | Remark {
  const first = readPart(text);
  if ('rule' in first) return first;
  let sum: Counted = first;
  let power = first.power;
  while (power > 0 && DIGITS_AT_START.test(sum.rest)) {
    const next = readPart(sum.rest);
    if ('rule' in next) return next;
    // 3万5 is 35000 in speech and 30005 by its characters: only digits that fill the places are plain.
    if (next.power >= power || next.digits.length !== power - next.power) {
      return remark('ambiguous-number', 'warning', `more than one way to read ${text}`);
    }
    sum = {
      number: add(sum.number, next.number),
      rest: next.rest,
      notes: [...sum.notes, ...next.notes],
      strictness: Math.min(sum.strictness, next.strictness, STRICTNESS.qualified),
      remarks: [...sum.remarks, ...next.remarks],
    };
    power = next.power;
  }
  return sum;
}

function readNumerals(text: string): Counted | Remark {
  const run = NUMERALS_AT_START.exec(text)?.[0] ?? '';
  const value = run.length > LONGEST_RUN ? null : readChineseNumeral(run);
  if (value === null || !Number.isSafeInteger(value)) {
    return remark('not-a-number', 'warning', `no number: ${text}`);
  }
  return {
    number: { units: BigInt(value), scale: 0 },
    rest: text.slice(run.length),
    notes: [],
    strictness: STRICTNESS.interpreted,
    remarks: [remark('chinese-numerals', 'info', `${run} read as ${value}`)],
  };
}

function approximate(words: string): Remark {
  return remark('approximate', 'warning', `the number is qualified by ${words}`);
}

const NUMBER_OF_NUMERALS = /^[一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾零]/u;

/** The amount that a text starts with, after words such as 约 and 共; a remark says why there is none. */
export function readAmount(text: string): Amount | Remark {
  let rest = text.trim().replace(/^[=:：\s]+/u, '');
  const notes: string[] = [];
  const remarks: Remark[] = [];
  let strictness: number = STRICTNESS.plain;
  for (const before of [TOTAL_BEFORE, APPROXIMATE_BEFORE]) {
    const words = before.exec(rest)?.[0];
    if (words === undefined) continue;
    notes.push(words.trim());
    if (before === APPROXIMATE_BEFORE) remarks.push(approximate(words.trim()));
    strictness = STRICTNESS.qualified;
    rest = rest.slice(words.length);
  }
  if (/^[-−－—–‐‑﹣]\s*[\d.]/u.test(rest)) return remark('negative', 'warning', `a negative number: ${text}`);
  rest = rest.replace(/^\+\s*(?=\d)/u, '');
  const inDigits = DIGITS_AT_START.test(rest) && !NUMBER_OF_NUMERALS.test(rest);
  const counted = inDigits ? readCounted(rest) : readNumerals(rest);
  if ('rule' in counted) return counted;
  rest = counted.rest.trim();
  const words = APPROXIMATE_AFTER.exec(rest)?.[0];
  if (words !== undefined) rest = rest.slice(words.length);
  const after = [...counted.notes, ...(words === undefined ? [] : [words.trim()])];
  return {
    number: counted.number,
    numerals: inDigits ? 'digits' : 'chinese',
    suffix: rest,
    notes: [...notes, ...after],
    strictness: Math.min(strictness, counted.strictness, after.length > 0 ? STRICTNESS.qualified : 1),
    remarks: [...remarks, ...counted.remarks, ...(after.length > 0 ? [approximate(after.join(' '))] : [])],
  };
}

/** Words behind a unit that qualify the number before it: 100条以上, 5天左右. */
export function splitApproximation(text: string): { words: string | null; rest: string } {
  const words = APPROXIMATE_AFTER.exec(text)?.[0] ?? null;
  return { words: words?.trim() ?? null, rest: words === null ? text : text.slice(words.length) };
}
