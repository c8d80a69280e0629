/**
 * Where the rows of a form usually have their values: how many cells stand between a label and them, and which of the
 * places behind it are of which period. A row that lost a cell is read by what the others have.
 */
import type { FormView, Roles, RowShape } from './bind.js';
import type { Line, Token } from './form-lines.js';
import { hasManyPeriods } from './template.js';

interface PeriodRow {
  readonly token: Token;
  readonly block: string;
  /** Whether it fills all places of its periods but the last. */
  readonly isShort: boolean;
}

/** Whether the rows right before and after each label of several periods, in its own block, end early: both, one, none. */
export function shortNeighbours(
  lines: readonly Line[],
  roles: Roles,
  shapes: ReadonlyMap<number, RowShape>,
): Map<Token, 'both' | 'one' | 'none'> {
  const rows = [...roles].flatMap(([token, role]): PeriodRow[] => {
    if (role.kind !== 'label' || !hasManyPeriods(role.node)) return [];
    const { path } = role.node;
    const { gap, offsets } = shapes.get(path.length) ?? { gap: 0, offsets: [] };
    const run = lines[token.line]?.tokens.slice(token.position + 1) ?? [];
    const isFilled = (offset: number) => run[gap + offset]?.blank === false;
    const startsFull = offsets.length > 1 && offsets.slice(0, -1).every(isFilled);
    return [{ token, block: path.join('/'), isShort: startsFull && !isFilled(offsets.at(-1) ?? 0) }];
  });
  rows.sort((a, b) => a.token.line - b.token.line);
  return new Map(
    rows.map(({ token, block }, at) => {
      const beside = [rows[at - 1], rows[at + 1]].filter((row) => row?.block === block);
      const short = beside.filter((row) => row?.isShort).length;
      return [token, short === 0 ? 'none' : short === 2 ? 'both' : 'one'];
    }),
  );
}

/** A place is a period's where at least this share of the rows has something in it. */
const USUALLY_FILLED = 0.4;
/** Fewer rows show nothing usual. */
const FEWEST_ROWS = 4;

/**
 * Where the rows of each depth of label usually have their values: the number of blank cells before the first, and
 * the places that most rows fill (with no more of them than periods, they are the periods' own).
 */
export function usualShapes(
  lines: readonly Line[],
  roles: Roles,
  periodColumns: FormView['periodColumns'],
): Map<number, RowShape> {
  const runs = new Map<number, PeriodRun[]>();
  for (const [token, role] of roles) {
    if (role.kind !== 'label' || !hasManyPeriods(role.node)) continue;
    const line = lines[token.line];
    const rest = line?.tokens.slice(token.position + 1) ?? [];
    const filled = rest.flatMap((cell, place) => (cell.blank ? [] : [place]));
    if (!line || filled.length === 0) continue;
    const columns = periodColumns(line);
    const headed = columns[0]?.table === line.table ? columns : [];
    const headings = headed.map(({ position }) => position - token.position - 1);
    const periods = role.node.indicator?.periods.length ?? 1;
    const depth = role.node.path.length;
    runs.set(depth, [...(runs.get(depth) ?? []), { filled, headings, length: rest.length, periods }]);
  }
  return new Map([...runs].map(([depth, own]) => [depth, shapeOf(own)]));
}

/** The commonest number of blank cells between a label of one value and the next filled cell, by depth of label. */
export function usualGaps(lines: readonly Line[], roles: Roles): Map<number, number> {
  const gaps = new Map<number, number[]>();
  for (const [token, role] of roles) {
    if (role.kind !== 'label' || role.node.kind === 'section' || hasManyPeriods(role.node)) continue;
    const rest = lines[token.line]?.tokens.slice(token.position + 1) ?? [];
    const gap = rest.findIndex((cell) => !cell.blank);
    const depth = role.node.path.length;
    if (gap >= 0) gaps.set(depth, [...(gaps.get(depth) ?? []), gap]);
  }
  return new Map([...gaps].map(([depth, own]) => [depth, commonestOf(own)]));
}

function tally(numbers: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** The cells behind a label of several periods; places are counted from the label. */
interface PeriodRun {
  readonly filled: readonly number[];
  /** Places under the headings of the periods; none where these are not known. */
  readonly headings: readonly number[];
  readonly length: number;
  readonly periods: number;
}

function shapeOf(runs: readonly PeriodRun[]): RowShape {
  const gap = Math.min(commonestOf(runs.flatMap(({ filled }) => filled.slice(0, 1))), widestGap(runs));
  const counts = tally(runs.flatMap(({ filled }) => filled));
  const places = [...counts].flatMap(([place, of]) => (of >= USUALLY_FILLED * runs.length ? [place] : []));
  places.sort((a, b) => a - b);
  return { gap, offsets: runs.length < FEWEST_ROWS ? [] : places.map((place) => place - gap) };
}

/**
 * How many blank cells may stand before the first period: first quarters that nobody filled are periods and no gap.
 * Where all values stand under headings, these tell it; elsewhere the last period must have its place in the row.
 */
function widestGap(runs: readonly PeriodRun[]): number {
  const [{ headings, periods } = { headings: [], periods: 1 }] = runs;
  const [first = -1] = headings;
  const isUnderHeadings = runs.every(({ filled, headings: own }) => {
    const [start = -1] = own;
    return start === first && filled.every((place) => own.includes(place));
  });
  if (first >= 0 && isUnderHeadings) return first;
  const longest = Math.max(...runs.map(({ length }) => length));
  const needed = headings.length > 0 ? headings.length : periods;
  return longest >= needed ? longest - needed : Number.POSITIVE_INFINITY;
}

/** The commonest of numbers, the least of several; 0 of none. */
function commonestOf(numbers: readonly number[]): number {
  const [best] = [...tally(numbers)].sort(([numberA, a], [numberB, b]) => b - a || numberA - numberB);
  return best?.[0] ?? 0;
}
