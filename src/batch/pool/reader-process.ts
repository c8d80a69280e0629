/**
 * One reading process, seen from the import: started with its first task, watched while it works, killed when it
 * breaks a limit. A tinypool of one worker, since only then is it known which files died with which process.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import type { Limits } from '../../limits.js';
import { exitSentence, FAULT_SENTENCES, ReaderFault } from './fault.js';
import { READER_FOLDER, type ReaderMessage, type ReadTask } from './protocol.js';
import { residentBytes } from './resident-memory.js';

/** Short enough to catch a process before it takes another gigabyte, long enough to cost nothing. */
const WATCH_MILLISECONDS = 100;
/** What is kept of a process's last words, to tell why it aborted. */
const LAST_WORDS = 4_096;
/** A worker that is not used stays: starting one costs as much as reading ten filings. The longest timer of Node. */
const NEVER = 2 ** 31 - 1;
/** Beyond this share of its memory limit a process is replaced between two tasks, before it dies with a file. */
const RECYCLE_SHARE = 0.6;

/** Beside this file, under the same extension: sources when run from sources. */
const WORKER_FILE = fileURLToPath(
  new URL(`./reading-process${extname(fileURLToPath(import.meta.url))}`, import.meta.url),
);

export interface ProcessOptions {
  readonly limits: Limits;
  /** Flags of Node for the process, beside the heap limit; this process's own, where absent. */
  readonly execArgv?: readonly string[];
}

/** The part of tinypool's `ProcessWorker` that its types leave out. */
interface WithChild {
  readonly process: ChildProcess;
}

function hasChild(worker: unknown): worker is WithChild {
  return typeof worker === 'object' && worker !== null && 'process' in worker;
}

/**
 * Milliseconds, counted by the watch itself: while the machine sleeps or this process is held up, so may the other
 * be, and no file is to blame.
 */
interface Watched {
  sinceSign: number;
  sinceFile: number;
}

export class ReaderProcess {
  readonly #limits: Limits;
  readonly #pool: Tinypool;
  /** Temporary files of the process and of the programs it calls, so that none outlive it when it is killed. */
  readonly #folder = mkdtempSync(join(tmpdir(), `nianbao-reader-${process.pid}-`));
  #child: ChildProcess | null = null;
  #gone: Promise<void> = Promise.resolve();
  #exit: { code: number | null; signal: string | null } | null = null;
  #lastWords = '';
  #printed = 0;

  constructor({ limits, execArgv = process.execArgv }: ProcessOptions) {
    this.#limits = limits;
    this.#pool = new Tinypool({
      filename: WORKER_FILE,
      runtime: 'child_process',
      serialization: 'advanced',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: NEVER,
      execArgv: [
        ...execArgv.filter((flag) => !flag.startsWith('--inspect')),
        `--max-old-space-size=${Math.round(limits.heapBytes / 2 ** 20)}`,
      ],
      env: { ...definedVariables(), [READER_FOLDER]: this.#folder, OMP_THREAD_LIMIT: '1' },
    });
    // A process that ends between two tasks is noticed by the next one.
    this.#pool.on('error', () => {});
  }

  /** Whether it should make room for a new one before the next task. */
  get isSpent(): boolean {
    const bytes = this.#child?.pid === undefined ? null : residentBytes(this.#child.pid);
    return this.#exit !== null || (bytes !== null && bytes > this.#limits.workerBytes * RECYCLE_SHARE);
  }

  /**
   * Reads the files of a task in order; `onResult` gets each as soon as it is done.
   * @throws ReaderFault when the process broke a limit or ended: the first file without a result was its last
   */
  async read(task: ReadTask, onResult: (index: number, json: string) => void): Promise<void> {
    const stop = new AbortController();
    let hadStarted = false;
    const watched: Watched = { sinceSign: 0, sinceFile: 0 };
    let broken: string | null = null;
    this.#printed = 0;
    const receive = (message: ReaderMessage) => {
      hadStarted = true;
      watched.sinceSign = 0;
      if (message.kind !== 'result') return;
      watched.sinceFile = 0;
      this.#printed = 0;
      onResult(message.index, message.json);
    };
    const running = this.#pool.run(task, { signal: stop.signal, channel: { postMessage: receive } });
    this.#adopt();
    const watch = setInterval(() => {
      watched.sinceSign += WATCH_MILLISECONDS;
      watched.sinceFile += WATCH_MILLISECONDS;
      broken ??= this.#brokenLimit(watched);
      if (broken !== null) stop.abort();
    }, WATCH_MILLISECONDS);
    try {
      await running;
    } catch (error) {
      if (broken !== null || this.#exit !== null) await this.#gone;
      broken ??= this.#brokenLimit(watched);
      throw broken === null ? error : new ReaderFault(broken, hadStarted);
    } finally {
      clearInterval(watch);
    }
  }

  /** Ends the process, and removes what it left in its temporary folder. */
  async end(): Promise<void> {
    // Tinypool lets go of a process that is slow to end, and this one would run out of things to wait for.
    this.#child?.ref();
    await this.#pool.destroy();
    await this.#gone;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #brokenLimit({ sinceSign, sinceFile }: Watched): string | null {
    const { idleMilliseconds, readMilliseconds, workerBytes, printedBytes } = this.#limits;
    // One that ends before it is ready takes no task along: tinypool would keep the task waiting.
    if (this.#exit !== null) return exitSentence(this.#exit, this.#lastWords, this.#limits.heapBytes);
    if (sinceSign > idleMilliseconds) return FAULT_SENTENCES.idle(idleMilliseconds);
    if (sinceFile > readMilliseconds) return FAULT_SENTENCES.slow(readMilliseconds);
    if (this.#printed > printedBytes) return FAULT_SENTENCES.flood(printedBytes);
    const bytes = this.#child?.pid === undefined ? null : residentBytes(this.#child.pid);
    return bytes !== null && bytes > workerBytes ? FAULT_SENTENCES.memory(workerBytes) : null;
  }

  /** Takes over what tinypool would pass on: standard output is for data, and libraries print what they like. */
  #adopt(): void {
    const [worker] = this.#pool.threads;
    if (!hasChild(worker) || worker.process === this.#child) return;
    const child = worker.process;
    this.#child = child;
    this.#exit = null;
    this.#gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#exit = { code, signal };
        resolve();
      });
    });
    this.#silence(child.stdout, process.stdout);
    this.#silence(child.stderr, process.stderr);
  }

  #silence(stream: Readable | null, target: NodeJS.WriteStream): void {
    stream?.unpipe(target);
    stream?.on('data', (chunk: Buffer) => {
      this.#printed += chunk.length;
      this.#lastWords = `${this.#lastWords}${chunk.toString('latin1')}`.slice(-LAST_WORDS);
    });
    stream?.resume();
  }
}

function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
