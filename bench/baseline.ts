/**
 * What a filing may cost: its time in one process, in fixed pieces of work, so that the gate holds on any machine
 * and beside other work. https://github.com/docling-project/docling/issues/4174 tells what happens without one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Steps } from './format-steps.js';
import { ROOT } from './results-section.js';

const BASELINE = join(ROOT, 'bench/baseline.json');
/** From the requirements: a filing may not cost more than this many times the baseline's. */
const MOST_TIMES = 1.5;

/** Fixed pieces of work a filing, by format. */
export type Costs = Readonly<Record<string, number>>;

/** @param unit seconds of the fixed piece of work in the same run */
export function costsOf(steps: readonly Steps[], unit: number): Costs {
  return Object.fromEntries(
    steps.map(({ format, reading, normalising, handingOver, writing }) => [
      format,
      (reading + normalising + handingOver + writing) / 1000 / unit,
    ]),
  );
}

export function storeBaseline(costs: Costs): void {
  writeFileSync(BASELINE, `${JSON.stringify(costs, null, 2)}\n`);
}

/** Formats that have become slower than the baseline allows, in words. */
export function slowerThanBaseline(costs: Costs): string[] {
  const stored = JSON.parse(readFileSync(BASELINE, 'utf8')) as Costs;
  return Object.entries(costs).flatMap(([format, cost]) => {
    const times = cost / (stored[format] ?? cost);
    return times > MOST_TIMES ? [`${format}: ${times.toFixed(2)} times the cost of the baseline`] : [];
  });
}
