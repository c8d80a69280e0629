/** The four ways in which reading a value cell can end, and the remarks that go with them. */
import type { FieldValue, Reading, Remark, Severity } from '../../model/reading.js';

/** How plainly a value was written; see `Reading.strictness`. */
export const STRICTNESS = {
  /** As the form asks. */
  plain: 1,
  /** Conventions of writing that change nothing: separators, full width, a unit left in. */
  conventional: 0.95,
  /** Another unit of counting, trailing punctuation, decimals of a spreadsheet. */
  loose: 0.9,
  /** Words beside the value that qualify it: 约, 余. */
  qualified: 0.8,
  /** Characters read as others that look alike. */
  lookAlike: 0.6,
  /** A reading that took interpretation, though only one makes sense. */
  interpreted: 0.5,
  /** The likeliest of several readings. */
  doubtful: 0.3,
} as const;

export function remark(rule: string, severity: Severity, message: string): Remark {
  return { rule, severity, message };
}

export interface Liberties {
  readonly note?: string | null;
  readonly strictness?: number;
  readonly remarks?: readonly Remark[];
}

export function reported(value: FieldValue, { note, strictness, remarks }: Liberties = {}): Reading {
  return {
    status: 'reported',
    value,
    note: note || null,
    strictness: strictness ?? STRICTNESS.plain,
    remarks: remarks ?? [],
  };
}

function valueless(status: 'none' | 'blank' | 'invalid', { note, strictness, remarks }: Liberties): Reading {
  return {
    status,
    value: null,
    note: note || null,
    strictness: strictness ?? STRICTNESS.plain,
    remarks: remarks ?? [],
  };
}

/** The filer declared that there is none. */
export function none(liberties: Liberties = {}): Reading {
  return valueless('none', liberties);
}

/** Nothing was filled in. */
export function blank(liberties: Liberties = {}): Reading {
  return valueless('blank', liberties);
}

/** Something is there that cannot be a value of its type; the remark says why. */
export function invalid(reason: Remark, strictness: number = STRICTNESS.plain): Reading {
  return valueless('invalid', { strictness, remarks: [reason] });
}
