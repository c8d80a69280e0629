/**
 * The text that a spreadsheet shows for a stored number. Three departures from what Excel paints: a full date is
 * written in ISO form whatever its format, long codes are not cut down to `4.5E+13`, and a narrow column's `####`
 * never stands for the value.
 */
import XLSX from 'xlsx';

/** Excel keeps 15 significant digits; the double's further ones are noise such as 0.1 + 0.2. */
const SIGNIFICANT_DIGITS = 15;
const DAYS_FROM_1900_TO_1904 = 1462;
const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of the 1900 system, for dates after its invented 29 February 1900. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST_REAL_DAY = 61;
const LAST_DAY = 2_958_465;

/** `format` is a number-format code such as `0.00%`, or the number of a built-in one. */
export function numberText(value: number, format: string | number, date1904: boolean): string {
  const code = typeof format === 'number' ? (builtInFormat(format) ?? 'General') : format;
  if (/^(general|@|g\/通用格式)$/i.test(code)) return plainNumber(value);
  const day = date1904 ? value + DAYS_FROM_1900_TO_1904 : value;
  if (isFullDate(code) && day >= FIRST_REAL_DAY && day <= LAST_DAY) return isoDate(day);
  try {
    return XLSX.SSF.format(code, value, { date1904 }).trim();
  } catch {
    return plainNumber(value);
  }
}

function plainNumber(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
}

/** Formats 27 to 36 and 50 to 58 are dates in the Chinese editions (ECMA-376 part 1, 18.8.30). */
const CHINESE_DATES: ReadonlyMap<number, string> = new Map([
  [27, 'yyyy"年"m"月"'],
  [28, 'm"月"d"日"'],
  [29, 'm"月"d"日"'],
  [30, 'm-d-yy'],
  [31, 'yyyy"年"m"月"d"日"'],
  [36, 'yyyy"年"m"月"'],
  [50, 'yyyy"年"m"月"'],
  [51, 'm"月"d"日"'],
  [52, 'yyyy"年"m"月"'],
  [53, 'm"月"d"日"'],
  [54, 'm"月"d"日"'],
  [57, 'yyyy"年"m"月"'],
  [58, 'm"月"d"日"'],
]);

function builtInFormat(number: number): string | undefined {
  const table: Readonly<Record<number, string>> = XLSX.SSF.get_table();
  return CHINESE_DATES.get(number) ?? table[number];
}

/** Has year, month and day, outside quotes, brackets and escapes. */
function isFullDate(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  return /y|e/.test(bare) && /m/.test(bare) && /d/.test(bare) && !/[0#?]/.test(bare);
}

function isoDate(day: number): string {
  const moment = new Date(Math.round((DAY_ZERO + day * DAY_MILLISECONDS) / 1000) * 1000);
  const text = moment.toISOString();
  return Number.isInteger(day) ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
