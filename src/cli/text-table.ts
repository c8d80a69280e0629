/** Columns that line up on a terminal, where a Chinese character is two cells wide. */
import { displayWidth } from '../text-width.js';

/** Control characters, and those that turn the direction of text: a file name must not steer a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this looks for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text on one line: line breaks and control characters are shown as `\n` and `\u{1B}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n' ? '\\n' : `\\u{${character.charCodeAt(0).toString(16).toUpperCase()}}`,
  );
}

/** Shortens to `width` cells, with `…` for what was cut off. */
export function shortened(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

type Alignment = 'left' | 'right';

export interface Column {
  readonly title: string;
  readonly align?: Alignment;
}

function padded(text: string, width: number, align: Alignment): string {
  const gap = ' '.repeat(width - displayWidth(text));
  return align === 'right' ? gap + text : text + gap;
}

/** A header line and one line a row, two spaces between columns, no blanks at line ends. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => displayWidth(line[index] ?? ''))));
  return lines.map((line) =>
    columns
      .map(({ align }, index) => padded(line[index] ?? '', widths[index] ?? 0, align ?? 'left'))
      .join('  ')
      .trimEnd(),
  );
}
