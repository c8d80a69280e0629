/**
 * Tables without lines, or with lines only between rows: columns told by where texts of several rows are aligned,
 * rows by the levels on which texts stand or by the lines between them.
 */
import type { Box } from '../../model/document.js';
import type { AlignedCell } from './aligned-cell.js';
import { cellsOf, joinLevel } from './aligned-cells.js';
import { type CellText, cellTexts } from './cell-texts.js';
import { wordsOf } from './cell-words.js';
import { acrossClip, isOfPageBefore } from './clips.js';
import { withDoubts } from './doubts.js';
import type { TextRow } from './drawn-rows.js';
import { partedWords } from './parted-words.js';
import type { Segment } from './segments.js';
import { asLine, type LoosePart, looseParts } from './side-texts.js';
import { type Columns, columnOf, textColumns } from './text-columns.js';
import { boxRound, firstRun, type InkLine } from './text-lines.js';
import { textRows } from './text-rows.js';
import { joinWrappedRows } from './wrapped-rows.js';

export type AlignedPart =
  /** `otherwise` are the parts of what only looks like a table where another page begins it. */
  | {
      readonly kind: 'table';
      readonly cells: readonly AlignedCell[];
      readonly otherwise: readonly LoosePart[] | null;
    }
  | LoosePart;

/** Rows of several texts that a table must have, and rows that the rest of one may have in which nothing is aligned. */
const LEAST_ROWS = 4;
const MOST_OF_REST = 12;
/** Rows of one text on end that are lines and no rows. */
const LEAST_LINES = 4;
/** How far from its column's end a lone text may begin, in character heights, to be of the table. */
const SAME_EDGE = 0.8;
/** Distance of lines, in character heights, above which the next line is no longer of the same table. */
const LARGEST_PITCH = 7;
/** Shorter lines than this share of the text's width underline words and part no rows. */
const RULE_SHARE = 0.6;
/** More words than this on one page are no form, and too many to compare with each other. */
const MOST_WORDS = 1500;

/** Number of the stretch between two rules in which something stands; -1 over, under and without them. */
type BandOf = (part: { readonly box: Box }) => number;

/** Splits lines of text, with their indents, into tables and single lines, in order. `rules` are horizontal lines of the page. */
export function alignedTables(lines: readonly InkLine[], rules: readonly Segment[]): AlignedPart[] {
  const bandOf = bandsBetween(lines, rules);
  return blocksOf(lines).flatMap((block) => {
    const words = block.flatMap((line) => wordsOf(line));
    if (words.length > MOST_WORDS) return block.map(asLine);
    const size = medianSize(words);
    return tableIn(block, size, bandOf) ?? looseParts(block, size);
  });
}

function bandsBetween(lines: readonly InkLine[], rules: readonly Segment[]): BandOf {
  const [left, , right] = boxRound(lines);
  const places = rules
    .filter(({ from, to }) => to - from >= RULE_SHARE * (right - left))
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  return ({ box }) => {
    const above = places.filter((place) => place < (box[1] + box[3]) / 2).length;
    return above === 0 || above === places.length ? -1 : above;
  };
}

