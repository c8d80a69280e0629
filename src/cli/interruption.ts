/** Ctrl-C during a long run: the first asks to finish what is under way, the second ends at once. */

export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back to their usual meaning. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export function onInterruption(notice: string): Interruption {
  const controller = new AbortController();
  const release = () => {
    for (const name of SIGNALS) process.off(name, stop);
  };
  const stop = () => {
    release();
    process.stderr.write(`${notice}\n`);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return { signal: controller.signal, release };
}
