/** Lines of running text that one paragraph was broken into at the right edge, told by the room that was left. */
import type { Ink, InkLine } from './text-lines.js';

/** Most distance of two lines of one paragraph, top to top, in character heights; paragraphs are further apart. */
const LARGEST_PITCH = 2.1;
/** Character heights of lines of one paragraph differ by no more than this share. */
const SAME_SIZE = 0.15;
/** A first line is indented by two characters, a list's rests are by up to four. */
const LARGEST_INDENT = 2.5;
const LARGEST_HANG = 4.5;
/** These never end a line. */
const OPENING = /[（《「『【“‘(]$/u;
/** These never begin a line. */
const CLOSING = /^[，。、；：？！）》」』】”’％,.;:?!)%]/u;

/**
 * Groups lines, given from top to bottom, into paragraphs. `right` is the edge that text reaches on the page:
 * a line goes on in the next one when the next one's first word would not have fitted any more.
 */
export function joinWrapped(lines: readonly InkLine[], right: number): InkLine[][] {
  const paragraphs: InkLine[][] = [];
  for (const line of lines) {
    const paragraph = paragraphs.at(-1);
    const [first, last] = [paragraph?.[0], paragraph?.at(-1)];
    if (first !== undefined && last !== undefined && goesOn(first, last, line, right)) paragraph?.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs;
}

function goesOn(first: InkLine, last: InkLine, next: InkLine, right: number): boolean {
  const { size } = last;
  const pitch = next.box[1] - last.box[1];
  const shift = next.box[0] - first.box[0];
  return (
    pitch > size / 2 &&
    pitch <= LARGEST_PITCH * size &&
    Math.abs(next.size - size) <= SAME_SIZE * size &&
    shift >= -LARGEST_INDENT * size &&
    shift <= LARGEST_HANG * size &&
    last.box[2] + firstWordWidth(next) > right
  );
}

/** Chinese breaks after any character, other writing and dates after a word. */
export function firstWordWidth({ inks, box }: InkLine): number {
  const end = inks.findIndex((ink, place) => place > 0 && isBreak(inks[place - 1], ink));
  return (inks[end < 0 ? inks.length - 1 : end - 1]?.box[2] ?? box[2]) - box[0];
}

function isBreak(before: Ink | undefined, after: Ink): boolean {
  if (before === undefined || before.mark !== null || after.mark !== null) return true;
  if (CLOSING.test(after.text) || OPENING.test(before.text)) return false;
  return !(isOfWord(before) && isOfWord(after));
}

function isOfWord({ text }: Ink): boolean {
  return /^[\p{Script=Latin}\p{Nd}.,:/@_%+\-年月日号]+$/u.test(text.normalize('NFKC'));
}
