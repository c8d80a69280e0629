/**
 * A machine's share of the work: takes jobs, reads them in its own pool under the queue's limits, hands in results.
 * Any number of these run at once, each ends when nothing is left that it could do.
 */
import { lstat } from 'node:fs/promises';
import { DatabaseError } from '../../load/database-error.js';
import type { FilingReader } from '../filing-reader.js';
import { readingOf } from '../filing-reader.js';
import type { Progress } from '../run-import.js';
import type { HashedFile } from '../work-list.js';
import type { Queue } from './connect.js';
import { recordDeadLetters, releaseTheDead } from './dead-letters.js';
import { claim, failJob, giveBack, handIn, unfinishedJobs } from './jobs.js';
import { announce, type Presence } from './presence.js';
import { fileOnThisMachine, type QueuedFile } from './queued-file.js';
import type { ReadContent } from './results.js';

/** Two, so that the pool has files while results are handed in. */
const LANES = 2;
/** Seconds of work in one claim: long against a round trip to the server, short against what a death costs. */
const CLAIM_SECONDS = 5;
/** Between two looks whether others have finished, died or queued more. */
const IDLE_MILLISECONDS = 500;
/** Between two counts of what is left. */
const COUNT_MILLISECONDS = 5_000;

export interface WorkOptions {
  readonly queue: Queue;
  /** Folder that all machines see, as it is called here. */
  readonly root: string;
  readonly reader: FilingReader;
  /** Waits for more work instead of ending. */
  readonly stay: boolean;
  /** `total` is what this machine has read and what all still have to. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the work early: what is being read is finished and handed in, the rest is given back. */
  readonly signal?: AbortSignal;
}

export interface WorkSummary {
  readonly read: number;
  readonly failed: number;
  /** Files that this machine could not find, or found with another content; others may have them. */
  readonly notHere: number;
}

/** A job that ends otherwise than with a result. */
type Unread = 'given back' | 'not here';

class Worker {
  readonly #options: WorkOptions;
  readonly #presence: Presence;
  #read = 0;
  #failed = 0;
  #notHere = 0;
  #total = 0;
  #counted = 0;

  constructor(options: WorkOptions, presence: Presence) {
    this.#options = options;
    this.#presence = presence;
  }

  get summary(): WorkSummary {
    return { read: this.#read, failed: this.#failed, notHere: this.#notHere };
  }

  get #isStopped(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  /** Takes claims until there are none, each about as large as the last one's pace allows. */
  async workThrough(): Promise<void> {
    const { queue, reader } = this.#options;
    const largest = Math.max(1, Math.floor(reader.concurrency / LANES));
    let most = 1;
    while (!this.#isStopped) {
      if (this.#presence.isLost())
        throw new DatabaseError(
          'queue.unusable',
          `${queue.address}: the connection was lost; run the same command again.`,
        );
      const jobs = await claim(queue, this.#presence, most);
      await this.#countLeft();
      if (jobs.length > 0) {
        const begun = performance.now();
        await this.#readAll(jobs);
        const pace = jobs.length / ((performance.now() - begun) / 1000);
        most = Math.min(largest, most * 2, Math.max(1, Math.round(pace * CLAIM_SECONDS)));
      } else if (!(await this.#hasMoreToCome())) return;
    }
  }

  /** For the progress display: counting a long queue is work for the server, so now and then. */
  async #countLeft(): Promise<void> {
    const { queue, onProgress } = this.#options;
    if (!onProgress || Date.now() - this.#counted < COUNT_MILLISECONDS) return;
    this.#counted = Date.now();
    this.#total = this.#read + (await unfinishedJobs(queue));
  }

  /** Nothing waits now; but others may die, and then their jobs come back. */
  async #hasMoreToCome(): Promise<boolean> {
    const { queue, stay } = this.#options;
    await releaseTheDead(queue);
    await recordDeadLetters(queue, this.#presence.name);
    if (!stay && (await unfinishedJobs(queue)) === 0) return false;
    await new Promise((resolve) => setTimeout(resolve, IDLE_MILLISECONDS));
    return true;
  }

  async #readAll(jobs: readonly QueuedFile[]): Promise<void> {
    const { queue } = this.#options;
    const outcomes = await Promise.all(jobs.map((job) => this.#readOne(job)));
    const contents: ReadContent[] = [];
    const back: QueuedFile[] = [];
    const elsewhere: QueuedFile[] = [];
    outcomes.forEach((outcome, index) => {
      const job = jobs[index];
      if (!job) return;
      if (outcome === 'given back') back.push(job);
      else if (outcome === 'not here') elsewhere.push(job);
      else contents.push(outcome);
    });
    await handIn(queue, this.#presence, contents);
    await giveBack(queue, this.#presence, back);
    for (const { result } of contents) this.#count(result.document);
    await this.#leaveToOthers(elsewhere);
  }

  async #readOne(job: QueuedFile): Promise<ReadContent | Unread> {
    if (this.#isStopped) return 'given back';
    const file = fileOnThisMachine(job, this.#options.root);
    if (file === null || !(await isThere(file))) return 'not here';
    const result = await readingOf(this.#options.reader, file);
    if (result === null) return 'given back';
    return result.document.sha256 === job.sha256 ? { sha256: job.sha256, result } : 'not here';
  }

  #count({ path, status, error }: ReadContent['result']['document']): void {
    this.#read += 1;
    if (status === 'failed') this.#failed += 1;
    const total = Math.max(this.#read, this.#total);
    this.#options.onProgress?.({ done: this.#read, total, path, outcome: status, reason: error });
  }

  /**
   * A machine that never found a file has the wrong root: it must not use up the tries of all jobs.
   * @throws DatabaseError in that case
   */
  async #leaveToOthers(jobs: readonly QueuedFile[]): Promise<void> {
    const { queue, root } = this.#options;
    const [first] = jobs;
    if (!first) return;
    if (this.#read === 0) {
      await giveBack(queue, this.#presence, jobs);
      const below = Buffer.from(first.below, 'base64').toString();
      throw new DatabaseError(
        'queue.wrong-root',
        `--root ${root}: holds no ${below} as it was queued; give the folder that was --root when it was queued.`,
      );
    }
    this.#notHere += jobs.length;
    const reason = `${this.#presence.name} did not find it under ${root} with the content that was queued`;
    for (const job of jobs) await failJob(queue, this.#presence, job, reason);
  }
}

async function isThere({ location }: HashedFile): Promise<boolean> {
  return lstat(location).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/**
 * Reads what is queued until nothing is left.
 * @throws DatabaseError when the server or the root cannot be used; ReaderBroken when no process starts
 */
export async function workOnQueue(options: WorkOptions): Promise<WorkSummary> {
  const { queue, reader, signal } = options;
  const presence = await announce(queue);
  try {
    signal?.addEventListener('abort', () => reader.cancelWaiting?.());
    const worker = new Worker(options, presence);
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => worker.workThrough()));
    const broken = lanes.find((lane) => lane.status === 'rejected');
    if (broken) throw broken.reason;
    return worker.summary;
  } finally {
    await presence.end();
  }
}
