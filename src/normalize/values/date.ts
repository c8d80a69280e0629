/**
 * Dates to ISO 8601: 2021年1月15日, 2023.01.11, 2020-1-15, 2020/1/15, 20200115, 二〇二〇年一月十五日. A date that
 * lacks its year, month or day is invalid, and so is one with a year of two digits: nothing is filled in.
 */
import type { Reading } from '../../model/reading.js';
import { splitBrackets } from './cell-text.js';
import { readChineseNumeral } from './chinese-numerals.js';
import { invalid, remark, reported, STRICTNESS } from './outcome.js';

const DIGIT = '[0-9lIOoQ〇○零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]';
const SMALL = '[0-9lIOoQ〇○零一二三四五六七八九十廿卅元正壹贰叁肆伍陆柒捌玖拾]{1,3}';
const DASH = '[-‐‑‒–—―−－﹣./／\\\\,，、·。_~]';
/** 2021年1月15日 with anything missing but the numbers; then by separators, by blanks, and eight digits. */
const PATTERNS: readonly RegExp[] = [
  new RegExp(`(?<!${DIGIT})(${DIGIT}{4})年(${SMALL})月份?(${SMALL})[日号]?(?!${DIGIT})`, 'u'),
  new RegExp(`(?<![0-9])([0-9lIOo]{4})${DASH}([0-9lIOo]{1,2})${DASH}([0-9lIOo]{1,2})(?![0-9])日?`, 'u'),
  new RegExp(`(?<![0-9])([0-9lIOo]{4})年([0-9lIOo]{1,2})${DASH}([0-9lIOo]{1,2})(?![0-9])[日号]?`, 'u'),
  /(?<![0-9])([12][0-9]{3})([01][0-9])([0-3][0-9])(?![0-9])/u,
];
const BY_BLANKS = /^([12]\d{3})\s+(\d{1,2})\s+(\d{1,2})$/u;
/** A line's end within the month or the day: `2月1` and `7日`. */
const BROKEN_NUMBER = /(?<=[年月]\s*\d)\n(?=\d\s*[月日号])/gu;
/** 15/1/2021: the day is told from the month only where it is greater than 12. */
const YEAR_LAST = /^(\d{1,2})[./-](\d{1,2})[./-]([12]\d{3})$/u;
const TIME_OF_DAY = /^(?:日|T)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u;

/** Government websites are younger than this, and no form is filed that far ahead. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
/** Years between the form's year and the filing, filed late included. */
const LATEST_FILING = 2;

interface Part {
  readonly value: number;
  readonly lookAlike: boolean;
}

function readPart(written: string): Part | null {
  const plain = written.replace(/[lI]/gu, '1').replace(/[OoQ]/gu, '0');
  if (/^\d+$/u.test(plain)) return { value: Number(plain), lookAlike: plain !== written };
  const numerals = written
    .replace(/[OoQ0]/gu, '〇')
    .replace(/^[元正]$/u, '一')
    .replace('廿', '二十')
    .replace('卅', '三十');
  const value = readChineseNumeral(numerals);
  return value === null ? null : { value, lookAlike: /[OoQ]/u.test(written) };
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

interface Written {
  readonly parts: readonly [year: string, month: string, day: string];
  /** The text around the date. */
  readonly around: string;
  readonly strictness: number;
}

function findDate(text: string): Written | null {
  const blanks = BY_BLANKS.exec(text);
  if (blanks)
    return {
      parts: [blanks[1] ?? '', blanks[2] ?? '', blanks[3] ?? ''],
      around: '',
      strictness: STRICTNESS.interpreted,
    };
  const tight = text.replace(BROKEN_NUMBER, '').replace(/(?<=[^\d\s])\s+|\s+(?=[^\d\s])/gu, '');
  const reversed = YEAR_LAST.exec(tight);
  if (reversed) {
    const [, one = '', two = '', year = ''] = reversed;
    const [day, month] = Number(one) > 12 ? [one, two] : [two, one];
    const told = Number(day) > 12;
    return told ? { parts: [year, month, day], around: '', strictness: STRICTNESS.interpreted } : null;
  }
  for (const pattern of PATTERNS) {
    const match = pattern.exec(tight);
    if (!match) continue;
    const around = `${tight.slice(0, match.index)} ${tight.slice(match.index + match[0].length)}`.trim();
    return { parts: [match[1] ?? '', match[2] ?? '', match[3] ?? ''], around, strictness: STRICTNESS.plain };
  }
  return null;
}

/** Reads one date; `formYear`, the year that the form reports on, is only compared with it. */
export function readDate(text: string, formYear: number | null): Reading {
  const { outside, inside } = splitBrackets(text);
  const found = findDate(outside.length > 0 ? outside : (inside[0] ?? ''));
  if (!found) return invalid(remark('not-a-date', 'warning', `no full date: ${text}`));
  const around = found.around.replace(/^[。.,，;；:：\s]+|[。.,，;；:：\s]+$/gu, '');
  if (/\d/u.test(around) && !TIME_OF_DAY.test(around)) {
    return invalid(remark('not-a-date', 'warning', `more than one date: ${text}`));
  }
  const [year, month, day] = found.parts.map(readPart);
  if (!year || !month || !day || !isDate(year.value, month.value, day.value)) {
    return invalid(remark('impossible-date', 'warning', `no day of the calendar: ${text}`));
  }
  if (year.value < FIRST_YEAR || year.value > LAST_YEAR) {
    return invalid(remark('impossible-date', 'warning', `a year that no filing has: ${text}`));
  }
  const remarks = [];
  let { strictness } = found;
  if (year.lookAlike || month.lookAlike || day.lookAlike) {
    remarks.push(remark('look-alike-digits', 'warning', `letters read as digits: ${text}`));
    strictness = Math.min(strictness, STRICTNESS.lookAlike);
  }
  if (formYear !== null && (year.value < formYear || year.value > formYear + LATEST_FILING)) {
    remarks.push(remark('date-outside-form-year', 'warning', `${year.value} on a form of ${formYear}`));
  }
  const note = TIME_OF_DAY.test(around) ? '' : around;
  if (note !== '') {
    remarks.push(remark('extra-text', 'info', `text beside the date: ${note}`));
    strictness = Math.min(strictness, STRICTNESS.qualified);
  }
  const iso = [String(year.value), ...[month, day].map(({ value }) => String(value).padStart(2, '0'))].join(
    '-',
  );
  return reported(iso, { note: [note, ...inside].filter(Boolean).join(' '), strictness, remarks });
}
