/** Whether a value that a person gave is one of its indicator's type, in the form in which the database keeps it. */
import type { StoredValue } from './view-types.js';

/** Characters of a text value: the longest in filings have some hundred. */
const LONGEST_TEXT = 2_000;
/** Past this, a JavaScript number no longer holds every integer. */
const LARGEST = Number.MAX_SAFE_INTEGER;

function isNumber(value: StoredValue): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= LARGEST;
}

/** A day that the calendar has, as `2021-01-15`. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function isText(value: StoredValue): value is string {
  return typeof value === 'string' && value !== '' && value.trim() === value && value.length <= LONGEST_TEXT;
}

export interface TypedIndicator {
  readonly type: string;
  /** JSON object of a choice's options, as stored. */
  readonly options: string | null;
}

export function isValueOf({ type, options }: TypedIndicator, value: StoredValue): boolean {
  switch (type) {
    case 'count':
      return isNumber(value) && Number.isInteger(value);
    case 'decimal':
    case 'percent':
    case 'interval':
      return isNumber(value);
    case 'boolean':
      return value === 0 || value === 1;
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(JSON.parse(options ?? '{}'), value);
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'url':
    case 'code':
      return isText(value) && !/\s/.test(value);
    default:
      return isText(value);
  }
}
