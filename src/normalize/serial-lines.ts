/**
 * Serial numbers of rows on lines of their own, as a table with such a column gives them when its cells are written one
 * a line. They stand right before the next row's label, where they would be the value of an empty cell.
 */
import { type Line, placedText } from './form-lines.js';
import type { LabelHeads } from './label-heads.js';

/** Values happen to count on over a few rows. */
const FEWEST_NUMBERS = 10;
const NUMBER = /^\s*(\d{1,2})\s*$/;

/** The lines that number rows, from 1 on without a gap; none where too few do. */
export function serialLines(lines: readonly Line[], heads: LabelHeads): ReadonlySet<Line> {
  const texts = lines.map(({ kind, tokens }) =>
    kind === 'paragraph' ? placedText(tokens[0]?.content ?? []) : '',
  );
  const isNumber = (at: number) => NUMBER.test(texts[at] ?? '');
  const isLabel = (at: number) => heads.in(texts[at] ?? '').length > 0;
  const serial = new Set<Line>();
  for (const [at, line] of lines.entries()) {
    // A category that no form knows may stand between number and label; another number is the row's own.
    const numbersRow = isLabel(at + 1) || (!isNumber(at + 1) && isLabel(at + 2));
    if (Number(NUMBER.exec(texts[at] ?? '')?.[1]) === serial.size + 1 && numbersRow) serial.add(line);
  }
  return serial.size < FEWEST_NUMBERS ? new Set() : serial;
}
