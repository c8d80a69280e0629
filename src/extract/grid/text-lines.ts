/** Pieces of ink with places → lines of text in reading order, for every source that has characters on a page. */
import { addAll } from '../../add-all.js';
import type { Box, MarkState, Piece } from '../../model/document.js';

/** A character (or several that were read as one) or a mark, upright in the frame it is given in. */
export interface Ink {
  readonly box: Box;
  /** Character height in the units of the page. */
  readonly size: number;
  readonly text: string;
  /** Set where this is a mark; `text` is then its glyph. */
  readonly mark: MarkState | null;
  /** Number of the unbroken stretch that it belongs to, where the source knows; kept whole where two overlap. */
  readonly run?: number | null;
  /** The area outside which it is not painted, where there is one. */
  readonly clip?: Box | null;
}

export interface InkLine {
  readonly inks: readonly Ink[];
  readonly box: Box;
  readonly size: number;
}

/** Share of the lower of two boxes by which they must overlap in height to stand on one line. */
const SAME_LINE = 0.5;
/** Gap between characters, in character heights, from which a blank stands between them. */
const BLANK = 0.3;
/** Width of a written-out blank in character heights, and the most that are written for one gap. */
const BLANK_WIDTH = 0.5;
const MOST_BLANKS = 24;
/** A character drawn twice within this share of its size is drawn once, to look bold. */
const SAME_PLACE = 0.2;

/** Lines from top to bottom, each from left to right. */
export function linesOf(inks: readonly Ink[]): InkLine[] {
  return indentedLinesOf(inks).map(withoutIndent);
}

/** The same with the blanks that lines begin with: they tell where a text begins. */
export function indentedLinesOf(inks: readonly Ink[]): InkLine[] {
  const lines: { inks: Ink[]; top: number; bottom: number }[] = [];
  for (const ink of [...inks].sort((a, b) => middle(a) - middle(b) || a.box[0] - b.box[0])) {
    const [, y0, , y1] = ink.box;
    const line = lines.slice(-3).find(({ top, bottom }) => {
      const shared = Math.min(bottom, y1) - Math.max(top, y0);
      return shared >= SAME_LINE * Math.min(bottom - top, y1 - y0);
    });
    if (line === undefined) {
      lines.push({ inks: [ink], top: y0, bottom: y1 });
      continue;
    }
    line.inks.push(ink);
    // The band of a line is its tallest character's, so that a raised mark does not pull in the next line.
    if (y1 - y0 > line.bottom - line.top) [line.top, line.bottom] = [y0, y1];
  }
  return lines
    .map(({ inks: own }) => lineOf(inReadingOrder(withoutDoubles(own.sort((a, b) => a.box[0] - b.box[0])))))
    .filter((line) => line.inks.length > 0)
    .sort((a, b) => a.box[1] - b.box[1]);
}

export function withoutIndent(line: InkLine): InkLine {
  const first = line.inks.findIndex((ink) => !isBlank(ink));
  return first > 0 ? lineOf(line.inks.slice(first)) : line;
}

export function isBlank({ text }: Ink): boolean {
  return text.trim() === '';
}

export function lineOf(inks: readonly Ink[]): InkLine {
  const sizes = inks.map((ink) => ink.size).sort((a, b) => a - b);
  return { inks, box: boxRound(inks), size: sizes[Math.floor(sizes.length / 2)] ?? 0 };
}

/** The pieces of lines: text with blanks for gaps, marks, a line break between lines. */
export function piecesOf(lines: readonly InkLine[], splitText: (text: string) => readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  const flush = () => {
    if (text.trim() !== '') addAll(pieces, splitText(text));
    text = '';
  };
  lines.forEach((line, index) => {
    if (index > 0) text += '\n';
    let right: number | null = null;
    for (const ink of line.inks) {
      const blanks = right === null ? 0 : blanksIn(ink.box[0] - right, line.size);
      if (blanks > 0 && !/\s$/.test(text)) text += ' '.repeat(blanks);
      right = Math.max(right ?? ink.box[2], ink.box[2]);
      if (ink.mark === null) text += ink.text;
      else {
        flush();
        pieces.push({ kind: 'mark', state: ink.mark, glyph: ink.text, score: null });
      }
    }
    text = text.replace(/[^\S\n]+$/, '');
  });
  flush();
  return pieces;
}

/** What is written in a line, its marks left out. */
export function writtenIn(inks: readonly Ink[]): string {
  return inks.map((ink) => (ink.mark === null ? ink.text : '')).join('');
}

/** Number of the stretch of a line that was drawn first; infinite where the source does not know. */
export function firstRun({ inks }: InkLine): number {
  return Math.min(...inks.map(({ run }) => run ?? Number.POSITIVE_INFINITY));
}

export function boxRound(parts: readonly { readonly box: Box }[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of parts) {
    x0 = Math.min(x0, box[0]);
    y0 = Math.min(y0, box[1]);
    x1 = Math.max(x1, box[2]);
    y1 = Math.max(y1, box[3]);
  }
  return [x0, y0, x1, y1];
}

function blanksIn(gap: number, size: number): number {
  if (gap < BLANK * size) return 0;
  return Math.max(1, Math.min(MOST_BLANKS, Math.round(gap / (BLANK_WIDTH * size)) - 1));
}

/** By the places where runs begin: a value cut off at its cell's edge lies under the next cell's text. */
function inReadingOrder(inks: readonly Ink[]): Ink[] {
  const starts = new Map<number, number>();
  for (const { run, box } of inks) {
    if (run !== undefined && run !== null) starts.set(run, Math.min(starts.get(run) ?? Infinity, box[0]));
  }
  const startOf = ({ run, box }: Ink) => starts.get(run ?? -1) ?? box[0];
  return [...inks].sort(
    (a, b) => startOf(a) - startOf(b) || (a.run ?? 0) - (b.run ?? 0) || a.box[0] - b.box[0],
  );
}

function middle({ box }: Ink): number {
  return (box[1] + box[3]) / 2;
}

/** Without what was printed twice for bold. One character of a text at another's place is of two texts that overlap. */
function withoutDoubles(inks: readonly Ink[]): Ink[] {
  const once: Ink[] = [];
  const twinOf = new Map<Ink, Ink>();
  for (const ink of inks) {
    const twin = isBlank(ink) ? undefined : once.slice(-4).find((other) => isAtPlaceOf(other, ink));
    if (twin === undefined) once.push(ink);
    else twinOf.set(ink, twin);
  }
  const twins = new Set([...twinOf].flat());
  const single = new Set(inks.filter((ink) => !isBlank(ink) && !twins.has(ink)).map(({ run }) => run));
  const isOfSingle = ({ run }: Ink) => typeof run === 'number' && single.has(run);
  const kept = inks.filter((ink) => !twinOf.has(ink) || isOfSingle(ink));
  // Blanks at the end of a line, and those of justified text, say nothing that the gaps do not.
  return kept.slice(0, kept.findLastIndex((ink) => !isBlank(ink)) + 1);
}

function isAtPlaceOf(other: Ink, ink: Ink): boolean {
  const near = SAME_PLACE * ink.size;
  return (
    other.text === ink.text &&
    Math.abs(other.box[0] - ink.box[0]) < near &&
    Math.abs(other.box[1] - ink.box[1]) < near
  );
}
