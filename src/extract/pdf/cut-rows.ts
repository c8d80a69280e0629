/** Rows that a page's end cut in two: which rows under a page break are only the rest of the row above it. */
import type { Piece } from '../../model/document.js';
import { wordsOf } from '../../model/piece-text.js';
import type { DraftCell } from './page-blocks.js';

/** A bracket that goes on from a label: no label is a unit alone; `（一）` may be a numbered one. */
const UNIT = /^\s*[（(][^（()）]{2,}[）)]\s*[:：]?\s*$/u;
/** What is answered under a heading: a number with its unit, or that there is none. */
const ANSWER = /^[\d０-９.,，．%％\s]+\p{Script=Han}{0,2}$|^(?:无|没有|[—–\-－/]+)$/u;
/** The end of what a column is headed with: words, with their unit and a colon or without. */
const HEADING = /\p{Script=Han}[）)]?[:：]?$/u;

/** The end of a label with its unit: all of one. */
const WITH_UNIT = /\p{Script=Han}[（(][^（()）]*\p{Script=Han}[^（()）]*[）)][:：]?$/u;

/** Columns with an answer on both pages, by which they are two rows and no figure's two lines. */
const LEAST_ANSWERS = 2;

/** Headings of one row with their rest overleaf: one may be a section and the first label in it. */
const LEAST_HEADINGS = 2;

/** A cell that ends at the page break and the one under it overleaf. */
interface CutCell {
  readonly above: DraftCell;
  readonly rest: DraftCell;
}

/** Joins cells across the page break, of which `first` is the first row behind it. */
export function joinCutCells(cells: readonly DraftCell[], first: number): readonly DraftCell[] {
  const pairs = pairsAt(cells, first);
  const labels = cutLabels(pairs);
  const others = pairs.slice(labels.length);
  const isWhole = cells.filter((cell) => cell.row === first).length === pairs.length;
  const isRest =
    isRestOfRow(others) ||
    pairs.some((_, at) => goesOnRepeated(pairs.slice(at))) ||
    (pairs.length === 1 && pairs.every(endsInLabel));
  return merge(cells, isWhole && isRest ? pairs : labels);
}

/** From left to right, as far as each cell overleaf has its like above. */
function pairsAt(cells: readonly DraftCell[], first: number): CutCell[] {
  const pairs: CutCell[] = [];
  for (const rest of cells.filter(({ row }) => row === first).sort((a, b) => a.column - b.column)) {
    const above = cells.find(
      (cell) =>
        cell.row + cell.rowSpan === first &&
        cell.column === rest.column &&
        cell.columnSpan === rest.columnSpan,
    );
    if (above === undefined) break;
    pairs.push({ above, rest });
  }
  return pairs;
}

/**
 * A label that stands beside several rows is printed once, and overleaf its cell goes on empty; or it is printed on
 * both pages. Joined only from the left up to the first filled cell (but for a unit or the rest of one, and for the
 * rest of any label beside a row that goes on), since further right an empty cell is an empty answer.
 */
function cutLabels(pairs: readonly CutCell[]): readonly CutCell[] {
  const end = pairs.findIndex(({ above, rest }, at) => {
    if (isPrintedTwice(above, rest)) return false;
    if (above.rowSpan + rest.rowSpan < 3) return true;
    return rest.content.length > 0 && !isUnit(above, rest) && !isRestOfRow(pairs.slice(at + 1));
  });
  return end < 0 ? pairs : pairs.slice(0, end);
}

/** Words, which two rows on end do not both begin with. */
function isPrintedTwice(above: DraftCell, rest: DraftCell): boolean {
  const words = plain(rest);
  return words === plain(above) && /\p{Script=Han}.*\p{Script=Han}.*\p{Script=Han}/su.test(words);
}

/**
 * A row that has a label's unit alone, or no label and the rest of a value. Values under headings above look the
 * same where the first is left out, but they are numbers under cells without.
 */
function isRestOfRow(pairs: readonly CutCell[]): boolean {
  const [label, ...values] = pairs;
  const filled = pairs.filter(({ rest }) => rest.content.length > 0);
  if (areRestsOfHeadings(pairs, filled)) return true;
  if (pairs.some((pair, at) => goesOnAddress(pair, pairs[at - 1]))) return true;
  if (label === undefined || values.length === 0 || filled.some(isAnswerUnderHeading)) return false;
  if (filled.some(areLabels) || filled.some(areSameOptions)) return false;
  if (filled.filter(areAnswers).length >= LEAST_ANSWERS) return false;
  if (pairs.some((pair, at) => goesOnFigure(pair, pairs[at - 1]))) return true;
  if (filled.some(({ above, rest }) => isUnit(above, rest))) return true;
  const isOpen = filled.every(({ above }) => above.content.length > 0);
  return filled.length > 0 && isOpen && isWholeAbove(label);
}

/** Printed on the first page, with nothing of it overleaf. */
function isWholeAbove({ above, rest }: CutCell): boolean {
  return above.content.length > 0 && rest.content.length === 0;
}

/** Words and a unit below words without, beside a heading that has its unit on the first page: 征集调查 / 期数（单位：期）. */
function areRestsOfHeadings(pairs: readonly CutCell[], filled: readonly CutCell[]): boolean {
  return (
    filled.length >= LEAST_HEADINGS &&
    filled.every(({ above, rest }) => above.content.length > 0 && !hasUnit(above) && hasUnit(rest)) &&
    pairs.some(({ above, rest }) => hasUnit(above) && rest.content.length === 0)
  );
}

