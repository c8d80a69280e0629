/**
 * What is left of a rule where it bends away from its straight course (photographs, curled paper): thin pieces of ink
 * close beside it and along it, which would be read as 1 or as a dash.
 */
import { type Rect, rectHeight, rectWidth } from '../raster.js';
import type { PageRules, Rule } from './rule.js';

/** Distance from the edge of a rule, in character heights, within which no character is printed. */
const BESIDE_RULE = 0.1;
/** How much thicker than its rule a rest may be, in pixels, and how long for its thickness. */
const THICKER = 1;
const ELONGATED = 1.5;
/**
 * A piece longer than a dash and its neighbours, in character heights, is a stretch of a rule that curves away: how far
 * it may then be from the rule, in character heights too, and how much it may slope.
 */
const CURVED = { least: 3, beside: 0.4, slope: 0.04 } as const;

export function isRuleRest(piece: Rect, { horizontal, vertical }: PageRules, glyph: number): boolean {
  const { x0, y0, x1, y1 } = piece;
  return (
    (rectHeight(piece) >= ELONGATED * rectWidth(piece) &&
      vertical.some((rule) => runsAlong({ low: x0, high: x1, from: y0, to: y1 }, rule, glyph))) ||
    (rectWidth(piece) >= ELONGATED * rectHeight(piece) &&
      horizontal.some((rule) => runsAlong({ low: y0, high: y1, from: x0, to: x1 }, rule, glyph)))
  );
}

/** A piece by its edges across the rule (`low`, `high`) and its ends along it. */
function runsAlong(
  { low, high, from, to }: { low: number; high: number; from: number; to: number },
  rule: Rule,
  glyph: number,
): boolean {
  const reach = rule.thickness / 2;
  const gap = Math.max(low - rule.at - reach, rule.at - reach - high);
  const isCurved = to - from >= CURVED.least * glyph;
  return (
    high - low <= rule.thickness + THICKER + (isCurved ? CURVED.slope * (to - from) : 0) &&
    gap <= (isCurved ? CURVED.beside : BESIDE_RULE) * glyph &&
    from >= rule.from - 1 &&
    to <= rule.to + 1
  );
}
