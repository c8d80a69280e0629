/**
 * Where the cells of a row-by-row table stand in its grid (HTML standard, "forming a table"), for HTML and for
 * office tables. Spans in pasted tables are often wrong: longer than the table, zero, or over each other.
 */
import { LimitExceeded } from '../../errors.js';
import type { Limits } from '../../limits.js';

export interface SpannedCell<Value> {
  /** 0 means "to the end of the row group", as in HTML. */
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly value: Value;
}

export interface SpannedRow<Value> {
  /** Rows of one `thead`, `tbody` or `tfoot` share a number; a span never leaves its group. */
  readonly group: number;
  readonly cells: readonly SpannedCell<Value>[];
}

export interface PlacedCell<Value> {
  readonly row: number;
  readonly column: number;
  /** At least 1, and never over another cell or beyond the table. */
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly value: Value;
}

/** Columns that a span may claim for the grid by itself; forms have under 20, `colspan=1000` means "all". */
const WIDEST_HONEST_SPAN = 64;

/** Places every cell. Each square of the grid belongs to one cell at most. Throws `LimitExceeded` ('cells'). */
export function placeCells<Value>(
  rows: readonly SpannedRow<Value>[],
  limits: Pick<Limits, 'cells'>,
): PlacedCell<Value>[] {
  requireFewCells(rows, limits);
  // How wide "all columns" is, only the table's other cells can tell.
  const width = place(rows, 0).reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0);
  return place(rows, width);
}

function place<Value>(rows: readonly SpannedRow<Value>[], width: number): PlacedCell<Value>[] {
  const groupEnds = endsOfGroups(rows);
  const placed: PlacedCell<Value>[] = [];
  /** For each column, the first row in which it is free again. */
  const freeFrom: number[] = [];
  rows.forEach((row, rowIndex) => {
    const rowsLeft = (groupEnds[rowIndex] ?? rows.length) - rowIndex;
    let column = 0;
    for (const cell of row.cells) {
      while ((freeFrom[column] ?? 0) > rowIndex) column += 1;
      const asked = wholeSpan(cell.columnSpan, 1);
      const honest = asked <= WIDEST_HONEST_SPAN ? asked : Math.max(1, width - column);
      const columnSpan = freeColumns(freeFrom, rowIndex, column, honest);
      const rowSpan = Math.min(wholeSpan(cell.rowSpan, rowsLeft), rowsLeft);
      for (let taken = 0; taken < columnSpan; taken += 1) freeFrom[column + taken] = rowIndex + rowSpan;
      placed.push({ row: rowIndex, column, rowSpan, columnSpan, value: cell.value });
      column += columnSpan;
    }
  });
  return placed;
}

function requireFewCells<Value>(rows: readonly SpannedRow<Value>[], limits: Pick<Limits, 'cells'>): void {
  const cells = rows.reduce((sum, row) => sum + row.cells.length, 0);
  if (cells <= limits.cells) return;
  throw new LimitExceeded(
    'cells',
    `A table has ${cells} cells, more than the limit of ${limits.cells}: split the file or remove the table.`,
  );
}

/** For each row, the index after the last row of its group. */
function endsOfGroups<Value>(rows: readonly SpannedRow<Value>[]): number[] {
  const ends: number[] = new Array(rows.length);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const next = index + 1;
    ends[index] = rows[next]?.group === rows[index]?.group ? (ends[next] ?? rows.length) : next;
  }
  return ends;
}

/** A span as a whole number from 1; `zero` is what 0 stands for. */
function wholeSpan(span: number, zero: number): number {
  if (!Number.isFinite(span) || span < 0) return 1;
  return span === 0 ? Math.max(1, zero) : Math.floor(span);
}

/** Columns of a span that no cell from above reaches into. */
function freeColumns(freeFrom: readonly number[], row: number, column: number, span: number): number {
  let free = 1;
  while (free < span && (freeFrom[column + free] ?? 0) <= row) free += 1;
  return free;
}
