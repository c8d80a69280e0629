/** Rows of a Markdown table, with or without a separator line. */
import type { RowList } from './row-list.js';

const SEPARATOR_CELL = /^\s*(?::?-{2,}:?|:-|-:|:-:|-)\s*$/;

/** Splits at unescaped bars; the bars at both ends are no cells. */
function splitRow(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  cells.shift();
  if ((cells.at(-1) ?? '').trim() === '') cells.pop();
  // Emphasis is the OCR system's, not the filer's.
  return cells.map((cell) => cell.replaceAll('\\|', '|').replaceAll('**', '').trim());
}

function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '');
}

/**
 * Separator lines (`|---|--|`) are layout, and so is an empty heading row over one: Markdown demands it where
 * the table has none.
 */
export function readMarkdownRows(lines: readonly string[]): RowList {
  const rows = lines.map(splitRow);
  const isSeparator = (cells: readonly string[] | undefined) =>
    cells !== undefined && cells.length > 0 && cells.every((cell) => SEPARATOR_CELL.test(cell));
  return rows.filter(
    (cells, index) => !isSeparator(cells) && !(isBlankRow(cells) && isSeparator(rows[index + 1])),
  );
}
