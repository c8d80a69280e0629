/**
 * Paragraphs of a story as blocks. Rows of one table may have different edges; all edges of the table together
 * are its columns, and a cell spans those between its own two.
 */
import { addAll } from '../../add-all.js';
import type { Block, Cell, Origin, Table } from '../../model/document.js';
import { splitMarks } from '../marks/glyph.js';
import type { RowDefinition } from './row-definition.js';
import type { WordParagraph } from './story.js';

/** Edges closer than this (2 points) are one: rows moved by hand are off by a hair. */
const EDGE_TOLERANCE_TWIPS = 40;
/** Nested tables with fewer rows hold parts of one value, with more a form of their own. */
const FEWEST_DATA_ROWS = 4;
const NOWHERE: Origin = { page: null, boxes: [], table: null, row: null, column: null };

interface OpenRow {
  readonly cells: string[];
  readonly definition: RowDefinition | null;
}

interface OpenTable {
  readonly rows: OpenRow[];
  cells: string[];
  lines: string[];
}

export interface StoryBlocks {
  readonly blocks: readonly Block[];
  /** Tables of which some row does not say where its cells stand. */
  readonly withoutGrid: number;
}

export function storyBlocks(paragraphs: readonly WordParagraph[], firstTable = 0): StoryBlocks {
  const slots: (Block | OpenTable)[] = [];
  const open: OpenTable[] = [];
  for (const paragraph of paragraphs) {
    while (open.length > paragraph.depth) closeTable(open);
    if (paragraph.depth === 0) {
      if (paragraph.text.trim() !== '') {
        slots.push({ kind: 'paragraph', content: splitMarks(paragraph.text), origin: NOWHERE });
      }
      continue;
    }
    while (open.length < paragraph.depth) {
      const table: OpenTable = { rows: [], cells: [], lines: [] };
      slots.push(table);
      open.push(table);
    }
    const table = open.at(-1);
    if (table !== undefined) addToTable(table, paragraph);
  }
  while (open.length > 0) closeTable(open);
  let index = firstTable;
  let withoutGrid = 0;
  const blocks = slots.flatMap((slot): readonly Block[] => {
    if ('kind' in slot) return [slot];
    if (slot.rows.length === 0) return [];
    const table = buildTable(slot.rows, index++);
    if (!table.grid) withoutGrid += 1;
    return [table];
  });
  return { blocks, withoutGrid };
}

/** A small nested table is only layout: its rows become lines of the cell around it, as on a web page. */
function closeTable(open: OpenTable[]): void {
  const table = open.pop();
  const outer = open.at(-1);
  if (table === undefined) return;
  closeRow(table, null);
  if (outer === undefined || table.rows.length >= FEWEST_DATA_ROWS) return;
  addAll(
    outer.lines,
    table.rows.map((row) => row.cells.join('\t')),
  );
  table.rows.length = 0;
}

function addToTable(table: OpenTable, paragraph: WordParagraph): void {
  if (paragraph.ends === 'row') {
    closeRow(table, paragraph.row);
    return;
  }
  table.lines.push(paragraph.text);
  if (paragraph.ends === 'cell') closeCell(table);
}

function closeCell(table: OpenTable): void {
  table.cells.push(table.lines.join('\n').replace(/^\n+|\n+$/g, ''));
  table.lines = [];
}

function closeRow(table: OpenTable, definition: RowDefinition | null): void {
  if (table.lines.some((line) => line !== '')) closeCell(table);
  table.lines = [];
  if (table.cells.length > 0) table.rows.push({ cells: table.cells, definition });
  table.cells = [];
}

function buildTable(rows: readonly OpenRow[], index: number): Table {
  const edges = columnEdges(rows);
  const grid = rows.every((row) => row.definition !== null);
  /** The cell that a cell continuing from above belongs to, by its column. */
  const above = new Map<number, Cell>();
  const cells: Cell[] = [];
  rows.forEach((row, rowIndex) => {
    for (const cell of rowCells(row, rowIndex, edges, index)) {
      const upper = above.get(cell.column);
      if (cell.continues && upper !== undefined && upper.columnSpan === cell.cell.columnSpan) {
        const taller = { ...upper, rowSpan: upper.rowSpan + 1 };
        cells[cells.indexOf(upper)] = taller;
        above.set(cell.column, taller);
      } else {
        cells.push(cell.cell);
        above.set(cell.column, cell.cell);
      }
    }
  });
  return { kind: 'table', index, grid, cells };
}

interface PlacedCell {
  readonly cell: Cell;
  readonly column: number;
  readonly continues: boolean;
}

function rowCells(
  row: OpenRow,
  rowIndex: number,
  edges: readonly number[],
  table: number,
): readonly PlacedCell[] {
  const placed: PlacedCell[] = [];
  let next = columnAt(row, 0, edges);
  row.cells.forEach((text, index) => {
    const definition = row.definition?.cells[index];
    const left = next;
    next = columnAt(row, index + 1, edges);
    const right = Math.max(left + 1, next);
    const previous = placed.at(-1);
    if (definition?.continuesLeft && previous !== undefined) {
      const wider = { ...previous.cell, columnSpan: right - previous.column };
      placed[placed.length - 1] = { ...previous, cell: wider };
      return;
    }
    placed.push({
      cell: {
        row: rowIndex,
        column: left,
        rowSpan: 1,
        columnSpan: right - left,
        content: splitMarks(text),
        origin: { page: null, boxes: [], table, row: rowIndex, column: left },
      },
      column: left,
      continues: definition?.continuesAbove ?? false,
    });
  });
  return placed;
}

/** Column at which a row's cell begins; rows that do not say where count their cells. */
function columnAt(row: OpenRow, cell: number, edges: readonly number[]): number {
  const edge = row.definition?.edges[cell];
  if (edge === undefined) return cell;
  const column = edges.findLastIndex((known) => known <= edge + EDGE_TOLERANCE_TWIPS);
  return Math.max(0, column);
}

function columnEdges(rows: readonly OpenRow[]): readonly number[] {
  const all = new Set<number>();
  for (const { definition } of rows) for (const edge of definition?.edges ?? []) all.add(edge);
  const edges: number[] = [];
  for (const edge of [...all].sort((a, b) => a - b)) {
    const last = edges.at(-1);
    if (last === undefined || edge - last > EDGE_TOLERANCE_TWIPS) edges.push(edge);
  }
  return edges;
}
