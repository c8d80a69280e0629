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

/** Of two measurements the lower cost of each format. */
export function lowestCosts(one: Costs, other: Costs): Costs {
  const formats = new Set([...Object.keys(one), ...Object.keys(other)]);
  const lowest = (format: string) => Math.min(one[format] ?? Infinity, other[format] ?? Infinity);
  return Object.fromEntries([...formats].map((format) => [format, lowest(format)]));
}

export interface TooSlow {
  readonly format: string;
  /** Its cost as a multiple of the baseline's. */
  readonly times: number;
}

/** Formats that have become slower than the baseline allows. */
export function slowerThanBaseline(costs: Costs): TooSlow[] {
  const stored = JSON.parse(readFileSync(BASELINE, 'utf8')) as Costs;
  return Object.entries(costs).flatMap(([format, cost]) => {
    const times = cost / (stored[format] ?? cost);
    return times > MOST_TIMES ? [{ format, times }] : [];
  });
}
