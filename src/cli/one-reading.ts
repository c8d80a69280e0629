/** What came of the one file that a command was given. */
import type { FilingResult } from '../model/result.js';

/** A file beside the one that was read, and what became of it. */
export interface Bystander {
  readonly path: string;
  readonly reason: string;
}

export interface OneReading {
  readonly result: FilingResult;
  /** Only for archives. */
  readonly bystanders: readonly Bystander[];
}
