/** Tables that a page break cut are put together again, where the pages themselves show that they are one. */
import type { Piece } from '../../model/document.js';
import { withoutFillers, withoutRow, withoutSlivers } from './fillers.js';
import type { DraftBlock, DraftCell, DraftTable } from './page-blocks.js';

/** Edges of the columns on both pages may differ by so many points. */
const SAME_EDGE = 3;
/** A table goes on overleaf when it ends below this share of its page, and what follows begins above that one. */
const REACHES_BOTTOM = 0.7;
const BEGINS_AT_TOP = 0.35;
/** Text under or over the table that does not part it: page numbers, running titles, a note 续表. */
const MARGIN_TEXT = /^[\s\d\-—–―－/·.第共页]*$|^[（(]?续表?[)）]?$/;
/** A bracket that goes on from a label: no label is a unit alone. */
const UNIT = /^\s*[（(].*[）)]\s*$/su;
/** What is answered under a heading: a number with its unit, or that there is none. */
const ANSWER = /^[\d０-９.,，．%％\s]+\p{Script=Han}{0,2}$|^(?:无|没有|[—–\-－/]+)$/u;
/** Height of margin bands in shares of the page, in which running titles stand. */
const MARGIN = 0.09;

/**
 * Blocks of all pages in order; margin text between two joined parts is set last of all, so
 * that nothing comes between a form's head, its rows and the signatures under them.
 */
export function joinPages(pages: readonly (readonly DraftBlock[])[]): DraftBlock[] {
  const joined: DraftBlock[] = [];
  const margins: DraftBlock[] = [];
  for (const blocks of pages) {
    const last = lastTable(joined);
    const first = blocks.findIndex((block) => block.kind === 'table');
    const table = blocks[first];
    if (last !== null && table?.kind === 'table' && canJoin(joined, last, blocks.slice(0, first), table)) {
      const before = joined[last];
      if (before?.kind !== 'table') continue;
      margins.push(...joined.slice(last + 1), ...blocks.slice(0, first));
      joined.splice(last, joined.length, append(before, table), ...blocks.slice(first + 1));
    } else joined.push(...blocks);
  }
  return [...joined, ...margins].map((block) =>
    block.kind === 'table' ? { ...block, cells: withoutSlivers(block.cells) } : block,
  );
}

function lastTable(blocks: readonly DraftBlock[]): number | null {
  const index = blocks.findLastIndex((block) => block.kind === 'table');
  return index < 0 ? null : index;
}

function canJoin(
  joined: readonly DraftBlock[],
  last: number,
  above: readonly DraftBlock[],
  next: DraftTable,
): boolean {
  const before = joined[last];
  if (before?.kind !== 'table') return false;
  const endPage = Math.max(...before.cells.map((cell) => cell.page));
  const tail = before.cells.filter((cell) => cell.page === endPage);
  const bottom = Math.max(...tail.map((cell) => cell.frame[3]));
  return (
    next.page === endPage + 1 &&
    bottom >= REACHES_BOTTOM * before.pageHeight &&
    next.box[1] <= BEGINS_AT_TOP * next.pageHeight &&
    sameFrame(tail, next.cells) &&
    [...joined.slice(last + 1), ...above].every(isMargin)
  );
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
  const text = plain(block);
  const { box, pageHeight } = block;
  return MARGIN_TEXT.test(text.trim()) || box[3] < MARGIN * pageHeight || box[1] > (1 - MARGIN) * pageHeight;
}

/**
 * The lower part's rows under the upper part's, with columns numbered by the edges of both. A row that the page
 * break cut is joined cell by cell only where its rest has no label of its own.
 */
function append(upper: DraftTable, lower: DraftTable): DraftTable {
  const rows = Math.max(...upper.cells.map((cell) => cell.row + cell.rowSpan));
  const moved = lower.cells.map((cell) => ({ ...cell, row: cell.row + rows }));
  const all = renumberColumns([...upper.cells, ...moved]);
  const { cells, first } = withoutFillers(all, rows);
  return { ...upper, cells: joinCutRow(joinCutLabels(cells, first), first) };
}

/**
 * A label that stands beside several rows is printed once: overleaf its cell goes on empty. Joined only from the
 * left up to the first filled cell (but for the rest of a bracket), since further right
 * an empty cell is an empty answer.
 */
