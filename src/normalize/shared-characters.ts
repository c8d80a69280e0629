/**
 * How many characters a text has in common with each of many labels: an upper bound of their likeness that costs a
 * few additions, so that the edit distance is computed only where it can matter.
 */
import type { Comparable } from './label-text.js';
import { alikeCode } from './look-alikes.js';

/** Rounding must not cut off a label that is just like enough. */
const ROUNDING = 1e-9;

/** Labels by the characters that stand in them, look-alikes taken for one. */
export class SharedCharacters {
  readonly #labelsWith = new Map<number, number[]>();
  readonly #lengths: readonly number[];
  /** Used again for each text, since there are millions of them. */
  readonly #shared: Uint16Array;

  constructor(labels: readonly Comparable[]) {
    this.#lengths = labels.map(({ core }) => core.length);
    this.#shared = new Uint16Array(labels.length);
    for (const [index, { alike }] of labels.entries()) {
      for (const code of new Set(codesOf(alike))) {
        const known = this.#labelsWith.get(code);
        if (known) known.push(index);
        else this.#labelsWith.set(code, [index]);
      }
    }
  }

  /** Counts the characters of a text; asked about with `mayBeLike` until the next text is counted. */
  count(core: string): void {
    this.#shared.fill(0);
    for (let at = 0; at < core.length; at += 1) {
      const labels = this.#labelsWith.get(alikeCode(core.charCodeAt(at)));
      if (!labels) continue;
      for (const label of labels) this.#shared[label] = (this.#shared[label] ?? 0) + 1;
    }
  }

  /**
   * Whether the label may stand in the counted text, or be like it by `atLeast` (0 to 1): every character that the
   * longer of two texts does not share costs one edit.
   */
  mayBeLike(label: number, textLength: number, atLeast: number): boolean {
    const mayStandInIt = (this.#shared[label] ?? 0) >= (this.#lengths[label] ?? 0);
    return mayStandInIt || this.mayResemble(label, textLength, atLeast);
  }

  /** The same, for likenesses that a label found inside a longer text does not reach. */
  mayResemble(label: number, textLength: number, atLeast: number): boolean {
    const longer = Math.max(this.#lengths[label] ?? 0, textLength);
    return (this.#shared[label] ?? 0) >= atLeast * longer - ROUNDING;
  }
}

function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
