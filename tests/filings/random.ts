/**
 * The only source of chance for generated filings: a small seeded generator, so that the same seed gives the
 * same bytes on every machine and in every order of use.
 */

/** FNV-1a: spreads a short label over 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    state ^= text.charCodeAt(at);
    state = Math.imul(state, 0x01000193);
  }
  return state >>> 0;
}

/** Mulberry32, a full-period generator of 32 bits of state: enough for test data, nothing else. */
export class Random {
  readonly #origin: number;
  #state: number;

  constructor(seed: number) {
    this.#origin = seed >>> 0;
    this.#state = this.#origin;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return at(list, this.int(0, list.length - 1));
  }

  /** One of the entries, each as likely as its weight. */
  weighted<T>(entries: readonly (readonly [weight: number, entry: T])[]): T {
    let left = this.next() * entries.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, entry] of entries) {
      left -= weight;
      if (left < 0) return entry;
    }
    return at(entries, entries.length - 1)[1];
  }

  /** An independent stream: what one part draws never shifts what another part gets. */
  fork(label: string): Random {
    return new Random(hash(`${this.#origin}/${label}`));
  }
}

export function random(seed: number | string): Random {
  return new Random(typeof seed === 'number' ? seed : hash(seed));
}

function at<T>(list: readonly T[], index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new Error('nothing to choose from');
  return entry;
}
