/**
 * A `FilingReader` over child processes: each takes small batches of files, since a round trip costs as much as
 * reading a small one. When a process dies or is killed, the file that it was reading is tried once more in a
 * fresh process of its own; the files behind it go back into the queue. The others never notice.
 */
import { availableParallelism } from 'node:os';
import { ExtractionError } from '../../errors.js';
import { DEFAULT_LIMITS, type Limits } from '../../limits.js';
import type { FilingRows } from '../../load/filing-rows.js';
import type { IndexArchive } from '../archive-index.js';
import { type FilingReader, ReaderBroken, ReadingCancelled } from '../filing-reader.js';
import type { WalkedFile } from '../walk.js';
import { ReaderFault } from './fault.js';
import type { ArchiveAnswer, ReadTask } from './protocol.js';
import { ReaderProcess } from './reader-process.js';

/** A batch ends at whichever comes first: 16 text filings are some 200 KB; a scan goes alone. */
const BATCH_FILES = 16;
const BATCH_BYTES = 256_000;
/** Batches under way or waiting for each process, so that none waits for the writer. */
const BATCHES_AHEAD = 2;

const PIPELINE = new URL(
  import.meta.url.endsWith('.ts') ? '../../pipeline.ts' : '../../pipeline.js',
  import.meta.url,
).href;

export interface PoolOptions {
  /** Reading processes; as many as the machine has cores, where absent. */
  readonly workers?: number;
  readonly limits?: Limits;
  readonly cacheDir?: string | null;
  /** URL of a module with another `readFiling` than the pipeline's. */
  readonly readerModule?: string;
  /** Flags of Node for the processes. */
  readonly execArgv?: readonly string[];
}

interface Job {
  readonly file: WalkedFile;
  /** Second try, in a process of its own. */
  readonly alone: boolean;
  readonly resolve: (rows: FilingRows) => void;
  readonly reject: (error: unknown) => void;
}

class ReaderPool implements FilingReader {
  readonly concurrency: number;
  readonly #workers: number;
  readonly #limits: Limits;
  readonly #options: PoolOptions;
  readonly #waiting: Job[] = [];
  readonly #idle: ReaderProcess[] = [];
  readonly #lanes = new Set<Promise<void>>();
  #isScheduled = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#workers = Math.max(1, options.workers ?? availableParallelism());
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.concurrency = this.#workers * BATCH_FILES * BATCHES_AHEAD;
  }

  read(file: WalkedFile): Promise<FilingRows> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ file, alone: false, resolve, reject });
      this.#schedule();
    });
  }

  cancelWaiting(): void {
    for (const job of this.#waiting.splice(0)) job.reject(new ReadingCancelled());
  }

  /** An archive that takes its process along is tried once more, as files are. */
  readonly indexArchive: IndexArchive = async (file) => {
    const { index, failure } = await this.#askIndex(file).catch((error: unknown) => {
      if (error instanceof ReaderFault && error.hadStarted) return this.#askIndex(file);
      throw new ReaderBroken(error);
    });
    if (failure !== null) throw new ExtractionError('unreadable-archive', failure);
    return index;
  };

  async #askIndex(file: WalkedFile): Promise<ArchiveAnswer> {
    const process = this.#idle.pop() ?? this.#start();
    let answer: ArchiveAnswer = { index: null, failure: null };
    try {
      await process.read(this.#task('index', [file]), (_, json) => {
        answer = JSON.parse(json) as ArchiveAnswer;
      });
    } catch (error) {
      await process.end();
      throw error;
    }
    // What the archive left in memory is no start for reading.
    if (process.isSpent) await process.end();
    else this.#idle.push(process);
    return answer;
  }

  async close(): Promise<void> {
    this.cancelWaiting();
    await Promise.all(this.#lanes);
    await Promise.all(this.#idle.splice(0).map((process) => process.end()));
  }

  /** Once the requests of this turn of the event loop are all here, so that they can go in batches. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#lanes.size < this.#workers && this.#waiting.length > 0) this.#openLane();
    });
  }

  #openLane(): void {
    const lane = this.#work().finally(() => {
      this.#lanes.delete(lane);
      if (this.#waiting.length > 0) this.#schedule();
    });
    this.#lanes.add(lane);
  }

  /** Takes batches until none is left. */
  async #work(): Promise<void> {
    let process = this.#idle.pop() ?? this.#start();
    for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
      if (process.isSpent || batch[0]?.alone) process = await this.#replace(process);
      if (!(await this.#readBatch(process, batch)) || batch[0]?.alone) process = await this.#replace(process);
    }
    this.#idle.push(process);
  }

  #start(): ReaderProcess {
    const { execArgv } = this.#options;
    return new ReaderProcess({ limits: this.#limits, ...(execArgv && { execArgv }) });
  }

  async #replace(process: ReaderProcess): Promise<ReaderProcess> {
    await process.end();
    return this.#start();
  }

  #nextBatch(): Job[] {
    const batch: Job[] = [];
    let bytes = 0;
    // Shared out evenly near the end, where a full batch would leave the other processes without work.
    const most = Math.min(BATCH_FILES, Math.ceil(this.#waiting.length / this.#workers));
    for (let job = this.#waiting[0]; job && batch.length < most; job = this.#waiting[0]) {
      bytes += job.file.bytes;
      if (batch.length > 0 && (job.alone || bytes > BATCH_BYTES)) break;
      this.#waiting.shift();
      batch.push(job);
      if (job.alone) break;
    }
    return batch;
  }

  /** Whether the process is still good for more. */
  async #readBatch(process: ReaderProcess, batch: readonly Job[]): Promise<boolean> {
    const files = batch.map(({ file }) => file);
    let done = 0;
    try {
      await process.read(this.#task('read', files), (index, json) => {
        done = index + 1;
        batch[index]?.resolve(JSON.parse(json) as FilingRows);
      });
      return true;
    } catch (error) {
      this.#afterFault(batch.slice(done), error);
      return false;
    }
  }

  #task(job: ReadTask['job'], files: readonly WalkedFile[]): ReadTask {
    const { readerModule = PIPELINE, cacheDir = null } = this.#options;
    return { job, readerModule, limits: this.#limits, cacheDir, files };
  }

  #afterFault([culprit, ...others]: readonly Job[], error: unknown): void {
    if (!culprit) return;
    if (!culprit.alone) this.#waiting.unshift({ ...culprit, alone: true }, ...others);
    else if (error instanceof ReaderFault && error.hadStarted) culprit.reject(error);
    else culprit.reject(new ReaderBroken(error));
  }
}

/** Reads files in child processes, which are started when they are needed. */
export function pooledReader(options: PoolOptions = {}): FilingReader {
  return new ReaderPool(options);
}
