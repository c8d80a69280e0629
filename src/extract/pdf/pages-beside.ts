/**
 * A sheet wider than the paper is printed on pages that lie side by side: the labels on one, and their values, row for
 * row as high, on a later one. Such pages are put together into one before tables are joined from page to page.
 */
import { addAll } from '../../add-all.js';
import type { Box, Piece } from '../../model/document.js';
import { wordsOf } from '../../model/piece-text.js';
import { isLabelText } from '../grid/headings.js';
import { outline } from '../grid/rulings.js';
import type { DraftParagraph } from './draft-paragraph.js';
import { centreWithin } from './frame.js';
import { numberColumns } from './number-columns.js';
import type { DraftBlock, DraftCell, DraftTable } from './page-blocks.js';

/** Rows' edges on both pages may differ by so many points. */
const SAME_EDGE = 1.5;
/** Rows of one height for which two tables of a document are one sheet and not alike by chance. */
const LEAST_ROWS = 4;
/** Pages of one sheet from left to right, and from top to bottom. */
const MOST_ACROSS = 4;
const MOST_DOWN = 12;

/** A page with a table between lines. */
interface SheetPage {
  readonly table: DraftTable;
  /** Everything but the table. */
  readonly lines: readonly DraftParagraph[];
  /** Of its rows, from the top. */
  readonly edges: readonly number[];
}

/** The pages in order, each sheet's as many as it has from top to bottom. */
export function joinPagesBeside(pages: readonly (readonly DraftBlock[])[]): (readonly DraftBlock[])[] {
  const sheets = pages.map(sheetPage);
  const joined: (readonly DraftBlock[])[] = [];
  for (let at = 0; at < pages.length; ) {
    const rows = sheetAt(sheets, at);
    const number = rows?.[0]?.[0].table.page ?? 0;
    addAll(joined, rows?.map((row, down) => pageOf(row, number + down)) ?? [pages[at] ?? []]);
    at += rows?.flat().length ?? 1;
  }
  return joined;
}

/** Pages of one sheet that lie side by side, from the left. */
type PageRow = readonly [SheetPage, ...SheetPage[]];

/** The widest and longest sheet of which page `at` is the first, row by row; null where it is a page alone. */
function sheetAt(pages: readonly (SheetPage | null)[], at: number): PageRow[] | null {
  for (let across = MOST_ACROSS; across > 1; across--) {
    for (let down = MOST_DOWN; down > 0; down--) {
      // Programs print down, then over, or the other way round.
      const placings = [
        (row: number, column: number) => at + column * down + row,
        (row: number, column: number) => at + row * across + column,
      ];
      for (const placeOf of placings) {
        const rows = Array.from({ length: down }, (_, row) =>
          pageRow(Array.from({ length: across }, (_, column) => pages[placeOf(row, column)] ?? null)),
        );
        if (rows.every((row) => row !== null)) return rows;
      }
    }
  }
  return null;
}

function pageRow([first, ...others]: readonly (SheetPage | null)[]): PageRow | null {
  if (first === null || first === undefined || !areLabelled(first.table)) return null;
  const beside = others.filter((other) => other !== null && isBeside(first, other));
  return beside.length === others.length ? [first, ...beside.filter((page) => page !== null)] : null;
}

/** Between the same edges of rows in another frame: pages below each other have the same frame, and labels each. */
function isBeside({ table, edges }: SheetPage, next: SheetPage): boolean {
  const [few, many] = edges.length < next.edges.length ? [edges, next.edges] : [next.edges, edges];
  const near = (one: number | undefined, other: number | undefined) =>
    one !== undefined && other !== undefined && Math.abs(one - other) <= SAME_EDGE;
  return (
    few.length > LEAST_ROWS &&
    near(edges[0], next.edges[0]) &&
    near(edges.at(-1), next.edges.at(-1)) &&
    few.every((edge) => many.some((other) => near(edge, other))) &&
    !(near(table.box[0], next.table.box[0]) && near(table.box[2], next.table.box[2])) &&
    !areLabelled(next.table)
  );
}

/** At least half of what is written are labels. */
function areLabelled({ cells }: DraftTable): boolean {
  const filled = cells.filter(({ content }) => content.length > 0);
  return filled.filter(({ content }) => isLabelText(wordsOf(content))).length >= filled.length / 2;
}

