/**
 * Labels of several rows in a table without lines. Set in the middle or at the foot of their cell they stand
 * between its rows, or beside the last of them; which rows are theirs, the rows without a label of their own tell.
 */
import type { Alignment } from './text-rows.js';

/** A row as far as it matters here: its cells' columns, from left to right. */
export interface LabelledRow<Cell> {
  readonly cells: readonly { readonly column: number; readonly cell: Cell }[];
  readonly top: number;
  readonly bottom: number;
  readonly level: number;
}

export interface MergedRow<Cell> {
  readonly cells: readonly { readonly column: number; readonly rowSpan: number; readonly cell: Cell }[];
}

/** How far a label may stand from the middle of its rows, in character heights, and what each uncovered row costs. */
const OFF_MIDDLE = 0.8;
const UNCOVERED = 1;
/** Room in character heights that a row has above and below its text, together. */
const ROW_ROOM = 1.2;
/** More rows than this are no form, and too many ways to share them. */
const MOST_ROWS = 300;

interface Draft<Cell> {
  readonly cells: { column: number; rowSpan: number; cell: Cell }[];
  readonly top: number;
  readonly bottom: number;
  readonly level: number;
}

/** Moves each label of several rows to the first of them, as tables with lines have it. */
export function mergeLabels<Cell>(
  rows: readonly LabelledRow<Cell>[],
  alignment: Alignment,
  size: number,
): MergedRow<Cell>[] {
  const drafts = rows.map(
    (row): Draft<Cell> => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, rowSpan: 1 })) }),
  );
  if (alignment === 'top') return drafts;
  return merged(drafts, 0, alignment, size);
}

function merged<Cell>(
  rows: readonly Draft<Cell>[],
  column: number,
  alignment: 'middle' | 'bottom',
  size: number,
): Draft<Cell>[] {
  const columns = rows.flatMap((row) => row.cells.slice(0, 1).map((cell) => cell.column));
  const first = Math.min(...columns.filter((own) => own >= column));
  if (!Number.isFinite(first) || rows.length < 2) return [...rows];
  const heads = rows.flatMap((row, index) => (row.cells[0]?.column === first ? [index] : []));
  if (heads.length === rows.length) return [...rows];
  const spans = alignment === 'bottom' ? upTo(heads) : around(rows, heads, size);
  const result: Draft<Cell>[] = [];
  let done = 0;
  for (const { from, to, head } of spans) {
    result.push(
      ...rows.slice(done, from),
      ...spanned(rows.slice(from, to), head - from, first, alignment, size),
    );
    done = to;
  }
  return [...result, ...rows.slice(done)];
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly head: number;
}

/** One label's rows: the label in the first of them, a row that was the label alone left out. */
function spanned<Cell>(
  rows: readonly Draft<Cell>[],
  head: number,
  column: number,
  alignment: 'middle' | 'bottom',
  size: number,
): Draft<Cell>[] {
  const [label, ...rest] = rows[head]?.cells ?? [];
  if (rows.length < 2 || label === undefined) return [...rows];
  const others = rows.flatMap((row, index) => {
    if (index !== head) return [row];
    return rest.length > 0 ? [{ ...row, cells: rest }] : [];
  });
  const [first, ...next] = merged(others, column + 1, alignment, size);
  if (first === undefined) return [...rows];
  const cells = [{ ...label, rowSpan: next.length + 1 }, ...first.cells];
  return [{ ...first, cells }, ...next];
}

/** Labels at the foot: each has the rows above it that have none. */
function upTo(heads: readonly number[]): Span[] {
  return heads.map((head, index) => ({ from: (heads[index - 1] ?? -1) + 1, to: head + 1, head }));
}

interface Way {
  readonly cost: number;
  readonly spans: readonly Span[];
}

/**
 * Labels in the middle: rows are shared out so that each label stands as near as possible to the middle of its own.
 * Some rows may have another page's; a label that no way puts into the middle is none of several rows.
 */
function around<Cell>(rows: readonly Draft<Cell>[], heads: readonly number[], size: number): Span[] {
  if (rows.length > MOST_ROWS) return [];
  /** The best way by the row behind its last span. */
  let ways = new Map<number, Way>([[0, { cost: 0, spans: [] }]]);
  for (const [index, head] of heads.entries()) {
    const next = new Map<number, Way>();
    const hasOwnRow = isOwnRow(rows, head, size);
    const limit = hasOwnRow ? head + 1 : (heads[index + 1] ?? rows.length);
    for (const [end, way] of ways) {
      for (let from = hasOwnRow ? head : end; from <= head; from++) {
        for (let to = head + 1; to <= limit; to++) {
          const span = { from, to, head };
          const cost = way.cost + (from - end) * UNCOVERED + offMiddle(rows, span) / size;
          if (cost < (next.get(to)?.cost ?? Number.POSITIVE_INFINITY)) {
            next.set(to, { cost, spans: [...way.spans, span] });
          }
        }
      }
    }
    ways = next;
  }
  const ends = [...ways].map(([to, way]) => ({ ...way, cost: way.cost + (rows.length - to) * UNCOVERED }));
  const best = ends.sort((a, b) => a.cost - b.cost)[0];
  return (best?.spans ?? []).filter((span) => offMiddle(rows, span) <= OFF_MIDDLE * size);
}

/** A label alone with as much room as a row has: a heading, or a label without an answer. */
function isOwnRow<Cell>(rows: readonly Draft<Cell>[], index: number, size: number): boolean {
  const [above, row, below] = [rows[index - 1], rows[index], rows[index + 1]];
  if (row === undefined || row.cells.length > 1) return false;
  if (above === undefined || below === undefined) return true;
  return below.top - above.bottom >= row.bottom - row.top + ROW_ROOM * size;
}

function offMiddle<Cell>(rows: readonly Draft<Cell>[], { from, to, head }: Span): number {
  const own = rows.slice(from, to).filter((row, index) => from + index !== head || row.cells.length > 1);
  const [first, last] = [own[0], own.at(-1)];
  const level = rows[head]?.level ?? 0;
  if (first === undefined || last === undefined) return 0;
  return Math.abs((first.top + last.bottom) / 2 - level);
}
