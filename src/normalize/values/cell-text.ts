/** The text of value cells as the parsers take it: marks as their glyphs, residue of dumps gone. */
import type { Piece } from '../../model/document.js';
import { foldWidth, stripDumpResidue, trimWhiteSpace } from '../text.js';

/** Glyphs that are descriptions, such as `<input checked>`, are longer and are no part of a text. */
const LONGEST_GLYPH = 2;

/** The pieces' text as the source has it; marks stand as their character where they have one. */
export function textOf(content: readonly Piece[]): string {
  return content
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      return piece.glyph.length <= LONGEST_GLYPH ? piece.glyph : '';
    })
    .join('');
}

/** The text to parse: widths folded, bookmarks and printed underlines gone, no white space at its ends. */
export function valueText(content: readonly Piece[]): string {
  return trimWhiteSpace(foldWidth(stripDumpResidue(textOf(content))).replace(/_+|[‗﹍﹎﹏]+/gu, ' '));
}

/** The text of a code or an address to parse: its own underscores stay, printed ones at its ends go. */
export function codeText(content: readonly Piece[]): string {
  return foldWidth(stripDumpResidue(textOf(content))).replace(/^[_\s]+|[_\s]+$/gu, '');
}

export interface Bracketed {
  /** The text without its brackets. */
  readonly outside: string;
  /** What stood in them, in order, without the brackets; empty brackets are left out. */
  readonly inside: readonly string[];
}

const BRACKETS = /\(([^()]*)\)|\[([^[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕|\{([^{}]*)\}/gu;

/** Parts a text into what stands in brackets and what does not. */
export function splitBrackets(text: string): Bracketed {
  const inside: string[] = [];
  const outside = text.replace(BRACKETS, (_match, ...groups: unknown[]) => {
    const content = groups.slice(0, 5).find((one): one is string => typeof one === 'string') ?? '';
    if (content.trim() !== '') inside.push(content.trim());
    return ' ';
  });
  return { outside: trimWhiteSpace(outside), inside };
}
