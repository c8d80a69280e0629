/**
 * The printed form as text formats hold it: lines above, rows that are mere lists of cells, lines below.
 * Damage works on this sheet, before any format is written, so that its truth stays exact.
 */
import type { FieldId } from '../filing.js';
import { type Alterations, NOTHING_ALTERED } from '../layout/print.js';
import type { CellRole, Ink, PlacedCell, PrintedForm, PrintedTable } from '../layout/sheet.js';
import type { Variation } from '../layout/variation.js';

export interface TextCell {
  readonly role: CellRole | 'filler';
  readonly ink: readonly Ink[];
  readonly fields: readonly FieldId[];
}

export interface TextRow {
  readonly cells: readonly TextCell[];
  /** The row was joined to the one before it: its end mark is lost. */
  readonly runsOn?: boolean;
}

export interface TextLine {
  readonly ink: readonly Ink[];
  readonly fields: readonly FieldId[];
}

export interface TextSheet {
  readonly variation: Variation;
  readonly above: readonly TextLine[];
  readonly rows: readonly TextRow[];
  /** Whether short rows are filled up with blank cells. */
  readonly padded: boolean;
  /** Rows before which a page ends, cutting the table in two. */
  readonly cuts: readonly number[];
  readonly below: readonly TextLine[];
  readonly after: readonly string[];
  /** Fields whose truth is no longer the filer's answer. */
  readonly altered: Alterations;
}

export const FILLER: TextCell = { role: 'filler', ink: [], fields: [] };

/**
 * How merged cells become a list: `continued` puts one blank for every cell that reaches down into the row, as
 * word processors' text does; `grid` a blank for every grid column; `packed` sets the cells to the left and pads.
 */
export type RowDialect = 'continued' | 'grid' | 'packed';

type Standing = readonly [cell: PlacedCell, starts: boolean];

/** For every row, the cells that start in it or reach into it from above, by column. */
function standingCells(table: PrintedTable): Standing[][] {
  const rows: Standing[][] = table.rows.map(() => []);
  for (const cell of table.rows.flat()) {
    for (let down = 0; down < cell.rowSpan; down++) rows[cell.row + down]?.push([cell, down === 0]);
  }
  return rows.map((cells) => cells.sort(([left], [right]) => left.column - right.column));
}

function asTextCell(cell: PlacedCell): TextCell {
  return { role: cell.role, ink: cell.ink, fields: cell.fields };
}

function fillers(count: number): TextCell[] {
  return Array.from({ length: Math.max(0, count) }, () => FILLER);
}

function rowOf(table: PrintedTable, standing: readonly Standing[], dialect: RowDialect): TextRow {
  const cells = standing.flatMap(([cell, starts]) => {
    const first = starts ? asTextCell(cell) : FILLER;
    return dialect === 'grid' ? [first, ...fillers(cell.columnSpan - 1)] : [first];
  });
  return { cells: dialect === 'continued' ? cells : [...cells, ...fillers(table.columns - cells.length)] };
}

function line(words: string): TextLine {
  return { ink: [{ kind: 'text', text: words }], fields: [] };
}

const MISSING = { status: 'missing', value: null } as const;

/**
 * Word processors' text has no cell for the struck-out year: the rows beside it run on into each other, as in
 * Guangxi's own print, or simply end after the fourth quarter.
 */
function withoutStruckOut(rows: readonly TextRow[], table: PrintedTable, runOn: boolean): TextRow[] {
  const short = new Set(
    table.rows.flatMap((cells) => {
      const struck = cells.find((cell) => cell.role === 'empty' && cell.fields.length > 0);
      return struck ? Array.from({ length: struck.rowSpan }, (_, down) => struck.row + down) : [];
    }),
  );
  const last = (cells: readonly TextCell[]): number => cells.findLastIndex((cell) => cell.role === 'value');
  return rows.map((row, at) => {
    const cells = short.has(at) ? row.cells.slice(0, last(row.cells) + 1) : row.cells;
    if (!runOn || !short.has(at - 1)) return { cells };
    return { cells: cells.slice(cells.findIndex((cell) => cell.role !== 'filler')), runsOn: true };
  });
}

export interface TextShape {
  readonly dialect: RowDialect;
  /**
   * Whether a struck-out cell leaves a row one cell short (its field is `missing`: too few cells) or an empty cell,
   * as where every row is padded to the table's width (its field is `blank`).
   */
  readonly struckOut: 'no-cell' | 'empty-cell';
}

export function toTextSheet(form: PrintedForm, variation: Variation, shape: TextShape): TextSheet {
  const { dialect } = shape;
  const inkLine = (ink: readonly Ink[]): TextLine => ({ ink, fields: [] });
  const rows = standingCells(form.table).map((standing) => rowOf(form.table, standing, dialect));
  const ragged = shape.struckOut === 'no-cell' && form.struckOut.size > 0;
  const runOn = dialect === 'continued' && variation.seed % 2 === 0;
  return {
    variation,
    above: [...form.before.map(line), ...form.title.map(line), ...form.heading.map(inkLine)],
    rows: ragged ? withoutStruckOut(rows, form.table, runOn) : rows,
    cuts: [],
    padded: dialect !== 'continued',
    below: form.footing.map(inkLine),
    after: form.after,
    altered: ragged ? new Map([...form.struckOut].map((field) => [field, MISSING])) : NOTHING_ALTERED,
  };
}
