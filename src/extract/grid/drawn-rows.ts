/**
 * Rows of a table by the order in which its texts were drawn. Programs draw a table row by row, each from left to
 * right, and a label of several rows with the first of them, wherever beside its rows it stands.
 */
import { wordsOfCell } from './aligned-cell.js';
import type { CellText } from './cell-texts.js';
import { areHeadings } from './headings.js';
import { firstRun } from './text-lines.js';

export interface TextRow {
  /** From left to right. */
  readonly texts: readonly CellText[];
  readonly level: number;
}

export interface DrawnRows {
  readonly rows: readonly TextRow[];
  /** Labels that stand further down than the first of their rows, of which the order tells which it is. */
  readonly moved: ReadonlySet<CellText>;
  /** Level of the first row that a text may be of; of those drawn before it are all rows above. */
  readonly earliest: ReadonlyMap<CellText, number>;
}

/** Begins an answer, and no label. */
const FIGURE = /^[\d０-９]/u;

interface Drawn {
  readonly text: CellText;
  readonly row: number;
}

/** Moves labels of several rows into the first of them. */
export function labelsFirst(rows: readonly TextRow[]): DrawnRows {
  const drawn = rows
    .flatMap(({ texts }, row) => texts.map((text) => ({ text, row, run: runOf(text) })))
    .sort((a, b) => a.run - b.run);
  const placed = new Map<CellText, number>();
  const earliest = new Map<CellText, number>();
  for (const pass of passesOf(drawn)) {
    let first = Number.POSITIVE_INFINITY;
    for (const { text, row } of pass.toReversed()) {
      const own = Math.min(first, isUnderHeadings(rows, row) ? row - 1 : row);
      placed.set(text, own < row && hasRoom(text, rows[own]) ? own : row);
      // A label between two rows has both of them, and is drawn with the upper one.
      first = Math.min(first, isBetween(rows, row) ? row - 1 : row);
    }
    pass.forEach(({ text }, at) => {
      const before = pass.slice(0, at).filter((other) => other.text.box[2] > text.box[0]);
      const last = Math.max(...before.map((other) => placed.get(other.text) ?? other.row));
      earliest.set(text, rows[last + 1]?.level ?? Number.NEGATIVE_INFINITY);
    });
  }
  const moved = new Set(drawn.flatMap(({ text, row }) => (placed.get(text) === row ? [] : [text])));
  const texts = drawn.map(({ text }) => text).sort((a, b) => a.box[0] - b.box[0] || a.box[1] - b.box[1]);
  const ordered = rows.map(({ level }, at) => ({
    level,
    texts: texts.filter((text) => placed.get(text) === at),
  }));
  for (const text of moved) earliest.set(text, rows[placed.get(text) ?? 0]?.level ?? 0);
  return { rows: ordered.filter((row) => row.texts.length > 0), moved, earliest };
}

/**
 * A text alone between rows that begin further right: where there is no room for a row of its own, or between headings
 * and their answers.
 */
export function isBetween(rows: readonly TextRow[], at: number): boolean {
  const [above, row, below] = [rows[at - 1]?.texts[0], rows[at]?.texts, rows[at + 1]?.texts[0]];
  const text = row?.[0];
  if (above === undefined || below === undefined || text === undefined || row?.length !== 1) return false;
  if (Math.min(above.box[0], below.box[0]) < text.box[2]) return false;
  const isTight = below.box[1] - above.box[3] < text.box[3] - text.box[1] + text.size / 2;
  return isTight || isUnderHeadings(rows, at);
}

/** A text alone before the stretch of headings above it and of their answers below. */
function isUnderHeadings(rows: readonly TextRow[], at: number): boolean {
  const [above = [], row = [], below = []] = [-1, 0, 1].map((step) => rows[at + step]?.texts);
  const [only] = row;
  const isAlone = only !== undefined && row.length === 1;
  return (
    isAlone && [...above, ...below].every(({ box }) => box[0] >= only.box[2]) && areHeadings(above, below)
  );
}

function runOf({ lines }: CellText): number {
  return Math.min(...lines.map(firstRun));
}

/**
 * Stretches drawn from top to bottom: spreadsheets draw texts of one line first and all others then. What stands below
 * the next text can only be labels at its left that go on beside it, one in each column.
 */
function passesOf(drawn: readonly Drawn[]): Drawn[][] {
  const passes: Drawn[][] = [];
  for (const next of drawn) {
    const pass = passes.at(-1);
    const below = pass?.filter(({ row }) => row > next.row) ?? [];
    if (pass !== undefined && areBeside([...below, next])) pass.push(next);
    else passes.push([next]);
  }
  return passes;
}

/** From left to right, none reaching over the next, and no figure before the last. */
function areBeside(drawn: readonly Drawn[]): boolean {
  return drawn.every(({ text }, at) => {
    const next = drawn[at + 1]?.text;
    return next === undefined || (text.box[2] <= next.box[0] && !FIGURE.test(wordsOfCell(text)));
  });
}

function hasRoom({ box }: CellText, row: TextRow | undefined): boolean {
  return row?.texts.every((text) => text.box[0] >= box[2] || text.box[2] <= box[0]) ?? false;
}
