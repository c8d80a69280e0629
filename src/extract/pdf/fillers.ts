/**
 * Rows that no one wrote: browsers that cut a table at a page's end draw the space left there, and end the cell
 * of a label that stands beside several rows too early, which leaves empty cells under it.
 */
import type { DraftCell } from './page-blocks.js';

/** The cells without such rows next to a page break, and the first row after it. `first` is that row before. */
export function withoutFillers(
  all: readonly DraftCell[],
  first: number,
): { cells: readonly DraftCell[]; first: number } {
  let cells = all;
  let start = first;
  while (start > 1 && isFiller(cells, start - 1)) {
    cells = withoutRow(cells, start - 1);
    start -= 1;
  }
  while (isFiller(cells, start) && cells.some((cell) => cell.row > start)) cells = withoutRow(cells, start);
  return { cells, first: start };
}

/** The cells without rows that only go on from above, anywhere in a table. */
export function withoutSlivers(all: readonly DraftCell[]): readonly DraftCell[] {
  let cells = all;
  const rows = Math.max(0, ...all.map((cell) => cell.row + cell.rowSpan));
  for (let row = rows - 1; row > 0; row--) if (isSliver(cells, row)) cells = withoutRow(cells, row);
  return cells;
}

/** One empty area at most. Several empty cells side by side are answers left out under their headings. */
function isFiller(cells: readonly DraftCell[], row: number): boolean {
  const own = cells.filter((cell) => cell.row === row);
  return own.every(isEmpty) && (own.length <= 1 || !own.some((cell) => endsAtRight(cell, cells)));
}

/** Empty cells under labels, while the answers to their right go on from the row above. */
function isSliver(cells: readonly DraftCell[], row: number): boolean {
  const own = cells.filter((cell) => cell.row === row);
  return own.every((cell) => isEmpty(cell) && !endsAtRight(cell, cells));
}

function isEmpty(cell: DraftCell): boolean {
  return cell.content.length === 0;
}

function endsAtRight(cell: DraftCell, cells: readonly DraftCell[]): boolean {
  return cells.every((other) => other.column + other.columnSpan <= cell.column + cell.columnSpan);
}

function withoutRow(cells: readonly DraftCell[], row: number): DraftCell[] {
  return cells.flatMap((cell) => {
    if (cell.row > row) return [{ ...cell, row: cell.row - 1 }];
    const covers = cell.row + cell.rowSpan > row;
    if (cell.row === row && cell.rowSpan === 1) return [];
    return [covers ? { ...cell, rowSpan: cell.rowSpan - 1 } : cell];
  });
}
