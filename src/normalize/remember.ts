/**
 * Bounded memories of pure functions. One corpus prints the same labels and answers for ever, so most of what a
 * stage asks was answered before; results are shared and must never be changed.
 */

/** Entries that one memory holds before it starts afresh: several megabytes at most. */
const MOST_REMEMBERED = 10_000;
/** Longer texts are somebody's own words and hardly come again. */
const LONGEST_REMEMBERED = 160;

/** What was computed for each key. */
export class Memory<Result> {
  readonly #known = new Map<string, Result>();

  recall(key: string, compute: () => Result): Result {
    if (key.length > LONGEST_REMEMBERED) return compute();
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const result = compute();
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(key, result);
    return result;
  }
}

/** The same function of a text, which answers again from memory what it was asked before. */
export function remembering<Result>(compute: (text: string) => Result): (text: string) => Result {
  const memory = new Memory<Result>();
  return (text) => memory.recall(text, () => compute(text));
}
