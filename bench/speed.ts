/**
 * Filings a second by format on one and two workers, and where the time goes:
 * `npm run bench -- formats [--count 300] [--formats word-dump,html,docx] [--workers 1,2] [--seed 1]`
 *
 * `--check` only compares the cost of a filing with the stored baseline, `--store-baseline` stores it: both time the
 * steps in one process and measure nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildProgram } from '../tests/hostile/built-program.js';
import { processorTime } from '../tests/processor-time.js';
import {
  type Costs,
  costsOf,
  lowestCosts,
  slowerThanBaseline,
  storeBaseline,
  type TooSlow,
} from './baseline.js';
import { writeFilings } from './filings.js';
import { fixedWork } from './fixed-work.js';
import { type Steps, timeSteps } from './format-steps.js';
import { madeBy, writeSection } from './results-section.js';
import { type TimedImport, timedImport } from './timed-import.js';

/** Filings whose steps are timed one by one. */
const SAMPLE = 100;

const OPTIONS = {
  count: { type: 'string', default: '300' },
  formats: { type: 'string', default: 'word-dump,html,docx' },
  workers: { type: 'string', default: '1,2' },
  seed: { type: 'string', default: '1' },
  check: { type: 'boolean', default: false },
  'store-baseline': { type: 'boolean', default: false },
} as const;

interface Speed extends TimedImport {
  readonly format: string;
}

interface Plan {
  readonly formats: readonly string[];
  readonly workers: readonly number[];
  readonly count: number;
  readonly seed: number;
}

interface Measured {
  readonly steps: readonly Steps[];
  readonly speeds: readonly Speed[];
  /** Processor time of the fixed piece of work in seconds, the quickest of several, as the steps are. */
  readonly unit: number;
}

function processorTimeOfFixedWork(): number {
  const begun = processorTime();
  fixedWork();
  return (processorTime() - begun) / 1000;
}

async function measure({ formats, workers, count, seed }: Plan): Promise<Measured> {
  const program = buildProgram();
  const steps: Steps[] = [];
  const speeds: Speed[] = [];
  const units: number[] = [];
  try {
    for (const format of formats) {
      const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
      writeFilings(folder, format, count, seed);
      units.push(processorTimeOfFixedWork());
      steps.push(await timeSteps(folder, format, SAMPLE));
      for (const number of workers)
        speeds.push({ format, ...(await timedImport(program.cli, folder, number)) });
      rmSync(folder, { recursive: true });
    }
  } finally {
    program.remove();
  }
  return { steps, speeds, unit: Math.min(...units, processorTimeOfFixedWork()) };
}

function stepRow({ format, reading, normalising, handingOver, writing }: Steps): string {
  const steps = [reading, normalising, handingOver, writing];
  const whole = steps.reduce((sum, step) => sum + step, 0);
  const cells = steps.map((step) => `${step.toFixed(1)} (${((step / whole) * 100).toFixed(0)} %)`);
  return `| ${[format, ...cells, whole.toFixed(1)].join(' | ')} |`;
}

function speedRow({ format, files, workers, perSecond, parentMegabytes, readerMegabytes }: Speed): string {
  const cells = [format, files, workers, perSecond.toFixed(1), parentMegabytes.toFixed(0)];
  return `| ${[...cells, readerMegabytes.toFixed(0)].join(' | ')} |`;
}

function section({ steps, speeds, unit }: Measured, argv: readonly string[]): string[] {
  return [
    '## Formats',
    '',
    madeBy('formats', argv),
    `The fixed piece of work took ${unit.toFixed(2)} s of processor time; on an idle machine of this kind it takes under 1 s,`,
    'so that higher figures mean that the machine had other work.',
    '',
    'From the start of `nianbao import` to its end, the start of all processes included:',
    '',
    '| format | filings | workers | filings/s | parent, MB | largest reader, MB |',
    '|---|---:|---:|---:|---:|---:|',
    ...speeds.map(speedRow),
    '',
    'Milliseconds of processor time a filing, all steps in one process:',
    '',
    '| format | reading | finding, aligning, parsing, checks | handing over | writing | whole |',
    '|---|---:|---:|---:|---:|---:|',
    ...steps.map(stepRow),
  ];
}

/** A machine that is busy elsewhere makes a filing look dear, never cheap: the lowest of several measurements counts. */
const MOST_ATTEMPTS = 4;

async function measureCosts(plan: Plan): Promise<Costs> {
  const { steps, unit } = await measure(plan);
  return costsOf(steps, unit);
}

async function checkCosts(plan: Plan): Promise<void> {
  let costs: Costs = {};
  let tooSlow: readonly TooSlow[] = [];
  let { formats } = plan;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS && formats.length > 0; attempt += 1) {
    costs = lowestCosts(costs, await measureCosts({ ...plan, formats }));
    tooSlow = slowerThanBaseline(costs);
    formats = tooSlow.map(({ format }) => format);
  }
  process.stdout.write(`${JSON.stringify(costs)}\n`);
  for (const { format, times } of tooSlow)
    process.stderr.write(`${format}: ${times.toFixed(2)} times the cost of the baseline\n`);
  if (tooSlow.length > 0) process.exitCode = 1;
}

async function storeCosts(plan: Plan): Promise<void> {
  const costs = await measureCosts(plan);
  storeBaseline(costs);
  process.stdout.write(`${JSON.stringify(costs)}\n`);
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  const plan: Plan = {
    formats: values.formats.split(','),
    workers: values.workers.split(',').map(Number),
    count: Number(values.count),
    seed: Number(values.seed),
  };
  if (values['store-baseline']) await storeCosts({ ...plan, workers: [] });
  else if (values.check) await checkCosts({ ...plan, workers: [] });
  else writeSection('formats', section(await measure(plan), argv));
}
