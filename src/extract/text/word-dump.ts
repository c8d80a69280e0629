/**
 * Rows of a word processor's text dump: one cell a line, a tab before each cell, an empty line after each row.
 * A line without a tab goes on with the cell above it (labels and values broken over lines).
 */
import { addAll } from '../../add-all.js';
import type { RowList } from './row-list.js';

/** The unit of a label that an empty line cut off: it begins the row that its value stands in. */
const OPENS_UNIT = /^\s*[（(]/;

export function readWordDumpRows(lines: readonly string[]): RowList {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const line of lines) {
    const tab = line.indexOf('\t');
    if (tab >= 0) {
      // Blanks before the tab are the rest of a lost cell end: no cell of their own.
      addAll(row, line.slice(tab + 1).split('\t'));
    } else if (line.trim() === '') {
      if (row.length > 0) rows.push(row);
      row = [];
    } else if (row.length > 0) {
      row[row.length - 1] = `${row.at(-1)}\n${line}`;
    } else if (OPENS_UNIT.test(line)) {
      row = [line];
    } else {
      rows.push([line]);
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
