/**
 * Runs in a child process: reads untrusted files, and nothing else. It has no network, gives a sign of life while
 * it works, and ends with its parent.
 */
import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { LimitExceeded } from '../../errors.js';
import { filingRows } from '../../load/filing-rows.js';
import type { FilingResult } from '../../model/result.js';
import type { PipelineOptions } from '../../pipeline.js';
import { indexArchive } from '../archive-index.js';
import { createFileSource, type FileSource } from '../file-source.js';
import { failedReading } from '../filing-reader.js';
import type { WalkedFile } from '../walk.js';
import { refuseNetwork } from './no-network.js';
import { type ArchiveAnswer, READER_FOLDER, type ReaderMessage, type ReadTask } from './protocol.js';

/** Well below the time limit for no progress, and cheap. */
const ALIVE_MILLISECONDS = 1_000;
/** How soon a process that is caught in one step ends after its parent was killed. */
const ORPHAN_CHECK_MILLISECONDS = 2_000;

interface ReaderModule {
  readFiling(file: { path: string; bytes: Uint8Array }, options: PipelineOptions): Promise<FilingResult>;
}

function tell(message: ReaderMessage): void {
  process.send?.(message);
}

/** For temporary files of this process, and of the programs that it starts. */
function useOwnFolder(): string {
  const { [READER_FOLDER]: folder } = process.env;
  if (folder === undefined) throw new Error(`Only an import starts this: ${READER_FOLDER} is not set.`);
  process.env.TMPDIR = folder;
  return folder;
}

/** @param folder what the parent can no longer remove then */
function endWithParent(folder: string): void {
  // The terminal sends Ctrl-C to all processes: the parent decides what is still to be finished.
  process.on('SIGINT', () => {});
  // As an ordinary exit, so that a converter's temporary profile is removed.
  process.on('SIGTERM', () => process.exit(0));
  process.on('disconnect', () => process.exit(1));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  // A thread of its own notices even when this one never comes back from a step.
  const watch = `setInterval(() => {
    if (process.ppid === ${process.ppid}) return;
    require('node:fs').rmSync(${JSON.stringify(folder)}, { recursive: true, force: true });
    process.kill(process.pid, 'SIGKILL');
  }, ${ORPHAN_CHECK_MILLISECONDS});`;
  const resourceLimits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 };
  new Worker(watch, { eval: true, execArgv: [], resourceLimits }).unref();
}

refuseNetwork();
endWithParent(useOwnFolder());

let source: { readonly of: string; readonly files: FileSource } | null = null;

/** Kept between tasks with the same limits: files of one archive come one after the other. */
function sourceFor(limits: ReadTask['limits']): FileSource {
  const of = JSON.stringify(limits);
  if (source?.of !== of) source = { of, files: createFileSource(limits) };
  return source.files;
}

/** Bytes of a path arrive as a plain array, which `open` does not take. */
function asSent({ location, ...file }: WalkedFile): WalkedFile {
  return { ...file, location: typeof location === 'string' ? location : Buffer.from(location) };
}

async function readOne(module: ReaderModule, file: WalkedFile, task: ReadTask): Promise<string> {
  const { limits, cacheDir } = task;
  try {
    const bytes = await sourceFor(limits).bytesOf(file);
    const result = await module.readFiling({ path: file.path, bytes }, { limits, cacheDir });
    const json = JSON.stringify(filingRows(result));
    if (json.length <= limits.resultLength) return json;
    throw new LimitExceeded(
      'result',
      `What was read from it is too much for one file (${json.length} characters): split it into one file a form.`,
    );
  } catch (error) {
    return JSON.stringify(failedReading(file, error));
  }
}

async function indexOne(file: WalkedFile, { limits }: ReadTask): Promise<string> {
  const answer = await indexArchive(sourceFor(limits), file.location).then(
    (index): ArchiveAnswer => ({ index, failure: null }),
    (error: unknown): ArchiveAnswer => ({ index: null, failure: failedReading(file, error).document.error }),
  );
  return JSON.stringify(answer);
}

/** The pool calls this with each task. */
export default async function readAll(task: ReadTask): Promise<void> {
  tell({ kind: 'alive' });
  const heartbeat = setInterval(() => tell({ kind: 'alive' }), ALIVE_MILLISECONDS);
  try {
    const module = task.job === 'read' ? ((await import(task.readerModule)) as ReaderModule) : null;
    for (const [index, sent] of task.files.entries()) {
      const file = asSent(sent);
      const json = module ? await readOne(module, file, task) : await indexOne(file, task);
      tell({ kind: 'result', index, json });
    }
  } finally {
    clearInterval(heartbeat);
  }
}
