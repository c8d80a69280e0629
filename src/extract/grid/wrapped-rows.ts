/**
 * Rows of a table without lines whose labels or values are broken into several lines: which lines are the rest of
 * the row above, told by the room that was left in the column, by open brackets and by options in a list.
 */
import { addAll } from '../../add-all.js';
import type { AlignedCell } from './aligned-cell.js';
import { clipOf, sameClip } from './clips.js';
import { boxRound, type Ink, type InkLine, writtenIn } from './text-lines.js';
import { firstWordWidth } from './wrapped-lines.js';

/** Lines of one cell are no further apart, top to top, in character heights. */
const LARGEST_PITCH = 2.2;
/** Lines of one cell are the nearest of the table: rows have some room between them, or as little. */
const NEAREST = 1.2;
/** Share of distances that are smaller than they look, where a line changes from one font to another. */
const UNRELIABLE = 0.15;
/** Widest room between two columns' texts in character heights: two paddings of a word processor. */
const WIDEST_GAP = 1.35;
/** Lines that must reach a right edge which no other column marks. */
const LEAST_AT_EDGE = 2;
/** Distance of a text from its column's edge, in character heights: a bracket's own white, a box's frame. */
const AT_EDGE = 0.4;
/** Arithmetic of places is exact to a tenth of a point. */
const SLACK = 0.1;

const OPEN_BRACKET = /[（(][^（()）]*$/u;
/** No number: that may be a value of its own. */
const END = /^\S?[^\d０-９\s]$|^[^（(]*[）)]/u;
/** A unit on a line of its own: no label, and hardly a value. */
const BRACKET_ALONE = /^[（(][^（()）]*(?:[）)][:：]?)?$/u;
const CLOSED_BRACKET = /[)）][:：]?$/u;

type Row = readonly AlignedCell[];

/** Puts the lines of wrapped cells together; rows are numbered anew. */
export function joinWrappedRows(cells: readonly AlignedCell[]): AlignedCell[] {
  const rows = rowsOf(cells);
  const size = sizeOf(rows);
  const room = roomOf(rows, size);
  const nearest = nearestPitch(rows, size);
  const joined: AlignedCell[][] = [];
  let before: Row | undefined;
  for (const row of rows) {
    const above = joined.at(-1);
    const isNear = before !== undefined && pitch(before, row) <= nearest;
    if (above !== undefined && isNear && goesOn(above, row, room)) {
      joined[joined.length - 1] = above.map((cell) => withRest(cell, row));
    } else joined.push([...row]);
    before = row;
  }
  return joined.flatMap((row, index) => row.map((cell) => ({ ...cell, row: index })));
}

/**
 * All that a row has must be the rest of what stands above. Where labels and values alike fill their columns that
 * is no proof yet: then one of them must be a mere end, as a wrapped text has and a row of its own has not.
 */
function goesOn(above: Row, row: Row, room: Room): boolean {
  const own = filled(row);
  if (!own.every((cell) => isRest(cell, above, room))) return false;
  return own.length === 1 || own.some(isEnd);
}

/** One or two characters of a text, the rest of a bracket, or a further option. */
function isEnd({ lines }: AlignedCell): boolean {
  const inks = lines.flatMap((line) => line.inks);
  return isMark(inks[0]) || END.test(textOf(inks));
}

function rowsOf(cells: readonly AlignedCell[]): AlignedCell[][] {
  const rows: AlignedCell[][] = [];
  for (const cell of cells) {
    const row = rows[cell.row] ?? [];
    row.push(cell);
    rows[cell.row] = row;
  }
  return rows.filter((row) => filled(row).length > 0);
}

function filled(row: Row): AlignedCell[] {
  return row.filter(({ lines }) => lines.length > 0);
}

/** Top to top in a column that both fill, since fonts differ between columns; else from label to label. */
function pitch(before: Row, row: Row): number {
  const [upper, lower] = [filled(before), filled(row)];
  const shared = lower.find(({ column }) => upper.some((cell) => cell.column === column)) ?? lower[0];
  const above = upper.find(({ column }) => column === shared?.column) ?? upper[0];
  return (shared?.lines[0]?.box[1] ?? Infinity) - (above?.lines.at(-1)?.box[1] ?? -Infinity);
}

/** Height of the characters of most lines. */
function sizeOf(rows: readonly Row[]): number {
  const sizes = rows.flatMap(filled).flatMap(({ lines }) => lines.map(({ size }) => size));
  return sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
}

