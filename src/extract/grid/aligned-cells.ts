/** Rows of a table without lines → its cells: texts in their columns, with an empty cell in each place left. */
import type { Box } from '../../model/document.js';
import type { AlignedCell } from './aligned-cell.js';
import type { CellText } from './cell-texts.js';
import { columnsTaken } from './columns-taken.js';
import { areHeadings, isLabel } from './headings.js';
import { type LabelledRow, mergeLabels } from './merged-labels.js';
import { type Columns, columnOf } from './text-columns.js';
import { boxRound, type InkLine, lineOf } from './text-lines.js';
import { levelOf, type TextRows } from './text-rows.js';

/** Share of a column's texts that must be labels. */
const LEAST_LABELS = 0.8;

export function cellsOf(
  { rows, alignment, earliest }: TextRows,
  columns: Columns,
  size: number,
): AlignedCell[] {
  const labelled = rows.map(({ texts, level }): LabelledRow<CellText> => {
    const [, top, , bottom] = boxRound(texts);
    return {
      cells: texts.map((cell) => ({
        column: columnOf(cell, columns, size),
        cell,
        level: levelOf(cell, alignment),
        earliest: earliest.get(cell) ?? Number.NEGATIVE_INFINITY,
      })),
      top,
      bottom,
      level,
    };
  });
  const right = Math.max(...rows.flatMap(({ texts }) => texts.map(({ box }) => box[2])));
  const ends = [...columns.slice(1), right];
  const labels = labelColumns(labelled, columns.length);
  /** For each column, the first row in which it is free again. */
  const freeFrom = columns.map(() => 0);
  const merged = mergeLabels(labelled, alignment, size);
  const textsIn = (row: number) => merged[row]?.cells.map(({ cell }) => cell) ?? [];
  return merged.flatMap(({ cells }, row) => {
    // An answer may begin further right in its column than its heading, as figures flush right do.
    const isHeading = areHeadings(textsIn(row), textsIn(row + 1));
    const [, top, , bottom] = boxRound(textsIn(row));
    const isFree = (column: number) => (freeFrom[column] ?? 0) <= row;
    const inColumn = (column: number) => cells.filter((cell) => cell.column === column);
    const reachOf = (column: number) =>
      Math.max(...inColumn(column).map(({ cell }) => cell.box[2]), Number.NEGATIVE_INFINITY);
    const taken = columnsTaken(columns.length, {
      isTaken: (column) => !isFree(column) || inColumn(column).length > 0,
      covers: (column, next) => {
        if (inColumn(column).length > 0 && (isHeading || labels.has(next))) return true;
        // A label may run over the empty place of its answer.
        return !labels.has(column) && (columns[next] ?? 0) < reachOf(column);
      },
    });
    return taken.flatMap(({ column, next }): AlignedCell[] => {
      const own = inColumn(column);
      if (own.length === 0 && !isFree(column)) return [];
      const rowSpan = Math.max(1, ...own.map((cell) => cell.rowSpan));
      freeFrom.fill(row + rowSpan, column, next);
      const end = ends[next - 1] ?? Math.max(right, reachOf(column));
      const box: Box = [columns[column] ?? 0, top, end, bottom];
      const lines = joinLevel(own.flatMap(({ cell }) => cell.lines));
      return [{ row, column, rowSpan, columnSpan: next - column, box, lines }];
    });
  });
}

/** Columns of nothing but words: a label before an empty place in one has that place too, and no empty answer. */
function labelColumns(rows: readonly LabelledRow<CellText>[], columns: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (let column = 0; column < columns; column++) {
    const texts = rows.flatMap(({ cells }) => cells.filter((cell) => cell.column === column));
    const labels = texts.filter(({ cell }) => isLabel(cell));
    if (texts.length > 1 && labels.length >= LEAST_LABELS * texts.length) found.add(column);
  }
  return found;
}

/** Words of one cell on one line are one line again. */
export function joinLevel(lines: readonly InkLine[]): InkLine[] {
  const joined: InkLine[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (before !== undefined && Math.abs(before.box[1] - line.box[1]) < line.size / 2) {
      joined[joined.length - 1] = lineOf([...before.inks, ...line.inks]);
    } else joined.push(line);
  }
  return joined;
}