/** Null for a page without a ruled table, or with several tables. */
function sheetPage(blocks: readonly DraftBlock[]): SheetPage | null {
  const [table, ...others] = blocks.filter((block) => block.kind === 'table' && !block.otherwise);
  if (table?.kind !== 'table' || table.cells[0]?.text !== undefined || others.length > 0) return null;
  const places = table.cells.flatMap(({ frame }) => [frame[1], frame[3]]).sort((a, b) => a - b);
  const edges = places.filter((place, index) => place - (places[index - 1] ?? -Infinity) > SAME_EDGE);
  const lines = blocks.flatMap((block) => (block.kind === 'table' ? (block.otherwise ?? []) : [block]));
  return { lines, table, edges };
}

/** One page of them all, under the number that it has in the sheet from top to bottom. */
function pageOf([first, ...others]: PageRow, page: number): DraftBlock[] {
  let all: SheetPage = { ...first, table: onPage(first.table, page) };
  for (const other of others) all = joinedPages(all, { ...other, table: onPage(other.table, page) });
  return [...all.lines, all.table].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

function onPage(table: DraftTable, page: number): DraftTable {
  const cells = table.cells.map((cell) => ({ ...cell, page, printedOn: cell.printedOn ?? cell.page }));
  return { ...table, page, cells };
}

function joinedPages(left: SheetPage, right: SheetPage): SheetPage {
  const shift = left.table.box[2] - right.table.box[0];
  const cells = right.table.cells.map((cell) => ({ ...cell, frame: moved(cell.frame, shift) }));
  const edges = left.edges.length < right.edges.length ? right.edges : left.edges;
  const table = besideEachOther(left.table, cells, edges);
  const lines = right.lines.map((line) => ({ ...line, box: moved(line.box, shift) }));
  const inCells = (line: DraftParagraph) => table.cells.some((cell) => isPartOf(line, cell.frame, cell));
  const inLines = (line: DraftParagraph) => left.lines.some((other) => isPartOf(line, other.box, other));
  const own = left.lines.filter((line) => !inCells(line));
  return { lines: [...own, ...lines.filter((line) => !inCells(line) && !inLines(line))], table, edges };
}

/** Cells that no line closes at the seam are one. */
function besideEachOther(
  table: DraftTable,
  cells: readonly DraftCell[],
  edges: readonly number[],
): DraftTable {
  const nearest = (y: number) => edges.findLastIndex((edge) => edge <= y + SAME_EDGE);
  const inRows = (cell: DraftCell): DraftCell => {
    const row = nearest(cell.frame[1]);
    return { ...cell, row, rowSpan: nearest(cell.frame[3]) - row };
  };
  const [own, others] = [table.cells.map(inRows), cells.map(inRows)];
  const restOf = (cell: DraftCell) =>
    cell.isOpen?.right !== true
      ? undefined
      : others.find(
          ({ row, rowSpan, isOpen }) => isOpen?.left === true && row === cell.row && rowSpan === cell.rowSpan,
        );
  const rests = own.map(restOf);
  const joined = own.map((cell, at) => withRest(cell, rests[at]));
  const all = numberColumns([...joined, ...others.filter((cell) => !rests.includes(cell))]);
  return { ...table, cells: all, box: outline(all.map(({ frame }) => ({ box: frame }))) };
}

function withRest(cell: DraftCell, rest: DraftCell | undefined): DraftCell {
  if (rest === undefined) return cell;
  const frame: Box = [cell.frame[0], cell.frame[1], rest.frame[2], cell.frame[3]];
  const isOpen = { left: cell.isOpen?.left === true, right: rest.isOpen?.right === true };
  if (cell.content.length === 0) return { ...rest, frame, isOpen };
  // Text that stands across the seam is drawn on both pages.
  const isRepeated = wordsOf(cell.content) === wordsOf(rest.content);
  const content = isRepeated ? cell.content : [...cell.content, ...rest.content];
  return { ...cell, frame, isOpen, content };
}

/** What stands across the seam is drawn on both pages, off the paper of the one or the other. */
function isPartOf({ box, content }: DraftParagraph, place: Box, whole: Pick<DraftCell, 'content'>): boolean {
  return centreWithin(box, place) && lettersOf(whole.content).includes(lettersOf(content));
}

function lettersOf(content: readonly Piece[]): string {
  return wordsOf(content).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function moved([x0, y0, x1, y1]: Box, shift: number): Box {
  return [x0 + shift, y0, x1 + shift, y1];
}
