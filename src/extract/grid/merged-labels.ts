/**
 * Labels of several rows in a table without lines. Set in the middle or at the foot of their cell they stand
 * between its rows, or beside the last of them; which rows are theirs, the rows without a label of their own tell.
 */
import type { Alignment } from './text-rows.js';

/** A cell with its column. */
interface Placed<Cell> {
  readonly column: number;
  readonly cell: Cell;
  /** On which it stands, be it in another row. */
  readonly level: number;
  /** Level of the first row that it may be of. */
  readonly earliest: number;
}

/** A row as far as it matters here: its cells, from left to right. */
export interface LabelledRow<Cell> {
  readonly cells: readonly Placed<Cell>[];
  readonly top: number;
  readonly bottom: number;
  readonly level: number;
}

export interface MergedRow<Cell> {
  readonly cells: readonly (Placed<Cell> & { readonly rowSpan: number })[];
}

/** How far a label may stand from the middle of its rows, in character heights, and what each uncovered row costs. */
const OFF_MIDDLE = 0.8;
const UNCOVERED = 1;
/** Room in character heights that a row has above and below its text, together. */
const ROW_ROOM = 1.2;
/** More rows than this are no form, and too many ways to share them. */
const MOST_ROWS = 300;

interface Draft<Cell> {
  readonly cells: (Placed<Cell> & { rowSpan: number })[];
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
  const known = new Map(
    heads.map((head, at) => [head, knownSpan(rows, head, heads[at + 1] ?? rows.length, alignment, size)]),
  );
  const spans = alignment === 'bottom' ? upTo(rows, heads, known) : around(rows, heads, known, size);
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

/** A label's rows where the first is known. */
function knownSpan<Cell>(
  rows: readonly Draft<Cell>[],
  head: number,
  next: number,
  alignment: 'middle' | 'bottom',
  size: number,
): Span | null {
  const [row, label] = [rows[head], rows[head]?.cells[0]];
  if (row === undefined || label === undefined || label.earliest < row.level) return null;
  const last = alignment === 'bottom' ? label.level : 2 * label.level - row.level;
  const beyond = rows.findIndex(({ level }, at) => at > head && level > last + OFF_MIDDLE * size);
  return { from: head, to: beyond < 0 ? next : Math.min(beyond, next), head };
}

/** Labels at the foot: each has the rows above it that have none. */
function upTo<Cell>(
  rows: readonly Draft<Cell>[],
  heads: readonly number[],
  known: ReadonlyMap<number, Span | null>,
): Span[] {
  let end = 0;
  return heads.map((head) => {
    const from = Math.max(end, firstRow(rows, head));
    const span = known.get(head) ?? { from, to: head + 1, head };
    end = span.to;
    return span;
  });
}

/** The first row that a label may be of. */
function firstRow<Cell>(rows: readonly Draft<Cell>[], head: number): number {
  const earliest = rows[head]?.cells[0]?.earliest ?? Number.NEGATIVE_INFINITY;
  return Math.min(
    head,
    rows.findIndex(({ level }) => level >= earliest),
  );
}

interface Way {
  readonly cost: number;
  readonly spans: readonly Span[];
}

/**
 * Labels in the middle: rows are shared out so that each label stands as near as possible to the middle of its own.
 * Some rows may have another page's; a label that no way puts into the middle is none of several rows.
 */
function around<Cell>(
  rows: readonly Draft<Cell>[],
  heads: readonly number[],
  known: ReadonlyMap<number, Span | null>,
  size: number,
): Span[] {
  if (rows.length > MOST_ROWS) return [];
  /** The best way by the row behind its last span. */
  let ways = new Map<number, Way>([[0, { cost: 0, spans: [] }]]);
  for (const [index, head] of heads.entries()) {
    const next = new Map<number, Way>();
    const sure = known.get(head) ?? (isOwnRow(rows, head, size) ? { from: head, to: head + 1, head } : null);
    const { from: first, to: last } = mayHave(rows, head);
    const limit = sure?.to ?? Math.min(last, heads[index + 1] ?? rows.length);
    for (const [end, way] of ways) {
      for (let from = sure?.from ?? Math.max(end, first, firstRow(rows, head)); from <= head; from++) {
        for (let to = sure?.to ?? head + 1; to <= limit; to++) {
          const span = sure ?? { from, to, head };
          const off = sure === null ? offMiddle(rows, span) / size : 0;
          const cost = way.cost + (from - end) * UNCOVERED + off;
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
  return (best?.spans ?? []).filter(
    (span) => known.get(span.head) === span || offMiddle(rows, span) <= OFF_MIDDLE * size,
  );
}

/**
 * The rows round a label that may be its own: they begin where what stands beside it begins, and not behind that, as
 * the rows of another block at its right do.
 */
function mayHave<Cell>(
  rows: readonly Draft<Cell>[],
  head: number,
): { readonly from: number; readonly to: number } {
  const beside = rows[head]?.cells[1]?.column ?? Number.POSITIVE_INFINITY;
  const isBehind = ({ cells }: Draft<Cell>) => (cells[0]?.column ?? 0) > beside;
  const below = rows.findIndex((row, at) => at > head && isBehind(row));
  return { from: rows.slice(0, head).findLastIndex(isBehind) + 1, to: below < 0 ? rows.length : below };
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
