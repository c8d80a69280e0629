/** Glyphs of a page → inks: characters, and marks of symbol fonts told by the font that they are set in. */
import type { Box, Piece } from '../../model/document.js';
import { type Ink, type InkLine, linesOf, piecesOf } from '../grid/text-lines.js';
import { splitMarks } from '../marks/glyph.js';
import { isSymbolFont, PRIVATE_USE, symbolFontPiece } from '../marks/symbol-font.js';
import { mainDirection, turnBox } from './frame.js';
import { lackedGlyphs } from './lacked-glyphs.js';
import type { Direction, Glyph } from './text-state.js';

export interface PageInk extends Ink {
  readonly direction: Direction;
  readonly clip: Box | null;
}

/** PostScript names run words together and append styles: `Wingdings-Regular`, `Wingdings2`, `WingdingsOOEnc`. */
const FAMILY = /^(Wingdings(?: ?[23])?|Webdings|ZapfDingbats|Dingbats|D050000L|Marlett|Symbol)/i;
/**
 * Chinese fonts draw the dash — and the bar ― with one glyph, and programs that list the characters of a font's
 * glyphs name either. Chinese input methods type the dash only.
 */
const [BAR, DASH] = ['\u2015', '\u2014'];

export function inksOf(glyphs: readonly Glyph[]): PageInk[] {
  const lacked = lackedGlyphs(glyphs.filter(({ font }) => familyOf(font) === null));
  return glyphs.map((glyph) => {
    const ink = inkOf(glyph);
    return lacked.has(glyph) && ink.mark !== null ? { ...ink, mark: 'unreadable' } : ink;
  });
}

function inkOf(glyph: Glyph): PageInk {
  const { box, size, direction, run, clip } = glyph;
  const place = { box, size, direction, run, clip };
  const piece = symbolPiece(glyph);
  if (piece === null) return { ...place, text: glyph.text.replaceAll(BAR, DASH), mark: null };
  if (piece.kind === 'text') return { ...place, text: piece.text, mark: null };
  return { ...place, text: piece.glyph, mark: piece.state };
}

function symbolPiece({ font, text }: Glyph): Piece | null {
  const family = familyOf(font);
  if (family !== null) return symbolFontPiece(family, text);
  // A private-use character in a font of unknown name: the codes of Wingdings are by far the commonest there.
  return PRIVATE_USE.test(text)
    ? (symbolFontPiece('Wingdings', text) ?? symbolFontPiece('Wingdings 2', text))
    : null;
}

/** The symbol font that goes by this name; null for other fonts. */
function familyOf(font: string): string | null {
  const family = FAMILY.exec(font)?.[0];
  return family !== undefined && isSymbolFont(family) ? family : null;
}

/** Lines of some inks in their own reading direction, in which sideways labels are read too. */
export function readLines(inks: readonly PageInk[], width: number, height: number): InkLine[] {
  const direction = mainDirection(inks);
  if (direction === 'right') return linesOf(inks);
  const turned = inks.map((ink) => ({ ...ink, box: turnBox(ink.box, direction, width, height) }));
  const original = new Map(turned.map((ink, index) => [ink, inks[index]]));
  return linesOf(turned).map((line) => {
    const own = line.inks.map((ink) => original.get(ink as PageInk) ?? ink);
    return { ...line, box: boxAround(own.map((ink) => ink.box)) };
  });
}

/** Content of a cell or a paragraph. */
export function contentOf(lines: readonly InkLine[]): Piece[] {
  return piecesOf(lines, (text) => splitMarks(text));
}

function boxAround(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map(([x0]) => x0)),
    Math.min(...boxes.map(([, y0]) => y0)),
    Math.max(...boxes.map(([, , x1]) => x1)),
    Math.max(...boxes.map(([, , , y1]) => y1)),
  ];
}
