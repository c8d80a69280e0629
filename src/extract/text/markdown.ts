/** Rows of a Markdown table, with or without a separator line. */
import type { RowList } from './blocks.js';

const SEPARATOR_CELL = /^\s*:?-{2,}:?\s*$/;

/** Splits at unescaped bars; the bars at both ends are no cells. */
function splitRow(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  cells.shift();
  if ((cells.at(-1) ?? '').trim() === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** Separator lines (`|---|--|`) are layout; the empty heading row that comes before one is kept harmlessly. */
export function readMarkdownRows(lines: readonly string[]): RowList {
  return lines
    .map(splitRow)
    .filter((cells) => !(cells.length > 0 && cells.every((cell) => SEPARATOR_CELL.test(cell))));
}
