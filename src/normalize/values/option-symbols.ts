/**
 * The content of a value cell as a row of symbols, each a character or a mark: marks that the adapter knew,
 * marks that are still characters, and marks in brackets such as （√） and [x].
 */
import type { MarkPiece, Piece } from '../../model/document.js';
import { CROSSED_BOXES, LOOK_ALIKE_GLYPHS, MARK_GLYPHS, type MarkGlyph } from '../../model/mark-glyphs.js';
import { remembering } from '../remember.js';
import { simplifyFormWords } from '../simplify.js';
import { foldWidth, stripDumpResidue } from '../text.js';
import { STRICTNESS } from './outcome.js';

export interface FoundMark {
  readonly meaning: MarkGlyph['meaning'] | 'unreadable';
  readonly shape: MarkGlyph['shape'];
  readonly strictness: number;
  /** A box with a cross inside: what it means depends on the boxes beside it. */
  readonly crossed?: true;
}

export type OptionSymbol =
  | { readonly kind: 'character'; readonly raw: string; readonly folded: string }
  | { readonly kind: 'blank'; readonly raw: string }
  | { readonly kind: 'mark'; readonly mark: FoundMark };

const BRACKETS = new Map([
  ['(', ')'],
  ['[', ']'],
  ['【', '】'],
  ['〔', '〕'],
  ['{', '}'],
]);
/** Characters from one bracket to the other that still hold a mark and not a text: `（ √ ）`, `[    ]`. */
const WIDEST_BRACKET = 10;

function fromPiece(piece: MarkPiece): FoundMark {
  const known = MARK_GLYPHS.get(piece.glyph);
  const shape = known?.shape ?? 'box';
  if (piece.state === 'unreadable' && known?.meaning === 'cross') {
    return { meaning: 'cross', shape, strictness: STRICTNESS.qualified };
  }
  return { meaning: piece.state, shape, strictness: STRICTNESS.plain, ...crossedBox(piece.glyph) };
}

function crossedBox(glyph: string): Pick<FoundMark, 'crossed'> {
  return CROSSED_BOXES.has(glyph) ? { crossed: true } : {};
}

/** A character that is no mark; none where it is invisible. */
const plainSymbol = remembering((raw): readonly OptionSymbol[] => {
  const folded = simplifyFormWords(foldWidth(raw)).toLowerCase();
  if (folded === '') return [];
  return /^\s+$/u.test(folded) ? [{ kind: 'blank', raw }] : [{ kind: 'character', raw, folded }];
});

function fromCharacter(raw: string): readonly OptionSymbol[] {
  const glyph = MARK_GLYPHS.get(raw);
  // Each mark is an object of its own: which of two equal ones an option has is told by it.
  return glyph
    ? [{ kind: 'mark', mark: { ...glyph, strictness: STRICTNESS.plain, ...crossedBox(raw) } }]
    : plainSymbol(raw);
}

function bracketEnd(symbols: readonly OptionSymbol[], start: number): number | null {
  const opening = symbols[start];
  if (opening?.kind !== 'character') return null;
  const closing = BRACKETS.get(opening.folded);
  if (closing === undefined) return null;
  for (let end = start + 1; end < Math.min(symbols.length, start + WIDEST_BRACKET); end += 1) {
    const symbol = symbols[end];
    if (symbol?.kind === 'character' && symbol.folded === closing) return end;
  }
  return null;
}

/** What a bracket holds as a mark: one mark, one letter that stands for one, or nothing at all. */
function markInside(opening: string, inner: readonly OptionSymbol[]): FoundMark | null {
  const solid = inner.filter((symbol) => symbol.kind !== 'blank');
  if (solid.length === 0) return { meaning: 'unchecked', shape: 'box', strictness: STRICTNESS.conventional };
  const [only] = solid;
  if (solid.length > 1 || only === undefined) return null;
  if (only.kind === 'mark') return { ...only.mark, shape: 'box' };
  if (only.kind !== 'character') return null;
  // Plain text writes [x] for a ticked box; an x in round brackets may as well say no.
  if (opening === '[' && /^[xv*y]$/u.test(only.folded)) {
    return { meaning: 'checked', shape: 'box', strictness: STRICTNESS.conventional };
  }
  const glyph = LOOK_ALIKE_GLYPHS.get(only.raw);
  return glyph && glyph.shape === 'tick'
    ? { ...glyph, shape: 'box', strictness: STRICTNESS.lookAlike }
    : null;
}

function joinBrackets(symbols: readonly OptionSymbol[], keepEmpty: boolean): OptionSymbol[] {
  const joined: OptionSymbol[] = [];
  for (let place = 0; place < symbols.length; place += 1) {
    const symbol = symbols[place];
    if (symbol === undefined) break;
    const end = bracketEnd(symbols, place);
    const inner = end === null ? [] : symbols.slice(place + 1, end);
    const mark = end !== null && symbol.kind === 'character' ? markInside(symbol.folded, inner) : null;
    const empty = inner.every((one) => one.kind === 'blank');
    if (mark === null || end === null || (empty && !keepEmpty)) {
      joined.push(symbol);
    } else {
      joined.push({ kind: 'mark', mark });
      place = end;
    }
  }
  return joined;
}

/**
 * The symbols of a cell. Empty brackets are boxes only where no mark stands outside of brackets: beside boxes
 * they are there to be written into, `√是（　　%）`.
 */
export function symbolsOf(content: readonly Piece[]): OptionSymbol[] {
  const symbols: OptionSymbol[] = [];
  // Marks that an adapter found in brackets: `（√）` in a cell beside others with `（　）`.
  const inBrackets = new Set<OptionSymbol>();
  for (const piece of content) {
    if (piece.kind === 'mark') {
      const symbol: OptionSymbol = { kind: 'mark', mark: fromPiece(piece) };
      symbols.push(symbol);
      if (BRACKETS.has(foldWidth(piece.glyph).charAt(0))) inBrackets.add(symbol);
    } else for (const character of stripDumpResidue(piece.text)) symbols.push(...fromCharacter(character));
  }
  const filled = joinBrackets(symbols, false);
  const outsideBrackets = filled.some(
    (symbol) => symbol.kind === 'mark' && symbols.includes(symbol) && !inBrackets.has(symbol),
  );
  return outsideBrackets ? filled : joinBrackets(symbols, true);
}
