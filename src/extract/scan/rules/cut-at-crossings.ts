/**
 * Upright rules cut where they do not reach the level rules that they cross. In tight rows the stems of characters
 * stand in line with a rule that ends above them, or with one another from row to row, and are joined as the pieces
 * of a worn line are; but at the level rules between the rows they leave paper, which a rule does not.
 */
import type { Ink } from '../raster.js';
import { RUN_GAP } from './long-rules.js';
import { type Rule, STRAY } from './rule.js';

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
    const crossing = level
      .filter(({ at, from, to }) => rule.at > from && rule.at < to && at > rule.from && at < rule.to)
      .sort((a, b) => a.at - b.at);
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
