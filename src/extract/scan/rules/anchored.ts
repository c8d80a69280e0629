/** Short lines are rules where they reach from one rule to the next, or stand in line with others. */
import type { Ink } from '../raster.js';
import { type Rule, STRAY } from './rule.js';
import { tornEdges } from './torn-edges.js';
import { CHAIN_LENGTH } from './touched.js';

/** Rules at least this long stand on their own; shorter ones must end at others on both sides. */
const FREE_LENGTH = 3.2;
/** Share of its length that is ink: lines to write on have all, bars of characters in thin print under 0.9. */
const DRAWN = 0.97;
/** Upright rules shorter than this could be the stem of a character in a tight row. */
const SURE_LENGTH = 1.7;
/** From this length on no stem reaches from one rule to the next: a row of its own, with its own columns. */
const ROW_LENGTH = 1.25;
/** How near to another rule an end must come to be anchored there, in character heights. */
const ANCHOR_REACH = 0.1;
/** Pixels from the edge of another rule within which the end of a short one must lie: stems stop before it. */
const TOUCHING = 1.5;

/** Upright lines of less than a row must stand in line with others, and may end where a page break tears the table. */
export const UPRIGHT = true;

/** Drops what are strokes of characters: short, and not between two rules. */
export function anchored(
  rules: readonly Rule[],
  others: readonly Rule[],
  isChain: (rule: Rule) => boolean,
  glyph: number,
  upright = false,
): Rule[] {
  const reach = Math.max(3, ANCHOR_REACH * glyph);
  const length = ({ from, to }: Rule) => to - from;
  const anchors = others.filter((other) => length(other) >= FREE_LENGTH * glyph);
  const torn = upright ? tornEdges(rules, anchors, FREE_LENGTH * glyph, glyph) : [];
  return rules.filter((rule) => {
    if (length(rule) >= CHAIN_LENGTH * glyph) return true;
    const sure = length(rule) >= SURE_LENGTH * glyph;
    const meets = (end: number) =>
      anchors.some(
        (other) =>
          Math.abs(other.at - end) <= other.thickness / 2 + (sure ? reach : TOUCHING) &&
          rule.at >= other.from - reach &&
          rule.at <= other.to + reach,
      );
    if (length(rule) >= FREE_LENGTH * glyph) return meets(rule.from) || meets(rule.to) || !isChain(rule);
    const inLine = !upright || length(rule) >= ROW_LENGTH * glyph || alignsWith(rule, rules, glyph);
    const ends = (end: number) => meets(end) || torn.some((edge) => Math.abs(edge - end) <= reach);
    return inLine && ends(rule.from) && ends(rule.to);
  });
}

/** Whether a level rule is drawn with the gaps between characters. */
export function isChain(plane: Ink): (rule: Rule) => boolean {
  return (rule) => drawnShare(rule, plane) < DRAWN;
}

/** Share of a level rule's length with ink in its rows or the one beside them. */
function drawnShare({ at, from, to, thickness }: Rule, { width, height, data }: Ink): number {
  const top = Math.max(0, Math.floor(at - thickness / 2 - STRAY));
  const bottom = Math.min(height - 1, Math.ceil(at + thickness / 2 + STRAY));
  let drawn = 0;
  for (let x = from; x < to; x++) {
    let y = top;
    while (y <= bottom && data[y * width + x] !== 1) y++;
    if (y <= bottom) drawn++;
  }
  return to <= from ? 0 : drawn / (to - from);
}

/** Whether a longer rule stands in the same place further up or down: columns are shared by rows, strokes are not. */
function alignsWith(rule: Rule, rules: readonly Rule[], glyph: number): boolean {
  return rules.some(
    (other) =>
      other !== rule &&
      other.to - other.from >= SURE_LENGTH * glyph &&
      Math.abs(other.at - rule.at) <= 0.15 * glyph,
  );
}
