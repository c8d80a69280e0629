/**
 * Time and memory from 1,000 to 20,000 text filings, and what a second worker gains:
 * `npm run bench -- growth [--sizes 1000,2000,5000,20000] [--seed 1] [--check]`
 *
 * `--check` writes nothing: it fails where the memory of the importing process grows with the number of filings.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildProgram } from '../tests/hostile/built-program.js';
import { multiplyTexts, writeFilings } from './filings.js';
import { fixedWork } from './fixed-work.js';
import { growthPlot } from './growth-plot.js';
import { madeBy, ROOT, writeSection } from './results-section.js';
import { type TimedImport, timedImport } from './timed-import.js';

const WORKERS = 2;
/** Size at which one and two workers are compared: long enough for their start not to count. */
const COMPARED = 2_000;
const DISTINCT = 1_000;

const OPTIONS = {
  sizes: { type: 'string', default: '1000,2000,5000,20000' },
  seed: { type: 'string', default: '1' },
  check: { type: 'boolean', default: false },
} as const;

/** From the requirements: of the importing process, whatever the number of filings. */
const MOST_MEGABYTES = 300;
/** Between the two largest numbers of filings: small ones do not fill what is bounded. */
const MOST_GROWTH = 1.1;

interface Measured {
  readonly runs: readonly TimedImport[];
  readonly alone: TimedImport;
  /** Seconds of the fixed piece of work, before and after. */
  readonly unit: readonly number[];
}

async function measure(sizes: readonly number[], seed: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-growth-'));
  const program = buildProgram();
  try {
    const source = join(folder, 'source');
    writeFilings(source, 'word-dump', DISTINCT, seed);
    const folderOf = (size: number) => {
      const out = join(folder, String(size));
      multiplyTexts(source, out, size);
      return out;
    };
    const before = fixedWork();
    const alone = await timedImport(program.cli, folderOf(COMPARED), 1);
    const runs: TimedImport[] = [];
    for (const size of sizes) {
      runs.push(await timedImport(program.cli, folderOf(size), WORKERS));
      rmSync(join(folder, String(size)), { recursive: true });
    }
    return { runs, alone, unit: [before, fixedWork()] };
  } finally {
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function row({
  files,
  workers,
  seconds,
  perSecond,
  parentMegabytes,
  readerMegabytes,
  databaseMegabytes,
}: TimedImport) {
  const cells = [files.toLocaleString('en'), workers, seconds.toFixed(1), perSecond.toFixed(0)];
  return `| ${[...cells, parentMegabytes.toFixed(0), readerMegabytes.toFixed(0), databaseMegabytes.toFixed(0)].join(' | ')} |`;
}

function gains({ runs, alone }: Measured): string[] {
  const both = runs.find(({ files }) => files === COMPARED);
  const largest = runs.at(-1);
  if (!both || !largest) return [];
  const speedup = both.perSecond / alone.perSecond;
  const growth = (largest.parentMegabytes / both.parentMegabytes - 1) * 100;
  return [
    `Two workers do ${speedup.toFixed(2)} times the work of one; from ${both.files.toLocaleString('en')} to ${largest.files.toLocaleString('en')} filings the memory of the parent grows by ${growth.toFixed(0)} %.`,
  ];
}

/** What is wrong with the memory of the importing process; null where nothing is. */
function memoryFault(runs: readonly TimedImport[]): string | null {
  const [first, ...others] = runs.toSorted((a, b) => a.files - b.files).slice(-2);
  const last = others.at(-1);
  if (!first || !last) return 'two sizes are needed to compare';
  const [from, to] = [first.parentMegabytes, last.parentMegabytes];
  const shown = `${from.toFixed(0)} MB for ${first.files} filings, ${to.toFixed(0)} MB for ${last.files}`;
  return to > MOST_MEGABYTES || to > MOST_GROWTH * from ? shown : null;
}

async function check(sizes: readonly number[], seed: number): Promise<void> {
  const { runs } = await measure(sizes, seed);
  const fault = memoryFault(runs);
  if (fault === null) return;
  process.stderr.write(`the importing process takes too much memory: ${fault}\n`);
  process.exitCode = 1;
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  const sizes = values.sizes.split(',').map(Number);
  if (values.check) {
    await check(sizes, Number(values.seed));
    return;
  }
  const measured = await measure(sizes, Number(values.seed));
  writeFileSync(join(ROOT, 'bench/growth.svg'), growthPlot(measured.runs));
  writeSection('growth', [
    '## Growth',
    '',
    madeBy('growth', argv),
    `The fixed piece of work took ${measured.unit.map((seconds) => seconds.toFixed(2)).join(' s before and ')} s after.`,
    '',
    'Text filings, from the start of `nianbao import` to its end: walking, hashing, reading, writing, indexes, checks',
    'across reports. The parent walks, hashes and writes; the readers are processes of their own.',
    '',
    '| filings | workers | seconds | filings/s | parent, MB | largest reader, MB | database, MB |',
    '|---:|---:|---:|---:|---:|---:|---:|',
    ...[measured.alone, ...measured.runs].map(row),
    '',
    ...gains(measured),
    '',
    '![Seconds and memory over the number of filings](growth.svg)',
  ]);
}
