/**
 * A table of a page once its end is reached: a table of data, a frame that only lays out other tables, or a
 * mini table inside one cell of a form. Decided from the innermost table outwards, so without recursion.
 *
 * The rules, from what pages do:
 * - A nested table is *data* when it has four rows or more, some of them with several cells, or was itself
 *   broken up into blocks; a smaller one with several cells a row is data as well, unless it only lays out tick
 *   boxes or stands in a form (a table with four rows of its own that have several filled cells).
 * - A row that holds a data table is layout: its nested tables become tables of their own, its other text
 *   paragraphs (or a one-row table where several cells of text stand side by side), all in reading order.
 * - The rows between two layout rows stay a table, with the positions that they had in the whole.
 * - Every other nested table stays inside its cell: its rows as lines, its cells parted by a tab.
 * - A table without any row of two cells is a frame around paragraphs.
 */

import { addAll } from '../../add-all.js';
import type { Limits } from '../../limits.js';
import { type PlacedCell, placeCells, type SpannedRow } from '../grid/spans.js';
import { hasContent, joinRuns, type Run } from './run-text.js';

export type DraftBlock =
  | { readonly kind: 'paragraph'; readonly run: Run }
  | { readonly kind: 'table'; readonly cells: readonly PlacedCell<Run>[] };

/** What stands in a cell or on the page, in order. */
export type Item =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'table'; readonly draft: TableDraft };

export interface TableDraft {
  readonly blocks: readonly DraftBlock[];
  /** The whole table as lines, for a mini table inside a cell. */
  readonly lines: readonly Run[];
  readonly size: 'data' | 'small' | 'mini';
}

export interface CellItems {
  readonly items: readonly Item[];
}

/** Rows from which a table with several cells a row is one of data wherever it stands. */
const DATA_ROWS = 4;
/** Rows with several filled cells from which a table is a form whose cells may hold mini tables. */
const FORM_ROWS = 4;

type Rows = readonly SpannedRow<CellItems>[];

/** Decides what the table is. `captions` stand before it. Throws `LimitExceeded` ('cells'). */
export function draftTable(rows: Rows, captions: readonly Run[], limits: Pick<Limits, 'cells'>): TableDraft {
  const isForm = countFormRows(rows) >= FORM_ROWS;
  const placed = placeCells(rows, limits);
  const byRow = rows.map((): PlacedCell<CellItems>[] => []);
  for (const cell of placed) byRow[cell.row]?.push(cell);
  const layoutRows = new Set(
    placed.filter((cell) => holdsDataTable(cell.value, isForm)).map((cell) => cell.row),
  );
  const blocks: DraftBlock[] = captions.map((run) => ({ kind: 'paragraph', run }));
  let start = 0;
  for (let row = 0; row <= rows.length; row += 1) {
    if (row < rows.length && !layoutRows.has(row)) continue;
    addAll(blocks, plainBlocks(byRow.slice(start, row).flat(), start, row));
    if (row < rows.length) addAll(blocks, layoutRowBlocks(byRow[row] ?? [], isForm));
    start = row + 1;
  }
  let lines: readonly Run[] | null = null;
  return {
    blocks,
    size: sizeOf(rows, layoutRows.size > 0),
    // Only asked of a table inside another one's cell.
    get lines() {
      lines ??= linesOf(rows, captions);
      return lines;
    },
  };
}

function countFormRows(rows: Rows): number {
  return rows.filter(
    (row) =>
      row.cells.every((cell) => cell.value.items.every((item) => item.kind === 'run')) &&
      row.cells.filter((cell) => cell.value.items.length > 0).length > 1,
  ).length;
}

function holdsDataTable(cell: CellItems, inForm: boolean): boolean {
  return cell.items.some((item) => item.kind === 'table' && isData(item.draft, inForm));
}

function isData(draft: TableDraft, inForm: boolean): boolean {
  return draft.size === 'data' || (draft.size === 'small' && !inForm);
}

