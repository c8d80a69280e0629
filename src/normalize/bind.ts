/**
 * From bound labels to the cells that hold their values: beside the label, under it, in the same cell, or one
 * row on. A value is only ever taken from the label's own row or column; what stands behind another label is
 * that label's.
 */
import { addAll } from '../add-all.js';
import type { Period } from '../model/indicator.js';
import type { Relation } from '../model/reading.js';
import type { LabelMatch } from './align.js';
import { type Line, pieceText, saysNothing, type Token } from './form-lines.js';
import { isUnitAlone } from './label-text.js';
import { hasManyPeriods, type TemplateNode } from './template.js';
import type { ValuePlace } from './value-place.js';

/** What a token turned out to be; tokens without a role may hold values. */
export type Role =
  | { readonly kind: 'label'; readonly match: LabelMatch; readonly node: TemplateNode }
  /** Looks like a label of the template but is bound to none: never a value. */
  | { readonly kind: 'stray' }
  | { readonly kind: 'period'; readonly period: Period }
  /** The rest of a label that was cut in two: in the same row, or at the start of the next. */
  | { readonly kind: 'continuation'; readonly of: Token };

export type Roles = ReadonlyMap<Token, Role>;

/** Cells that may hold a field's value. */
export interface BoundValue {
  readonly tokens: readonly Token[];
  readonly relation: Relation;
  readonly place: ValuePlace;
}

/** A label with the cells of each of its periods, the likeliest first. */
export interface BoundLabel {
  readonly node: TemplateNode;
  readonly match: LabelMatch;
  readonly values: ReadonlyMap<Period, readonly BoundValue[]>;
}

/** Whether cells hold something that can be a value of the node's type. */
export type Suits = (node: TemplateNode, tokens: readonly Token[]) => boolean;

export interface FormView {
  readonly lines: readonly Line[];
  readonly roles: Roles;
  /** Columns of the period headings, nearest above each line; empty where the headings are not all known. */
  readonly periodColumns: (line: Line) => readonly PeriodColumn[];
  readonly periods: readonly Period[];
  readonly suits: Suits;
  /** Where rows usually have the values of their periods, by depth of the label's sections. */
  readonly usualShapes: ReadonlyMap<number, RowShape>;
  /** For each label of several periods, which of its block's next rows end before their last period. */
  readonly shortNeighbours: ReadonlyMap<Token, 'both' | 'one' | 'none'>;
  /** Blank cells that usually stand between a label of one value and that value, by depth as well. */
  readonly usualGaps: ReadonlyMap<number, number>;
  /** The label that the template prints next, if it was found nowhere. */
  readonly lostNext: (match: LabelMatch) => TemplateNode | null;
}

export interface PeriodColumn {
  readonly period: Period;
  /** Table of the heading; columns of another one need not have the same numbers. */
  readonly table: number | null;
  readonly column: number;
  readonly columnSpan: number;
  /** Of the heading among the cells of its row, for rows whose columns are not the headings'. */
  readonly position: number;
}

/** Types whose printed options may be spread over several cells. */
const SPREAD_TYPES = new Set(['boolean', 'choice']);

/** Cells after a token up to the next label in its line. */
function runAfter(view: FormView, token: Token): Token[] {
  const tokens = view.lines[token.line]?.tokens ?? [];
  const run: Token[] = [];
  for (const next of tokens.slice(token.position + 1)) {
    const role = view.roles.get(next);
    if (role?.kind === 'continuation' && role.of === token) continue;
    if (role) break;
    run.push(next);
  }
  return run;
}

/** Cells beside a label; of a label that goes on in the next row, those beside the part that has any. */
function rightRun(view: FormView, token: Token): Token[] {
  const run = runAfter(view, token);
  if (run.some((cell) => !cell.blank)) return run;
  const rest = view.lines[token.line + 1]?.tokens.find((cell) => {
    const role = view.roles.get(cell);
    return role?.kind === 'continuation' && role.of === token;
  });
  const below = rest ? runAfter(view, rest) : [];
  return below.length > 0 ? below : run;
}

function hasLeafLabel(view: FormView, line: Line): boolean {
  return line.tokens.some((token) => {
    const role = view.roles.get(token);
    return role?.kind === 'stray' || (role?.kind === 'label' && role.node.kind !== 'section');
  });
}

/** A page's number or a table's 续表, put between rows by the page end. */
const PAGE_BREAK =
  /^\s*(?:第\s*\d+\s*页.{0,12}|[-—–]?\s*\d{1,3}\s*[-—–]|\d{1,3}\s*\/\s*\d{1,3}|[（(]?续表[）)]?|[（(]?接上页[）)]?)\s*$/;

