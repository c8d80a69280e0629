/** Rows whose cells are parted by tabs, or by runs of blanks. */
import type { RowList } from './row-list.js';

/** The commonest number of cells in a row: what the table's grid most likely had. */
function usualWidth(rows: RowList): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const ranked = [...counts].sort(([widthA, a], [widthB, b]) => b - a || widthB - widthA);
  return ranked[0]?.[0] ?? 0;
}

/** An empty cell past the usual width is a stray tab at the row's end, not a cell. */
export function readTabRows(lines: readonly string[]): RowList {
  const rows = lines.map((line) => line.split('\t'));
  const width = usualWidth(rows);
  return rows.map((row) => {
    let end = row.length;
    while (end > width && (row[end - 1] ?? '').trim() === '') end -= 1;
    return row.slice(0, end);
  });
}

export function readBlankAlignedRows(lines: readonly string[]): RowList {
  return lines.map((line) => line.trim().split(/ {2,}|[\u3000\u00a0]+ */));
}
