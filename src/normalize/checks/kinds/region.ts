/** The region in a local site code: ten digits, of which the first six are a code of GB/T 2260. */
import { isKnownRegion } from '../../regions.js';
import type { CheckOf } from '../schema.js';
import type { Subject, Verdict } from '../subject.js';

/** Ministries' codes (`bm…`) name no region, and a code of another length is not cut to fit. */
const LOCAL_CODE = /^(\d{6})\d{4}$/;

export function evaluateRegion(check: CheckOf<'region'>, subject: Subject): Verdict[] {
  const value = subject.text(check.field) ?? '';
  const [, region] = LOCAL_CODE.exec(value) ?? [];
  if (region === undefined) return [];
  const at = { indicator: check.field, period: 'year' as const };
  return [
    {
      holds: isKnownRegion(region),
      at,
      involved: [at],
      words: () => ({ name: subject.name(check.field), value, region }),
    },
  ];
}
