/**
 * Texts side by side outside of tables, each broken into lines at an edge of its own, as signatures in a table without
 * lines are: `审核人：买买` beside `填报人：张`, and under them `提·吐尔逊` beside `伟`. Read line by line both would be cut.
 * They are told by the order in which they were drawn: all lines of one, then those of the next.
 */
import { isBelow, isFull, middle, textOf } from './line-places.js';
import { partedWords } from './parted-words.js';
import { firstRun, type InkLine, isBlank, lineOf, withoutIndent } from './text-lines.js';

/** `text` are the lines of one text. */
export type LoosePart =
  | { readonly kind: 'line'; readonly line: InkLine }
  | { readonly kind: 'text'; readonly lines: readonly InkLine[] };

/** The label that a text of its own begins with, and `话：`, the rest of one. */
const LABEL = /^[^:：]*\p{Script=Han}\s*[:：]/u;
const REST_OF_LABEL = /^\p{Script=Han}{0,2}\s*[:：]/u;
const ENDED_LABEL = /[:：]$/u;
/** A date under a name is no rest of the name. */
const WORDS_ALONE = /^[^\d０-９]*\p{Script=Han}$/u;
const FIGURE = /^[\d０-９]/u;

/** Lines, and the texts of several lines that stand beside others among them. `size` is the height of most characters. */
export function looseParts(lines: readonly InkLine[], size: number): LoosePart[] {
  const texts = sideTexts(partedWords(lines, size).sort(byDrawing));
  const taken = new Set(texts.flat().flatMap(({ inks }) => inks));
  const rest = lines.map(({ inks }) => inks.filter((ink) => !taken.has(ink)));
  return [
    ...rest.filter((inks) => !inks.every(isBlank)).map((inks) => asLine(lineOf(inks))),
    ...texts.map((own): LoosePart => ({ kind: 'text', lines: own })),
  ];
}

export function asLine(line: InkLine): LoosePart {
  return { kind: 'line', line: withoutIndent(line) };
}

/** Of words in the order in which they were drawn. */
function sideTexts(words: readonly InkLine[]): InkLine[][] {
  const texts: InkLine[][] = [];
  for (const [at, word] of words.entries()) {
    const [text, above] = [texts.at(-1), words[at - 1]];
    if (text !== undefined && above !== undefined && goesOn(text, above, word, words)) text.push(word);
    else texts.push([word]);
  }
  return texts.filter((text) => text.length > 1);
}

function goesOn(
  text: readonly InkLine[],
  above: InkLine,
  below: InkLine,
  words: readonly InkLine[],
): boolean {
  const [written, rest] = [text.map(textOf).join(''), textOf(below)];
  if (!isBelow(above, below) || (WORDS_ALONE.test(written) && FIGURE.test(rest))) return false;
  if (LABEL.test(rest) && (LABEL.test(written) || !REST_OF_LABEL.test(rest))) return false;
  const isWrapped = isFull(above, below, words);
  if (words.some((word) => isDrawnHigher(word, above, below))) return isWrapped || ENDED_LABEL.test(written);
  return isWrapped && words.some((word) => isDrawnBefore(word, above, below));
}

/** At the right and drawn after both, yet higher than the lower one: no line of text goes back up. */
function isDrawnHigher(word: InkLine, above: InkLine, below: InkLine): boolean {
  const start = Math.max(above.box[2], below.box[2]);
  const isHigher = middle(word) < middle(below) - below.size / 4;
  return firstRun(word) > firstRun(below) && word.box[0] >= start && isHigher && word.box[3] > above.box[1];
}

/** At the left and drawn before both: the lower one would begin under it, were it the next line of running text. */
function isDrawnBefore(word: InkLine, above: InkLine, below: InkLine): boolean {
  const end = Math.min(above.box[0], below.box[0]);
  const isLevel = word.box[1] < below.box[3] && word.box[3] > above.box[1];
  return firstRun(word) < firstRun(above) && word.box[2] <= end && isLevel;
}

function byDrawing(one: InkLine, other: InkLine): number {
  return firstRun(one) - firstRun(other) || one.box[1] - other.box[1];
}
