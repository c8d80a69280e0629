/**
 * Worksheets as blocks: a table for each visible sheet that has content, its name before it where someone chose
 * one. Empty cells of the used area are cells; the million empty rows around it are not.
 */
import { LimitExceeded } from '../../errors.js';
import type { Limits } from '../../limits.js';
import type { Block, Cell, SourceWarning, Table } from '../../model/document.js';
import type { Sheet, SheetCell, SheetRange, Workbook } from './sheet-model.js';

/** `Sheet1`, `工作表1`: named by the program, not by a person. */
const DEFAULT_NAME = /^(sheet|工作表|表)\s*\d*$/i;

/** An empty cell has one empty piece, as the other adapters give it. */
const NO_CONTENT: Cell['content'] = [{ kind: 'text', text: '', score: null }];

export interface SheetBlocks {
  readonly blocks: readonly Block[];
  readonly warnings: readonly SourceWarning[];
}

export function sheetBlocks(workbook: Workbook, limits: Limits): SheetBlocks {
  const blocks: Block[] = [];
  const warnings: SourceWarning[] = [...workbook.warnings];
  let tables = 0;
  for (const sheet of workbook.sheets) {
    if (!sheet.cells.some(hasContent)) continue;
    if (sheet.hidden) {
      warnings.push({ rule: 'hidden-sheet', message: `The hidden sheet ${sheet.name} was not read.` });
      continue;
    }
    if (sheet.hiddenRows.size + sheet.hiddenColumns.size > 0) warnings.push(...hiddenPartWarning(sheet));
    const table = sheetTable(sheet, tables, limits);
    if (table.cells.length === 0) continue;
    if (!DEFAULT_NAME.test(sheet.name)) blocks.push(nameParagraph(sheet.name));
    blocks.push(table);
    tables += 1;
  }
  return { blocks, warnings };
}

function hasContent(cell: SheetCell): boolean {
  return cell.content.some((piece) => piece.kind === 'mark' || piece.text.trim() !== '');
}

function nameParagraph(name: string): Block {
  return {
    kind: 'paragraph',
    content: [{ kind: 'text', text: name, score: null }],
    origin: { page: null, boxes: [], table: null, row: null, column: null },
  };
}

function hiddenPartWarning(sheet: Sheet): readonly SourceWarning[] {
  const lost = sheet.cells.filter(
    (cell) => hasContent(cell) && !isVisible(sheet, rangeOf(cell, sheet.merges)),
  );
  if (lost.length === 0) return [];
  return [
    {
      rule: 'hidden-cells',
      message: `${lost.length} filled cells in hidden rows or columns of the sheet ${sheet.name} were not read.`,
    },
  ];
}

/** Rows and columns count from the used area's corner; `origin` keeps the sheet's own addresses, from 0. */
function sheetTable(sheet: Sheet, index: number, limits: Limits): Table {
  const visible = visibleCells(sheet);
  const used = usedRange(visible, sheet);
  const merges = new MergeSweep(sheet.merges.filter((merge) => overlaps(merge, used)));
  const filled = new Map(visible.map((cell) => [address(cell.row, cell.column), cell]));
  const cells: Cell[] = [];
  for (const [row, columns] of cellPlaces(visible, sheet.merges, used, limits)) {
    const across = merges.at(row);
    for (const column of columns) {
      const merge = across.find(({ left, right }) => left <= column && column <= right);
      if (merge !== undefined && (merge.top !== row || merge.left !== column)) continue;
      const range = clip(merge ?? { top: row, left: column, bottom: row, right: column }, used);
      if (!isVisible(sheet, range)) continue;
      const content = filled.get(address(row, column))?.content ?? [];
      cells.push(placedCell(range, content, used, index));
    }
    if (cells.length > limits.cells) throw tooManyCells(sheet.name, limits);
  }
  return { kind: 'table', index, grid: true, cells };
}

/** The merged ranges across a row, for rows asked from top to bottom: a range may be as large as the sheet. */
class MergeSweep {
  readonly #waiting: SheetRange[];
  #across: SheetRange[] = [];

  constructor(merges: readonly SheetRange[]) {
    this.#waiting = [...merges].sort((a, b) => b.top - a.top);
  }

  at(row: number): readonly SheetRange[] {
    for (
      let next = this.#waiting.at(-1);
      next !== undefined && next.top <= row;
      next = this.#waiting.at(-1)
    ) {
      this.#across.push(next);
      this.#waiting.pop();
    }
    this.#across = this.#across.filter(({ bottom }) => bottom >= row);
    return this.#across;
  }
}

