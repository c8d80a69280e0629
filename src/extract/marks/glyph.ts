/**
 * Mark characters inside text → marks. The characters are the shared table's; here is decided which of them are
 * ordinary text where they stand: ■ and ★ before a heading, ○ for zero in 二○二○年, □□ for a name left out.
 * Crosses stay text: whether × says yes or no depends on the options beside it, which only the reader of the
 * options sees. So do letters that look like marks.
 */

import type { MarkPiece, MarkState, Piece, TextPiece } from '../../model/document.js';
import { MARK_GLYPHS, VARIATION_SELECTORS } from '../../model/mark-glyphs.js';
import { bracketMarks, type FoundMark } from './bracket.js';
import { namedMarks } from './named.js';
import { isOrdinaryText } from './ordinary.js';

/** Most texts have none of the characters. */
const ANY_GLYPH = new RegExp(`[${[...MARK_GLYPHS.keys()].join('')}]`, 'u');

/** Text as pieces: marks where it has mark characters, text for everything between them, nothing lost. */
export function splitMarks(text: string, score: number | null = null): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const mark of joinTicksToBoxes(text, marksIn(text))) {
    if (mark.start > last) pieces.push(textPiece(text.slice(last, mark.start), score));
    pieces.push(markPiece(mark.state, text.slice(mark.start, mark.end), score));
    last = mark.end;
  }
  if (last < text.length || pieces.length === 0) pieces.push(textPiece(text.slice(last), score));
  return pieces;
}

function textPiece(text: string, score: number | null): TextPiece {
  return { kind: 'text', text, score };
}

function markPiece(state: MarkState, glyph: string, score: number | null): MarkPiece {
  return { kind: 'mark', state, glyph, score };
}

/** All marks of a text, in order, without overlaps. */
function marksIn(text: string): FoundMark[] {
  const spelled = [...bracketMarks(text), ...namedMarks(text)];
  const glyphs = glyphMarks(text);
  if (spelled.length === 0) return glyphs;
  const outside = glyphs.filter(
    (glyph) => !spelled.some((mark) => glyph.start >= mark.start && glyph.end <= mark.end),
  );
  return [...spelled, ...outside].sort((one, other) => one.start - other.start);
}

function glyphMarks(text: string): FoundMark[] {
  if (!ANY_GLYPH.test(text)) return [];
  const marks: FoundMark[] = [];
  let start = 0;
  for (const char of text) {
    const glyph = MARK_GLYPHS.get(char);
    const end = start + char.length;
    if (glyph !== undefined && glyph.meaning !== 'cross' && !isOrdinaryText(text, start, char)) {
      const selector = VARIATION_SELECTORS.test(text.charAt(end)) ? 1 : 0;
      marks.push({ start, end: end + selector, state: glyph.meaning, shape: glyph.shape });
    }
    start = end;
  }
  return marks;
}

/**
 * A tick typed beside its box (`□√是　□否`) is one ticked box. Only where the text shows on which side of the
 * options the boxes stand; in `是□√否` nobody can tell whose the tick is, and both stay.
 */
function joinTicksToBoxes(text: string, marks: readonly FoundMark[]): FoundMark[] {
  if (marks.length < 2) return [...marks];
  const boxesFirst = marks.some((mark) => text.slice(0, mark.start).trim() === '');
  const boxesLast = marks.some((mark) => text.slice(mark.end).trim() === '');
  if (boxesFirst === boxesLast) return [...marks];
  const joined: FoundMark[] = [];
  for (const mark of marks) {
    const before = joined.at(-1);
    if (before !== undefined && before.end === mark.start && isTickedBox(before, mark, text, boxesLast)) {
      joined[joined.length - 1] = { start: before.start, end: mark.end, state: 'checked', shape: 'box' };
    } else joined.push(mark);
  }
  return joined;
}

/** `□√` always; `√□` where the tick cannot belong to the option before it. */
function isTickedBox(one: FoundMark, other: FoundMark, text: string, boxesLast: boolean): boolean {
  if (isEmptyBox(one) && other.shape === 'tick') return true;
  const detached = boxesLast || one.start === 0 || /\s/.test(text.charAt(one.start - 1));
  return one.shape === 'tick' && isEmptyBox(other) && detached;
}

function isEmptyBox(mark: FoundMark): boolean {
  return mark.shape === 'box' && mark.state === 'unchecked';
}
