/** Memory of the process that walks, hashes and writes, while others read. */
import { setFlagsFromString } from 'node:v8';

/**
 * Share in per cent by which the heap may grow before it is tidied. What an import hands through is garbage at once,
 * while V8 lets it pile up to four times of what is in use, and keeps the room: with this an import takes a tenth less
 * memory at 2,000 filings and a sixth less at 10,000, in the same time.
 */
const GROWTH_PERCENT = 10;

/** For a process of the program's own: what else runs in it would pay for it. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