export function isPageBreak(line: Line): boolean {
  const filled = line.tokens.filter((token) => !token.blank);
  const [only] = filled;
  return filled.length === 1 && only !== undefined && PAGE_BREAK.test(only.text);
}

/** A row of nothing but the ends of labels that were cut off from the row above. */
function holdsRests(view: FormView, line: Line): boolean {
  const filled = line.tokens.filter((token) => !token.blank);
  return filled.length > 0 && filled.every((token) => view.roles.get(token)?.kind === 'continuation');
}

/** The next row of the form, in the same table or in its continuation. */
function nextRow(view: FormView, line: Line): Line | null {
  for (let at = line.index + 1; at < view.lines.length; at += 1) {
    const next = view.lines[at];
    if (next && (isPageBreak(next) || holdsRests(view, next))) continue;
    return next?.kind === 'row' ? next : null;
  }
  return null;
}

/** Labels that stand side by side with nothing between but the sections named with them, the given one among them. */
function headerRun(view: FormView, token: Token): Token[] {
  const tokens = (view.lines[token.line]?.tokens ?? []).filter((cell) => !namesWay(view, cell));
  const position = tokens.indexOf(token);
  const isLabel = (at: number) => {
    const candidate = tokens[at];
    const role = candidate && view.roles.get(candidate);
    return role?.kind === 'label' && role.node.kind === 'leaf';
  };
  let start = position;
  while (isLabel(start - 1)) start -= 1;
  let end = position + 1;
  while (isLabel(end)) end += 1;
  return tokens.slice(start, end);
}

/** A section that shares its cell with the label behind it; printed again with the next one, it is bound to none. */
function namesWay(view: FormView, cell: Token): boolean {
  const role = view.roles.get(cell);
  const next = view.lines[cell.line]?.tokens[cell.position + 1];
  return next?.column === cell.column && (role?.kind === 'stray' || isSection(view, cell));
}

/** Whether the values of a label stand in the row below it. */
function standsOverValue(view: FormView, token: Token, node: TemplateNode): boolean {
  const line = view.lines[token.line];
  const below = line && nextRow(view, line);
  if (!line || !below || hasLeafLabel(view, below)) return false;
  const run = headerRun(view, token);
  if (run.length < 2 && !node.headerOverValue) return false;
  const last = run.at(-1) ?? token;
  const behind = rightRun(view, last).filter((cell) => !cell.blank);
  // In a block known to be printed so, an unreadable heading between the labels is no value.
  return behind.length === 0 || (node.headerOverValue && !view.suits(node, behind.slice(0, 1)));
}

type ColumnRange = Pick<Token, 'column' | 'columnSpan'>;

/** Columns that both cells cover. */
function overlap(token: ColumnRange, cell: ColumnRange): number {
  const end = Math.min(token.column + token.columnSpan, cell.column + cell.columnSpan);
  return Math.max(0, end - Math.max(token.column, cell.column));
}

function belowValue(view: FormView, token: Token): BoundValue | null {
  const line = view.lines[token.line];
  const below = line && nextRow(view, line);
  if (!line || !below) return null;
  const place = followsHeadings(view, line) ? 'miscounted' : 'below';
  const headings = line.tokens.filter(
    (cell) => !cell.blank && !isSection(view, cell) && !namesWay(view, cell),
  );
  if (line.grid && below.grid) {
    const found = cellBelow(token, headings, below);
    return found && { tokens: [found.cell], relation: 'below', place: found.sure ? place : 'miscounted' };
  }
  if (below.tokens.length === line.tokens.length) {
    const cell = below.tokens[token.position];
    return cell && !view.roles.has(cell) ? { tokens: [cell], relation: 'below', place } : null;
  }
  // Rows slipped: headings and values are counted off when there are as many of the one as of the other.
  const values = below.tokens.filter((cell) => !cell.blank && !view.roles.has(cell));
  const cell = headings.length === values.length ? values[headings.indexOf(token)] : undefined;
  return cell ? { tokens: [cell], relation: 'below', place: 'miscounted' } : null;
}

/**
 * The cell of the next row that is a heading's by its columns. Columns that were found from where words stand part a
 * heading from its value, or join two values to one cell: a cell under several headings is that one's which it is
 * under most, and where there are as many values as headings, each under its own, they are told by their order.
 */
