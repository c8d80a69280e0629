/** Where the time of a filing goes, step by step, in one process and after a warm-up. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommitGroups } from '../src/load/commit-groups.js';
import { type FilingRows, filingRows } from '../src/load/filing-rows.js';
import { openDatabase } from '../src/load/open.js';
import { createFilingWriter } from '../src/load/write-filing.js';
import type { FilingResult } from '../src/model/result.js';
import { normalize } from '../src/normalize/normalize.js';
import { readDocument, readFiling } from '../src/pipeline.js';
import { processorTime } from '../tests/processor-time.js';

/** Milliseconds of processor time a filing, which other programs on the machine disturb less than time does. */
export interface Steps {
  readonly format: string;
  /** Bytes to tables and text. */
  readonly reading: number;
  /** Finding, aligning, parsing, checks. */
  readonly normalising: number;
  /** Rows to the process that writes. */
  readonly handingOver: number;
  readonly writing: number;
}

async function timeReading(files: readonly Buffer[]): Promise<Pick<Steps, 'reading' | 'normalising'>> {
  let [reading, normalising] = [0, 0];
  for (const bytes of files) {
    const begun = processorTime();
    const document = await readDocument(bytes);
    const read = processorTime();
    normalize(document);
    reading += read - begun;
    normalising += processorTime() - read;
  }
  return { reading, normalising };
}

/** Writes filings that were read before into a database of their own. */
function timeWriting(filings: readonly FilingResult[]): Pick<Steps, 'handingOver' | 'writing'> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  const db = openDatabase(join(folder, 'bench.sqlite'));
  const options = { file: db.name, importedAt: '2024-01-01T00:00:00Z', programVersion: 'bench' };
  const writer = createFilingWriter(db, options);
  const groups = new CommitGroups(db);
  let [handingOver, writing] = [0, 0];
  for (const filing of filings) {
    const begun = processorTime();
    const rows = JSON.parse(JSON.stringify(filingRows(filing))) as FilingRows;
    const handed = processorTime();
    groups.add(() => writer.writeRows(rows));
    handingOver += handed - begun;
    writing += processorTime() - handed;
  }
  const begun = processorTime();
  groups.commit();
  writing += processorTime() - begun;
  db.close();
  rmSync(folder, { recursive: true });
  return { handingOver, writing };
}

/** The first round is for the compiler; of the others the quickest counts. */
const ROUNDS = 6;

/** @param most files of the folder that are timed */
export async function timeSteps(folder: string, format: string, most: number): Promise<Steps> {
  const files = readdirSync(folder)
    .sort()
    .slice(0, most)
    .map((name) => readFileSync(join(folder, name)));
  const filings: FilingResult[] = [];
  for (const [index, bytes] of files.entries())
    filings.push(await readFiling({ path: String(index), bytes }));
  const rounds: Omit<Steps, 'format'>[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ ...(await timeReading(files)), ...timeWriting(filings) });
  const quickest = (step: keyof Omit<Steps, 'format'>) =>
    Math.min(...rounds.slice(1).map((round) => round[step])) / files.length;
  return {
    format,
    reading: quickest('reading'),
    normalising: quickest('normalising'),
    handingOver: quickest('handingOver'),
    writing: quickest('writing'),
  };
}
