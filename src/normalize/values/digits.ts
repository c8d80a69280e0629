/**
 * A number written in digits: separators of thousands, blanks, decimal points, and the letters that OCR and
 * typists put in the place of digits. Exact in integers, so that 1.1万 is 11000 and no 11000.000000000002.
 */
import type { Remark } from '../../model/reading.js';
import { remark, STRICTNESS } from './outcome.js';

/** Letters that are read as digits wherever they stand in a number. */
const LOOK_ALIKES = new Map(
  [...'l1I1i1O0o0Q0〇0○0О0о0Ο0ο0'.matchAll(/(\D)(\d)/gu)].map(([, a, b]) => [a, b]),
);
/** Letters that are read as digits only between two digits: elsewhere they may be a unit or a word. */
const INNER_LOOK_ALIKES = new Map(
  [...'|1!1丨1S5s5B8Z2z2g9q9b6'.matchAll(/(\D)(\d)/gu)].map(([, a, b]) => [a, b]),
);

const SEPARATOR = String.raw`[^\S\n]*[,'’\u0060.·。][^\S\n]*\n?|[^\S\n]+`;
const SEPARATORS = new RegExp(SEPARATOR, 'gu');
const STRONG = `[0-9${[...LOOK_ALIKES.keys()].join('')}]`;
const WEAK = `[${[...INNER_LOOK_ALIKES.keys()].join('')}]`;

/** Capitals that OCR makes of a first or last digit; small letters there are units and words. */
const EDGE = '[SBZ]';

/** A run of digits with their separators at the start of a text. */
export const DIGITS_AT_START = new RegExp(
  String.raw`^(?:\.(?=\d)|${EDGE}(?=\d))?${STRONG}(?:(?:${SEPARATOR})?${STRONG}|${WEAK}+(?=${STRONG}))*(?:(?<=\d)${EDGE}{1,2}(?![A-Za-z]))?`,
  'u',
);

/** `value` is `units / 10 ** scale`. */
export interface ExactNumber {
  readonly units: bigint;
  readonly scale: number;
}

export interface DigitsRead {
  readonly number: ExactNumber;
  /** Digits before the point, as written, without separators. */
  readonly integerDigits: string;
  readonly strictness: number;
  readonly remarks: readonly Remark[];
}

interface Grouped {
  readonly integer: string;
  readonly fraction: string;
  readonly strictness: number;
  readonly remark?: Remark;
}

