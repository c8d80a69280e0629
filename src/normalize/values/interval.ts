/** Days per inspection: 14天/次, 2周/次, 每周一次, 1次/天. */
import type { Reading, Remark } from '../../model/reading.js';
import { readAmount } from './amount.js';
import { splitBrackets } from './cell-text.js';
import { toNumber } from './digits.js';
import { invalid, remark, reported, STRICTNESS } from './outcome.js';

interface Span {
  readonly days: number;
  /** A month has 28 to 31 days: the number stands for it, with a remark. */
  readonly nominal: boolean;
}

const SPANS: readonly (readonly [pattern: RegExp, span: Span])[] = [
  [/^(?:天|日|个?工作日|昼夜)/u, { days: 1, nominal: false }],
  [/^(?:周|个?星期|个?礼拜)/u, { days: 7, nominal: false }],
  [/^旬/u, { days: 10, nominal: true }],
  [/^半个?月/u, { days: 15, nominal: true }],
  [/^个?月/u, { days: 30, nominal: true }],
  [/^个?季度?/u, { days: 91, nominal: true }],
  [/^半年/u, { days: 182, nominal: true }],
  [/^年/u, { days: 365, nominal: true }],
  [/^个?小时/u, { days: 1 / 24, nominal: false }],
];
const DECIMALS = 4;

interface Rate {
  readonly days: number;
  readonly times: number;
  readonly nominal: boolean;
  readonly strictness: number;
  readonly remarks: readonly Remark[];
  /** Whether both parts are there, or only a span. */
  readonly whole: boolean;
}

interface Quantity {
  readonly amount: number;
  readonly rest: string;
  readonly strictness: number;
  readonly remarks: readonly Remark[];
}

/** A number at the start, 1 where there is none: 每周 is 每1周. */
function quantity(text: string): Quantity {
  const read = readAmount(text);
  if ('rule' in read || read.notes.length > 0) return { amount: 1, rest: text, strictness: 1, remarks: [] };
  // 一 and 两 are how such phrases are written: no liberty worth a remark.
  const remarks = read.numerals === 'chinese' ? [] : read.remarks;
  const strictness = read.numerals === 'chinese' ? STRICTNESS.qualified : read.strictness;
  return { amount: toNumber(read.number), rest: read.suffix, strictness, remarks };
}

function spanAt(text: string): { span: Span; rest: string } | null {
  for (const [pattern, span] of SPANS) {
    const match = pattern.exec(text);
    if (match) return { span, rest: text.slice(match[0].length) };
  }
  return null;
}

/** 每2周 一次, 14天/次, 7天: the span first. */
function spanFirst(text: string): Rate | null {
  const phrase = text.replace(/^(?:每隔|每)/u, '');
  const half = /^半/u.test(phrase);
  const count = half ? { amount: 1, rest: phrase, strictness: 1, remarks: [] } : quantity(phrase);
  const found = spanAt(count.rest.trim());
  if (!found) return null;
  const tail = found.rest.trim().replace(/^[/,，]|^(?:每|巡检|检查|巡查|一巡检)/u, '');
  const times =
    /^[次遍回]$/u.test(tail) || tail === ''
      ? { amount: 1, rest: '次', strictness: 1, remarks: [] }
      : quantity(tail);
  if (!/^[次遍回]$/u.test(times.rest.trim().replace(/^(?:巡检|检查)/u, ''))) return null;
  return {
    days: count.amount * found.span.days,
    times: times.amount,
    nominal: found.span.nominal,
    strictness: Math.min(count.strictness, times.strictness),
    remarks: [...count.remarks, ...times.remarks],
    whole: tail !== '',
  };
}

/** 1次/天, 2次/周: the number of inspections first. */
function timesFirst(text: string): Rate | null {
  const times = quantity(text);
  const tail = /^[次遍回]\s*(?:\/|每)\s*(.+)$/u.exec(times.rest.trim())?.[1];
  if (tail === undefined) return null;
  const count = /^半/u.test(tail) ? { amount: 1, rest: tail, strictness: 1, remarks: [] } : quantity(tail);
  const found = spanAt(count.rest.trim());
  if (found?.rest.trim() !== '') return null;
  return {
    days: count.amount * found.span.days,
    times: times.amount,
    nominal: found.span.nominal,
    strictness: Math.min(count.strictness, times.strictness, STRICTNESS.interpreted),
    remarks: [...count.remarks, ...times.remarks],
    whole: true,
  };
}

/** A number without a unit is one of days, as the form asks. */
function readBare(phrase: string, inside: readonly string[]): Reading | null {
  const amount = readAmount(phrase);
  if ('rule' in amount || amount.suffix !== '') return null;
  const days = toNumber(amount.number);
  if (days > Number.MAX_SAFE_INTEGER) return null;
  return reported(days, {
    note: [...amount.notes, ...inside].join(' '),
    strictness: Math.min(
      amount.strictness,
      inside.length > 0 ? STRICTNESS.interpreted : STRICTNESS.conventional,
    ),
    remarks: amount.remarks,
  });
}

/** Reads an inspection interval in days. */
export function readInterval(text: string): Reading {
  const { outside, inside } = splitBrackets(text);
  const phrase = outside.replace(/\s+/gu, '').replace(/[。.;；,，]+$/u, '');
  const bare = readBare(phrase, inside);
  if (bare) return bare;
  const rate = spanFirst(phrase) ?? timesFirst(phrase);
  const days = rate ? Number((rate.days / rate.times).toFixed(DECIMALS)) : Number.NaN;
  if (!rate || !Number.isFinite(days) || days > Number.MAX_SAFE_INTEGER) {
    return invalid(remark('not-an-interval', 'warning', `no interval of days: ${text}`));
  }
  const remarks = [...rate.remarks];
  if (rate.nominal) remarks.push(remark('unit-converted', 'info', `${phrase} read as ${days} days`));
  if (inside.length > 0)
    remarks.push(remark('extra-text', 'warning', `text beside the interval: ${inside.join(' ')}`));
  const shape = rate.whole ? STRICTNESS.plain : STRICTNESS.conventional;
  return reported(days, {
    note: inside.join(' '),
    strictness: Math.min(
      rate.strictness,
      shape,
      rate.nominal || inside.length > 0 ? STRICTNESS.interpreted : 1,
    ),
    remarks,
  });
}