function cellBelow(
  heading: Token,
  headings: readonly Token[],
  below: Line,
): { readonly cell: Token; readonly sure: boolean } | null {
  const filled = below.tokens.filter((cell) => !cell.blank && !isUnitAlone(cell.text));
  const counted = filled[headings.indexOf(heading)];
  if (counted && filled.length === headings.length) {
    const inPlace = headings.every((own, at) => overlap(own, filled[at] ?? own) > 0);
    if (inPlace) return { cell: counted, sure: true };
  }
  const under = below.tokens.filter((cell) => overlap(heading, cell) > 0);
  const isOwn = (cell: Token) => {
    const shares = headings.map((other) => overlap(other, cell));
    return shares.indexOf(Math.max(...shares)) === headings.indexOf(heading);
  };
  const own = filled.filter((cell) => overlap(heading, cell) > 0 && isOwn(cell));
  const [cell = under.find(isOwn) ?? under[0]] = own;
  if (!cell) return null;
  return { cell, sure: own.length < 2 && (isOwn(cell) || saysNothing(cell.content)) };
}

/** Headings right under headings that have no values: whose the row below them is, nobody knows. */
function followsHeadings(view: FormView, line: Line): boolean {
  const above = view.lines.slice(0, line.index).findLast((row) => row.tokens.some((cell) => !cell.blank));
  if (above?.kind !== 'row') return false;
  const labels = above.tokens.filter((cell) => !cell.blank && !isSection(view, cell));
  return labels.length > 1 && labels.every((cell) => view.roles.get(cell)?.kind === 'label');
}

function isSection(view: FormView, token: Token): boolean {
  const role = view.roles.get(token);
  return role?.kind === 'label' && role.node.kind === 'section';
}

function inlineToken(token: Token): Token {
  const content = token.inline ?? [];
  const text = pieceText(content);
  return { ...token, content, text, blank: text.trim() === '', inline: null };
}

/** Options that go on in rows without a label of their own. */
function wrappedRun(view: FormView, token: Token, node: TemplateNode): Token[] {
  const run = rightRun(view, token);
  let line = view.lines[token.line];
  for (;;) {
    line = line && (nextRow(view, line) ?? undefined);
    const cells = line?.tokens.filter((cell) => !cell.blank) ?? [];
    const marked = cells.filter((cell) => cell.hasMark).length;
    // An option whose mark was lost may stand among those of a long list; two answers both have theirs.
    const enough = node.kind === 'options' ? marked > 0 : marked > 0 && marked === cells.length;
    const options = enough && cells.every((cell) => !view.roles.has(cell));
    if (!line || !options) return run;
    addAll(run, line.tokens);
  }
}

/** A cell that holds both answers is the whole answer; what follows it belongs to a label that was lost. */
function ownOptions(node: TemplateNode, filled: readonly Token[]): readonly Token[] {
  const [first] = filled;
  const whole = node.indicator?.type === 'boolean' && first !== undefined && /是[\s\S]*否/.test(first.text);
  return whole ? [first] : filled;
}

/**
 * The cells before those of a label that was lost from the same row: behind the label's own place stands an empty
 * cell, where that label was, and then its value.
 */
function ownRun(view: FormView, match: LabelMatch, node: TemplateNode): Token[] {
  const run = rightRun(view, match.label.token);
  const own = (view.usualGaps.get(node.path.length) ?? 0) + 1;
  const beyond = run.slice(own);
  const another = beyond.find((cell, at) => !cell.blank && beyond[at - 1]?.blank === true);
  const lost = another && view.lostNext(match);
  return another && lost && view.suits(lost, [another]) ? run.slice(0, own) : run;
}

/** Cells for a label that asks for one value. */
function singleValues(view: FormView, match: LabelMatch, node: TemplateNode): BoundValue[] {
  const { token } = match.label;
  if (token.inline) {
    const value = inlineToken(token);
    const beside = rightRun(view, token).filter((cell) => !cell.blank);
    const isValue = !value.blank && (view.suits(node, [value]) || !view.suits(node, beside.slice(0, 1)));
    if (isValue || beside.length === 0) return [{ tokens: [value], relation: 'inline', place: 'beside' }];
  }
  const below = standsOverValue(view, token, node) ? belowValue(view, token) : null;
  // An empty place below, and the value alone at the row's start: the row was split. Of several headings it is the
  // first one's.
  const empty =
    below?.tokens.every((cell) => cell.blank) &&
    view.lines[token.line]?.grid === false &&
    headerRun(view, token)[0] === token;
  const split = empty ? nextRowValue(view, token, node) : null;
  if (below) return [split ?? below];
  const spread = node.kind === 'options' || SPREAD_TYPES.has(node.indicator?.type ?? '');
  const run = spread && !node.asksPresence ? wrappedRun(view, token, node) : ownRun(view, match, node);
  const filled = withoutRepeats(run.filter((cell) => !cell.blank));
  if (spread && filled.length > 0) {
    return [{ tokens: ownOptions(node, filled), relation: 'right', place: 'beside' }];
  }
  if (filled.length > 0) return besideValues(view, node, filled);
  // Words in the next row may be anybody's; only a label without any cell of its own takes them.
  const wrapped = node.indicator?.type === 'text' && run.length > 0 ? null : nextRowValue(view, token, node);
  if (wrapped) return [wrapped];
  const [first] = run;
  return first ? [{ tokens: [first], relation: 'right', place: 'beside' }] : [];
}

