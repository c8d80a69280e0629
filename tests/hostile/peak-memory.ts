/** The most memory that a program under test and the processes it starts take, each for itself. */
import { readdirSync, readFileSync } from 'node:fs';

/** Often enough to see every process that lives long enough to matter; its peak is kept by the system. */
const WATCH_MILLISECONDS = 100;

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

function childrenOf(pid: number): number[] {
  return procFile(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** Peak resident bytes (proc(5), `VmHWM`) by process. */
function notePeaks(pid: number, peaks: Map<number, number>): void {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(procFile(pid, 'status')) ?? [];
  peaks.set(pid, Math.max(peaks.get(pid) ?? 0, Number(kilobytes ?? 0) * 1024));
  for (const child of childrenOf(pid)) notePeaks(child, peaks);
}

/** Watches the processes with `mark` among their arguments, and their children, until it is stopped. */
export function watchMemory(mark: string): { stop(): readonly number[] } {
  const peaks = new Map<number, number>();
  const timer = setInterval(() => {
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (pid > 0 && pid !== process.pid && procFile(pid, 'cmdline').includes(mark)) notePeaks(pid, peaks);
    }
  }, WATCH_MILLISECONDS);
  return {
    stop() {
      clearInterval(timer);
      return [...peaks.values()];
    },
  };
}
