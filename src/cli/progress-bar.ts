/** Progress on standard error, for people only: nothing is shown where it is not a terminal. */
import type { Progress } from '../batch/run-import.js';
import { printable, shortened } from './text-table.js';

export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  /** Takes the bar away; may be called twice. */
  readonly stop: () => void;
}

const SILENT: ProgressDisplay = { show() {}, stop() {} };

const FORMAT = '{bar} {value}/{total} files, {rate}/s, {left} left, {failures}';
/** Cells for the latest failure on a line of usual width. */
const FAILURE_WIDTH = 40;

/** `1h 05m`, `4m 10s`, `12s`. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  if (whole >= 3600) return `${Math.floor(whole / 3600)}h ${two(Math.floor((whole % 3600) / 60))}m`;
  return whole >= 60 ? `${Math.floor(whole / 60)}m ${two(whole % 60)}s` : `${whole}s`;
}

/** What the bar tells beside its length. */
class Pace {
  readonly #begun: number;
  #read = 0;
  #failed = 0;
  #latest = '';

  constructor(now: number) {
    this.#begun = now;
  }

  /** @param now milliseconds */
  after({ done, total, path, outcome }: Progress, now: number) {
    // Files that need no reading pass in an instant and would promise too much.
    if (outcome !== 'unchanged' && outcome !== 'copy') this.#read += 1;
    if (outcome === 'failed') {
      this.#failed += 1;
      this.#latest = shortened(printable(path), FAILURE_WIDTH);
    }
    const rate = this.#read / Math.max(0.001, (now - this.#begun) / 1000);
    return {
      rate: rate < 10 ? rate.toFixed(1) : rate.toFixed(0),
      left: rate > 0 ? duration((total - done) / rate) : '?',
      failures: this.#failed === 0 ? '0 failed' : `${this.#failed} failed, last ${this.#latest}`,
    };
  }
}

export async function startProgress(stream: NodeJS.WriteStream = process.stderr): Promise<ProgressDisplay> {
  if (!stream.isTTY) return SILENT;
  const { default: progress } = await import('cli-progress');
  const options = { format: FORMAT, stream, clearOnComplete: true, hideCursor: true };
  const bar = new progress.SingleBar(options, progress.Presets.shades_classic);
  const pace = new Pace(Date.now());
  let isStarted = false;
  return {
    show(step) {
      const payload = pace.after(step, Date.now());
      if (!isStarted) bar.start(step.total, step.done, payload);
      isStarted = true;
      bar.update(step.done, payload);
    },
    stop() {
      if (isStarted) bar.stop();
      isStarted = false;
    },
  };
}
