/** Compares what was read of a picture with what was printed, cell by cell. */

import type { ScanPage } from '../../../src/extract/scan/scan-page.js';
import type { Cell, Piece } from '../../../src/model/document.js';
import type { TrueCell } from './sheet.js';

export interface Score {
  cells: number;
  /** Printed cells that are exactly one read cell. */
  found: number;
  texts: number;
  textsRight: number;
  numbers: number;
  numbersRight: number;
  /** Numbers wrong although their score says 0.9 or more. */
  numbersSurelyWrong: number;
  marks: number;
  marksRight: number;
  marksUnreadable: number;
  /** Read marks where none is, or of the wrong state. */
  marksWrong: number;
  /** Ticked marks that are printed, that were read, and both. */
  ticked: number;
  tickedRead: number;
  tickedRight: number;
  markCells: number;
  markCellsRight: number;
}

export const NOTHING: Score = {
  cells: 0,
  found: 0,
  texts: 0,
  textsRight: 0,
  numbers: 0,
  numbersRight: 0,
  numbersSurelyWrong: 0,
  marks: 0,
  marksRight: 0,
  marksUnreadable: 0,
  marksWrong: 0,
  ticked: 0,
  tickedRead: 0,
  tickedRight: 0,
  markCells: 0,
  markCellsRight: 0,
};

export function addScore(a: Score, b: Score): Score {
  const sum: Score = { ...a };
  for (const key of Object.keys(NOTHING) as (keyof Score)[]) sum[key] += b[key];
  return sum;
}

export interface Miss {
  readonly printed: string;
  readonly read: string;
}

export function scorePage(
  printed: readonly TrueCell[],
  place: (x: number, y: number) => readonly [number, number],
  page: ScanPage,
): { score: Score; misses: Miss[] } {
  const score = { ...NOTHING };
  const misses: Miss[] = [];
  const cells = page.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
  for (const cell of printed) {
    const here = cells.filter((read) => middleInside(read, cell, place));
    score.cells++;
    if (here.length === 1) score.found++;
    const pieces = here.flatMap((read) => read.content);
    const text = plain(pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''));
    const states = pieces.flatMap(statesIn);
    const wanted = plain(cell.text);
    if (wanted !== '') score.texts++;
    if (wanted !== '' && text === wanted) score.textsRight++;
    scoreMarks(score, cell, states);
    if (cell.isNumber) {
      score.numbers++;
      if (text === wanted) score.numbersRight++;
      else if (here.some((read) => surely(read.content))) score.numbersSurelyWrong++;
    }
    const marksRight =
      states.length === cell.marks.length &&
      states.every((state, i) => state === (cell.marks[i] ? 'checked' : 'unchecked'));
    if (text !== wanted || !marksRight || here.length !== 1) {
      misses.push({
        printed: shown(cell),
        read: `${here.length}: ${here.map(({ content }) => content.map(shownPiece).join('|')).join(' ‖ ')}`,
      });
    }
  }
  return { score, misses };
}

/** A tick without a box stays a character, which the reader of options takes for the mark that it is. */
function statesIn(piece: Piece): string[] {
  if (piece.kind === 'mark') return [piece.state];
  return [...piece.text.matchAll(/√/gu)].map(() => 'checked');
}

function scoreMarks(score: Score, cell: TrueCell, states: readonly string[]): void {
  score.marks += cell.marks.length;
  if (cell.marks.length > 0) score.markCells++;
  score.ticked += cell.marks.filter((mark) => mark).length;
  score.tickedRead += states.filter((state) => state === 'checked').length;
  if (states.length !== cell.marks.length) {
    score.marksWrong += Math.max(0, states.length - cell.marks.length);
    return;
  }
  const right = states.filter((state, i) => state === (cell.marks[i] ? 'checked' : 'unchecked')).length;
  const unreadable = states.filter((state) => state === 'unreadable').length;
  score.marksRight += right;
  score.tickedRight += states.filter((state, i) => state === 'checked' && cell.marks[i] === true).length;
  score.marksUnreadable += unreadable;
  score.marksWrong += states.length - right - unreadable;
  if (cell.marks.length > 0 && right === states.length) score.markCellsRight++;
}

function surely(content: readonly Piece[]): boolean {
  return content.some((piece) => piece.kind === 'text' && (piece.score ?? 0) >= 0.9);
}

function middleInside(
  read: Cell,
  cell: TrueCell,
  place: (x: number, y: number) => readonly [number, number],
): boolean {
  const boxes = read.origin.boxes;
  const x = (Math.min(...boxes.map(([x0]) => x0)) + Math.max(...boxes.map(([, , x1]) => x1))) / 2;
  const y = (Math.min(...boxes.map(([, y0]) => y0)) + Math.max(...boxes.map(([, , , y1]) => y1))) / 2;
  const [left, top, right, bottom] = cell.box;
  const corners = [place(left, top), place(right, top), place(left, bottom), place(right, bottom)];
  const xs = corners.map(([u]) => u);
  const ys = corners.map(([, v]) => v);
  return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys);
}

/** Without blanks, bare ticks, rules to write on and the difference of full and half width; every dash is one. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s_√]/gu, '')
    .replaceAll(/[—–－―一]+/gu, '-')
    .replaceAll('〇', '○');
}

function shown(cell: TrueCell): string {
  return `${cell.text} ${cell.marks.map((mark) => (mark ? '[x]' : '[ ]')).join('')}`;
}

function shownPiece(piece: Piece): string {
  if (piece.kind === 'mark') return { checked: '[x]', unchecked: '[ ]', unreadable: '[?]' }[piece.state];
  return piece.text + (piece.score !== null && piece.score < 0.9 ? `{${piece.score.toFixed(2)}}` : '');
}
