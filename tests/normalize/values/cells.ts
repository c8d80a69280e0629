/** Value cells for tests: content from text, indicators of a type, readings in one line. */
import type { MarkState, Piece } from '../../../src/model/document.js';
import type { ChoiceOption, Indicator, ValueType } from '../../../src/model/indicator.js';
import type { Reading } from '../../../src/model/reading.js';
import { readValue, type ValueContext } from '../../../src/normalize/values/index.js';

export function text(value: string): Piece {
  return { kind: 'text', text: value, score: null };
}

export function mark(state: MarkState, glyph = '<input>'): Piece {
  return { kind: 'mark', state, glyph, score: null };
}

export function indicator(
  type: ValueType,
  unit: string | null = null,
  options: readonly ChoiceOption[] = [],
): Indicator {
  return { key: 'test', form: 'work', section: '', label: '', unit, type, options, periods: ['year'] };
}

/** What is known of a form of which nothing is known. */
export const UNTOLD: ValueContext = { formYear: null, tickSide: null };

export function read(asked: Indicator, value: string, formYear: number | null = null): Reading {
  return readValue(asked, [text(value)], { ...UNTOLD, formYear });
}

/** What a table of cases compares: the value where one was reported, else the status; then note and remarks. */
export function summary(reading: Reading | null): unknown {
  if (reading === null) return null;
  const told = reading.status === 'reported' ? reading.value : reading.status;
  const rules = reading.remarks.map(({ rule }) => rule);
  return [told, reading.note, ...rules].filter((part) => part !== null);
}
