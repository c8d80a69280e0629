/** What recognises the characters of a strip of ink, whichever engine it is. */
import type { Decoded } from './ctc.js';
import type { Strip } from './strip.js';

export interface StripReading extends Decoded {
  /** The same positions decoded to nothing but digits and the signs that stand in numbers. */
  readonly digits: Decoded;
  /** Whether it was read at less than its width, so that something small may have been lost. */
  readonly squeezed?: boolean;
}

export interface StripReader {
  /** Goes into cache keys and into what a document says of its reader. */
  readonly name: string;
  read(strip: Strip): Promise<StripReading>;
  /** At full width, for what a quicker reading left out; not there where `read` does that anyway. */
  readInFull?(strip: Strip): Promise<StripReading>;
}
