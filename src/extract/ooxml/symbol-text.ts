/**
 * Text typed in a symbol font (Wingdings `R`, `þ`, `¨`) as characters that mean the same in any font. What is no
 * tick or box stays as the private-use character that Word itself stores, so that it is never read as a letter.
 */
import { isSymbolFont as isMarkFont, symbolFontPiece } from '../marks/symbol-font.js';

/** Fonts of signs that have no ticks worth knowing. */
const OTHER_SYMBOL_FONT = /^(monotype sorts|opensymbol|starsymbol|mt extra|bookshelf symbol)/i;
/** Symbol fonts have their glyphs at F000–F0FF; programs write either that or the low byte alone. */
const PRIVATE_BASE = 0xf000;
const LOW_BYTE = 0xff;
const NO_BREAK_SPACE = 0xa0;

/** Ticks that come without a box: they must not look like a box of their own beside a drawn one. */
const BARE_TICK = /^(wingdings:fc|wingdings 2:50|webdings:61|symbol:d6|zapfdingbats:3[34]|marlett:6[12])$/;

export function isSymbolFont(font: string): boolean {
  return isMarkFont(font) || OTHER_SYMBOL_FONT.test(font.trim());
}

export function symbolText(font: string, text: string): string {
  return [...text].map((character) => symbolCharacter(font, character.codePointAt(0) ?? 0)).join('');
}

/** The character for a code in a symbol font; codes outside the font's range are ordinary characters. */
export function symbolCharacter(font: string, code: number): string {
  const inRange = code <= LOW_BYTE || (code >= PRIVATE_BASE && code <= PRIVATE_BASE + LOW_BYTE);
  if (!inRange) return String.fromCodePoint(code);
  const low = code & LOW_BYTE;
  if (low <= 0x20 || low === NO_BREAK_SPACE) return ' ';
  if (BARE_TICK.test(`${font.trim().toLowerCase()}:${low.toString(16)}`)) return '√';
  const piece = symbolFontPiece(font, String.fromCharCode(low));
  if (piece === null) return String.fromCharCode(PRIVATE_BASE + low);
  if (piece.kind === 'text') return piece.text;
  return piece.state === 'checked' ? '☑' : '☐';
}
