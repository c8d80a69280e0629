/**
 * Boxes that stand on a rule or hang from it: wiping the rule took the side that they share with it. The rule's ink is
 * given back there, but only for the search for boxes: characters that touch a rule (同, 月) have no such side.
 */
import type { Grey, Ink } from '../raster.js';
import { type PageRules, type Rule, ruleRect, STRAY } from './rule.js';

/** Distance of the outer edges of two strokes that may be the sides of one box, in character heights. */
const BOX = { least: 0.5, most: 1.45 } as const;
/** Least length of such a stroke, and how thick it is at most. */
const STROKE = { length: 0.45, thickness: 0.24 } as const;
/** How much the sides of a box differ. */
const ASPECT = { least: 0.74, most: 1.36 } as const;
/** Share of the side opposite to the rule that is drawn. */
const OPPOSITE_DRAWN = 0.9;
/** Pixels of the side that is given back, across the rule. */
const SIDE = 2;

/** A stroke that ends at the rule: from where to where along it, and its first pixel across. */
interface Stroke {
  readonly from: number;
  readonly to: number;
  readonly start: number;
}

/** `clean`, from which `rules` are wiped, with the sides that boxes shared with them; `ink` is that of `clean`. */
export function withSharedSides(
  clean: Grey,
  ink: Ink,
  { horizontal, vertical }: PageRules,
  glyph: number,
): Grey {
  const { width } = ink;
  const level = { ink, glyph, along: 1, across: width, extent: [width, ink.height] } as const;
  const upright = { ink, glyph, along: width, across: 1, extent: [ink.height, width] } as const;
  const pixels = [
    ...horizontal.flatMap((rule) => sharedWith(rule, level)),
    ...vertical.flatMap((rule) => sharedWith(rule, upright)),
  ];
  if (pixels.length === 0) return clean;
  const data = Uint8Array.from(clean.data);
  for (const pixel of pixels) data[pixel] = 0;
  return { ...clean, data };
}

/** The page as seen along a rule: steps in pixels' indices along and across it, and how far it goes in both. */
interface View {
  readonly ink: Ink;
  readonly glyph: number;
  readonly along: number;
  readonly across: number;
  readonly extent: readonly [along: number, across: number];
}

/** Pixels of all sides that boxes share with one rule. */
function sharedWith(rule: Rule, view: View): number[] {
  return ([1, -1] as const).flatMap((away) => {
    const strokes = strokesAt(rule, away, view);
    return strokes.flatMap((left, i) =>
      strokes
        .slice(i + 1)
        .flatMap((right) => (isBox(left, right, away, view) ? sideOf(left, right, away, view) : [])),
    );
  });
}

/** Strokes that end at the rule on the side to which `away` leads. */
function strokesAt(rule: Rule, away: 1 | -1, { ink, glyph, along, across, extent }: View): Stroke[] {
  const { y0, y1 } = ruleRect(rule, 'horizontal');
  const [edge, last] = away === 1 ? [Math.floor(y0), y1] : [Math.ceil(y1) - 1, y0];
  // As far as wiping follows a rule that lies a little off its place.
  const wiped = Math.ceil(Math.abs(last - edge) + rule.thickness / 2) + 2 * STRAY;
  const least = STROKE.length * glyph;
  const isInk = (x: number, y: number) => y >= 0 && y < extent[1] && ink.data[x * along + y * across] === 1;
  const strokes: Stroke[] = [];
  let open: { from: number; start: number } | null = null;
  const close = (to: number) => {
    if (open !== null && to - open.from <= STROKE.thickness * glyph) strokes.push({ ...open, to });
    open = null;
  };
  for (let x = Math.max(0, rule.from); x < Math.min(extent[0], rule.to); x++) {
    let start = 0;
    while (start <= wiped && !isInk(x, edge + away * start)) start++;
    let length = 0;
    while (length < least && isInk(x, edge + away * (start + length))) length++;
    if (start > wiped || length < least) close(x);
    else open ??= { from: x, start: edge + away * start };
  }
  close(Math.min(extent[0], rule.to));
  return strokes;
}

/** Whether a stroke closes the two at the end that is away from the rule. */
function isBox(
  left: Stroke,
  right: Stroke,
  away: 1 | -1,
  { ink, glyph, along, across, extent }: View,
): boolean {
  const side = right.to - left.from;
  if (side < BOX.least * glyph || side > BOX.most * glyph) return false;
  const drawn = (y: number) => {
    let count = 0;
    for (let x = left.from; x < right.to; x++) if (ink.data[x * along + y * across] === 1) count++;
    return count / side;
  };
  for (let depth = Math.ceil(side / ASPECT.most); depth <= side / ASPECT.least; depth++) {
    const y = left.start + away * (depth - 1);
    if (y < 0 || y >= extent[1]) return false;
    if (drawn(y) >= OPPOSITE_DRAWN) return true;
  }
  return false;
}

function sideOf(left: Stroke, right: Stroke, away: 1 | -1, { along, across, extent }: View): number[] {
  const inner = away === 1 ? Math.min(left.start, right.start) : Math.max(left.start, right.start);
  const pixels: number[] = [];
  for (let n = 1; n <= SIDE; n++) {
    const y = inner - away * n;
    if (y < 0 || y >= extent[1]) continue;
    for (let x = left.from; x < right.to; x++) pixels.push(x * along + y * across);
  }
  return pixels;
}
