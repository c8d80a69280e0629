/**
 * What a format costs over its parsing library alone, on the same files in the same run, and how much memory reading
 * it takes: `npm run bench -- libraries [--count 12] [--formats html,docx,pdf] [--seed 1]`
 *
 * Each format has a process of its own. Processor time is counted, for each file the least of some rounds in which the
 * program and the library take turns at it, since other work on the machine can only add to it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readDocument, readFiling } from '../src/pipeline.js';
import { processorTime } from '../tests/processor-time.js';
import { writeFilings } from './filings.js';
import { LIBRARIES, type LibraryCall } from './library-calls.js';
import { madeBy, ROOT, writeSection } from './results-section.js';

/** Rounds of which the fastest counts; the first one, which compiles, is not among them. Small files get more. */
const LEAST_ROUNDS = 5;
const MILLISECONDS_OF_ROUNDS = 15_000;

const OPTIONS = {
  count: { type: 'string', default: '12' },
  formats: { type: 'string', default: Object.keys(LIBRARIES).join(',') },
  seed: { type: 'string', default: '1' },
  // What the process of one format is started with.
  measure: { type: 'string' },
} as const;

interface Measured {
  readonly files: number;
  /** Milliseconds of processor time a file. */
  readonly library: number | null;
  readonly reading: number;
  readonly whole: number;
  /** Most memory of the process, before the library was called by itself, in megabytes. */
  readonly megabytes: number;
}

type Work = (bytes: Buffer) => Promise<unknown>;

/** For each piece of work the mean over the files of the least processor time that a file took. */
async function leastTimes(files: readonly Buffer[], works: readonly Work[]): Promise<number[]> {
  const least = works.map(() => files.map(() => Number.POSITIVE_INFINITY));
  const begun = performance.now();
  for (
    let round = 0;
    round < LEAST_ROUNDS || performance.now() - begun < MILLISECONDS_OF_ROUNDS;
    round += 1
  ) {
    for (const [file, bytes] of files.entries()) {
      for (const [index, work] of works.entries()) {
        const start = processorTime();
        await work(bytes);
        const times = least[index] ?? [];
        times[file] = Math.min(times[file] ?? Number.POSITIVE_INFINITY, processorTime() - start);
      }
    }
  }
  return least.map((times) => times.reduce((sum, time) => sum + time, 0) / files.length);
}

/** The library, unless it cannot read so much as one file, or is not installed. */
async function usable(call: LibraryCall['call'], file: Buffer | undefined): Promise<LibraryCall['call']> {
  try {
    if (call !== null && file !== undefined) await call(file);
    return call;
  } catch (error) {
    process.stderr.write(`left out of the comparison: ${error instanceof Error ? error.message : error}\n`);
    return null;
  }
}

async function measure(folder: string, format: string): Promise<Measured> {
  const files = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name)));
  const whole = (bytes: Buffer) => readFiling({ path: format, bytes });
  for (const bytes of files) await whole(bytes);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const library = await usable(LIBRARIES[format]?.call ?? null, files[0]);
  const [reading = 0, wholly = 0, alone = null] = await leastTimes(files, [
    (bytes) => readDocument(bytes),
    whole,
    ...(library === null ? [] : [library]),
  ]);
  return { files: files.length, library: alone, reading, whole: wholly, megabytes };
}

/** Null where the program that writes the format is not installed. */
function measureApart(format: string, count: number, seed: number): Measured | null {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  try {
    writeFilings(folder, format, count, seed);
    const program = fileURLToPath(import.meta.url);
    const args = ['--import', 'tsx', program, '--measure', folder, '--formats', format];
    const stdio: ('ignore' | 'pipe' | 'inherit')[] = ['ignore', 'pipe', 'inherit'];
    return JSON.parse(
      execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', stdio }),
    ) as Measured;
  } catch {
    process.stderr.write(`${format}: cannot be written or measured here, left out\n`);
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowOf(format: string, { files, library, reading, whole, megabytes }: Measured): string {
  const over = (time: number) => (library === null ? '–' : (time / library).toFixed(2));
  const alone = library === null ? '–' : library.toFixed(1);
  return `| ${format} | ${files} | ${(1000 / whole).toFixed(1)} | ${LIBRARIES[format]?.name ?? '–'} | ${alone} | ${reading.toFixed(1)} | ${over(reading)} | ${whole.toFixed(1)} | ${over(whole)} | ${megabytes.toFixed(0)} |`;
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS, args: [...argv] });
  if (values.measure !== undefined) {
    process.stdout.write(JSON.stringify(await measure(values.measure, values.formats)));
    return;
  }
  const rows = values.formats.split(',').flatMap((format) => {
    const measured = measureApart(format, Number(values.count), Number(values.seed));
    return measured === null ? [] : [rowOf(format, measured)];
  });
  writeSection('libraries', [
    '## Formats and their parsing libraries',
    '',
    madeBy('libraries', argv),
    'Milliseconds of processor time a filing in one process, after a warm-up; "over" is how many times the library’s.',
    '“Whole” is from bytes to checked fields; memory is the most that the process took, libraries and Node included.',
    '',
    '| format | files | filings/s, one core | library | library alone, ms | reading, ms | over | whole, ms | over | peak, MB |',
    '|---|---:|---:|---|---:|---:|---:|---:|---:|---:|',
    ...rows,
  ]);
}

// Started by itself for each format.
if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
