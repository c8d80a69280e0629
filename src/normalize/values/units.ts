/** The units that filers write behind numbers, and how each stands to the unit that the form asks for. */
import type { Remark } from '../../model/reading.js';
import { splitApproximation } from './amount.js';
import { remark, STRICTNESS } from './outcome.js';

/** Words that count things; longer ones first where one begins another. */
const COUNTING_UNIT =
  /^(?:人次|个次|人\/次|个\/次|次数|个|条|次|件|项|篇|期|家|人|户|名|位|份|场|部|款|种|类|则|封|处|台|套|幅|张|轮|批|届|例|宗|起|笔|页|站|座|天|日)/u;
/** Units of what no count can be. */
const FOREIGN_UNIT =
  /^(?:个?月|年|季度|小时|分钟|分|秒|时|周|星期|元|万元|级|号|%|‰|[KMGTkmgt]?[Bb]\b|字|度|岁)/u;

const SAME_UNITS: readonly (readonly string[])[] = [
  ['天', '日'],
  ['人次', '人', '次', '人/次', '个次'],
  ['个', '人', '户', '名', '位', '家'],
];

export interface Suffix {
  readonly notes: readonly string[];
  readonly strictness: number;
  readonly remarks: readonly Remark[];
}

function sameUnit(written: string, asked: string): boolean {
  return written === asked || SAME_UNITS.some((units) => units.includes(written) && units.includes(asked));
}

/** Words behind the unit: kept as a note where no further number stands in them. */
export function readRemainder(rest: string, notes: readonly string[]): Suffix | Remark {
  const words = rest.replace(/^[.,;:、。，；：!]+|[.,;:、。，；：!]+$/gu, '').trim();
  if (words === '') {
    return { notes, strictness: rest === '' ? STRICTNESS.plain : STRICTNESS.loose, remarks: [] };
  }
  if (/[\d一二三四五六七八九十]/u.test(words)) {
    return remark('several-numbers', 'warning', `more than one number in the cell: ${words}`);
  }
  if (!/^\p{Script=Han}/u.test(words))
    return remark('not-a-number', 'warning', `no number, because of ${words}`);
  return {
    notes: [...notes, words],
    strictness: STRICTNESS.interpreted,
    remarks: [remark('extra-text', 'warning', `text beside the number: ${words}`)],
  };
}

/** What follows a count: nothing, a unit, words that qualify, or text; a remark where it makes no count. */
export function readCountSuffix(suffix: string, asked: string | null): Suffix | Remark {
  if (suffix === '') return { notes: [], strictness: STRICTNESS.plain, remarks: [] };
  if (FOREIGN_UNIT.test(suffix)) return remark('foreign-unit', 'warning', `${suffix} is no unit of a count`);
  const unit = COUNTING_UNIT.exec(suffix)?.[0] ?? '';
  const { words, rest } = splitApproximation(suffix.slice(unit.length).trim());
  const remainder = readRemainder(rest.replace(/^\/年/u, ''), words === null ? [] : [words]);
  if ('rule' in remainder) return remainder;
  const remarks = [...remainder.remarks];
  let strictness = Math.min(remainder.strictness, unit === '' ? STRICTNESS.plain : STRICTNESS.conventional);
  if (words !== null) {
    strictness = Math.min(strictness, STRICTNESS.qualified);
    remarks.push(remark('approximate', 'warning', `the number is qualified by ${words}`));
  }
  if (unit !== '' && asked !== null && !sameUnit(unit, asked)) {
    strictness = Math.min(strictness, STRICTNESS.qualified);
    remarks.push(remark('unit-differs', 'info', `written in ${unit}, asked for in ${asked}`));
  }
  return { notes: remainder.notes, strictness, remarks };
}
