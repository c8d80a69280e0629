/** Rows of a Markdown table, with or without a separator line, and what Markdown writes for single characters. */
import type { RowList } from './row-list.js';
import type { TextRun } from './runs.js';

const SEPARATOR_CELL = /^\s*(?::?-{2,}:?|:-|-:|:-:|-)\s*$/;

/** Splits at unescaped bars; the bars at both ends are no cells. */
function splitRow(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  cells.shift();
  if ((cells.at(-1) ?? '').trim() === '') cells.pop();
  return cells.map((cell) => withoutEscapes(withoutEmphasis(cell).trim()));
}

/** Emphasis is the OCR system's, not the filer's; between digits stars hide others: `138****1234`. */
export function withoutEmphasis(text: string): string {
  return text.replace(/(?<=\d)(\*{2,})(?=\d)|\*\*/g, '$1');
}

/**
 * A backslash before ASCII punctuation makes it plain (CommonMark 0.31, section 2.4), before a blank it keeps the
 * blank (pandoc's `all_symbols_escapable`).
 */
function withoutEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('\\ ', '\u00a0');
}

/** A backslash at its end only breaks the line (section 6.7). */
function withoutLineBreak(line: string): string {
  return line.endsWith('\\') ? line.slice(0, -1) : line;
}

/**
 * Markdown writers escape brackets and lines to write on inside of an HTML table as well, where it has no meaning;
 * other characters keep their backslash, which may be the page's own.
 */
function withoutBoxEscapes(line: string): string {
  return line.replace(/\\([[\]_])/g, '$1');
}

/** The runs of a text, the lines between Markdown tables and the boxes of HTML tables without escapes. */
export function withoutMarkdownEscapes(runs: readonly TextRun[]): readonly TextRun[] {
  const isMarkdown = runs.some(({ layout }) => layout === 'markdown');
  return runs.map((run) => {
    if (run.layout === 'html') return { ...run, lines: run.lines.map(withoutBoxEscapes) };
    if (!isMarkdown || run.layout !== 'paragraphs') return run;
    return { ...run, lines: run.lines.map((line) => withoutEscapes(withoutLineBreak(line))) };
  });
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
