/**
 * Tables without lines that a page break cut: each page shows some of the texts by which its columns are told. The
 * part with more rows knows them better, and the texts of the other are put into its columns.
 */
import { addAll } from '../../add-all.js';
import { columnsTaken } from '../grid/columns-taken.js';
import type { DraftCell, DraftTable } from './page-blocks.js';

/** Texts begin this many points before their column at most. */
const SAME_EDGE = 3;
/** Rows that a part must have to say what the columns of the other are. */
const LEAST_ROWS = 4;

/** Rows, such as signatures below a table, that may have more texts than columns for them; and the share of all. */
const FEW_STRAYS = 2;
const MOST_STRAYS = 0.15;

/** Both parts with the same columns; null where they have lines, or where texts would come into each other's. */
export function inSameColumns(upper: DraftTable, lower: DraftTable): [DraftTable, DraftTable] | null {
  if (!isAligned(upper) || !isAligned(lower)) return null;
  const byUpper = (): [DraftTable, DraftTable] | null => {
    const placed = rowsOf(upper) < LEAST_ROWS ? null : placedIn(lower, upper);
    return placed === null ? null : [upper, placed];
  };
  const byLower = (): [DraftTable, DraftTable] | null => {
    const knows = rowsOf(lower) >= LEAST_ROWS && lower.otherwise === undefined;
    const placed = knows ? placedIn(upper, lower) : null;
    return placed === null ? null : [placed, lower];
  };
  return rowsOf(upper) >= rowsOf(lower) ? (byUpper() ?? byLower()) : (byLower() ?? byUpper());
}

function isAligned({ cells }: DraftTable): boolean {
  return cells.every(({ text }) => text !== undefined);
}

function rowsOf({ cells }: DraftTable): number {
  return Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan));
}

function placedIn(table: DraftTable, model: DraftTable): DraftTable | null {
  const starts = [...new Set(model.cells.map(({ frame }) => frame[0]))].sort((a, b) => a - b);
  const ends = starts.map((start) => endOf(model, start));
  const right = Math.max(...[...model.cells, ...table.cells].map(({ frame }) => frame[2]));
  const freeFrom = starts.map(() => 0);
  const cells: DraftCell[] = [];
  const strays = new Set<number>();
  for (let row = 0; row < rowsOf(table); row++) {
    const own = table.cells.filter((cell) => cell.row === row);
    const texts = new Map<number, DraftCell>();
    for (const cell of own.filter(({ text }) => text !== null)) {
      const [left = 0, , end = 0] = cell.text ?? [];
      const before = starts.findLastIndex((place) => place <= left + SAME_EDGE);
      // Set round the middle of its column, it may begin before all that showed where that begins.
      const isNext = left >= (ends[before] ?? left) && end > (starts[before + 1] ?? end);
      const column = Math.max(0, isNext ? before + 1 : before);
      const isFree = (at: number) => !texts.has(at) && (freeFrom[at] ?? 0) <= row;
      const free = starts.findIndex((_, at) => at >= column && isFree(at));
      if (free < 0) return null;
      if (free !== column) strays.add(row);
      texts.set(free, cell);
    }
    if (strays.size > Math.max(FEW_STRAYS, MOST_STRAYS * rowsOf(table))) return null;
    addAll(cells, placedRow(row, own, texts, { starts, right, freeFrom }));
  }
  return { ...table, cells: cells.map((cell) => (strays.has(cell.row) ? crowded(cell) : cell)) };
}

/** Where the longest text of a column ends. */
function endOf({ cells }: DraftTable, start: number): number {
  const own = cells.filter(({ frame, columnSpan }) => frame[0] === start && columnSpan === 1);
  return Math.max(...own.map(({ text }) => text?.[2] ?? start));
}

/** Which of its row's columns it is in is a guess. */
function crowded(cell: DraftCell): DraftCell {
  return { ...cell, flaws: [...new Set([...cell.flaws, 'crowded'])] };
}

interface Places {
  readonly starts: readonly number[];
  readonly right: number;
  /** For each column, the first row in which it is free again. */
  readonly freeFrom: number[];
}

/** Where a cell ends at the least: a heading over several columns of its own page has the same stretch of another's. */
function reachOf(cell: DraftCell | undefined): number {
  if (cell === undefined) return Number.NEGATIVE_INFINITY;
  const end = cell.columnSpan > 1 ? cell.frame[2] - SAME_EDGE : Number.NEGATIVE_INFINITY;
  return Math.max(end, cell.text?.[2] ?? Number.NEGATIVE_INFINITY);
}

/** A row's texts in their columns, with an empty cell in each that is left. */
function placedRow(
  row: number,
  own: readonly DraftCell[],
  texts: ReadonlyMap<number, DraftCell>,
  { starts, right, freeFrom }: Places,
): DraftCell[] {
  const [first] = own;
  const empty: DraftCell | undefined = first && {
    ...first,
    rowSpan: 1,
    content: [],
    boxes: [],
    flaws: first.flaws.filter((flaw) => flaw !== 'cut-off' && flaw !== 'broken-lines'),
    text: null,
  };
  const isFree = (column: number) => (freeFrom[column] ?? 0) <= row;
  const taken = columnsTaken(starts.length, {
    isTaken: (column) => !isFree(column) || texts.has(column),
    covers: (column, next) => (starts[next] ?? 0) < reachOf(texts.get(column)),
  });
  return taken.flatMap(({ column, next }): DraftCell[] => {
    const source = texts.get(column) ?? empty;
    if (source === undefined || !isFree(column)) return [];
    freeFrom.fill(row + source.rowSpan, column, next);
    const frame = [starts[column] ?? 0, source.frame[1], starts[next] ?? right, source.frame[3]] as const;
    return [{ ...source, row, column, columnSpan: next - column, frame }];
  });
}
