/** Value cells to readings: one shared look for cells that hold no value, then the parser of the type. */
import type { Piece } from '../../model/document.js';
import type { Indicator, ValueType } from '../../model/indicator.js';
import type { Reading } from '../../model/reading.js';
import { readAbsence } from './absence.js';
import { readBoolean, YES_NO } from './boolean.js';
import { codeText, textOf, valueText } from './cell-text.js';
import { readChoice } from './choice.js';
import { readCode } from './code.js';
import { readCount } from './count.js';
import { readDate } from './date.js';
import { readDecimal } from './decimal.js';
import { readInterval } from './interval.js';
import { bracketAfterOption } from './options.js';
import { blank } from './outcome.js';
import { readPercent } from './percent.js';
import { readText } from './plain-text.js';
import { readUrl } from './url.js';
import { joinWrappedNumber, withWrapDoubt } from './wrapped-number.js';

export { type MultipleChoice, type OptionLabel, readMultipleChoice } from './multiple-choice.js';
export {
  bracketAfterOption,
  type OptionReading,
  type OptionState,
  type OptionsReading,
  type OptionWords,
  readOptions,
  textAfterOption,
} from './options.js';
export { readPresence } from './presence.js';

const NUMERIC_TYPES: ReadonlySet<ValueType> = new Set(['count', 'decimal', 'percent', 'interval']);

export interface ValueContext {
  /** The year that the form reports on, null where it could not be read. */
  readonly formYear: number | null;
}

/** Reads the content of value cells as what the indicator asks for. Never throws on any content. */
export function readValue(indicator: Indicator, content: readonly Piece[], context: ValueContext): Reading {
  const absence = readAbsence(content, indicator.type);
  if (absence) return absence;
  const wrapped = NUMERIC_TYPES.has(indicator.type) ? joinWrappedNumber(valueText(content)) : null;
  if (wrapped !== null) {
    return withWrapDoubt(readValue(indicator, [{ kind: 'text', text: wrapped, score: null }], context));
  }
  switch (indicator.type) {
    case 'count':
      return readCount(valueText(content), indicator.unit);
    case 'decimal':
      return readDecimal(valueText(content));
    case 'percent':
      return readPercent(valueText(content));
    case 'interval':
      return readInterval(valueText(content));
    case 'boolean':
      return readBoolean(content);
    case 'choice':
      return readChoice(content, indicator.options);
    case 'date':
      return readDate(valueText(content), context.formYear);
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
  const bracket = bracketAfterOption(content, YES_NO, 'yes') ?? bracketIn(content);
  if (bracket === null) return blank();
  return readValue(indicator, [{ kind: 'text', text: bracket, score: null }], context);
}

/** A bracket with a digit in it, wherever the answer itself went. */
function bracketIn(content: readonly Piece[]): string | null {
  return /[(（]([^)）]*\d[^)）]*)[)）]/u.exec(textOf(content))?.[1] ?? null;
}