const WORDS = /[\p{L}\p{N}]/u;

/** A value that converters wrote into each column that its cell covers; boxes alone are of one option each. */
function withoutRepeats(cells: readonly Token[]): readonly Token[] {
  return cells.filter(({ text }, at) => text !== cells[at - 1]?.text || !WORDS.test(text));
}

/** The first cell that suits the type leads; cells that do not fit stay as rivals. */
function besideValues(view: FormView, node: TemplateNode, filled: readonly Token[]): BoundValue[] {
  const lead = filled.find((cell) => view.suits(node, [cell])) ?? filled[0];
  const ranked = [...filled].sort((a, b) => Number(b === lead) - Number(a === lead));
  return ranked.map((cell, rank) => ({
    tokens: [cell],
    relation: 'right',
    place: rank === 0 && filled.length === 1 ? 'beside' : 'rival',
  }));
}

/** What is printed below a form's last row is about the form, not a value in it. */
const NOTE = /^\s*(?:注\s*[:：\d一]|备注|说明|填[写报]说明)/;

const PRESENCE = /^\s*(?:有|无|没有|是|否)\s*$/;

/**
 * A row split in two: its value alone in the next row, at the row's start. A value further to the right stands
 * where a row's value usually does: its own label was lost, and it is no one else's.
 */
function nextRowValue(view: FormView, token: Token, node: TemplateNode): BoundValue | null {
  const line = view.lines[token.line];
  const below = line && nextRow(view, line);
  if (!below || below.tokens.some((cell) => view.roles.has(cell))) return null;
  const filled = below.tokens.filter((cell) => !cell.blank);
  const [value] = filled;
  if (!value || filled.length > 1 || value.position > 0) return null;
  if (NOTE.test(value.text) || !view.suits(node, [value])) return null;
  // Any words tell that there is something; alone in a row, only an answer in so many words does.
  if (node.asksPresence && !PRESENCE.test(value.text)) return null;
  return { tokens: [value], relation: 'next-row', place: 'nextRow' };
}

type PeriodValues = Map<Period, readonly BoundValue[]>;

function oneCell(cell: Token, place: ValuePlace): readonly BoundValue[] {
  return [{ tokens: [cell], relation: 'right', place }];
}

/**
 * Cells under the headings of the periods, where both stand in a real grid; null where they do not fit together.
 * @param sameTable whether the headings are the row's own: in another table columns may be numbered otherwise
 */
function valuesByColumn(
  run: readonly Token[],
  columns: readonly PeriodColumn[],
  sameTable: boolean,
): PeriodValues | null {
  const values: PeriodValues = new Map();
  for (const cell of run) {
    const under = columns.filter((heading) => overlap(heading, cell) > 0);
    // Tables are often a blank column wider than their headings, or a column of units.
    if (under.length === 0 && sameTable && (cell.blank || isUnitAlone(cell.text))) continue;
    const isMerged = under.length > 1 && run.length < columns.length;
    if (under.length === 0 || (under.length > 1 && !isMerged)) return null;
    const others = under.flatMap(({ period }) => values.get(period)?.flatMap(({ tokens }) => tokens) ?? []);
    // Of the columns that a heading is over, only one may hold its value.
    if (others.length > 0 && cell.blank) continue;
    if (others.some((other) => !other.blank)) return null;
    // Which of its periods a merged cell's words are of, nobody knows; that it is empty holds for all of them, and so
    // does 无 in the row's only cell.
    const holdsForAll = cell.blank || (under.length === columns.length && saysNothing(cell.content));
    if (isMerged && !holdsForAll) continue;
    for (const { period } of under) values.set(period, oneCell(cell, 'beside'));
  }
  return values;
}

/**
 * Where a row's values stand behind its label: blank cells before the first, and each period's place from there
 * (none where too few rows were seen).
 */
export interface RowShape {
  readonly gap: number;
  /** Offset of each period's cell from the first period's; columns that hold nothing may lie between. */
  readonly offsets: readonly number[];
}

