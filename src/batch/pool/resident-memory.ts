/** Resident memory of another process, where the system tells it cheaply. */
import { readFileSync } from 'node:fs';

/** Pages of `statm` (proc(5)) are 4 KB on every machine that Node's builds for Linux run on, but for some arm64. */
const PAGE_BYTES = 4096;

/** Bytes, or null where there is no /proc or the process is gone; the heap limit holds everywhere. */
export function residentBytes(pid: number): number | null {
  try {
    const [, resident] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    return Number(resident) * PAGE_BYTES;
  } catch {
    return null;
  }
}
