/** Milliseconds that each stage of reading a page took, for the bench and for no decision. */

export type Stage = 'prepare' | 'lines' | 'recognition' | 'marks';

export type StageTimes = Readonly<Record<Stage, number>>;

/** Many waits may be under way at once: a stage is counted from the first to the last, less other stages' work. */
export class Stopwatch {
  readonly #times: Record<Stage, number> = { prepare: 0, lines: 0, recognition: 0, marks: 0 };
  readonly #waits: Record<Stage, number> = { prepare: 0, lines: 0, recognition: 0, marks: 0 };
  #since = 0;

  get times(): StageTimes {
    return { ...this.#times };
  }

  time<T>(stage: Stage, work: () => T): T {
    this.#bookWaits();
    try {
      return work();
    } finally {
      const now = performance.now();
      this.#times[stage] += now - this.#since;
      this.#since = now;
    }
  }

  async timeAsync<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    this.#bookWaits();
    this.#waits[stage] += 1;
    try {
      return await work();
    } finally {
      this.#bookWaits();
      this.#waits[stage] -= 1;
    }
  }

  /** The time since the last booking belongs to the stage that is waited for. */
  #bookWaits(): void {
    const now = performance.now();
    const waiting = (Object.keys(this.#waits) as Stage[]).find((stage) => this.#waits[stage] > 0);
    if (waiting !== undefined) this.#times[waiting] += now - this.#since;
    this.#since = now;
  }
}
