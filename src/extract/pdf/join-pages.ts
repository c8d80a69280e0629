/** Tables that a page break cut are put together again, where the pages themselves show that they are one. */
import { addAll } from '../../add-all.js';
import { wordsOf } from '../../model/piece-text.js';
import { joinCutCells } from './cut-rows.js';
import { withoutFillers, withoutSlivers } from './fillers.js';
import type { DraftBlock, DraftCell, DraftTable } from './page-blocks.js';
import { inSameColumns } from './same-columns.js';

/** Edges of the columns on both pages may differ by so many points. */
const SAME_EDGE = 3;
/** A table goes on overleaf when it ends below this share of its page, and what follows begins above that one. */
const REACHES_BOTTOM = 0.7;
const BEGINS_AT_TOP = 0.35;
/** Text under or over the table that does not part it: page numbers, running titles, a note 续表. */
const MARGIN_TEXT = /^[\s\d\-—–―－/·.第共页]*$|^[（(]?续表?[)）]?$/;
/** Rows of several texts without which a rest overleaf is lines of text. */
const LEAST_ROWS = 4;
const OPEN_BRACKET = /[（(][^）)]*$/u;
/** Height of margin bands in shares of the page, in which running titles stand. */
const MARGIN = 0.09;

/**
 * Blocks of all pages in order; margin text between two joined parts is set last of all, so
 * that nothing comes between a form's head, its rows and the signatures under them.
 */
export function joinPages(pages: readonly (readonly DraftBlock[])[]): DraftBlock[] {
  const joined: DraftBlock[] = [];
  const margins: DraftBlock[] = [];
  for (const page of pages) {
    const next = goingOn(joined, page) ?? goingOn(joined, page.flatMap(unlessGoingOn));
    if (next === null) addAll(joined, withRestApart(joined, page));
    else {
      addAll(margins, joined.slice(next.last + 1));
      addAll(margins, next.above);
      joined.splice(next.last, joined.length, append(...next.parts));
      addAll(joined, next.below.flatMap(unlessGoingOn));
    }
  }
  return [...joined, ...margins].map((block) =>
    block.kind === 'table' ? { ...block, cells: withoutSlivers(block.cells) } : block,
  );
}

/** A page of which the first table goes on with the last one so far. */
interface GoingOn {
  readonly last: number;
  readonly parts: readonly [DraftTable, DraftTable];
  readonly above: readonly DraftBlock[];
  readonly below: readonly DraftBlock[];
}

function goingOn(joined: readonly DraftBlock[], page: readonly DraftBlock[]): GoingOn | null {
  const last = lastTable(joined);
  const first = page.findIndex((block) => block.kind === 'table');
  const table = page[first];
  if (last === null || table?.kind !== 'table') return null;
  const above = page.slice(0, first);
  const parts = partsOfOne(joined, last, above, table);
  return parts === null ? null : { last, parts, above, below: page.slice(first + 1) };
}

/** Rows overleaf that fit into no columns of the table so far are none of its rows, but rows nevertheless. */
function withRestApart(joined: readonly DraftBlock[], page: readonly DraftBlock[]): DraftBlock[] {
  const at = page.findIndex((block) => block.kind === 'table');
  const rest = page[at];
  const last = lastTable(joined);
  if (rest?.kind !== 'table' || last === null || !areRows(rest)) return page.flatMap(unlessGoingOn);
  if (!isOverleaf(joined, last, page.slice(0, at), rest)) return page.flatMap(unlessGoingOn);
  return page.flatMap((block) => (block === rest ? [rest] : unlessGoingOn(block)));
}

/** Several rows, most of them of several texts. */
function areRows({ cells }: DraftTable): boolean {
  const texts = new Map<number, number>();
  for (const { row, content } of cells) if (content.length > 0) texts.set(row, (texts.get(row) ?? 0) + 1);
  const several = [...texts.values()].filter((count) => count > 1).length;
  return several >= LEAST_ROWS && several > texts.size / 2;
}

function unlessGoingOn(block: DraftBlock): readonly DraftBlock[] {
  return block.kind === 'table' ? (block.otherwise ?? [block]) : [block];
}

function lastTable(blocks: readonly DraftBlock[]): number | null {
  const index = blocks.findLastIndex((block) => block.kind === 'table');
  return index < 0 ? null : index;
}

/** Both tables as parts of one, in the same columns; null where the second does not go on with the first. */
function partsOfOne(
  joined: readonly DraftBlock[],
  last: number,
  above: readonly DraftBlock[],
  next: DraftTable,
): readonly [DraftTable, DraftTable] | null {
  const before = joined[last];
  if (before?.kind !== 'table' || !isOverleaf(joined, last, above, next)) return null;
  const isSure = next.otherwise === undefined;
  return (
    inSameColumns(before, next) ?? (isSure && sameFrame(endOf(before), next.cells) ? [before, next] : null)
  );
}

