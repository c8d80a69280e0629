/** Numbers in Chinese numerals: 十二, 一百零五, 二〇二一, 壹仟贰佰, 两万三千. */

const DIGITS = new Map(
  [...'零0〇0○0一1二2两2三3四4五5六6七7八8九9壹1贰2叁3肆4伍5陆6柒7捌8玖9'.matchAll(/(\D)(\d)/gu)].map(
    ([, numeral = '', digit = '']): [string, number] => [numeral, Number(digit)],
  ),
);
const SMALL_UNITS = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);
const LARGE_UNITS = new Map([
  ['万', 10_000],
  ['亿', 100_000_000],
]);

/** A run of numerals at the start of a text. */
export const NUMERALS_AT_START = new RegExp(
  `^[${[...DIGITS.keys(), ...SMALL_UNITS.keys(), ...LARGE_UNITS.keys()].join('')}]+`,
  'u',
);

/** A number below ten thousand, such as 三百零五; null where the units do not descend. */
function readSection(section: string): number | null {
  let total = 0;
  let digit: number | null = null;
  let lastUnit = Number.POSITIVE_INFINITY;
  for (const numeral of section) {
    const unit = SMALL_UNITS.get(numeral);
    if (unit === undefined) {
      const next = DIGITS.get(numeral);
      if (next === undefined || (digit !== null && digit !== 0)) return null;
      digit = next;
      continue;
    }
    if (unit >= lastUnit || digit === 0) return null;
    total += (digit ?? 1) * unit;
    digit = null;
    lastUnit = unit;
  }
  // 三百五 is 350 in speech and 305 in a slip: only 零 or a ten before makes the last digit plain.
  if (
    digit !== null &&
    digit !== 0 &&
    lastUnit > 10 &&
    Number.isFinite(lastUnit) &&
    !section.includes('零')
  ) {
    return null;
  }
  return total + (digit ?? 0);
}

function readByPlace(numerals: string): number | null {
  const digits = [...numerals].map((numeral) => DIGITS.get(numeral));
  return digits.some((digit) => digit === undefined) ? null : Number(digits.join(''));
}

/** The number that numerals write, by units (一百零五) or digit by digit (二〇二一); null where they write none. */
export function readChineseNumeral(numerals: string): number | null {
  if (numerals === '') return null;
  const byPlace = readByPlace(numerals);
  if (byPlace !== null) return byPlace;
  let total = 0;
  let rest = numerals;
  for (const [word, unit] of [...LARGE_UNITS].reverse()) {
    const place = rest.indexOf(word);
    if (place < 0) continue;
    const section = place === 0 ? null : readSection(rest.slice(0, place));
    if (section === null) return null;
    total += section * unit;
    rest = rest.slice(place + word.length);
  }
  if (rest === '') return total;
  const section = readSection(rest);
  return section === null ? null : total + section;
}
