/** Tables that a page break cut are put together again, where the pages themselves show that they are one. */
import { addAll } from '../../add-all.js';
import { wordsOf } from '../../model/piece-text.js';
import { joinCutCells, leavesBracketOpen } from './cut-rows.js';
import { withoutFillers, withoutSlivers } from './fillers.js';
import { numberColumns, SAME_EDGE } from './number-columns.js';
import type { DraftBlock, DraftCell, DraftTable } from './page-blocks.js';
import { inSameColumns } from './same-columns.js';

/** A table goes on overleaf when it ends below this share of its page, and what follows begins above that one. */
const REACHES_BOTTOM = 0.7;
const BEGINS_AT_TOP = 0.35;
/** Text under or over the table that does not part it: page numbers, running titles, a note 续表. */
const MARGIN_TEXT = /^[\s\d\-—–―－/·.第共页]*$|^[（(]?续表?[)）]?$/;
/** Rows of several texts without which a rest overleaf is lines of text. */
const LEAST_ROWS = 4;
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
    const meeting = meetingOf(joined, page);
    const next = goingOn(meeting) ?? goingOn(meetingOf(joined, page.flatMap(unlessGoingOn)));
    if (next === null) addAll(joined, withRestApart(page, meeting));
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

/** Two tables that a page break parts. */
interface Meeting {
  /** Place of the upper one among the blocks so far. */
  readonly last: number;
  readonly before: DraftTable;
  readonly next: DraftTable;
  /** What stands over and under the lower one on its page. */
  readonly above: readonly DraftBlock[];
  readonly below: readonly DraftBlock[];
}

/** A page of which the first table goes on with the last one so far. */
interface GoingOn extends Meeting {
  readonly parts: readonly [DraftTable, DraftTable];
}

function goingOn(meeting: Meeting | null): GoingOn | null {
  const parts = meeting && partsOfOne(meeting);
  return parts && { ...meeting, parts };
}

/** The last table so far and the first one of the next page, where that begins as if it went on; null elsewhere. */
function meetingOf(joined: readonly DraftBlock[], page: readonly DraftBlock[]): Meeting | null {
  const last = joined.findLastIndex((block) => block.kind === 'table');
  const first = page.findIndex((block) => block.kind === 'table');
  const [before, next] = [joined[last], page[first]];
  if (before?.kind !== 'table' || next?.kind !== 'table') return null;
  const meeting = { last, before, next, above: page.slice(0, first), below: page.slice(first + 1) };
  return isOverleaf(meeting, joined.slice(last + 1)) ? meeting : null;
}

/** Rows overleaf that fit into no columns of the table so far are none of its rows, but rows nevertheless. */
function withRestApart(page: readonly DraftBlock[], meeting: Meeting | null): DraftBlock[] {
  const rest = meeting !== null && areRows(meeting.next) ? meeting.next : null;
  return page.flatMap((block) => (block === rest ? [block] : unlessGoingOn(block)));
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

/** Both tables as parts of one, in the same columns; null where the second does not go on with the first. */
function partsOfOne({ before, next }: Meeting): readonly [DraftTable, DraftTable] | null {
  const isSure = next.otherwise === undefined;
  const areOne = () => isSure && sameFrame(endOf(before), next.cells);
  return inSameColumns(before, next) ?? (areOne() ? [before, next] : null);
}

/** Whether the lower table begins as the upper one ends on the page before, with nothing between them. */
function isOverleaf({ before, next, above }: Meeting, under: readonly DraftBlock[]): boolean {
  const end = endOf(before);
  return (
    end[0]?.page === next.page - 1 &&
    Math.max(...end.map(({ frame }) => frame[3])) >= REACHES_BOTTOM * before.pageHeight &&
    next.box[1] <= BEGINS_AT_TOP * next.pageHeight &&
    [...under, ...above].every(
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
  const isBelow = ({ frame }: DraftCell) => box[0] >= frame[0] - SAME_EDGE && box[2] <= frame[2];
  return kind === 'paragraph' && end.some((cell) => isBelow(cell) && leavesBracketOpen(cell));
}

/**
 * The lower part's rows under the upper part's, with columns numbered by the edges of both. A row that the page
 * break cut is joined cell by cell only where its rest has no label of its own.
 */
function append(upper: DraftTable, lower: DraftTable): DraftTable {
  const rows = Math.max(...upper.cells.map((cell) => cell.row + cell.rowSpan));
  const moved = withoutSlivers(lower.cells).map((cell) => ({ ...cell, row: cell.row + rows }));
  const all = numberColumns([...upper.cells, ...moved]);
  const { cells, first } = withoutFillers(all, rows);
  return { ...upper, cells: joinCutCells(cells, first) };
}