/** Whether the table begins on a page as the last one so far ends on the page before, with nothing between them. */
function isOverleaf(
  joined: readonly DraftBlock[],
  last: number,
  above: readonly DraftBlock[],
  next: DraftTable,
): boolean {
  const before = joined[last];
  const end = before?.kind === 'table' ? endOf(before) : [];
  const [cell] = end;
  if (before?.kind !== 'table' || cell === undefined) return false;
  return (
    next.page === cell.page + 1 &&
    Math.max(...end.map(({ frame }) => frame[3])) >= REACHES_BOTTOM * before.pageHeight &&
    next.box[1] <= BEGINS_AT_TOP * next.pageHeight &&
    [...joined.slice(last + 1), ...above].every(
      (block) => isMargin(block) || isLabelOf(before, block) || isRestOfBracket(end, block),
    )
  );
}

/** Its cells on the last of its pages. */
function endOf({ cells }: DraftTable): DraftCell[] {
  const page = Math.max(...cells.map((cell) => cell.page));
  return cells.filter((cell) => cell.page === page);
}

/** Both parts have the same outer edges, and every column edge of the shorter one is known to the longer. */
function sameFrame(one: readonly DraftCell[], other: readonly DraftCell[]): boolean {
  const [a, b] = [edgesOf(one), edgesOf(other)];
  const near = (x: number | undefined, y: number | undefined) =>
    x !== undefined && y !== undefined && Math.abs(x - y) <= SAME_EDGE;
  if (!near(a[0], b[0]) || !near(a.at(-1), b.at(-1))) return false;
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  const known = few.filter((edge) => many.some((place) => near(edge, place)));
  return known.length >= few.length * 0.75;
}

function edgesOf(cells: readonly DraftCell[]): number[] {
  return [...new Set(cells.flatMap(({ frame }) => [frame[0], frame[2]]))].sort((a, b) => a - b);
}

function isMargin(block: DraftBlock): boolean {
  if (block.kind !== 'paragraph') return false;
  const text = wordsOf(block.content);
  const { box, pageHeight } = block;
  return MARGIN_TEXT.test(text.trim()) || box[3] < MARGIN * pageHeight || box[1] > (1 - MARGIN) * pageHeight;
}

/** A label of rows on both pages stands alone above or below those of its page, in the first column. */
function isLabelOf({ box, cells }: DraftTable, block: DraftBlock): boolean {
  const second = Math.min(...cells.filter(({ column }) => column > 0).map(({ frame }) => frame[0]));
  return block.kind === 'paragraph' && block.box[0] >= box[0] - SAME_EDGE && block.box[2] <= second;
}

/** What closes a bracket that the page break left open: `次）：` below `（单位：`. */
function isRestOfBracket(end: readonly DraftCell[], { kind, box }: DraftBlock): boolean {
  return (
    kind === 'paragraph' &&
    end.some(
      ({ frame, content }) =>
        box[0] >= frame[0] - SAME_EDGE && box[2] <= frame[2] && OPEN_BRACKET.test(wordsOf(content)),
    )
  );
}

/**
 * The lower part's rows under the upper part's, with columns numbered by the edges of both. A row that the page
 * break cut is joined cell by cell only where its rest has no label of its own.
 */
function append(upper: DraftTable, lower: DraftTable): DraftTable {
  const rows = Math.max(...upper.cells.map((cell) => cell.row + cell.rowSpan));
  const moved = withoutSlivers(lower.cells).map((cell) => ({ ...cell, row: cell.row + rows }));
  const all = renumberColumns([...upper.cells, ...moved]);
  const { cells, first } = withoutFillers(all, rows);
  return { ...upper, cells: joinCutCells(cells, first) };
}

function renumberColumns(cells: readonly DraftCell[]): DraftCell[] {
  const starts: number[] = [];
  for (const x of cells.map(({ frame }) => frame[0]).sort((a, b) => a - b)) {
    if (starts.length === 0 || x - (starts.at(-1) ?? 0) > SAME_EDGE) starts.push(x);
  }
  const columnAt = (x: number) => starts.findLastIndex((start) => start <= x + SAME_EDGE / 2);
  return cells.map((cell) => {
    const column = Math.max(0, columnAt(cell.frame[0]));
    const next = starts.filter(
      (start) => start > cell.frame[0] + SAME_EDGE && start < cell.frame[2] - SAME_EDGE,
    );
    return { ...cell, column, columnSpan: 1 + next.length };
  });
}
