/**
 * Bounded memories of pure functions. One corpus prints the same labels and answers for ever, so most of what a
 * stage asks was answered before; results are shared and must never be changed.
 */

/** Entries of one generation; a memory holds two of them, several megabytes at most. */
const MOST_REMEMBERED = 5_000;
/** Longer texts are somebody's own words and hardly come again. */
const LONGEST_REMEMBERED = 160;

/**
 * What was computed for each key. When a generation is full, the one before it is forgotten, and with it what nobody
 * asked for since: the labels that every filing prints stay, the names that one of them has go.
 */
export class Memory<Result> {
  #recent = new Map<string, Result>();
  #former = new Map<string, Result>();

  /**
   * @param most entries of one generation
   * @param longest characters of a key; what has a longer one is computed each time
   */
  constructor(
    readonly most = MOST_REMEMBERED,
    readonly longest = LONGEST_REMEMBERED,
  ) {}

  recall(key: string, compute: (key: string) => Result): Result {
    if (key.length > this.longest) return compute(key);
    const known = this.#recent.get(key);
    if (known !== undefined) return known;
    const result = this.#former.get(key) ?? compute(key);
    if (this.#recent.size >= this.most) {
      this.#former = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, result);
    return result;
  }
}

/** The same function of a text, which answers again from memory what it was asked before. */
export function remembering<Result>(compute: (text: string) => Result): (text: string) => Result {
  const memory = new Memory<Result>();
  return (text) => memory.recall(text, compute);
}