function placedCell(range: SheetRange, content: SheetCell['content'], used: SheetRange, table: number): Cell {
  return {
    row: range.top - used.top,
    column: range.left - used.left,
    rowSpan: range.bottom - range.top + 1,
    columnSpan: range.right - range.left + 1,
    content: content.length > 0 ? content : NO_CONTENT,
    origin: { page: null, boxes: [], table, row: range.top, column: range.left },
  };
}

function tooManyCells(name: string, limits: Limits): LimitExceeded {
  return new LimitExceeded(
    'cells',
    `The sheet ${name} has more than ${limits.cells} cells: keep the form's sheet only and import the file again.`,
  );
}

/**
 * Columns of each row that have a cell. Where the used area itself is beyond the limit (a stray entry far out),
 * each row reaches only from its first to its last filled cell.
 */
function* cellPlaces(
  cells: readonly SheetCell[],
  merges: readonly SheetRange[],
  used: SheetRange,
  limits: Limits,
): Generator<readonly [row: number, columns: Iterable<number>]> {
  const area = (used.bottom - used.top + 1) * (used.right - used.left + 1);
  if (area <= limits.cells) {
    for (let row = used.top; row <= used.bottom; row++) yield [row, numbers(used.left, used.right)];
    return;
  }
  const rows = new Map<number, { left: number; right: number }>();
  for (const cell of cells) {
    const extent = rows.get(cell.row) ?? { left: cell.column, right: cell.column };
    const { left, right } = rangeOf(cell, merges);
    rows.set(cell.row, { left: Math.min(extent.left, left), right: Math.max(extent.right, right) });
  }
  for (const [row, { left, right }] of [...rows].sort(([a], [b]) => a - b)) {
    const sparse = right - left >= limits.cells;
    const filled = cells.filter((cell) => cell.row === row).map((cell) => cell.column);
    yield [row, sparse ? filled.sort((a, b) => a - b) : numbers(left, right)];
  }
}

function* numbers(first: number, last: number): Generator<number> {
  for (let number = first; number <= last; number++) yield number;
}

function visibleCells(sheet: Sheet): readonly SheetCell[] {
  if (sheet.hiddenRows.size + sheet.hiddenColumns.size === 0) return sheet.cells;
  return sheet.cells.filter((cell) => isVisible(sheet, rangeOf(cell, sheet.merges)));
}

/** A merged cell shows as long as one of its rows and one of its columns do. */
function isVisible(sheet: Sheet, range: SheetRange): boolean {
  return (
    someVisible(range.top, range.bottom, sheet.hiddenRows) &&
    someVisible(range.left, range.right, sheet.hiddenColumns)
  );
}

function someVisible(first: number, last: number, hidden: ReadonlySet<number>): boolean {
  for (let number = first; number <= last; number++) if (!hidden.has(number)) return true;
  return false;
}

/** From the first to the last filled row; in these, as wide as cells are filled, bordered or merged. */
function usedRange(cells: readonly SheetCell[], sheet: Sheet): SheetRange {
  let range: SheetRange | null = null;
  for (const cell of cells) if (hasContent(cell)) range = union(range, rangeOf(cell, sheet.merges));
  if (range === null) return { top: 0, left: 0, bottom: -1, right: -1 };
  const filled: SheetRange = range;
  for (const cell of cells) {
    if (cell.row >= filled.top && cell.row <= filled.bottom)
      range = union(range, rangeOf(cell, sheet.merges));
  }
  return { ...range, top: filled.top, bottom: Math.max(filled.bottom, filled.top) };
}

function union(a: SheetRange | null, b: SheetRange): SheetRange {
  if (a === null) return b;
  return {
    top: Math.min(a.top, b.top),
    left: Math.min(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
  };
}

function clip(range: SheetRange, to: SheetRange): SheetRange {
  return { ...range, bottom: Math.min(range.bottom, to.bottom), right: Math.min(range.right, to.right) };
}

function overlaps(a: SheetRange, b: SheetRange): boolean {
  return a.top <= b.bottom && a.bottom >= b.top && a.left <= b.right && a.right >= b.left;
}

function rangeOf(
  cell: { readonly row: number; readonly column: number },
  merges: readonly SheetRange[],
): SheetRange {
  const own = { top: cell.row, left: cell.column, bottom: cell.row, right: cell.column };
  return merges.find((merge) => merge.top === cell.row && merge.left === cell.column) ?? own;
}

function address(row: number, column: number): string {
  return `${row},${column}`;
}
