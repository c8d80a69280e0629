/** The year that a form says it is for: in its title, under it, or in the heading of the page that it is on. */

import { type Line, lineText } from './form-lines.js';
import { foldForMatching } from './text.js';

const CHINESE_DIGITS = '〇一二三四五六七八九';
/** 2018 is the first year of the reports (for 2017); later than 2099 is a misreading. */
const YEAR = /(?<!\d)([2z][0o〇][\dloiszb〇]{2})(?=年|\)|度|$|\D)/;
const CHINESE_YEAR = /([二贰][〇零○o0][〇零○o0一二三四五六七八九]{2})年/;
const FIRST_YEAR = 2010;
const LAST_YEAR = 2099;

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  o: '0',
  〇: '0',
  l: '1',
  i: '1',
  z: '2',
  s: '5',
  b: '8',
};

function chineseDigit(character: string): string {
  if ('零○o0'.includes(character)) return '0';
  if (character === '贰') return '2';
  return String(CHINESE_DIGITS.indexOf(character));
}

/** The year named in a text, with look-alike letters and Chinese digits read as digits; null for none. */
export function yearIn(text: string): number | null {
  const folded = foldForMatching(text);
  const chinese = CHINESE_YEAR.exec(folded)?.[1];
  const digits = chinese
    ? [...chinese].map(chineseDigit).join('')
    : [...(YEAR.exec(folded)?.[1] ?? '')].map((character) => LOOK_ALIKES[character] ?? character).join('');
  const year = Number(digits);
  return digits.length === 4 && year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}

/** Text that can name the form's year: short, and speaking of a report or of a year alone. */
function namesYear(line: Line): number | null {
  const text = foldForMatching(lineText(line));
  if (text.length > 60) return null;
  return /年度|报表|年报|年\)?$/.test(text) ? yearIn(text) : null;
}

/**
 * @param above lines of the form before its first label, the title among them
 * @param before lines of the document before the form, nearest last
 */
export function formYear(above: readonly Line[], before: readonly Line[]): number | null {
  for (const line of above) {
    const year = namesYear(line);
    if (year !== null) return year;
  }
  for (const line of before.toReversed()) {
    if (!/报表|年报/.test(foldForMatching(lineText(line)))) continue;
    const year = namesYear(line);
    if (year !== null) return year;
  }
  return null;
}
