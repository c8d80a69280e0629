/**
 * Whether a rule is darker than the ground that it is drawn on. In shaded cells the ground itself passes for faint
 * ink, and the grain of the paper in it for thin lines.
 */
import type { Grey } from '../raster.js';
import type { Rule } from './rule.js';

/** Pixels from the edge of a rule at which its ground is looked at, beyond the blur of its edge. */
const BESIDE = [2, 4] as const;
/** Share of the darkness by which a rule is told from white paper that it must have on its own ground. */
const OF_FAINTEST = 0.5;

/** `threshold` is the grey below which the page has ink of rules. */
export function standsOut(page: Grey, direction: 'horizontal' | 'vertical', threshold: number) {
  const [along, across, length, limit] =
    direction === 'horizontal'
      ? [1, page.width, page.width, page.height]
      : [page.width, 1, page.height, page.width];
  return ({ at, from, to, thickness }: Rule): boolean => {
    const places = [Math.max(0, Math.round(from)), Math.min(length, Math.round(to))] as const;
    /** Mean grey of one line of pixels along the rule, so many pixels off its middle. */
    const grey = (off: number): number => {
      const place = Math.min(limit - 1, Math.max(0, Math.floor(at + off)));
      let sum = 0;
      for (let n = places[0]; n < places[1]; n++) sum += page.data[n * along + place * across] ?? 255;
      return sum / Math.max(1, places[1] - places[0]);
    };
    const edge = thickness / 2;
    // The other line of a double rule is as dark, so the brighter side is its ground.
    const ground = Math.max(...BESIDE.flatMap((away) => [grey(-edge - away), grey(edge + away)]));
    const darkest = Math.min(grey(-1), grey(0), grey(1));
    return ground - darkest >= OF_FAINTEST * (255 - threshold);
  };
}
