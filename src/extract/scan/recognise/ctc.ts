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

/** Signs printed in a Chinese and a Latin form, which squeezed print does not tell apart and which mean the same. */
const FORMS = ['(（', ')）', ':：', ',，', ';；', '%％'];

/** For each class the class of the same sign in its other form, itself where there is none. */
export function otherForms(keys: readonly string[]): Int32Array {
  const others = Int32Array.from(keys, (_, key) => key);
  for (const [latin, chinese] of FORMS.map((pair) => [...pair].map((sign) => keys.indexOf(sign)))) {
    if (latin === undefined || chinese === undefined || latin < 0 || chinese < 0) continue;
    others[latin] = chinese;
    others[chinese] = latin;
  }
  return others;
}

/**
 * The likeliest class at each position, equal neighbours as one. `allowed` restricts the classes (blank always is);
 * with `others` a sign has the scores of both of its forms.
 */
export function decode(
  output: Probabilities,
  keys: readonly string[],
  { allowed, others }: { readonly allowed?: readonly number[]; readonly others?: Int32Array } = {},
): Decoded {
  const characters: ReadCharacter[] = [];
  let before = BLANK;
  for (let position = 0; position < output.positions; position++) {
    const base = output.offset + position * output.classes;
    const { best, score: own } = likeliest(output, base, allowed);
    const other = others?.[best] ?? best;
    const score = other === best ? own : own + (output.data[base + other] ?? 0);
    const last = characters.at(-1);
    if (best !== BLANK && best !== before) {
      characters.push({ char: keys[best] ?? '', score, position });
    } else if (best !== BLANK && last !== undefined && score > last.score) {
      characters[characters.length - 1] = { ...last, score, position };
    }
    before = best;
  }
  return summed(withoutOuterBlanks(characters));
}

/** What the recogniser takes for a blank at the edge of a strip is the paper beside it, however sure it is. */
export function withoutOuterBlanks<Character extends ReadCharacter>(
  characters: readonly Character[],
): readonly Character[] {
  const isInk = ({ char }: Character) => char.trim() !== '';
  return characters.slice(Math.max(0, characters.findIndex(isInk)), characters.findLastIndex(isInk) + 1);
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
  // What has more than half of the probability is the likeliest: at most positions the blank.
  if (score > 0.5) return { best, score };
  if (allowed === undefined) {
    for (let key = 1; key < classes; key++) {
      const value = data[base + key] ?? 0;
      if (value <= score) continue;
      score = value;
      best = key;
      if (value > 0.5) break;
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
