/** What can become of a reading process, in the words of someone who looks after the files. */

import { ExtractionError } from '../../errors.js';

/** The process that read a file is gone: `message` says why and what to do. */
export class ReaderFault extends ExtractionError {
  override readonly name = 'ReaderFault';
  /** Whether it had begun to work: one that never does is a fault of the installation, not of a file. */
  readonly hadStarted: boolean;

  constructor(message: string, hadStarted: boolean) {
    super('reader-fault', message);
    this.hadStarted = hadStarted;
  }
}

const ADVICE = 'open it, save it anew and import it again; please report it with the file if it looks sound';

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} seconds`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

export const FAULT_SENTENCES = {
  idle: (milliseconds: number) =>
    `Reading it made no progress for ${seconds(milliseconds)} and was stopped: ${ADVICE}.`,
  slow: (milliseconds: number) =>
    `Reading it took more than ${seconds(milliseconds)} and was stopped: split it, or raise the limit readMilliseconds.`,
  memory: (bytes: number) =>
    `Reading it took more than ${megabytes(bytes)} of memory and was stopped: split it, or save its pages with less resolution.`,
  flood: (bytes: number) =>
    `Reading it printed more than ${megabytes(bytes)} of messages and was stopped: ${ADVICE}.`,
  exit: (how: string) => `The process that read it ended on its own (${how}): ${ADVICE}.`,
} as const;

/** V8's last words before it aborts for want of heap. */
const OUT_OF_HEAP = /heap out of memory|Reached heap limit|allocation failed/i;

export function exitSentence(
  exit: { readonly code: number | null; readonly signal: string | null },
  lastWords: string,
  heapBytes: number,
): string {
  if (OUT_OF_HEAP.test(lastWords)) return FAULT_SENTENCES.memory(heapBytes);
  return FAULT_SENTENCES.exit(exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`);
}
