/**
 * Whether the text of a page says what the page shows. Fonts without a usable Unicode map give private-use
 * characters, glyph numbers or wrong characters: such text must not be loaded, the page is read as a picture.
 */
import type { Glyph } from './text-state.js';

/** Fewer characters than this prove nothing either way. */
const LEAST_CHARACTERS = 20;
/** Share of characters that no text has, above which the rest is not believed either. */
const MOST_BROKEN = 0.1;
/** Share of the CJK characters that are in everyday use; filings have 0.95, a wrong map gives 0.18. */
const LEAST_COMMON = 0.5;
/** Accented letters and symbols among all characters; a map of bytes to Latin letters gives 0.6. */
const MOST_FOREIGN = 0.3;

/** Control characters, replacement characters, unassigned code points, surrogates without a partner. */
const BROKEN = /[\p{Cc}\p{Cn}\p{Cs}\uFFFD]/u;
const PRIVATE_USE = /\p{Co}/u;
const SYMBOL_FONT = /wingdings|webdings|dingbats|symbol|marlett/i;
const CJK = /\p{Script=Han}/u;
/** Letters and signs that a Chinese form has no use for in number. */
const FOREIGN = /[\u0080-\u00A6\u00A8-\u00B6\u00B8-\u00D6\u00D8-\u00F6\u00F8-\u1FFF\uA000-\uABFF]/u;

export function isLegible(glyphs: readonly Glyph[]): boolean {
  const shown = glyphs.filter(({ text, font }) => text.trim() !== '' && !SYMBOL_FONT.test(font));
  if (shown.length < LEAST_CHARACTERS) return !shown.some(({ text }) => BROKEN.test(text));
  const share = (matches: (glyph: Glyph) => boolean, among: readonly Glyph[]) =>
    among.length === 0 ? 0 : among.filter(matches).length / among.length;
  const han = shown.filter(({ text }) => CJK.test(text));
  if (share(({ text }) => BROKEN.test(text) || isLostLetter(text), shown) > MOST_BROKEN) return false;
  if (share(({ text }) => FOREIGN.test(text), shown) > MOST_FOREIGN) return false;
  return han.length < LEAST_CHARACTERS || share(({ text }) => isCommon(text), han) >= LEAST_COMMON;
}

/** Private-use characters are lost letters, save for the block in which symbol fonts keep their signs. */
function isLostLetter(text: string): boolean {
  return PRIVATE_USE.test(text) && !/^[\uF000-\uF0FF]+$/.test(text);
}

let common: ReadonlySet<string> | null = null;

/** GB 2312's first level is the 3,755 characters of everyday use; radicals stand for characters among them. */
function isCommon(text: string): boolean {
  common ??= firstLevelCharacters();
  return [...text.normalize('NFKC')].every((char) => common?.has(char) || /[\u2E80-\u2FDF]/.test(char));
}

function firstLevelCharacters(): ReadonlySet<string> {
  const decoder = new TextDecoder('gb18030');
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let column = 0xa1; column <= 0xfe; column++) bytes.push(row, column);
  }
  return new Set(decoder.decode(Uint8Array.from(bytes)));
}