const GROUPS_OF_THREE = (groups: readonly string[]) =>
  groups.every((group, place) => (place === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
/** By 万, as Chinese is spoken: 1,2345,6789. */
const GROUPS_OF_FOUR = (groups: readonly string[]) =>
  groups.every((group, place) => (place === 0 ? /^\d{1,4}$/ : /^\d{4}$/).test(group));

function joinGroups(groups: readonly string[], separators: readonly string[]): Grouped | Remark {
  const integer = groups.join('');
  const onlyBlanks = separators.every((separator) => separator === ' ');
  const onlyCommas = separators.every((separator) => separator === ',');
  if (GROUPS_OF_THREE(groups)) {
    const strictness = onlyCommas
      ? STRICTNESS.conventional
      : onlyBlanks
        ? STRICTNESS.loose
        : STRICTNESS.lookAlike;
    return { integer, fraction: '', strictness };
  }
  if (onlyBlanks)
    return remark('several-numbers', 'warning', `several numbers in one cell: ${groups.join(' ')}`);
  if (onlyCommas && GROUPS_OF_FOUR(groups)) {
    const unusual = remark('unusual-grouping', 'info', `digits grouped by four: ${groups.join(',')}`);
    return { integer, fraction: '', strictness: STRICTNESS.interpreted, remark: unusual };
  }
  return remark('odd-grouping', 'warning', `separators make no number: ${groups.join(',')}`);
}

function joinDotted(groups: readonly string[]): Grouped | Remark {
  if (GROUPS_OF_THREE(groups)) {
    const dots = remark('look-alike-separator', 'info', `points read as separators: ${groups.join('.')}`);
    return { integer: groups.join(''), fraction: '', strictness: STRICTNESS.lookAlike, remark: dots };
  }
  return remark('odd-grouping', 'warning', `points make no number: ${groups.join('.')}`);
}

/** Groups and separators to a number: `,` for any mark of thousands, `.` for a point, ` ` for a blank. */
function group(groups: readonly string[], separators: readonly string[]): Grouped | Remark {
  if (separators.length === 0)
    return { integer: groups[0] ?? '', fraction: '', strictness: STRICTNESS.plain };
  const points = separators.filter((separator) => separator === '.').length;
  if (points === 0) return joinGroups(groups, separators);
  if (points === separators.length && points > 1) return joinDotted(groups);
  if (points > 1 || separators.at(-1) !== '.') {
    return remark('odd-grouping', 'warning', `separators make no number: ${groups.join(' ')}`);
  }
  const fraction = groups.at(-1) ?? '';
  if (separators.length === 1) return { integer: groups[0] ?? '', fraction, strictness: STRICTNESS.plain };
  const whole = joinGroups(groups.slice(0, -1), separators.slice(0, -1));
  return 'rule' in whole ? whole : { ...whole, fraction };
}

function normaliseSeparator(separator: string): string {
  if (/[.·。]/u.test(separator)) return '.';
  return /[,'’`]/u.test(separator) ? ',' : ' ';
}

/** Reads a run that `DIGITS_AT_START` found; a remark says why it is no one number. */
export function readDigits(run: string): DigitsRead | Remark {
  const digits = [...run]
    .map((letter) => LOOK_ALIKES.get(letter) ?? INNER_LOOK_ALIKES.get(letter) ?? letter)
    .join('');
  const remarks: Remark[] = [];
  const separators = digits.match(SEPARATORS) ?? [];
  const grouped = group(digits.split(SEPARATORS), separators.map(normaliseSeparator));
  if ('rule' in grouped) return grouped;
  let strictness = grouped.strictness;
  if (grouped.remark) remarks.push(grouped.remark);
  if (digits !== run) {
    if (!/\d/u.test(run) && [...run].length > 1)
      return remark('not-a-number', 'warning', `no number: ${run}`);
    strictness = Math.min(strictness, /\d/u.test(run) ? STRICTNESS.lookAlike : STRICTNESS.doubtful);
    remarks.push(remark('look-alike-digits', 'warning', `${run} read as ${digits}`));
  }
  if (separators.some((separator) => /[·。]/u.test(separator))) {
    strictness = Math.min(strictness, STRICTNESS.interpreted);
    remarks.push(remark('look-alike-separator', 'info', `${run} read with a decimal point`));
  }
  if (/^0\d/u.test(grouped.integer)) {
    strictness = Math.min(strictness, STRICTNESS.lookAlike);
    remarks.push(remark('leading-zeros', 'info', `${run} starts with 0`));
  }
  const { integer, fraction } = grouped;
  return {
    number: { units: BigInt(`${integer}${fraction}` || '0'), scale: fraction.length },
    integerDigits: integer,
    strictness,
    remarks,
  };
}

/** `number` times 10 to the `power`. */
export function shift({ units, scale }: ExactNumber, power: number): ExactNumber {
  return power <= scale
    ? { units, scale: scale - power }
    : { units: units * 10n ** BigInt(power - scale), scale: 0 };
}

export function add(one: ExactNumber, other: ExactNumber): ExactNumber {
  const scale = Math.max(one.scale, other.scale);
  const raise = (number: ExactNumber) => number.units * 10n ** BigInt(scale - number.scale);
  return { units: raise(one) + raise(other), scale };
}

/** The nearest double. */
export function toNumber({ units, scale }: ExactNumber): number {
  if (scale === 0) return Number(units);
  const digits = units.toString().padStart(scale + 1, '0');
  return Number(`${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}
