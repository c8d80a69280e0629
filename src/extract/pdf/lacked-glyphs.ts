/**
 * Marks that no font of the page has. A program that lacks a form's symbol font takes the character from a font of
 * letters, which draws its sign for a missing character, the same for each; the file then names the first for all.
 */
import { PRIVATE_USE } from '../marks/symbol-font.js';
import type { Glyph } from './text-state.js';

/** Private-use characters of fonts that draw letters too, or that the page has from several fonts. */
export function lackedGlyphs(glyphs: readonly Glyph[]): ReadonlySet<Glyph> {
  const symbols = glyphs.filter(({ text, font }) => PRIVATE_USE.test(text) && font !== '');
  if (symbols.length === 0) return new Set();
  const lettering = new Set(glyphs.filter(({ text }) => LETTER.test(text)).map(({ font }) => font));
  const fontOf = new Map(symbols.map(({ text, font }) => [text, font]));
  const shared = new Set(
    symbols.filter(({ text, font }) => fontOf.get(text) !== font).map(({ text }) => text),
  );
  return new Set(symbols.filter(({ text, font }) => lettering.has(font) || shared.has(text)));
}

const LETTER = /[\p{L}\p{N}]/u;