function blocksOf(lines: readonly InkLine[]): InkLine[][] {
  const blocks: InkLine[][] = [];
  for (const line of lines) {
    const before = blocks.at(-1)?.at(-1);
    if (before !== undefined && line.box[1] - before.box[3] <= LARGEST_PITCH * line.size)
      blocks.at(-1)?.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

/** The lines over a table, the table and the lines under it; null where there is none. */
function tableIn(lines: readonly InkLine[], size: number, bandOf: BandOf): AlignedPart[] | null {
  const drawn = cellTexts(partedWords(lines, size));
  const texts = drawn.filter((text) => !isOfPageBefore(text.lines));
  const found = textRows(texts, size, bandOf);
  const { rows } = found;
  const from = Math.max(0, rows.findIndex(isOfSeveral));
  const all = rows.slice(from, rows.findLastIndex(isOfSeveral) + 1);
  const { body, columns } = bodyOf(all, size);
  const to = from + body.length;
  const isSure = columns !== null;
  if (!isSure && (body.length === 0 || body.length > MOST_OF_REST)) return null;
  const own = columns ?? placesOf(body);
  const cells = cellsOf({ ...found, rows: body }, own, size);
  return [
    ...looseParts(linesOf(rows.slice(0, from)), size),
    {
      kind: 'table',
      cells: withDoubts(isSure && isDrawnByLines(texts) ? joinWrappedRows(cells) : cells),
      otherwise: isSure ? null : looseParts(linesOf(body), size),
    },
    ...looseParts(linesOf(rows.slice(to)), size),
  ];
}

function isOfSeveral({ texts }: TextRow): boolean {
  return texts.length > 1;
}

/** All rows where they are a table, else those over running text, which may be one. */
function bodyOf(all: readonly TextRow[], size: number) {
  const columns = columnsOf(all, size);
  if (columns !== null) return { body: all, columns };
  const body = beforeLines(all);
  return { body, columns: body.length < all.length ? columnsOf(body, size) : null };
}

/** The columns of a table; null where the rows are none. */
function columnsOf(rows: readonly TextRow[], size: number): Columns | null {
  const texts = rows.map((row) => row.texts);
  const columns = textColumns(texts, size);
  return columns !== null && isTable(rows, columns, size) ? columns : null;
}

/** The rows over running text, of which a line or two may look as if it had several texts. */
function beforeLines(rows: readonly TextRow[]): readonly TextRow[] {
  const isRunning = (_: TextRow, at: number) =>
    at + LEAST_LINES <= rows.length && !rows.slice(at, at + LEAST_LINES).some(isOfSeveral);
  const lines = rows.findIndex(isRunning);
  return lines < 0 ? rows : rows.slice(0, rows.slice(0, lines).findLastIndex(isOfSeveral) + 1);
}

function medianSize(words: readonly InkLine[]): number {
  return words.map(({ size }) => size).sort((a, b) => a - b)[words.length >> 1] ?? 0;
}

/** Rows of several texts, or of one that has its place in one column: a label without its value, not a sentence. */
function isTable(rows: readonly TextRow[], columns: Columns, size: number): boolean {
  const wordy = rows.filter(({ texts }) => texts.length > 1 && areBeside(texts, size));
  const tabular = rows.filter((row) => {
    const [text, ...others] = row.texts;
    if (text === undefined || others.length > 0) return wordy.includes(row);
    const column = columnOf(text, columns, size);
    const isAtEdge = Math.abs(text.box[0] - (columns[column] ?? 0)) <= SAME_EDGE * size;
    return isAtEdge && text.box[2] <= (columns[column + 1] ?? text.box[2]);
  });
  return wordy.length >= LEAST_ROWS && heightOf(tabular) > heightOf(rows) / 2;
}

/** Lines of prose run over what stands in the next one; cells keep to their columns, but for what is beside no line. */
function areBeside(texts: readonly CellText[], size: number): boolean {
  return texts.every(({ lines }, index) => {
    const next = texts[index + 1]?.lines ?? [];
    return lines.every((line) =>
      next.every((other) => !isLevel(line, other) || acrossClip(line).box[2] <= other.box[0] + size),
    );
  });
}

function isLevel(one: InkLine, other: InkLine): boolean {
  return Math.abs(one.box[1] + one.box[3] - other.box[1] - other.box[3]) < one.size;
}

/** In lines, of which a row has as many as its longest text. */
function heightOf(rows: readonly TextRow[]): number {
  return rows.reduce((sum, { texts }) => sum + Math.max(...texts.map(({ lines }) => lines.length)), 0);
}

/** Each place at which a text begins, as long as no other page says what the columns are. */
function placesOf(rows: readonly TextRow[]): Columns {
  const places = rows.flatMap(({ texts }) => texts.map(({ box }) => box[0]));
  return [...new Set(places)].sort((a, b) => a - b);
}

/** Never back up on the page: then the order says nothing about which lines are one cell's. */
function isDrawnByLines(texts: readonly CellText[]): boolean {
  const lines = texts.flatMap((text) => text.lines);
  const order = lines.sort((a, b) => firstRun(a) - firstRun(b));
  return order.every((line, index) => line.box[1] >= (order[index - 1] ?? line).box[1] - line.size / 2);
}

function linesOf(rows: readonly TextRow[]): InkLine[] {
  return rows.flatMap(({ texts }) => {
    const lines = texts.flatMap((text) => text.lines);
    return joinLevel(lines.sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]));
  });
}
