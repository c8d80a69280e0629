/** Milliseconds that each stage of reading a page took, for the bench and for no decision. */

export type Stage = 'prepare' | 'lines' | 'recognition' | 'marks';

export type StageTimes = Readonly<Record<Stage, number>>;

export class Stopwatch {
  readonly #times: Record<Stage, number> = { prepare: 0, lines: 0, recognition: 0, marks: 0 };

  get times(): StageTimes {
    return { ...this.#times };
  }

  time<T>(stage: Stage, work: () => T): T {
    const start = performance.now();
    try {
      return work();
    } finally {
      this.#times[stage] += performance.now() - start;
    }
  }

  async timeAsync<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#times[stage] += performance.now() - start;
    }
  }
}
