/** Marks drawn with brackets: `[x]是 [ ]否`, `（√）部门网站`, `【√】`. */
import type { MarkState } from '../../model/document.js';
import type { MarkGlyph } from '../../model/mark-glyphs.js';

/** A mark found in a text: `[start, end)` and what it shows. */
export interface FoundMark {
  readonly start: number;
  readonly end: number;
  readonly state: MarkState;
  readonly shape: MarkGlyph['shape'];
}

/** What stands inside a bracket that is ticked; `x` only in square ones, which is how plain text draws a box. */
const BRACKET =
  /\[([^\S\r\n]|[xX√✓✔✅VvＶ■●]?)\]|[（(【［]([^\S\r\n]{0,4}[√✓✔✅][^\S\r\n]{0,4}|[^\S\r\n]{0,4})[）)】］]/gu;

/** How such a bracket opens: most brackets hold words, and are passed over by this. */
const OPENING = /[[（(【［]\s{0,4}[\]）)】］xXVvＶ√✓✔✅■●]/u;

/** How a box drawn with square brackets begins; round ones hold units and remarks as well. */
const SQUARE = /^\[\s{0,4}[\]xXVvＶ√✓✔✅■●]/u;

/** Whether a text begins with a box that is drawn with brackets. */
export function beginsWithBox(text: string): boolean {
  return SQUARE.test(text);
}

/**
 * Bracketed marks of a text. An empty bracket is an unticked box only beside other brackets of its kind: alone
 * it is a place for a number that was not filled in.
 */
export function bracketMarks(text: string): FoundMark[] {
  if (!OPENING.test(text)) return [];
  const found = [...text.matchAll(BRACKET)].map((match) => {
    const inside = (match[1] ?? match[2] ?? '').trim();
    const start = match.index;
    return { start, end: start + match[0].length, ticked: inside !== '', kind: match[0].charAt(0) };
  });
  const isOption = (kind: string): boolean => {
    const same = found.filter((bracket) => bracket.kind === kind);
    return same.length > 1 && (same.some((bracket) => bracket.ticked) || kind === '[');
  };
  return found
    .filter((bracket) => bracket.ticked || isOption(bracket.kind))
    .map(({ start, end, ticked }) => ({ start, end, state: ticked ? 'checked' : 'unchecked', shape: 'box' }));
}
