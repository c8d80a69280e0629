/** Answers against what they leave to fill in: 否 with dependent values filled, 是 with none of them. */
import type { CheckOf } from '../schema.js';
import { type CheckedField, type Slot, type Subject, show, type Verdict } from '../subject.js';

const atYear = (indicator: string): Slot => ({ indicator, period: 'year' });

/** 0 and 否 are values, but they do not contradict an answer that there is nothing. */
function saysSomething(field: CheckedField): boolean {
  return field.status === 'reported' && field.value !== 0 && field.value !== false;
}

function present(indicators: readonly string[], subject: Subject): CheckedField[] {
  return indicators
    .map((indicator) => subject.field(indicator, 'year'))
    .filter((field) => field !== null && field.status !== 'missing' && field.status !== 'invalid')
    .filter((field) => field !== null);
}

export function evaluateAnswerExcludes(check: CheckOf<'answer-excludes'>, subject: Subject): Verdict[] {
  const answer =
    check.is === 0 ? subject.number(check.answer, 'year') : subject.field(check.answer, 'year')?.value;
  const excluded = present(check.excluded, subject);
  if (answer !== check.is || excluded.length === 0) return [];
  const filled = excluded.filter(saysSomething).map(({ indicator }) => atYear(indicator));
  // Zeros beside a zero speak for nothing; empty cells beside 否 do.
  if (filled.length === 0 && check.is === 0) return [];
  const at = atYear(check.answer);
  const empty = excluded.map(({ indicator }) => atYear(indicator));
  return [
    {
      holds: filled.length === 0,
      at,
      involved: [at, ...(filled.length === 0 ? empty : filled)],
      words: () => ({
        answer: showAnswer(subject, at),
        filled: filled.map((slot) => show(subject, slot)).join('、'),
      }),
    },
  ];
}

export function evaluateAnswerRequires(check: CheckOf<'answer-requires'>, subject: Subject): Verdict[] {
  const required = present(check.required, subject);
  if (subject.field(check.answer, 'year')?.value !== true || required.length === 0) return [];
  const filled = required.filter(saysSomething);
  const at = atYear(check.answer);
  return [
    {
      holds: filled.length > 0,
      at,
      involved: [at, ...(filled.length > 0 ? filled : required).map(({ indicator }) => atYear(indicator))],
      words: () => ({
        answer: showAnswer(subject, at),
        required: required.map(({ indicator }) => subject.name(indicator)).join('、'),
      }),
    },
  ];
}

function showAnswer(subject: Subject, slot: Slot): string {
  const value = subject.field(slot.indicator, slot.period)?.value;
  if (typeof value !== 'boolean') return show(subject, slot);
  return `${subject.name(slot.indicator)} ${value ? '是' : '否'}`;
}