/**
 * 征集调查 beside the section 征集调查, and 期数（单位：期） overleaf: no label is its section's name alone. What is
 * answered stands on one page only, or it would be two rows.
 */
function goesOnRepeated([section, label, ...values]: readonly CutCell[]): boolean {
  return (
    section?.rest.content.length === 0 &&
    label !== undefined &&
    plain(label.above) !== '' &&
    plain(label.above) === plain(section.above) &&
    hasUnit(label.rest) &&
    values.every(({ above, rest }) => above.content.length === 0 || rest.content.length === 0)
  );
}

/**
 * `gy.gov.cn/` and `app` overleaf are one address: lines of addresses break behind such signs, and no answer ends so.
 * Broken anywhere else, as `gov.c` and `n/app`, they are one where no label stands before the rest.
 */
function goesOnAddress({ above, rest }: CutCell, before: CutCell | undefined): boolean {
  const [upper, lower] = [plain(above).trim(), plain(rest).trim()];
  const areOfAddress = [upper, lower].every((text) => /^[!-~]+$/u.test(text)) && /\.|:\/\//u.test(upper);
  if (!areOfAddress || ![upper, lower].every((text) => /[a-z]/iu.test(text))) return false;
  return /[./?&=_-]$/u.test(upper) || (before !== undefined && isWholeAbove(before));
}

/** `6309` and `65` overleaf are one figure where the label beside it stands on the first page alone. */
function goesOnFigure(pair: CutCell, before: CutCell | undefined): boolean {
  return (
    before !== undefined &&
    isWholeAbove(before) &&
    before.above.rowSpan + before.rest.rowSpan === 2 &&
    isHeading(before.above) &&
    areAnswers(pair)
  );
}

function isAnswerUnderHeading({ above, rest }: CutCell): boolean {
  return isAnswer(rest) && HEADING.test(plain(above).trim());
}

function areAnswers({ above, rest }: CutCell): boolean {
  return isAnswer(above) && isAnswer(rest);
}

function isAnswer(cell: DraftCell): boolean {
  return ANSWER.test(plain(cell).trim());
}

/** 无 is an answer, though it is a word. */
function isHeading(cell: DraftCell): boolean {
  return HEADING.test(plain(cell).trim()) && !isAnswer(cell);
}

function areLabels({ above, rest }: CutCell): boolean {
  return hasUnit(above) && hasUnit(rest);
}

/** Signatures in one cell of the whole width, cut behind `联系电话：`. */
function endsInLabel({ above, rest }: CutCell): boolean {
  return /[:：]\s*$/u.test(plain(above)) && rest.content.length > 0;
}

/** `☑是 □否` on both pages answers twice; a list that goes on overleaf goes on with other options. */
function areSameOptions({ above, rest }: CutCell): boolean {
  const [upper, lower] = [above, rest].map((cell) => plain(cell).replaceAll(/\s/gu, ''));
  return [above, rest].every(hasMark) && lower !== '' && upper === lower;
}

function hasMark({ content }: DraftCell): boolean {
  return content.some(({ kind }) => kind === 'mark');
}

function hasUnit(cell: DraftCell): boolean {
  return WITH_UNIT.test(plain(cell).replaceAll(/\s/gu, ''));
}

function isUnit(above: DraftCell, rest: DraftCell): boolean {
  return above.content.length > 0 && (UNIT.test(plain(rest)) || closesBracket(above, rest));
}

/** Whether a cell's text ends within a bracket. */
export function leavesBracketOpen(cell: DraftCell): boolean {
  return /[（(][^）)]*$/u.test(plain(cell));
}

/** `（单位：人` at a page's end and `次）` overleaf are one label. */
function closesBracket(above: DraftCell, rest: DraftCell): boolean {
  return leavesBracketOpen(above) && /^[^（(]*[）)]/u.test(plain(rest));
}

/** Each pair as one cell; rows in which then no cell begins are given up. */
function merge(cells: readonly DraftCell[], pairs: readonly CutCell[]): DraftCell[] {
  const restOf = new Map(pairs.map(({ above, rest }) => [above, rest]));
  const gone = new Set(pairs.map(({ rest }) => rest));
  const merged = cells.filter((cell) => !gone.has(cell)).map((cell) => joined(cell, restOf.get(cell)));
  const starts = [...new Set(merged.map(({ row }) => row))].sort((a, b) => a - b);
  const startsBefore = (row: number) => starts.filter((start) => start < row).length;
  return merged.map((cell) => {
    const row = startsBefore(cell.row);
    return { ...cell, row, rowSpan: startsBefore(cell.row + cell.rowSpan) - row };
  });
}

function joined(cell: DraftCell, rest: DraftCell | undefined): DraftCell {
  if (rest === undefined) return cell;
  const flaws = [...new Set([...cell.flaws, ...rest.flaws])];
  const both = { ...cell, rowSpan: cell.rowSpan + rest.rowSpan, flaws };
  if (rest.content.length === 0 || isPrintedTwice(cell, rest)) return both;
  if (cell.content.length === 0) return { ...both, content: rest.content, boxes: rest.boxes };
  const lineBreak: Piece = { kind: 'text', text: '\n', score: null };
  return {
    ...both,
    flaws: flaws.includes('no-lines') ? [...new Set([...flaws, 'broken-lines'])] : flaws,
    content: [...cell.content, lineBreak, ...rest.content],
    boxes: [...cell.boxes, ...rest.boxes],
  };
}

function plain({ content }: Pick<DraftCell, 'content'>): string {
  return wordsOf(content);
}
