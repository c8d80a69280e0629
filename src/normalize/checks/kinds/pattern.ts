/** A code or address against the form that all of its kind have. */
import type { CheckOf } from '../schema.js';
import type { Subject, Verdict } from '../subject.js';

export function evaluatePattern(check: CheckOf<'pattern'>, subject: Subject): Verdict[] {
  const value = subject.text(check.field);
  if (value === null) return [];
  const at = { indicator: check.field, period: 'year' as const };
  const words = () => ({ name: subject.name(check.field), value });
  return [{ holds: new RegExp(check.pattern, 'iu').test(value), at, involved: [at], words }];
}
