/**
 * Puts strips that are asked for at the same time side by side into one run. A short strip would otherwise be padded
 * to several times its width, and the cost of a run is its width. The order is that of asking, so the same page
 * always gives the same rows.
 */

import { POSITION_PIXELS } from './ctc.js';
import type { Strip } from './strip.js';
import type { StripReading } from './strip-reader.js';

/** A strip and the column of the row at which it begins, a multiple of `POSITION_PIXELS`. */
export interface Placed {
  readonly strip: Strip;
  readonly at: number;
}

export interface Row {
  readonly width: number;
  readonly placed: readonly Placed[];
}

/**
 * Columns of nothing after each strip: three positions of the output, so that what is read at the edge of one strip
 * is told from the next. On 744 strips no figure was read differently than alone with 16 to 96 columns.
 */
const GAP = 3 * POSITION_PIXELS;

/** Width up to which a row is filled: as wide as the model was trained; wider ones leave the processor's cache. */
const FULL_ROW = 320;

/** What reads a row: one reading a strip, in their order. */
export type RunRow = (row: Row) => Promise<readonly StripReading[]>;

interface Waiting {
  readonly strip: Strip;
  /** Width of the run at the least; a strip that is to be padded has a run of its own. */
  readonly padding: number | null;
  resolve(reading: StripReading): void;
  reject(cause: unknown): void;
}

export class StripQueue {
  readonly #run: RunRow;
  #waiting: Waiting[] = [];
  #working = false;

  constructor(run: RunRow) {
    this.#run = run;
  }

  /** Reads a strip beside others, or alone with zeros up to `padding` columns. */
  read(strip: Strip, padding: number | null = null): Promise<StripReading> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ strip, padding, resolve, reject });
      if (this.#working) return;
      this.#working = true;
      // Everything that is asked for in this turn is there before the first row is made.
      setImmediate(() => void this.#work());
    });
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const taken = this.#takeRow();
      try {
        const readings = await this.#run(rowOf(taken));
        taken.forEach(({ resolve, reject }, i) => {
          const reading = readings[i];
          if (reading === undefined) reject(new Error('recogniser gave no output'));
          else resolve(reading);
        });
      } catch (cause) {
        for (const { reject } of taken) reject(cause);
      }
      // What a reading leads to is asked for before the next row is made.
      await new Promise((next) => setImmediate(next));
    }
    this.#working = false;
  }

  /** The strip that has waited longest, and those behind it that fit beside it. */
  #takeRow(): Waiting[] {
    const taken: Waiting[] = [];
    let width = 0;
    for (const waiting of this.#waiting) {
      const more = columns(waiting.strip);
      const fits = waiting.padding === null && width + more <= FULL_ROW;
      if (taken.length > 0 && !fits) continue;
      taken.push(waiting);
      width += more;
      if (waiting.padding !== null) break;
    }
    const chosen = new Set(taken);
    this.#waiting = this.#waiting.filter((waiting) => !chosen.has(waiting));
    return taken;
  }
}

/** Columns that a strip takes in a row, its gap included. */
function columns({ width }: Strip): number {
  return Math.ceil(width / POSITION_PIXELS) * POSITION_PIXELS + GAP;
}

function rowOf(taken: readonly Waiting[]): Row {
  const placed: Placed[] = [];
  let width = 0;
  for (const { strip } of taken) {
    placed.push({ strip, at: width });
    width += columns(strip);
  }
  const [only] = taken;
  if (only !== undefined && only.padding !== null)
    return { width: Math.max(only.padding, width - GAP), placed };
  return { width, placed };
}

/** The output positions of a strip in its row: its own and one on either side; further ones read as a blank at most. */
export function positionsOf({ strip, at }: Placed, { width, placed }: Row): readonly [number, number] {
  const first = at / POSITION_PIXELS;
  const own = Math.ceil(strip.width / POSITION_PIXELS);
  if (placed.length === 1) return [0, width / POSITION_PIXELS];
  return [Math.max(0, first - 1), first + own + 1];
}
