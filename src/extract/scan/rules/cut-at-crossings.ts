/**
 * Upright rules cut where they do not reach the level rules that they cross. In tight rows the stems of characters
 * stand in line with a rule that ends above them, or with one another from row to row, and are joined as the pieces
 * of a worn line are; but at the level rules between the rows they leave paper, which a rule does not.
 */
import type { Ink } from '../raster.js';
import { RUN_GAP } from './long-rules.js';
import { type Rule, STRAY } from './rule.js';

/** Length, in character heights, of the side of a box: a rule that goes on no farther than this has to reach a level one. */
const BOX_SIDE = 1.45;

/** How far, in character heights, a line may stray from its mean place: those of a photographed page are bent. */
const STRAYS = 0.3;

/** The pieces of `rules`, which are upright and lie level in the turned plane `across`. */
export function cutAtCrossings(
  rules: readonly Rule[],
  level: readonly Rule[],
  across: Ink,
  glyph: number,
): Rule[] {
  const gap = Math.max(2, Math.round(RUN_GAP * glyph));
  return rules.flatMap((rule) => {
    const isPaper = paperAlong(rule, across, glyph);
    const met = level.filter(({ from, to }) => rule.at > from && rule.at < to);
    /** Whether what goes on from the last level rule to `end` is too short for a row and stops before the next one. */
    const isBoxSide = (end: number, last: Rule, step: 1 | -1) => {
      if (Math.abs(end - last.at) > BOX_SIDE * glyph) return false;
      const ahead = met
        .map(({ at, thickness }) => (at - end) * step - thickness / 2)
        .filter((way) => way > 0);
      const way = Math.min(Infinity, ...ahead);
      return (
        way <= BOX_SIDE * glyph && paperRun(isPaper, step === 1 ? end : end - 1, step, end + step * way) > gap
      );
    };
    const crossing = met.filter(({ at }) => at > rule.from && at < rule.to).sort((a, b) => a.at - b.at);
    const pieces = [{ ...rule }];
    for (const { at, thickness } of crossing) {
      const last = pieces.at(-1);
      if (last === undefined) break;
      const reach = thickness / 2 + STRAY;
      const [above, below] = [Math.floor(at - reach), Math.ceil(at + reach)];
      const [before, after] = [paperRun(isPaper, above, -1, rule.from), paperRun(isPaper, below, 1, rule.to)];
      if (before <= gap && after <= gap) continue;
      last.to = above - before + 1;
      pieces.push({ ...rule, from: below + after });
    }
    const [first, last] = [pieces[0], pieces.at(-1)];
    const [top, bottom] = [crossing[0], crossing.at(-1)];
    if (last !== undefined && bottom !== undefined && isBoxSide(last.to, bottom, 1))
      last.to = Math.ceil(bottom.at);
    if (first !== undefined && top !== undefined && isBoxSide(first.from, top, -1))
      first.from = Math.floor(top.at);
    return pieces.filter(({ from, to }) => to > from);
  });
}

/** Whether a place along the rule has no ink near its line. */
function paperAlong({ at, thickness }: Rule, { width, height, data }: Ink, glyph: number) {
  const reach = Math.max(thickness / 2 + STRAY, STRAYS * glyph);
  const top = Math.max(0, Math.floor(at - reach));
  const bottom = Math.min(height - 1, Math.ceil(at + reach));
  return (place: number): boolean => {
    for (let y = top; y <= bottom; y++) if (data[y * width + place] === 1) return false;
    return true;
  };
}

function paperRun(isPaper: (place: number) => boolean, from: number, step: 1 | -1, limit: number): number {
  let length = 0;
  while ((limit - from - step * length) * step > 0 && isPaper(from + step * length)) length++;
  return length;
}
