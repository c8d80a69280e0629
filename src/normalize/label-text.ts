/**
 * Labels as they are compared: folded, without punctuation, with the unit that the form prints after them cut
 * off (in whatever state damage left it), and how alike two of them are.
 */
import levenshtein from 'fast-levenshtein';
import { foldLookAlikes } from './look-alikes.js';
import { remembering } from './remember.js';
import { foldForMatching } from './text.js';

/** Numbering that some filers put before a label: `1.`, `(2)`, `三、`. */
const NUMBERING = /^(?:\d{1,2}[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]{1,2}、)/;
/** From the first bracket on: unit, `(盖章)`, `(%)`. */
const BRACKET_TAIL = /[([{【〔].*$/;
/** The same where the opening bracket was lost: `单位:条)`, `位:个`, `单:项)`. */
const UNIT_TAIL = /(?:单位|单|位)(?::.{0,4}|.{0,3}\))$|单位(?:个|条|次|篇|项|件|天|期|人次|家|%)$/;
/** And where 单位 was lost too. */
const COLON_TAIL = /:.{0,2}\)$|(?:个|条|次|篇|项|件|天|期|家|%)\)$/;
const PUNCTUATION = /[^\p{L}\p{N}%]/gu;
/** At least this much of a label must be left in front of its unit. */
const SHORTEST_CORE = 1;

function strip(text: string): string {
  return text.replace(PUNCTUATION, '');
}

/** The comparable core of a label as the document or the template prints it. */
export const labelCore = remembering(cutCore);

function cutCore(text: string): string {
  const folded = foldForMatching(text).replace(NUMBERING, '').replace(/:$/, '');
  for (const tail of [BRACKET_TAIL, UNIT_TAIL, COLON_TAIL]) {
    const core = strip(folded.replace(tail, ''));
    if (tail.test(folded) && core.length >= SHORTEST_CORE) return core;
  }
  return strip(folded);
}

const UNIT_AT_END = /(人次|[个条次篇项件天期家%])[)\]}】〕]?$/;

/** The unit that a label prints after its words, as in 办结数量（单位：件）; null where it prints none or damage took it. */
export const printedUnit = remembering((text): string | null => {
  const folded = foldForMatching(text);
  const tail = [BRACKET_TAIL, UNIT_TAIL, COLON_TAIL].map((end) => end.exec(folded)?.[0]).find(Boolean);
  return (tail && UNIT_AT_END.exec(tail)?.[1]) ?? null;
});

/** Similarity from 0 to 1: one minus the edit distance over the longer length. */
export function similarity(left: string, right: string): number {
  if (left === right) return 1;
  const longer = Math.max(left.length, right.length);
  return longer === 0 ? 0 : 1 - levenshtein.get(left, right) / longer;
}

/** A label found whole inside a slightly longer text: words put before or after it by the filer. */
const CONTAINED_SIMILARITY = 0.8;
const LONGEST_SURPLUS = 4;
const SHORTEST_CONTAINED = 4;

/** A label whose differing characters all look alike is nearly as good as the label itself. */
const LOOK_ALIKE_SIMILARITY = 0.95;

/** A core with the copy in which look-alike characters are one. */
export interface Comparable {
  readonly core: string;
  readonly alike: string;
}

export const comparable = remembering((core): Comparable => ({ core, alike: foldLookAlikes(core) }));

/**
 * Similarity of a document's core to a label's core, which may stand inside it; 0 where it is surely under
 * `atLeast`, for texts of too different lengths.
 */
export function labelSimilarity(text: Comparable, label: Comparable, atLeast = 0): number {
  const surplus = text.core.length - label.core.length;
  const contained =
    label.core.length >= SHORTEST_CONTAINED && surplus <= LONGEST_SURPLUS && text.core.includes(label.core)
      ? CONTAINED_SIMILARITY
      : 0;
  // An edit distance is at least the difference of the lengths.
  if (1 - Math.abs(surplus) / Math.max(text.core.length, label.core.length, 1) < atLeast) return contained;
  const plain = similarity(text.core, label.core);
  if (plain === 1) return 1;
  return Math.max(plain, LOOK_ALIKE_SIMILARITY * similarity(text.alike, label.alike), contained);
}

/** A letter or %, by what it is not: `\p{L}` says the same, and takes ten milliseconds of every start. */
const LETTER = String.raw`[^\d\s!-$&-/:-@[-\x60{-~\u00a1-\u00bf\u2000-\u2bff\u3000-\u303f\ud800-\uf8ff\ufe30-\uffef]`;

/** Nothing but a unit, or the end of one: what a line or cell end cut off a label. */
const UNIT_ALONE = new RegExp(
  [
    '^(?:个|条|次|篇|项|件|天|期|家|人次|%)$',
    String.raw`^:${LETTER}{1,3}[)\]]?$`,
    String.raw`^[([](?:uv|pv)?单?位?:?${LETTER}{0,3}[)\]]?$`,
    String.raw`^(?:单位?|位):${LETTER}{0,3}[)\]]?$`,
    String.raw`^单位${LETTER}{1,2}[)\]]$`,
    String.raw`^${LETTER}{1,2}[)\]]$`,
    String.raw`^[a-z]{0,3}${LETTER}?位:(?:[个条次篇项件天期家%]|人次)[)\]]{0,2}$`,
  ].join('|'),
);

/** In brackets as well, these are answers. */
const ANSWER_ALONE = /^[([]?(?:无|没有|暂无|零|是|否|有|略|空白?|不清|不详|不明|未知|待定|模糊)[)\]]?$/;

export const isUnitAlone = remembering((text) => {
  const folded = foldForMatching(text);
  return UNIT_ALONE.test(folded) && !ANSWER_ALONE.test(folded);
});