/** Cells of a row in which columns mean nothing: one for each period where a usual shape fits, else in order. */
function valuesInOrder(
  run: readonly Token[],
  periods: readonly Period[],
  shapes: readonly RowShape[],
): PeriodCells {
  const shaped = shapes.map((shape) => cellsInShape(run, shape)).find((cells) => cells !== null);
  return shaped ?? cellsCountedOff(run, periods.length);
}

interface PeriodCells {
  readonly cells: readonly (Token | undefined)[];
  readonly place: ValuePlace;
}

function cellsInShape(run: readonly Token[], { gap, offsets }: RowShape): PeriodCells | null {
  const places = offsets.map((offset) => gap + offset);
  const elsewhere = run.filter((_, place) => !places.includes(place));
  if (run.length <= gap || elsewhere.some((cell) => !cell.blank)) return null;
  // An empty first cell may as well be the gap of a row that slipped.
  const slipped = run[places[0] ?? 0]?.blank === true;
  return { cells: places.map((place) => run[place]), place: slipped ? 'slipped' : 'counted' };
}

/** The row slipped against its label: as many cells as periods are counted off, with fewer filled it is a guess. */
function cellsCountedOff(run: readonly Token[], count: number): PeriodCells {
  const filled = run.filter((cell) => !cell.blank);
  if (filled.length === count || run.length === count)
    return { cells: filled.length === count ? filled : run, place: 'slipped' };
  const cells = [...run];
  while (cells.length > count && cells.at(-1)?.blank) cells.pop();
  while (cells.length > count && cells[0]?.blank) cells.shift();
  return { cells, place: 'miscounted' };
}

function periodValues(view: FormView, token: Token, node: TemplateNode): PeriodValues {
  const line = view.lines[token.line];
  const run = rightRun(view, token);
  if (!line || run.length === 0) return new Map();
  const columns = view.periodColumns(line);
  const sameTable = columns[0]?.table === line.table;
  const byColumn = line.grid && columns.length > 0 ? valuesByColumn(run, columns, sameTable) : null;
  const usual = view.usualShapes.get(node.path.length) ?? { gap: 0, offsets: [] };
  // A heading row that lacks a period says which column was lost, unless the rows kept it.
  const filled = run.filter((cell) => !cell.blank).length;
  const headed = columns.length > 0 && columns.length >= Math.max(filled, usual.offsets.length);
  // What a form says once of each thing, it says of the year.
  const unheaded = run.length === 1 && usual.offsets.length === 1 ? (['year'] as const) : view.periods;
  const periods = headed ? columns.map(({ period }) => period) : unheaded;
  const first = columns[0]?.position ?? 0;
  const offsets = headed ? columns.map(({ position }) => position - first) : [...periods.keys()];
  const places = headed ? offsets.length : usual.offsets.length;
  // Which of its periods has no value, nobody knows.
  const expected = places === 0 ? periods.length : places;
  if (line.emptyCells === 'lost' && run.length < expected) return new Map();
  const shapes = [{ gap: usual.gap, offsets }, ...(places === periods.length ? [usual] : [])];
  if (byColumn) return byColumn;
  const slid = slidShortRow(view, run, usual.gap);
  const short = slid ? view.shortNeighbours.get(token) : 'none';
  if (slid && short === 'both')
    return new Map(slid.map((cell, at) => [periods[at] ?? 'year', oneCell(cell, 'slipped')]));
  const { cells, place } = valuesInOrder(run, periods, shapes);
  // A table that fills fewer places than there are periods has lost a column, and nobody knows which.
  const doubtful = (!headed && places > 0 && places < view.periods.length) || short === 'one';
  return new Map(
    periods.flatMap((period, index) => {
      const cell = cells[index];
      return cell ? [[period, oneCell(cell, doubtful ? 'miscounted' : place)]] : [];
    }),
  );
}

/** The values of a row with an empty first place, and one fewer than there are periods: may be a short row that slid. */
function slidShortRow(view: FormView, run: readonly Token[], gap: number): Token[] | null {
  const filled = run.filter((cell) => !cell.blank);
  const inPlace = filled.every((cell, at) => cell === run[gap + 1 + at]);
  return run[gap]?.blank === true && filled.length === view.periods.length - 1 && inPlace ? filled : null;
}

/** Binds one label to its cells. */
export function bindLabel(view: FormView, match: LabelMatch, node: TemplateNode): BoundLabel {
  const { token } = match.label;
  const values: PeriodValues = hasManyPeriods(node)
    ? periodValues(view, token, node)
    : new Map([['year', singleValues(view, match, node)]]);
  return { node, match, values };
}