function sizeOf(rows: Rows, brokenUp: boolean): TableDraft['size'] {
  if (brokenUp) return 'data';
  const wide = rows.filter((row) => row.cells.filter((cell) => cellIsFilled(cell.value)).length > 1);
  if (wide.length === 0) return 'mini';
  if (rows.length >= DATA_ROWS) return 'data';
  const onlyTickBoxes = wide.every((row) => row.cells.some((cell) => holdsMark(cell.value)));
  return onlyTickBoxes ? 'mini' : 'small';
}

function cellIsFilled(cell: CellItems): boolean {
  return cell.items.some((item) =>
    item.kind === 'run' ? hasContent(item.run) : item.draft.lines.some(hasContent),
  );
}

function holdsMark(cell: CellItems): boolean {
  return runsOf(cell).some((run) => run.some((piece) => piece.kind === 'mark'));
}

/** A cell's content as runs, mini tables as their lines. */
function runsOf(cell: CellItems): readonly Run[] {
  return cell.items.flatMap((item) => (item.kind === 'run' ? [item.run] : item.draft.lines));
}

/** Cells of the rows from `start` to before `end`, none of which holds a data table. */
function plainBlocks(cells: readonly PlacedCell<CellItems>[], start: number, end: number): DraftBlock[] {
  if (!cells.some((cell) => cellIsFilled(cell.value))) return [];
  const severalInARow = cells.some((cell, index) => cells[index + 1]?.row === cell.row);
  if (!severalInARow) return cells.flatMap((cell) => paragraphsOf(cell.value));
  return [{ kind: 'table', cells: cells.map((cell) => contentCell(cell, start, end)) }];
}

function contentCell(cell: PlacedCell<CellItems>, start: number, end: number): PlacedCell<Run> {
  return {
    ...cell,
    row: cell.row - start,
    rowSpan: Math.min(cell.rowSpan, end - cell.row),
    value: joinRuns(runsOf(cell.value)),
  };
}

function paragraphsOf(cell: CellItems): DraftBlock[] {
  return runsOf(cell)
    .filter(hasContent)
    .map((run) => ({ kind: 'paragraph', run }));
}

/** Reading order inside a layout row: cell by cell, neighbouring cells of text together. */
function layoutRowBlocks(cells: readonly PlacedCell<CellItems>[], isForm: boolean): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  let side: PlacedCell<CellItems>[] = [];
  const flush = (): void => {
    const filled = side.filter((cell) => cellIsFilled(cell.value));
    if (filled.length > 1)
      addAll(
        blocks,
        plainBlocks(
          side.map((cell) => ({ ...cell, row: 0 })),
          0,
          1,
        ),
      );
    else
      addAll(
        blocks,
        filled.flatMap((cell) => paragraphsOf(cell.value)),
      );
    side = [];
  };
  for (const cell of cells) {
    if (!holdsDataTable(cell.value, isForm)) {
      side.push(cell);
      continue;
    }
    flush();
    addAll(blocks, itemBlocks(cell.value.items, isForm));
  }
  flush();
  return blocks;
}

/** Items as blocks: on the page itself and in a layout cell. */
export function itemBlocks(items: readonly Item[], inForm: boolean): DraftBlock[] {
  return items.flatMap((item): readonly DraftBlock[] => {
    if (item.kind === 'run') return hasContent(item.run) ? [{ kind: 'paragraph', run: item.run }] : [];
    if (!inForm || isData(item.draft, inForm)) return item.draft.blocks;
    return item.draft.lines.filter(hasContent).map((run) => ({ kind: 'paragraph', run }));
  });
}

function linesOf(rows: Rows, captions: readonly Run[]): Run[] {
  const lines = rows.map((row) =>
    joinRuns(
      row.cells.map((cell) => joinRuns(runsOf(cell.value))),
      '\t',
    ),
  );
  return [...captions, ...lines];
}
