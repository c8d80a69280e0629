/**
 * Letters typed in a symbol font: an `R` in Wingdings 2 is a ticked box. The codes of the fonts that forms use
 * are in the shared table; the rarer fonts and codes, and the names fonts go by in documents, are here.
 */

import type { MarkPiece, MarkState, TextPiece } from '../../model/document.js';
import { type MarkGlyph, SYMBOL_FONT_GLYPHS } from '../../model/mark-glyphs.js';

const TICK: MarkGlyph = { meaning: 'checked', shape: 'tick' };
const FILLED: MarkGlyph = { meaning: 'checked', shape: 'box' };
const EMPTY: MarkGlyph = { meaning: 'unchecked', shape: 'box' };
const CROSS: MarkGlyph = { meaning: 'cross', shape: 'tick' };

/**
 * Codes of rarer marks by font. Wingdings as Unicode maps it (L2/12-368); ZapfDingbats as Adobe's encoding
 * `a19` to `a28`, `a71` to `a76`; Marlett is what Windows draws its menu ticks with.
 */
const RARER_GLYPHS: Readonly<Record<string, readonly (readonly [codes: string, glyph: MarkGlyph])[]>> = {
  wingdings: [
    ['x\u00A7', FILLED],
    ['\u00A2', EMPTY],
  ],
  'wingdings 2': [
    ['\u00A1\u00A2\u00A8\u00A9\u00AA\u0098', FILLED],
    ['\u00A4\u00A5\u00A6\u0099', EMPTY],
  ],
  // Arrows and triangles only.
  'wingdings 3': [],
  zapfdingbats: [
    ['34', TICK],
    ['ln', FILLED],
    ['mopqr', EMPTY],
    ['5678', CROSS],
  ],
  marlett: [
    ['ab', TICK],
    ['gn', FILLED],
    ['r', CROSS],
  ],
};

/** Names of the same fonts on other systems, without blanks and hyphens. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  wingdings2: 'wingdings 2',
  wingdings3: 'wingdings 3',
  wingdingsregular: 'wingdings',
  symbolmt: 'symbol',
  standardsymbolsl: 'symbol',
  standardsymbolsps: 'symbol',
  itczapfdingbats: 'zapfdingbats',
  dingbats: 'zapfdingbats',
  d050000l: 'zapfdingbats',
};

/** Office programs put the bytes of symbol fonts at U+F000 plus the byte. */
const PRIVATE_USE_START = 0xf000;
const PRIVATE_USE_END = 0xf0ff;
/** A character there. */
export const PRIVATE_USE = /^[\uF000-\uF0FF]$/;

/**
 * State of the mark that `char` shows in `font` (`Wingdings 2`, also a CSS list), or null where the font is
 * no symbol font, the character is no mark, or it is a cross, which says yes or no only by its neighbours.
 */
export function symbolFontMark(font: string, char: string): MarkState | null {
  const meaning = glyphIn(font, char)?.meaning;
  return meaning === 'checked' || meaning === 'unchecked' ? meaning : null;
}

/** Like `symbolFontMark`, as a piece; a cross becomes the text `✗`, so that it is not read as a letter. */
export function symbolFontPiece(font: string, char: string): MarkPiece | TextPiece | null {
  const glyph = glyphIn(font, char);
  if (glyph === null) return null;
  if (glyph.meaning === 'cross') return { kind: 'text', text: '✗', score: null };
  return { kind: 'mark', state: glyph.meaning, glyph: `${firstFamily(font)} ${char}`, score: null };
}

/** Whether letters in this font are signs and not letters. */
export function isSymbolFont(font: string): boolean {
  return tableOf(font) !== null;
}

function glyphIn(font: string, char: string): MarkGlyph | null {
  const table = tableOf(font);
  const code = char.codePointAt(0);
  if (table === null || code === undefined) return null;
  const inPrivateUse = code >= PRIVATE_USE_START && code <= PRIVATE_USE_END;
  const byte = inPrivateUse ? code - PRIVATE_USE_START : code;
  const rarer = RARER_GLYPHS[table]?.find(([codes]) => codes.includes(String.fromCodePoint(byte)))?.[1];
  return SYMBOL_FONT_GLYPHS[table]?.get(byte) ?? rarer ?? null;
}

/** Key of the font in the tables, or null for a font of letters. */
function tableOf(font: string): string | null {
  const name = firstFamily(font).toLowerCase();
  const key = OTHER_NAMES[name.replace(/[\s-]/g, '')] ?? name;
  return Object.hasOwn(SYMBOL_FONT_GLYPHS, key) || Object.hasOwn(RARER_GLYPHS, key) ? key : null;
}

function firstFamily(font: string): string {
  return (font.split(',')[0] ?? '').replace(/["']/g, '').trim();
}
