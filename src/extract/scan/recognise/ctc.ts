/**
 * Decoding of the recogniser's output: at each position a probability for every character and for the blank
 * that parts them (connectionist temporal classification). Greedy: the page has no language model to search with.
 */

export interface ReadCharacter {
  readonly char: string;
  readonly score: number;
  /** Where its peak lies, in positions (each `POSITION_PIXELS` of the strip wide). */
  readonly position: number;
}

export interface Decoded {
  readonly text: string;
  readonly characters: readonly ReadCharacter[];
  /** Mean of the characters' scores; 0 for an empty text. */
  readonly score: number;
  /** The weakest character's score; 0 for an empty text. */
  readonly least: number;
}

/** Strip pixels per position of the output. */
export const POSITION_PIXELS = 8;

/** Class 0 is the blank. */
const BLANK = 0;

export interface Probabilities {
  readonly data: Float32Array;
  /** Index of the first value of this strip. */
  readonly offset: number;
  readonly positions: number;
  readonly classes: number;
}

/** The likeliest class at each position, equal neighbours as one. `allowed` restricts the classes (blank always is). */
export function decode(output: Probabilities, keys: readonly string[], allowed?: readonly number[]): Decoded {
  const characters: ReadCharacter[] = [];
  let before = BLANK;
  for (let position = 0; position < output.positions; position++) {
    const base = output.offset + position * output.classes;
    const { best, score } = likeliest(output, base, allowed);
    const last = characters.at(-1);
    if (best !== BLANK && best !== before) {
      characters.push({ char: keys[best] ?? '', score, position });
    } else if (best !== BLANK && last !== undefined && score > last.score) {
      characters[characters.length - 1] = { ...last, score, position };
    }
    before = best;
  }
  return summed(characters);
}

export function summed(characters: readonly ReadCharacter[]): Decoded {
  const scores = characters.map(({ score }) => score);
  return {
    text: characters.map(({ char }) => char).join(''),
    characters,
    score: scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    least: scores.length === 0 ? 0 : Math.min(...scores),
  };
}

function likeliest(
  { data, classes }: Probabilities,
  base: number,
  allowed: readonly number[] | undefined,
): { best: number; score: number } {
  let best = BLANK;
  let score = data[base + BLANK] ?? 0;
  if (allowed === undefined) {
    for (let key = 1; key < classes; key++) {
      const value = data[base + key] ?? 0;
      if (value > score) {
        score = value;
        best = key;
      }
    }
    return { best, score };
  }
  for (const key of allowed) {
    const value = data[base + key] ?? 0;
    if (value > score) {
      score = value;
      best = key;
    }
  }
  return { best, score };
}
