import { readFileSync } from 'node:fs';

/**
 * Milliseconds of processor time that this process has used: what a limit on speed is measured by, since the clock
 * goes on while a machine serves others.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Clock ticks a second in /proc/stat (proc(5), USER_HZ), the same on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds since the machine started that its processors, on average, had to wait while others ran: `steal` in proc(5). */
function stolenSeconds(): number {
  const counts = readFileSync('/proc/stat', 'latin1');
  const [all = ''] = counts.split('\n');
  const stolen = Number(all.trim().split(/ +/)[8] ?? 0);
  return stolen / TICKS / (counts.match(/^cpu\d/gm)?.length ?? 1);
}

/** A watch that stands still while others have the machine: gives the seconds since it was started. */
export function startWatch(): () => number {
  const [begun, stolen] = [performance.now(), stolenSeconds()];
  return () => (performance.now() - begun) / 1000 - (stolenSeconds() - stolen);
}
