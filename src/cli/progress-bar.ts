/** Progress on standard error, for people only: nothing is shown where it is not a terminal. */
import type { Progress } from '../batch/run-import.js';

export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  /** Takes the bar away; may be called twice. */
  readonly stop: () => void;
}

const SILENT: ProgressDisplay = { show() {}, stop() {} };

const FORMAT = '{bar} {value}/{total} files, {eta_formatted} left';

export async function startProgress(stream: NodeJS.WriteStream = process.stderr): Promise<ProgressDisplay> {
  if (!stream.isTTY) return SILENT;
  const { default: progress } = await import('cli-progress');
  const options = { format: FORMAT, stream, clearOnComplete: true, hideCursor: true };
  const bar = new progress.SingleBar(options, progress.Presets.shades_classic);
  let isStarted = false;
  return {
    show({ done, total }) {
      if (!isStarted) bar.start(total, done);
      isStarted = true;
      bar.update(done);
    },
    stop() {
      if (isStarted) bar.stop();
      isStarted = false;
    },
  };
}
