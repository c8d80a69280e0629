/** A cell of options as tokens in reading order: marks, option words, and the text that is neither. */
import { LOOK_ALIKE_GLYPHS } from '../../model/mark-glyphs.js';
import type { FoundMark, OptionSymbol } from './option-symbols.js';
import { type FoundOption, findOptions, type OptionWords } from './option-words.js';
import { STRICTNESS } from './outcome.js';

interface Placed {
  /** Width of the white space before the token; a line break is wider than any blank. */
  readonly gap: number;
}

export type OptionToken = Placed &
  (
    | { readonly kind: 'mark'; readonly mark: FoundMark }
    | { readonly kind: 'option'; readonly id: string; readonly damage: number }
    | { readonly kind: 'text'; readonly text: string }
  );

/** Blanks in a bracket part nothing. */
const OPEN_BRACKET = /[（(][^（()）]*$/u;
/** A line break parts tokens more than any run of blanks. */
const LINE_BREAK_WIDTH = 12;
/** Ideographic blanks are drawn twice as wide. */
const WIDE_BLANK_WIDTH = 2;

const LOOK_ALIKES: ReadonlySet<string> = new Set(
  [...LOOK_ALIKE_GLYPHS.keys()].map((glyph) => glyph.toLowerCase()),
);

function blankWidth(raw: string): number {
  if (/[\n\r]/u.test(raw)) return LINE_BREAK_WIDTH;
  return raw === '\u3000' ? WIDE_BLANK_WIDTH : 1;
}

function tokenize(symbols: readonly OptionSymbol[], found: readonly FoundOption[]): OptionToken[] {
  const tokens: OptionToken[] = [];
  let gap = 0;
  for (let place = 0; place < symbols.length; place += 1) {
    const symbol = symbols[place];
    if (symbol?.kind === 'blank') {
      gap += blankWidth(symbol.raw);
      continue;
    }
    const option = found.find(({ start }) => start === place);
    const last = tokens.at(-1);
    if (option) {
      tokens.push({ kind: 'option', id: option.id, damage: option.damage, gap });
      place = option.end - 1;
    } else if (symbol?.kind === 'mark') {
      tokens.push({ kind: 'mark', mark: symbol.mark, gap });
    } else if (symbol && last?.kind === 'text' && (gap === 0 || OPEN_BRACKET.test(last.text))) {
      tokens[tokens.length - 1] = { ...last, text: `${last.text}${gap > 0 ? ' ' : ''}${symbol.raw}` };
    } else if (symbol) {
      tokens.push({ kind: 'text', text: symbol.raw, gap });
    }
    gap = 0;
  }
  return tokens;
}

/** Letters alone beside an option stand for its mark where the cell has fewer marks than options. */
function readLookAlikes(tokens: readonly OptionToken[]): OptionToken[] {
  const marks = tokens.filter(({ kind }) => kind === 'mark').length;
  const options = tokens.filter(({ kind }) => kind === 'option').length;
  if (marks >= options) return [...tokens];
  return tokens.map((token, place) => {
    const glyph = token.kind === 'text' ? LOOK_ALIKE_GLYPHS.get(token.text) : undefined;
    const beside = tokens[place - 1]?.kind === 'option' || tokens[place + 1]?.kind === 'option';
    if (!glyph || !beside) return token;
    return { kind: 'mark', mark: { ...glyph, strictness: STRICTNESS.interpreted }, gap: token.gap };
  });
}

/** Beside a box with a tick inside, one with a cross inside is the answer that was crossed out. */
function settleCrossedBoxes(tokens: readonly OptionToken[]): readonly OptionToken[] {
  const marks = tokens.flatMap((token) => (token.kind === 'mark' ? [token.mark] : []));
  const ticked = marks.some(
    ({ meaning, shape, crossed }) => meaning === 'checked' && shape === 'box' && !crossed,
  );
  // Where a box was left empty, that is how this filer says no.
  const empty = marks.some(({ meaning }) => meaning === 'unchecked');
  if (!ticked || empty || !marks.some(({ crossed }) => crossed)) return tokens;
  return tokens.map((token) =>
    token.kind === 'mark' && token.mark.crossed
      ? { ...token, mark: { ...token.mark, meaning: 'unchecked', strictness: STRICTNESS.conventional } }
      : token,
  );
}

/** What a cross means depends on its company: no beside a tick, yes beside an empty box, else nobody knows. */
function settleCrosses(tokens: readonly OptionToken[]): OptionToken[] {
  const marks = tokens.flatMap((token) => (token.kind === 'mark' ? [token.mark] : []));
  const settled = marks.some(({ meaning }) => meaning === 'checked')
    ? 'unchecked'
    : marks.some(({ meaning }) => meaning === 'unchecked')
      ? 'checked'
      : 'unreadable';
  return tokens.map((token) =>
    token.kind === 'mark' && token.mark.meaning === 'cross'
      ? {
          ...token,
          mark: {
            ...token.mark,
            meaning: settled,
            strictness: Math.min(token.mark.strictness, STRICTNESS.lookAlike),
          },
        }
      : token,
  );
}

/** The tokens of a cell that may print the options. */
export function optionTokens(
  symbols: readonly OptionSymbol[],
  options: readonly OptionWords[],
): OptionToken[] {
  const found = findOptions(symbols, options, LOOK_ALIKES);
  return settleCrosses(settleCrossedBoxes(readLookAlikes(tokenize(symbols, found))));
}
