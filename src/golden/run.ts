/**
 * The regression run: reads every document that has a golden file afresh and reports what differs. A run passes when
 * nothing does, neither a field nor a finding, and when there was something to compare.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { FilingResult } from '../model/result.js';
import { type Change, compare, type Outcome } from './compare.js';
import { type GoldenFile, goldenFile } from './schema.js';
import { type Reliability, reliability, type Score, score, scoreBy } from './score.js';
import { formatGolden, goldenOf } from './write.js';

export interface GoldenOptions {
  /** Folder of golden files (`*.json`); the documents stand in the folder `corpus` beside it. */
  readonly dir: string;
  /** Rewrites every golden file that differs from what is read now, for review as a diff. */
  readonly update: boolean;
  /** Reads one document. */
  readonly read: (path: string) => Promise<FilingResult>;
}

export interface GoldenFileRun {
  /** File name within the folder. */
  readonly file: string;
  readonly changes: readonly Change[];
  /** Why the file could not be compared: no valid golden file, no such document, a reading that threw. */
  readonly error: string | null;
  /** Whether this run rewrote the file. */
  readonly updated: boolean;
}

export interface GoldenRun {
  readonly passed: boolean;
  readonly files: readonly GoldenFileRun[];
  readonly total: Score;
  readonly byIndicator: readonly Score[];
  readonly byReader: readonly Score[];
  readonly byTemplate: readonly Score[];
  readonly reliability: Reliability;
  /** Every compared field, for those who count otherwise. */
  readonly outcomes: readonly Outcome[];
}

export async function runGolden(options: GoldenOptions): Promise<GoldenRun> {
  const names = readdirSync(options.dir)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const files: GoldenFileRun[] = [];
  const outcomes: Outcome[] = [];
  for (const name of names) {
    const { run, fields } = await runFile(name, options);
    files.push(run);
    outcomes.push(...fields);
  }
  return {
    passed: files.length > 0 && files.every(isSettled),
    files,
    total: score('all', outcomes),
    byIndicator: scoreBy(outcomes, ({ indicator }) => indicator),
    byReader: scoreBy(outcomes, ({ reader }) => reader),
    byTemplate: scoreBy(outcomes, ({ template }) => template),
    reliability: reliability(outcomes),
    outcomes,
  };
}

/** After `--update` the files agree with the readings; the diff, not the exit code, is then what needs a look. */
function isSettled(run: GoldenFileRun): boolean {
  return run.error === null && (run.changes.length === 0 || run.updated);
}

interface FileOutcome {
  readonly run: GoldenFileRun;
  readonly fields: readonly Outcome[];
}

async function runFile(name: string, options: GoldenOptions): Promise<FileOutcome> {
  const path = join(options.dir, name);
  let golden: GoldenFile | null = null;
  try {
    golden = readGolden(path);
    const result = await options.read(join(options.dir, '..', 'corpus', golden.source));
    if (result.document.status === 'failed')
      throw new Error(result.document.error ?? 'the document was not read');
    const { changes, outcomes } = compare(golden, result);
    const updated = options.update && changes.length > 0;
    if (updated) writeFileSync(path, formatGolden(goldenOf(golden.source, result)));
    return { run: { file: name, changes, error: null, updated }, fields: outcomes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { run: { file: name, changes: [], error: reason, updated: false }, fields: lostFields(golden) };
  }
}

/** A document that could not be read costs recall: all its fields count as not found. */
function lostFields(golden: GoldenFile | null): readonly Outcome[] {
  if (golden === null) return [];
  return compare(golden, { document: { kind: golden.kind, reader: null }, reports: [] }).outcomes;
}

/** Throws with the place of the first fault where the file is no golden file. */
export function readGolden(path: string): GoldenFile {
  const parsed = goldenFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`not a golden file: ${z.prettifyError(parsed.error)}`);
}
