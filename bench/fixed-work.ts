/** How busy the machine is: a piece of work that is always the same, timed. */
import { createHash } from 'node:crypto';

/** Hashing and sorting, as much of it as takes a good second; in seconds. */
export function fixedWork(): number {
  const begun = performance.now();
  let text = 'nianbao';
  const seen: string[] = [];
  for (let round = 0; round < 300_000; round += 1) {
    text = createHash('sha256').update(text).digest('hex');
    seen.push(text);
  }
  seen.sort();
  return (performance.now() - begun) / 1000;
}
