/**
 * The same files in the same run, read by this program and by what a user would have instead, which gives text and
 * leaves finding, aligning, typing and checking to the user: `npm run bench -- compare [--count 40] [--pages 3] [--seed 1]`
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildProgram } from '../tests/hostile/built-program.js';
import { writeFilings } from './filings.js';
import { fixedWork } from './fixed-work.js';
import { madeBy, writeSection } from './results-section.js';
import { timedImport } from './timed-import.js';

const OPTIONS = {
  count: { type: 'string', default: '40' },
  pages: { type: 'string', default: '3' },
  seed: { type: 'string', default: '1' },
} as const;

/** Dots an inch of the pages that are drawn as scans: what offices scan with. */
const SCAN_DPI = 200;

interface Rival {
  readonly name: string;
  readonly command: (file: string) => readonly [string, ...string[]];
}

const PANDOC: Rival = {
  name: 'pandoc, to plain text',
  command: (file) => ['pandoc', '-f', file.endsWith('.docx') ? 'docx' : 'html', '-t', 'plain', file],
};
const PDFTOTEXT: Rival = {
  name: 'pdftotext -layout',
  command: (file) => ['pdftotext', '-layout', file, '-'],
};
const TESSERACT: Rival = {
  name: 'tesseract chi_sim, whole page',
  command: (file) => ['tesseract', file, '-', '-l', 'chi_sim', '--psm', '6'],
};

interface Row {
  readonly kind: string;
  readonly files: number;
  readonly reader: string;
  readonly perSecond: number;
}

/** One file after the other; null where the program is not installed. */
function rivalSpeed(folder: string, { command }: Rival): number | null {
  const files = readdirSync(folder);
  const begun = performance.now();
  for (const name of files) {
    const [program, ...args] = command(join(folder, name));
    const { error, status } = spawnSync(program, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1e9,
    });
    if (error) return null;
    if (status !== 0) throw new Error(`${program} ended with ${status} at ${name}`);
  }
  return files.length / ((performance.now() - begun) / 1000);
}

async function compareOn(kind: string, folder: string, rival: Rival, cli: string): Promise<Row[]> {
  const files = readdirSync(folder).length;
  const ours = [await timedImport(cli, folder, 1), await timedImport(cli, folder, 2)];
  const theirs = rivalSpeed(folder, rival);
  return [
    ...ours.map(({ workers, perSecond }) => {
      return { kind, files, reader: `nianbao, ${workers} worker${workers === 1 ? '' : 's'}`, perSecond };
    }),
    ...(theirs === null ? [] : [{ kind, files, reader: rival.name, perSecond: theirs }]),
  ];
}

/** First pages of PDFs as images, which is what a scanner makes of a printed filing. */
function drawScans(pdfs: string, out: string, pages: number): void {
  mkdirSync(out);
  for (const name of readdirSync(pdfs).slice(0, pages)) {
    const target = join(out, name.replace(/\.pdf$/, ''));
    const args = ['-r', String(SCAN_DPI), '-gray', '-png', '-f', '1', '-l', '1', '-singlefile'];
    const { error, status } = spawnSync('pdftoppm', [...args, join(pdfs, name), target]);
    if (error || status !== 0) throw new Error(`pdftoppm could not draw ${name}`);
  }
}

async function compareAll(count: number, pages: number, seed: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-compare-'));
  const program = buildProgram();
  try {
    const folderOf = (format: string) => {
      const out = join(folder, format);
      writeFilings(out, format, count, seed);
      return out;
    };
    const pdfs = folderOf('pdf');
    const scans = join(folder, 'scans');
    drawScans(pdfs, scans, pages);
    return [
      ...(await compareOn('HTML', folderOf('html'), PANDOC, program.cli)),
      ...(await compareOn('docx', folderOf('docx'), PANDOC, program.cli)),
      ...(await compareOn('PDF with text', pdfs, PDFTOTEXT, program.cli)),
      ...(await compareOn(`page image, ${SCAN_DPI} dpi`, scans, TESSERACT, program.cli)),
    ];
  } finally {
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  const unit = fixedWork();
  const rows = await compareAll(Number(values.count), Number(values.pages), Number(values.seed));
  writeSection('compare', [
    '## Beside other tools',
    '',
    madeBy('compare', argv),
    `The fixed piece of work took ${unit.toFixed(2)} s.`,
    '',
    'The same files in the same run. `nianbao import` ends with typed values, their places, confidence and checks in a',
    'database, its start and the start of its processes included; the others end with text, in which the user would',
    'still have to find every value. They are started once a file, as a script around them would.',
    '',
    '| files | number | reader | files/s |',
    '|---|---:|---|---:|',
    ...rows.map(
      ({ kind, files, reader, perSecond }) => `| ${kind} | ${files} | ${reader} | ${perSecond.toFixed(2)} |`,
    ),
  ]);
}
