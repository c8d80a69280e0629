/**
 * Tables without lines, or with lines only between rows: columns told by where the words of several rows begin,
 * rows by their baselines or by the lines between them.
 */
import type { Box } from '../../model/document.js';
import type { AlignedCell } from './aligned-cell.js';
import type { Segment } from './segments.js';
import { boxRound, type InkLine, lineOf } from './text-lines.js';
import { joinWrappedRows } from './wrapped-rows.js';

export type AlignedPart =
  | { readonly kind: 'table'; readonly cells: readonly AlignedCell[] }
  | { readonly kind: 'line'; readonly line: InkLine };

/** Gap between words of one line, in character heights, that parts columns; words of a sentence have under 1. */
const COLUMN_GAP = 1.2;
/** Beginnings of words within this many character heights of each other are one column edge. */
const SAME_EDGE = 0.8;
/** How near to a known edge a run must begin, in character heights, to stand in that column. */
const AT_EDGE = 0.15;
/** Rows of several words that a table must have, and the share of its words that must begin at shared edges. */
const LEAST_ROWS = 4;
const LEAST_ALIGNED = 0.75;
/** Rows that must begin a word at an edge for it to be a column. */
const LEAST_SUPPORT = 3;
/** Distance of lines, in character heights, above which the next line is no longer of the same table. */
const LARGEST_PITCH = 4.5;
/** Shorter lines than this share of the text's width underline words and part no rows. */
const RULE_SHARE = 0.6;

/** A stretch of a line without a wide gap. */
interface Word {
  readonly line: InkLine;
  readonly x0: number;
  readonly x1: number;
}

interface Row {
  readonly words: readonly Word[];
  readonly box: Box;
}

/** Splits lines of text into tables and single lines, in order. `rules` are horizontal lines of the page. */
export function alignedTables(lines: readonly InkLine[], rules: readonly Segment[]): AlignedPart[] {
  const rows = rowsOf(lines, rules);
  const parts: AlignedPart[] = [];
  for (const found of blocksOf(rows)) {
    const block = splitAtEdges(found);
    const edges = columnEdges(block);
    const from = block.findIndex((row) => row.words.length > 1);
    const to = block.findLastIndex((row) => row.words.length > 1) + 1;
    const body = block.slice(Math.max(0, from), to);
    if (edges === null) parts.push(...block.flatMap(asLines));
    else {
      parts.push(...block.slice(0, from).flatMap(asLines));
      parts.push({ kind: 'table', cells: joinWrappedRows(cellsOf(body, edges)) });
      parts.push(...block.slice(to).flatMap(asLines));
    }
  }
  return parts;
}

/** Lines between the same two rules are one row; without rules each line is one. */
function rowsOf(lines: readonly InkLine[], rules: readonly Segment[]): Row[] {
  const [left, , right] = boxRound(lines);
  const places = rules
    .filter(({ from, to }) => to - from >= RULE_SHARE * (right - left))
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  const bandOf = (line: InkLine): number => {
    const y = (line.box[1] + line.box[3]) / 2;
    const above = places.filter((place) => place < y).length;
    return above === 0 || above === places.length ? -1 : above;
  };
  const rows: { words: Word[]; lines: InkLine[]; band: number }[] = [];
  for (const line of lines) {
    const band = bandOf(line);
    const current = rows.at(-1);
    if (current !== undefined && band >= 0 && current.band === band) {
      current.words.push(...wordsOf(line));
      current.lines.push(line);
    } else rows.push({ words: wordsOf(line), lines: [line], band });
  }
  return rows.map(({ words, lines: own }) => ({ words, box: boxRound(own) }));
}

/** Words that stand close in a full cell are told apart where a run begins at the edge of a known column. */
function splitAtEdges(rows: readonly Row[]): Row[] {
  const edges = columnEdges(rows);
  if (edges === null) return [...rows];
  return rows.map((row) => ({ ...row, words: row.words.flatMap((word) => wordsOf(word.line, edges)) }));
}

