/** Numbers that a narrow cell broke over lines. */
import type { Reading, Remark } from '../../model/reading.js';
import { remark, STRICTNESS } from './outcome.js';

const LINES_OF_DIGITS = /^[\d,.]+(?:\n[\d,.]+)+[^\d\n]{0,4}$/u;
/** 1,784 and 560,506.5; no number with separators begins with a nought. */
const GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/u;

/**
 * The number joined where its lines look like full ones and a shorter rest, or where their separators are
 * right only together (`56` and `0,506`); else null. Two lines of equal length stay apart: nobody can say that they
 * are one number.
 */
export function joinWrappedNumber(text: string): string | null {
  if (!LINES_OF_DIGITS.test(text)) return null;
  const lines = text.split('\n');
  if (GROUPED.test(lines.join('').replace(/\D+$/u, ''))) return lines.join('');
  const [first = ''] = lines;
  const last = lines.at(-1)?.replace(/\D+$/u, '') ?? '';
  const even = lines.slice(0, -1).every((line) => line.length === first.length);
  return even && last.length < first.length ? lines.join('') : null;
}

/** `98.`: the decimals stand on a line that was taken for another row's, or were cut off. */
const WITHOUT_DECIMALS = /\d\.$/u;

/** The reading of a number, doubted where it stops at its point: what comes after it, nobody knows. */
export function withCutDoubt(text: string, reading: Reading): Reading {
  if (!WITHOUT_DECIMALS.test(text)) return reading;
  const doubt = remark('number-cut-short', 'warning', 'a number stops at its decimal point');
  return doubted(reading, doubt, STRICTNESS.doubtful);
}

/** A reading of a joined number: right as a rule, and to be looked at. */
export function withWrapDoubt(reading: Reading): Reading {
  const doubt = remark('wrapped-number', 'warning', 'a number broken over lines was read as one');
  return doubted(reading, doubt, STRICTNESS.interpreted);
}

function doubted(reading: Reading, doubt: Remark, strictness: number): Reading {
  return {
    ...reading,
    strictness: Math.min(reading.strictness, strictness),
    remarks: [...reading.remarks, doubt],
  };
}
