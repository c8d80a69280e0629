/** Columns of a table that several pages show, numbered by the edges of them all. */
import type { DraftCell } from './page-blocks.js';

/** Edges of the columns on both pages may differ by so many points. */
export const SAME_EDGE = 3;

export function numberColumns(cells: readonly DraftCell[]): DraftCell[] {
  const starts: number[] = [];
  for (const x of cells.map(({ frame }) => frame[0]).sort((a, b) => a - b)) {
    if (starts.length === 0 || x - (starts.at(-1) ?? 0) > SAME_EDGE) starts.push(x);
  }
  const columnAt = (x: number) => starts.findLastIndex((start) => start <= x + SAME_EDGE / 2);
  return cells.map((cell) => {
    const column = Math.max(0, columnAt(cell.frame[0]));
    const next = starts.filter(
      (start) => start > cell.frame[0] + SAME_EDGE && start < cell.frame[2] - SAME_EDGE,
    );
    return { ...cell, column, columnSpan: 1 + next.length };
  });
}
