/** Value cells to readings: one shared look for cells that hold no value, then the parser of the type. */
import type { Piece } from '../../model/document.js';
import type { Indicator, ValueType } from '../../model/indicator.js';
import type { Reading } from '../../model/reading.js';
import { Memory } from '../remember.js';
import { readAbsence } from './absence.js';
import { readBoolean, YES_NO } from './boolean.js';
import { codeText, textOf, valueText } from './cell-text.js';
import { readChoice } from './choice.js';
import { readCode } from './code.js';
import { readCount, readPlainCount } from './count.js';
import { readDate } from './date.js';
import { readDecimal } from './decimal.js';
import { readInterval } from './interval.js';
import {
  type MultipleChoice,
  type OptionLabel,
  readMultipleChoice as parseMultipleChoice,
} from './multiple-choice.js';
import { bracketAfterOption } from './options.js';
import { blank } from './outcome.js';
import { readPercent } from './percent.js';
import { readText } from './plain-text.js';
import { readPresence as parsePresence } from './presence.js';
import type { TickSide } from './tick-side.js';
import { readUrl } from './url.js';
import { joinWrappedNumber, withCutDoubt, withWrapDoubt } from './wrapped-number.js';

export type { MultipleChoice, OptionLabel } from './multiple-choice.js';
export {
  bracketAfterOption,
  type OptionReading,
  type OptionState,
  type OptionsReading,
  type OptionWords,
  readOptions,
  textAfterOption,
} from './options.js';

const NUMERIC_TYPES: ReadonlySet<ValueType> = new Set(['count', 'decimal', 'percent', 'interval']);

/** Names and addresses are hardly ever the same twice. */
const OWN_WORDS: ReadonlySet<ValueType> = new Set(['text', 'url', 'code']);

/** What filers write before a weight, and the tick that they put into its brackets. */
const BEFORE_WEIGHT = /^[√✓✔\s，,]*(?:所?占(?:比[重例]?)?|比[重例]|权重)?\s*[:：为]?\s*/u;
/** A weight without brackets: 比重2%, 占考核总分的5%, and what stands right behind the answer: 是，5%. */
const BARE_WEIGHT =
  /(?:占\p{Script=Han}{0,12}|(?:比[重例]|权重)为?|(?<![\p{L}\p{N}])是)[\s，,、:：√✓✔☑]*([\d０-９.．]+\s*[%％﹪])/u;

export interface ValueContext {
  /** The year that the form reports on, null where it could not be read. */
  readonly formYear: number | null;
  /** On which side of their options the form's ticks stand, null where it has boxes or cannot be told. */
  readonly tickSide: TickSide | null;
}

/** Readings by what was asked (an indicator, a list of options) and what stands in the cells. */
const memories = new WeakMap<object, Memory<unknown>>();

function recall<Result>(
  asked: object,
  content: readonly Piece[],
  context: string,
  read: () => Result,
): Result {
  const memory = (memories.get(asked) ?? new Memory<unknown>()) as Memory<Result>;
  memories.set(asked, memory);
  return memory.recall(context + contentKey(content), read);
}

/** Equal for contents that read the same: recognition scores tell nothing of what is written. */
function contentKey(content: readonly Piece[]): string {
  let key = '';
  for (const piece of content)
    key += piece.kind === 'text' ? `\u0001${piece.text}` : `\u0002${piece.state}${piece.glyph}`;
  return key;
}

/** Reads the content of value cells as what the indicator asks for. Never throws on any content. */
export function readValue(indicator: Indicator, content: readonly Piece[], context: ValueContext): Reading {
  if (OWN_WORDS.has(indicator.type)) return parseValue(indicator, content, context);
  const [only] = content;
  // Counts in plain digits are most of all values, and hardly ever the same twice.
  if (indicator.type === 'count' && content.length === 1 && only?.kind === 'text') {
    const count = readPlainCount(only.text);
    if (count) return count;
  }
  const told = indicator.type === 'date' ? String(context.formYear) : (context.tickSide ?? '');
  return recall(indicator, content, told, () => parseValue(indicator, content, context));
}

/** Reads each option of a multiple choice and the text behind 其他. */
export function readMultipleChoice(
  content: readonly Piece[],
  options: readonly OptionLabel[],
  { tickSide }: ValueContext,
): MultipleChoice {
  return recall(options, content, tickSide ?? '', () => parseMultipleChoice(content, options, tickSide));
}

/** Reads whether something is there; any other text than 有 and 无 is kept in the note. */
export function readPresence(content: readonly Piece[], { tickSide }: ValueContext): Reading {
  return recall(parsePresence, content, tickSide ?? '', () => parsePresence(content, tickSide));
}

function parseValue(indicator: Indicator, content: readonly Piece[], context: ValueContext): Reading {
  const text = valueText(content);
  const absence = readAbsence(content, indicator.type, text);
  if (absence) return absence;
  const wrapped = NUMERIC_TYPES.has(indicator.type) ? joinWrappedNumber(text) : null;
  if (wrapped !== null) {
    return withWrapDoubt(readValue(indicator, [{ kind: 'text', text: wrapped, score: null }], context));
  }
  switch (indicator.type) {
    case 'count':
      return readCount(text, indicator.unit);
    case 'decimal':
      return withCutDoubt(text, readDecimal(text));
    case 'percent':
      return withCutDoubt(text, readPercent(text));
    case 'interval':
      return readInterval(text);
    case 'boolean':
      return readBoolean(content, YES_NO, context.tickSide);
    case 'choice':
      return readChoice(content, indicator.options, context.tickSide);
    case 'date':
      return readDate(text, context.formYear);
    case 'url':
      return readUrl(codeText(content));
    case 'code':
      return readCode(codeText(content));
    case 'text':
      return readText(content);
  }
}

/**
 * Reads the indicator that is asked for in brackets behind 是: the weight in `√是（100%）`. `blank` where there
 * are no brackets or nothing stands in them.
 */
export function bracketReading(
  indicator: Indicator,
  content: readonly Piece[],
  context: ValueContext,
): Reading {
  const weight = bracketAfterOption(content, YES_NO, 'yes') ?? bracketIn(content) ?? bareWeight(content);
  if (weight === null) return blank();
  return readValue(
    indicator,
    [{ kind: 'text', text: weight.replace(BEFORE_WEIGHT, ''), score: null }],
    context,
  );
}

/** A bracket with a digit in it, wherever the answer itself went. */
function bracketIn(content: readonly Piece[]): string | null {
  return /[(（]([^)）]*\d[^)）]*)[)）]/u.exec(textOf(content))?.[1] ?? null;
}

function bareWeight(content: readonly Piece[]): string | null {
  return BARE_WEIGHT.exec(textOf(content))?.[1] ?? null;
}