/** The largest distance of two lines of one cell, in the units of the page. */
function nearestPitch(rows: readonly Row[], size: number): number {
  const pitches = rows.slice(1).map((row, index) => pitch(rows[index] ?? row, row));
  const own = pitches.filter((distance) => distance >= size).sort((a, b) => a - b);
  const least = own[Math.floor(own.length * UNRELIABLE)] ?? 0;
  return Math.min(LARGEST_PITCH * size, NEAREST * least);
}

/** Where texts of a cell that ends before column `next` are broken at the latest. */
type Room = (next: number, box: AlignedCell['box']) => number;

/** From the longest text before each column; the last column ends where several of its lines do. */
function roomOf(rows: readonly Row[], size: number): Room {
  const columns = Math.max(...rows.map(columnsOf));
  const reach = new Map<number, number>();
  const ends: InkLine[] = [];
  for (const row of rows.filter(isRegular)) {
    for (const { column, columnSpan, box, lines } of filled(row)) {
      const next = column + columnSpan;
      if (next === columns) addAll(ends, lines);
      // Beside an empty place a text may have had more room than it seems.
      else if (!filled(row).some((cell) => cell.column === next)) continue;
      const rights = lines.map((line) => line.box[2]).filter((right) => right < box[2]);
      reach.set(next, Math.max(reach.get(next) ?? 0, ...rights));
    }
  }
  const right = Math.max(...ends.map(({ box }) => box[2]));
  const isMarked = ends.filter(({ box }) => box[2] > right - WIDEST_GAP * size).length >= LEAST_AT_EDGE;
  const last = isMarked ? right : Number.POSITIVE_INFINITY;
  return (next, box) => (next < columns ? Math.max(reach.get(next) ?? 0, box[2] - WIDEST_GAP * size) : last);
}

/** Several texts, each from its column's edge on: not a sentence or title that stands over the table. */
function isRegular(row: Row): boolean {
  const own = filled(row);
  return (
    own.length > 1 &&
    own.every(({ box, lines }) =>
      lines.every((line) => Math.abs(line.box[0] - box[0]) <= AT_EDGE * line.size),
    )
  );
}

function columnsOf(row: Row): number {
  return Math.max(...row.map(({ column, columnSpan }) => column + columnSpan));
}

/** Whether a cell's text goes on from the cell above it. */
function isRest(cell: AlignedCell, above: Row, room: Room): boolean {
  const upper = above.find(({ column, lines }) => column === cell.column && lines.length > 0);
  const [last, first] = [upper?.lines.at(-1), cell.lines[0]];
  if (upper === undefined || last === undefined || first === undefined) return false;
  if (!sameClip(clipOf(last), clipOf(first))) return false;
  const text = textOf(upper.lines.flatMap(({ inks }) => inks));
  if (isMark(first.inks[0])) return goesOnAsOptions(upper, cell);
  if (OPEN_BRACKET.test(text)) return true;
  if (CLOSED_BRACKET.test(text)) return false;
  if (BRACKET_ALONE.test(textOf(cell.lines.flatMap(({ inks }) => inks)))) return true;
  const next = upper.column + Math.max(upper.columnSpan, cell.columnSpan);
  const edge = upper.columnSpan >= cell.columnSpan ? upper.box : cell.box;
  return last.box[2] + firstWordWidth(first) > room(next, edge) + SLACK;
}

/** A further option of the list above: an own list would begin with the words of the first. */
function goesOnAsOptions(upper: AlignedCell, { lines }: AlignedCell): boolean {
  const listed = upper.lines.flatMap(({ inks }) => inks);
  const words = textOf(lines.flatMap(({ inks }) => inks));
  return isMark(listed[0]) && words !== '' && !textOf(listed).includes(words);
}

function isMark(ink: Ink | undefined): boolean {
  return ink !== undefined && ink.mark !== null;
}

function textOf(inks: readonly Ink[]): string {
  return writtenIn(inks).trim();
}

function withRest(cell: AlignedCell, row: Row): AlignedCell {
  const rest = row.find(({ column, lines }) => column === cell.column && lines.length > 0);
  if (rest === undefined) return cell;
  const lines = [...cell.lines, ...rest.lines];
  return { ...cell, lines, box: boxRound([cell, rest]) };
}
