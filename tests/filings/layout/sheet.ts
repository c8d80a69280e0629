/** The printed sheet: rows of cells with spans, each cell knowing which fields it names or answers. */
import type { FieldId } from '../filing.js';

/** Something printed in a cell. Options keep tick and words apart: every format draws its boxes its own way. */
export type Ink =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'option'; readonly label: string; readonly ticked: boolean };

export type CellRole = 'section' | 'label' | 'value' | 'inline' | 'heading' | 'note' | 'empty';

/** A cell as the layout asks for it; its column follows from the cells before it. */
export interface CellSpec {
  readonly role: CellRole;
  readonly ink: readonly Ink[];
  /** A label's fields, or the fields that a value answers. An inline cell holds both. */
  readonly fields: readonly FieldId[];
  readonly columnSpan: number;
  readonly rowSpan: number;
}

export interface PlacedCell extends CellSpec {
  readonly row: number;
  readonly column: number;
}

export interface PrintedTable {
  readonly columns: number;
  readonly rows: readonly (readonly PlacedCell[])[];
}

/** Gives every cell its row and column, as HTML does: the first free place of its row. */
export function place(rows: readonly (readonly CellSpec[])[]): PrintedTable {
  /** For every grid column, the first row in which it is free again. */
  const freeFrom: number[] = [];
  const placed = rows.map((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      while ((freeFrom[column] ?? 0) > row) column++;
      const here = column;
      column += cell.columnSpan;
      for (let taken = here; taken < column; taken++) freeFrom[taken] = row + cell.rowSpan;
      const { role, ink, fields, columnSpan, rowSpan } = cell;
      return { role, ink, fields, columnSpan, rowSpan, row, column: here };
    });
  });
  return { columns: freeFrom.length, rows: placed };
}

/** The table with an empty cell at the end of every row that stops short of its right edge. */
export function fillRight(table: PrintedTable): PrintedTable {
  const ends = table.rows.map(() => 0);
  for (const cell of table.rows.flat()) {
    const end = cell.column + cell.columnSpan;
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) ends[row] = Math.max(ends[row] ?? 0, end);
  }
  const rows = table.rows.map((cells, row) => {
    const column = ends[row] ?? 0;
    const columnSpan = table.columns - column;
    if (columnSpan === 0) return cells;
    return [...cells, { role: 'empty' as const, ink: [], fields: [], columnSpan, rowSpan: 1, row, column }];
  });
  return { ...table, rows };
}

/** The table with one of its grid columns cut in two, as when someone drags a border in one row only. */
export function splitColumn(table: PrintedTable, column: number): PrintedTable {
  const rows = table.rows.map((cells) =>
    cells.map((cell) => {
      if (cell.column > column) return { ...cell, column: cell.column + 1 };
      const covers = cell.column + cell.columnSpan > column;
      return covers ? { ...cell, columnSpan: cell.columnSpan + 1 } : cell;
    }),
  );
  return { columns: table.columns + 1, rows };
}

/** The table with an empty column at its right end, as converters of cut tables leave one. */
export function addEmptyColumn(table: PrintedTable): PrintedTable {
  const rows = table.rows.map((cells, row) => [
    ...cells,
    { role: 'empty' as const, ink: [], fields: [], columnSpan: 1, rowSpan: 1, row, column: table.columns },
  ]);
  return { columns: table.columns + 1, rows };
}

export interface PrintedForm {
  /** Covering letter and annex line; printed before the title. */
  readonly before: readonly string[];
  /** Title lines above the table; empty where they stand in its first rows. */
  readonly title: readonly string[];
  /** 填报单位 and the like, above the table. */
  readonly heading: readonly (readonly Ink[])[];
  readonly table: PrintedTable;
  /** 落款 lines below the table, notes. */
  readonly footing: readonly (readonly Ink[])[];
  /** 填写说明. */
  readonly after: readonly string[];
  /** Fields whose label is printed somewhere; every other field of the template is `missing`. */
  readonly printed: ReadonlySet<FieldId>;
  /** Fields of which the form strikes out the cell: one empty cell over several rows. */
  readonly struckOut: ReadonlySet<FieldId>;
}
