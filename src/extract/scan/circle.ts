/** Circles as ink: where, seen from the centre, their line runs. */
import { type Rect, rectHeight, rectWidth } from './raster.js';

/** Directions from the centre that are looked into. */
export const DIRECTIONS = 24;
/** Width of a circle's bounds over their height; digits and letters are narrower. */
const ROUND = { least: 0.88, most: 1.14 } as const;

export function isRound(bounds: Rect): boolean {
  const ratio = rectWidth(bounds) / rectHeight(bounds);
  return ratio >= ROUND.least && ratio <= ROUND.most;
}

/** In how many directions there is ink between two shares of the radius of what the bounds enclose. */
export function directionsWithInk(
  bounds: Rect,
  { outer, inner }: { readonly outer: number; readonly inner: number },
  isInk: (x: number, y: number) => boolean,
): number {
  const [w, h] = [rectWidth(bounds), rectHeight(bounds)];
  const [cx, cy] = [(bounds.x0 + bounds.x1 - 1) / 2, (bounds.y0 + bounds.y1 - 1) / 2];
  const step = 1 / Math.max(w, h);
  let found = 0;
  for (let n = 0; n < DIRECTIONS; n++) {
    const angle = (2 * Math.PI * n) / DIRECTIONS;
    const [dx, dy] = [(Math.cos(angle) * w) / 2, (Math.sin(angle) * h) / 2];
    for (let share = outer; share >= inner; share -= step) {
      if (!isInk(Math.round(cx + share * dx), Math.round(cy + share * dy))) continue;
      found++;
      break;
    }
  }
  return found;
}
