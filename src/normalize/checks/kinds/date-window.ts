/** A date against the year that the report is about: reports are due on 31 January of the year after. */
import type { CheckOf } from '../schema.js';
import type { Subject, Verdict } from '../subject.js';

export function evaluateDateWindow(check: CheckOf<'date-window'>, subject: Subject): Verdict[] {
  const value = subject.text(check.field);
  if (value === null || subject.year === null) return [];
  const from = monthText(subject.year, check.from);
  const to = monthText(subject.year, check.to);
  const month = value.slice(0, 'yyyy-mm'.length);
  const at = { indicator: check.field, period: 'year' as const };
  const words = () => ({ name: subject.name(check.field), value, from, to });
  return [{ holds: month >= from && month <= to, at, involved: [at], words }];
}

function monthText(year: number, [offset, month]: readonly [number, number]): string {
  return `${year + offset}-${String(month).padStart(2, '0')}`;
}