function joinCutLabels(cells: readonly DraftCell[], first: number): DraftCell[] {
  const head = cells.filter((cell) => cell.row === first).sort((a, b) => a.column - b.column);
  const rests = new Map<DraftCell, DraftCell>();
  for (const rest of head) {
    const above = cells.find(
      (cell) =>
        cell.row + cell.rowSpan === first &&
        cell.column === rest.column &&
        cell.columnSpan === rest.columnSpan,
    );
    if (above === undefined || above.rowSpan + rest.rowSpan < 3) break;
    if (rest.content.length > 0 && !closesBracket(above, rest)) break;
    rests.set(above, rest);
  }
  const gone = new Set(rests.values());
  return cells
    .filter((cell) => !gone.has(cell))
    .map((cell) => {
      const rest = rests.get(cell);
      return rest === undefined
        ? cell
        : {
            ...cell,
            rowSpan: cell.rowSpan + rest.rowSpan,
            content: continued(cell.content, rest.content),
            boxes: rest.content.length === 0 ? cell.boxes : [...cell.boxes, ...rest.boxes],
          };
    });
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

/** Joins row `first` into the row above where it is the rest of a row that the page's end cut. */
function joinCutRow(cells: readonly DraftCell[], first: number): readonly DraftCell[] {
  const head = cells.filter((cell) => cell.row === first).sort((a, b) => a.column - b.column);
  const tail = cells.filter((cell) => cell.row + cell.rowSpan === first && cell.rowSpan === 1);
  const pairs = head.map((rest) => ({
    rest,
    above: tail.find((cell) => cell.column === rest.column && cell.columnSpan === rest.columnSpan),
  }));
  if (!pairs.every(isPair) || head.some(({ rowSpan }) => rowSpan > 1)) return cells;
  if (!isRestOfRow(pairs)) return cells;
  const restOf = new Map(pairs.map(({ above, rest }) => [above, rest]));
  const joined = cells.map((cell) => {
    const rest = restOf.get(cell);
    if (rest === undefined || rest.content.length === 0) return cell;
    return {
      ...cell,
      content: continued(cell.content, rest.content),
      boxes: cell.content.length === 0 ? rest.boxes : [...cell.boxes, ...rest.boxes],
    };
  });
  return withoutRow(joined, first);
}

interface CutCell {
  readonly above: DraftCell;
  readonly rest: DraftCell;
}

function isPair(pair: { above: DraftCell | undefined; rest: DraftCell }): pair is CutCell {
  return pair.above !== undefined;
}

/**
 * A row whose label is all above, with the rest of its value, or a label's unit with the value above. Values under
 * headings above look the same where the first is left out, but are numbers, under cells without digits.
 */
function isRestOfRow(pairs: readonly CutCell[]): boolean {
  const [label, ...values] = pairs;
  const filled = pairs.filter(({ rest }) => rest.content.length > 0);
  if (label === undefined || values.length === 0 || filled.length === 0) return false;
  if (label.rest.content.length > 0) {
    const isUnit = UNIT.test(plain(label.rest)) || closesBracket(label.above, label.rest);
    return isUnit && values.every(({ rest }) => rest.content.length === 0);
  }
  return (
    label.above.content.length > 0 &&
    filled.every(({ above, rest }) => above.content.length > 0 && !isAnswerUnderHeading(above, rest))
  );
}

function isAnswerUnderHeading(above: DraftCell, rest: DraftCell): boolean {
  return ANSWER.test(plain(rest).trim()) && /\p{Script=Han}[）)]?$/u.test(plain(above).trim());
}

/** The rest goes on in the same line of thought: a line break, as between any two lines of a cell. */
function continued(above: readonly Piece[], rest: readonly Piece[]): readonly Piece[] {
  if (above.length === 0 || rest.length === 0) return [...above, ...rest];
  return [...above, { kind: 'text', text: '\n', score: null }, ...rest];
}

/** `（单位：人` at a page's end and `次）` overleaf are one label. */
function closesBracket(above: DraftCell, rest: DraftCell): boolean {
  return /[（(][^）)]*$/u.test(plain(above)) && /^[^（(]*[）)]/u.test(plain(rest));
}

function plain({ content }: Pick<DraftCell, 'content'>): string {
  return content.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
}
