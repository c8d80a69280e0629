/** Cells of tables without lines, as operators that draw them, and what is read of a page of them. */
import { text } from './make-pdf.js';
import { blocksOf, written } from './read-pdf.js';

/** Baselines of rows, from the top. */
export const TOP = 700;
export const PITCH = 24;
export const LINE = 12;

export function rowAt(row: number): number {
  return TOP - row * PITCH;
}

/** Lines of one cell, drawn one after the other, round the middle of its row. */
export function cell(x: number, middle: number, ...lines: readonly string[]): string {
  return lines
    .map((line, index) => text(x, middle + (LINE * (lines.length - 1)) / 2 - index * LINE, line))
    .join('\n');
}

/** Set round the middle of its column. */
export function centred(x: number, y: number, words: string): string {
  const width = [...words].reduce((sum, char) => sum + (/[\x20-\x7e]/.test(char) ? 5 : 10), 0);
  return text(x - width / 2, y, words);
}

export function flushRight(x: number, y: number, figure: string): string {
  return text(x - 5 * figure.length, y, figure);
}

export async function rowsOf(...content: readonly string[]): Promise<string[]> {
  return written(await blocksOf({ pages: [{ content: content.join('\n') }] }));
}
