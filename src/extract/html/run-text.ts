/** Collects what stands on a page between two block boundaries, with white space as a browser shows it. */

import { addAll } from '../../add-all.js';
import type { Piece } from '../../model/document.js';
import { splitMarks } from '../marks/glyph.js';
import { symbolFontPiece } from '../marks/symbol-font.js';

/** The pieces of one block of text; a line break inside it is `\n`. */
export type Run = readonly Piece[];

/** White space that HTML collapses; no-break and ideographic blanks are text. */
const COLLAPSIBLE = /[ \t\n\r\f]+/g;
/** What stands between the tags of most pages. */
const BLANK = /^[ \t\n\r\f]+$/;
const COLLAPSIBLE_EDGE = /^[ \t\n\r\f]|[ \t\n\r\f]$/;
/** A line break of the source between two wide characters shows nothing (CSS Text 4, segment breaks). */
const BREAK_IN_CHINESE =
  /(?<=[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF])[ \t]*[\n\r][ \t\n\r]*(?=[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF])/g;

/** Letters beside each other from which text in a symbol font is a word whose font is only set for show. */
const LONGEST_SYMBOL_RUN = 4;

export class RunText {
  private pieces: Piece[] = [];
  /** Text since the last mark, in parts that are not empty: a cell may hold a hundred thousand of them. */
  private parts: string[] = [];

  /** Text of the source; `font` is a symbol font's name or ''. */
  add(source: string, preserved: boolean, font: string): void {
    if (font !== '' && source.trim().length <= LONGEST_SYMBOL_RUN && this.addSymbols(source, font)) return;
    this.addText(preserved ? source.replace(/^\n/, '') : this.collapsed(source));
  }

  lineBreak(): void {
    let kept = '';
    while (kept === '' && this.parts.length > 0) kept = withoutBlankEnd(this.parts.pop() ?? '');
    this.addText(kept);
    this.addText('\n');
  }

  piece(piece: Piece): void {
    if (piece.kind === 'text') {
      this.addText(piece.text);
      return;
    }
    this.flushText();
    this.pieces.push(piece);
  }

  /** The run so far, without outer white space, or null where nothing stands in it. Starts a new one. */
  take(): Run | null {
    if (this.pieces.length === 0 && this.parts.every((part) => BLANK.test(part))) {
      this.parts = [];
      return null;
    }
    this.flushText();
    const run = trimmed(this.pieces);
    this.pieces = [];
    return run.length === 0 ? null : run;
  }

  private addSymbols(source: string, font: string): boolean {
    const symbols = [...source].map((char) => symbolFontPiece(font, char) ?? char);
    if (symbols.every((symbol) => typeof symbol === 'string')) return false;
    for (const symbol of symbols) {
      if (typeof symbol === 'string') this.addText(this.collapsed(symbol));
      else this.piece(symbol);
    }
    return true;
  }

  private collapsed(source: string): string {
    const text = BLANK.test(source) ? ' ' : source.replace(BREAK_IN_CHINESE, '').replace(COLLAPSIBLE, ' ');
    const last = this.parts.at(-1);
    const afterBlank =
      last === undefined ? this.pieces.length === 0 : last.endsWith(' ') || last.endsWith('\n');
    return afterBlank ? text.replace(/^ /, '') : text;
  }

  private addText(text: string): void {
    if (text !== '') this.parts.push(text);
  }

  private flushText(): void {
    if (this.parts.length > 0) addAll(this.pieces, splitMarks(this.parts.join('')));
    this.parts = [];
  }
}

function withoutBlankEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[ \t]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.every((piece) => piece.kind === 'text' && !COLLAPSIBLE_EDGE.test(piece.text))) return pieces;
  const run = [...pieces];
  const first = run[0];
  // In a dump each line's first tab opens its cell; only preserved text has tabs.
  const edge = first?.kind === 'text' && first.text.includes('\n\t') ? /^[ \n\r\f]+/ : /^[ \t\n\r\f]+/;
  if (first?.kind === 'text') run[0] = { ...first, text: withoutEdges(first.text, edge) };
  const last = run.at(-1);
  if (last?.kind === 'text')
    run[run.length - 1] = { ...last, text: withoutEdges(last.text, /[ \t\n\r\f]+$/) };
  return run.filter((piece) => piece.kind === 'mark' || piece.text !== '');
}

function withoutEdges(text: string, edge: RegExp): string {
  return COLLAPSIBLE_EDGE.test(text) ? text.replace(edge, '') : text;
}

/** Several runs as the content of one cell, each on its own line. */
export function joinRuns(runs: readonly Run[], separator = '\n'): Piece[] {
  const [only, ...others] = runs;
  if (only !== undefined && others.length === 0) return [...only];
  const joined: Piece[] = [];
  for (const [index, run] of runs.entries()) {
    if (index > 0) append(joined, { kind: 'text', text: separator, score: null });
    for (const piece of run) append(joined, piece);
  }
  return joined;
}

function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (piece.kind === 'text' && last?.kind === 'text') {
    pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
  } else pieces.push(piece);
}

/** Whether anything but blanks stands in a run. */
export function hasContent(run: Run): boolean {
  return run.some((piece) => piece.kind === 'mark' || piece.text.trim() !== '');
}
