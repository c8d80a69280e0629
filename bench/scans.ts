/**
 * Scans: where the time of a page goes, native Tesseract on the same pages, two workers against one, memory, and how
 * well marks are read by their style: `npm run bench -- scans [--pages 4] [--seed 500]`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { readPageAfresh } from '../src/extract/scan/index.js';
import { DEFAULT_LIMITS } from '../src/limits.js';
import { random } from '../tests/filings/random.js';
import { DAMAGES, damagePage } from '../tests/simulate/scan/damage.js';
import { fontsFor, scanPages } from '../tests/simulate/scan/filings.js';
import { addScore, NOTHING, type Score, scorePage } from '../tests/simulate/scan/score.js';
import { drawStyle, openBrowser, printSheet, TICKS, type Tick } from '../tests/simulate/scan/sheet.js';
import { fixedWork } from './fixed-work.js';
import { madeBy, ROOT, writeSection } from './results-section.js';
import type { WorkerReport } from './scan-worker.js';

const OPTIONS = {
  pages: { type: 'string', default: '4' },
  seed: { type: 'string', default: '500' },
} as const;

/** Pages as an office scanner gives them: slightly turned, noisy, compressed, 200 dpi. */
const KIND = 'office';

/** Written losslessly, so that both programs get the very same pixels. */
async function writePages(browser: Browser, folder: string, count: number, seed: number): Promise<string[]> {
  const files: string[] = [];
  for (let own = seed; files.length < count; own++) {
    const { pages } = await scanPages(browser, KIND, own);
    for (const { width, height, channels, data } of pages) {
      if (files.length === count) break;
      const file = join(folder, `page-${files.length}.png`);
      writeFileSync(file, await sharp(data, { raw: { width, height, channels } }).png().toBuffer());
      files.push(file);
    }
  }
  return files;
}

function work(files: readonly string[]): Promise<WorkerReport> {
  const args = ['--import', 'tsx', join(ROOT, 'bench/scan-worker.ts'), ...files];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(text) as WorkerReport);
      else reject(new Error(`scan-worker ended with ${code}`));
    });
  });
}

/** Seconds a page; null where it is not installed. */
function nativeTesseract(files: readonly string[]): number | null {
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  const begun = performance.now();
  for (const file of files) {
    const { error, status } = spawnSync('tesseract', [file, '-', '-l', 'chi_sim'], { env, stdio: 'ignore' });
    if (error !== undefined || status !== 0) return null;
  }
  return (performance.now() - begun) / 1000 / files.length;
}

/** One sheet for each way of ticking, printed and damaged like the pages above. */
async function markScores(browser: Browser, seed: number): Promise<ReadonlyMap<Tick, Score>> {
  const scores = new Map<Tick, Score>();
  const { dpi, damage } = DAMAGES[KIND] ?? { dpi: 200, damage: undefined };
  if (damage === undefined) throw new Error(`no damage called ${KIND}`);
  for (const [index, tick] of TICKS.entries()) {
    const own = seed + index;
    const style = { ...drawStyle(random(`bench/${own}`), fontsFor(own)), tick };
    const sheet = await printSheet(browser, 'work-2022', own, style, dpi);
    const { place, ...image } = await damagePage(sheet.png, damage, own);
    const { page } = await readPageAfresh(
      { ...image, dpi, page: 1, toPoints: 1 },
      { limits: DEFAULT_LIMITS, debugImages: null, cacheDir: null },
    );
    scores.set(tick, addScore(scores.get(tick) ?? NOTHING, scorePage(sheet.cells, place, page).score));
  }
  return scores;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function speedLines(one: WorkerReport, two: readonly WorkerReport[], native: number | null): string[] {
  const { pages, stages } = one;
  const each = (seconds: number) => (seconds / pages).toFixed(2);
  const together = Math.max(...two.map(({ wall }) => wall));
  const times = ((two.length * one.wall) / together).toFixed(2);
  const peak = Math.max(one.peakMegabytes, ...two.map(({ peakMegabytes }) => peakMegabytes));
  return [
    '| seconds a page | preparing | lines | recognition | marks | in all | native Tesseract, chi_sim |',
    '|---|---:|---:|---:|---:|---:|---:|',
    `| one process | ${each(stages.prepare)} | ${each(stages.lines)} | ${each(stages.recognition)} | ${each(stages.marks)} | ${each(one.wall)} | ${native?.toFixed(2) ?? '–'} |`,
    '',
    `Two processes at once read ${times} times the pages of one in the same time. Peak memory of a process: ${peak.toFixed(0)} MB.`,
    '',
    'Longer Chinese text, labels above all, is read squeezed and side by side, and again in full where that leaves doubt; figures',
    'and letters, which values mostly are, at their width. On the first page, against each strip read alone and as wide as',
    'the model was trained:',
    '',
    '| strips | number | seconds | seconds in full |',
    '|---|---:|---:|---:|',
    ...(
      [
        ['Chinese', one.chinese],
        ['figures and letters', one.figures],
      ] as const
    ).map(
      ([name, { strips, asUsed, inFull }]) =>
        `| ${name} | ${strips} | ${asUsed.toFixed(2)} | ${inFull.toFixed(2)} |`,
    ),
  ];
}

function markLines(scores: ReadonlyMap<Tick, Score>): string[] {
  return [
    'Marks by the way in which they are drawn (a sheet each):',
    '',
    '| style | marks | precision of ticked | recall of ticked | right | unreadable | wrong |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...[...scores].map(([tick, score]) => {
      const { marks, marksRight, marksUnreadable, marksWrong, ticked, tickedRead, tickedRight } = score;
      return `| ${tick} | ${marks} | ${share(tickedRight, tickedRead)} | ${share(tickedRight, ticked)} | ${marksRight} | ${marksUnreadable} | ${marksWrong} |`;
    }),
  ];
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  const [count, seed] = [Number(values.pages), Number(values.seed)];
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  const browser = await openBrowser();
  try {
    const files = await writePages(browser, folder, count, seed);
    const before = fixedWork();
    const one = await work(files);
    const native = nativeTesseract(files);
    const two = await Promise.all([work(files), work(files)]);
    const after = fixedWork();
    const marks = await markScores(browser, seed);
    writeSection('scans', [
      '## Scans',
      '',
      madeBy('scans', argv),
      `The fixed piece of work took ${before.toFixed(2)} s before and ${after.toFixed(2)} s after.`,
      '',
      `${files.length} pages of simulated filings at 200 dpi, turned by 0.7°, with noise, blur and JPEG 60.`,
      '',
      ...speedLines(one, two, native),
      '',
      ...markLines(marks),
    ]);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  // The recogniser's threads would keep the process.
  process.exit(0);
}
