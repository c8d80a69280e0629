/** Reading the options of a cell with their marks, whichever side the marks stand on. */
import type { Piece } from '../../model/document.js';
import type { Remark } from '../../model/reading.js';
import { bindMarks } from './mark-binding.js';
import { type FoundMark, symbolsOf } from './option-symbols.js';
import { type OptionToken, optionTokens } from './option-tokens.js';
import type { OptionWords } from './option-words.js';
import { remark, STRICTNESS } from './outcome.js';
import type { TickSide } from './tick-side.js';

export type { OptionWords } from './option-words.js';

/** `absent`: no mark belongs to the option. */
export type OptionState = 'checked' | 'unchecked' | 'unreadable' | 'absent';

export interface OptionReading {
  readonly id: string;
  /** Whether its words stand in the cell. */
  readonly printed: boolean;
  readonly state: OptionState;
  readonly strictness: number;
}

export interface OptionsReading {
  /** One for each option asked for, in their order. */
  readonly options: readonly OptionReading[];
  /** All marks of the cell, in reading order. */
  readonly marks: readonly FoundMark[];
  readonly remarks: readonly Remark[];
  readonly tokens: readonly OptionToken[];
}

/** Up to this margin the marks could nearly as well belong to the neighbours. */
const NARROW_MARGIN = 0.3;

function stateOf(mark: FoundMark | null | undefined): OptionState {
  if (mark === undefined) return 'absent';
  return mark === null || mark.meaning === 'cross' ? 'unreadable' : mark.meaning;
}

function marksOf(tokens: readonly OptionToken[]): FoundMark[] {
  return tokens.flatMap((token) => (token.kind === 'mark' ? [token.mark] : []));
}

/** Words were lost, marks were not: as many marks as options stand in the order of the form. */
function readByOrder(
  options: readonly OptionWords[],
  marks: readonly FoundMark[],
  tokens: readonly OptionToken[],
): OptionsReading {
  return {
    options: options.map(({ id }, place) => ({
      id,
      printed: false,
      state: stateOf(marks[place]),
      strictness: STRICTNESS.doubtful,
    })),
    marks,
    tokens,
    remarks: [remark('option-words-lost', 'warning', 'marks without words, read in the order of the form')],
  };
}

/** Reads what a cell says of each option; `habit` is the side on which the ticks of its form stand, where known. */
export function readOptions(
  content: readonly Piece[],
  options: readonly OptionWords[],
  habit: TickSide | null = null,
): OptionsReading {
  const found = optionTokens(symbolsOf(content), options);
  const printed = found.some(({ kind }) => kind === 'option');
  const marks = marksOf(found);
  if (!printed && options.length > 1 && marks.length === options.length)
    return readByOrder(options, marks, found);
  const { tokens, bound } = bindMarks(found, habit);
  const remarks: Remark[] = [];
  const narrow = bound.margin < NARROW_MARGIN && bound.binding.size > 0;
  if (narrow && bound.margin === 0) {
    remarks.push(
      remark('ambiguous-mark', 'warning', 'a mark stands between two options and may belong to either'),
    );
  }
  const certainty =
    bound.binding.size === 0
      ? STRICTNESS.plain
      : bound.margin === 0
        ? STRICTNESS.doubtful
        : narrow
          ? STRICTNESS.lookAlike
          : STRICTNESS.plain;
  const readings = options.map(({ id }): OptionReading => {
    const place = tokens.findIndex((token) => token.kind === 'option' && token.id === id);
    const token = tokens[place];
    if (token?.kind !== 'option')
      return { id, printed: false, state: 'absent', strictness: STRICTNESS.plain };
    const mark = bound.binding.get(place);
    const words = token.damage === 0 ? STRICTNESS.plain : STRICTNESS.loose - token.damage / 2;
    const strictness = Math.min(mark?.strictness ?? STRICTNESS.plain, words, certainty);
    return { id, printed: true, state: stateOf(mark), strictness };
  });
  if (
    readings.some(
      ({ strictness }, place) => strictness === STRICTNESS.interpreted && readings[place]?.printed,
    )
  ) {
    remarks.push(remark('look-alike-mark', 'warning', 'a letter beside an option was read as its mark'));
  }
  return { options: readings, marks, remarks, tokens };
}

/**
 * The text behind an option's words, up to the next option: what follows 其他, or the （100%） of 是（100%）.
 * Null where the option is not printed.
 */
export function textAfterOption({ tokens }: OptionsReading, id: string): string | null {
  const start = tokens.findIndex((token) => token.kind === 'option' && token.id === id);
  if (start < 0) return null;
  let text = '';
  for (const token of tokens.slice(start + 1)) {
    if (token.kind === 'option') break;
    if (token.kind === 'text') text += `${token.gap > 0 && text !== '' ? ' ' : ''}${token.text}`;
  }
  return text;
}

/** The text in brackets behind an option, `''` for empty brackets, null where there are none. */
export function bracketAfterOption(
  content: readonly Piece[],
  options: readonly OptionWords[],
  id: string,
): string | null {
  const text = textAfterOption(readOptions(content, options), id);
  return text === null ? null : (/[(（[【]([^)）\]】]*)/u.exec(text)?.[1]?.trim() ?? null);
}