function wordsOf(line: InkLine, edges: readonly number[] = []): Word[] {
  const words: InkLine['inks'][number][][] = [];
  let right = -Infinity;
  let run: number | null | undefined;
  for (const ink of line.inks) {
    if (ink.text.trim() === '') continue;
    const beginsRun = ink.run !== run;
    const isOver = beginsRun && ink.box[0] < right - line.size / 2;
    const atEdge = beginsRun && edges.some((edge) => Math.abs(edge - ink.box[0]) < AT_EDGE * line.size);
    if (ink.box[0] - right > COLUMN_GAP * line.size || isOver || atEdge) words.push([]);
    words.at(-1)?.push(ink);
    right = Math.max(isOver ? -Infinity : right, ink.box[2]);
    run = ink.run;
  }
  return words.map((inks) => {
    const own = lineOf(inks);
    return { line: own, x0: own.box[0], x1: own.box[2] };
  });
}

function blocksOf(rows: readonly Row[]): Row[][] {
  const blocks: Row[][] = [];
  for (const row of rows) {
    const before = blocks.at(-1)?.at(-1);
    const size = row.words[0]?.line.size ?? 0;
    if (before !== undefined && row.box[1] - before.box[3] <= LARGEST_PITCH * size) blocks.at(-1)?.push(row);
    else blocks.push([row]);
  }
  return blocks;
}

/** Left edges of the columns, or null where the words are not aligned convincingly. */
function columnEdges(rows: readonly Row[]): number[] | null {
  const wordy = rows.filter((row) => row.words.length > 1);
  if (wordy.length < LEAST_ROWS) return null;
  const words = wordy.flatMap((row) => row.words);
  const size = words.map((word) => word.line.size).sort((a, b) => a - b)[words.length >> 1] ?? 10;
  const clusters: Word[][] = [];
  for (const word of [...words].sort((a, b) => a.x0 - b.x0)) {
    const current = clusters.at(-1);
    if (current?.[0] !== undefined && word.x0 - current[0].x0 <= SAME_EDGE * size) current.push(word);
    else clusters.push([word]);
  }
  const shared = clusters.filter((cluster) => cluster.length >= LEAST_SUPPORT);
  const aligned = shared.reduce((sum, cluster) => sum + cluster.length, 0);
  if (shared.length < 2 || aligned < LEAST_ALIGNED * words.length) return null;
  const edges = shared.map((cluster) => Math.min(...cluster.map((word) => word.x0)));
  return rows.filter((row) => isTabular(row, edges)).length < rows.length / 2 ? null : edges;
}

/** Several words, or one that has its place in one column: the rest of a wrapped label, not a sentence. */
function isTabular({ words }: Row, edges: readonly number[]): boolean {
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) return true;
  const column = columnOf(word, edges);
  const isAtEdge = Math.abs(word.x0 - (edges[column] ?? 0)) <= SAME_EDGE * word.line.size;
  return isAtEdge && word.x1 <= (edges[column + 1] ?? word.x1);
}

/** Every row gets every column, empty cells included, unless a word runs on over the next columns. */
function cellsOf(rows: readonly Row[], edges: readonly number[]): AlignedCell[] {
  const right = Math.max(...rows.map((row) => row.box[2]));
  return rows.flatMap((row, index) => {
    const cells: AlignedCell[] = [];
    for (let column = 0; column < edges.length; ) {
      const own = row.words.filter((word) => columnOf(word, edges) === column);
      const reach = Math.max(...own.map((word) => word.x1), -Infinity);
      let next = column + 1;
      while (next < edges.length && (edges[next] ?? 0) < reach && !startsAt(row, edges, next)) next++;
      const box: Box = [edges[column] ?? 0, row.box[1], edges[next] ?? Math.max(right, reach), row.box[3]];
      const lines = own.map((word) => word.line);
      cells.push({ row: index, column, columnSpan: next - column, box, lines: joinLevel(lines) });
      column = next;
    }
    return cells;
  });
}

function startsAt(row: Row, edges: readonly number[], column: number): boolean {
  return row.words.some((word) => columnOf(word, edges) === column);
}

function columnOf(word: Word, edges: readonly number[]): number {
  const slack = SAME_EDGE * word.line.size;
  return Math.max(
    0,
    edges.findLastIndex((edge) => edge <= word.x0 + slack),
  );
}

/** Words of one cell on one line are one line again. */
function joinLevel(lines: readonly InkLine[]): InkLine[] {
  const joined: InkLine[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (before !== undefined && Math.abs(before.box[1] - line.box[1]) < line.size / 2) {
      joined[joined.length - 1] = lineOf([...before.inks, ...line.inks]);
    } else joined.push(line);
  }
  return joined;
}

function asLines(row: Row): AlignedPart[] {
  const byTop = joinLevel(row.words.map((word) => word.line));
  return byTop.map((line) => ({ kind: 'line', line }));
}
