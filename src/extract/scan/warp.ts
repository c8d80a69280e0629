/** Resampling of a plane through a projection. */
import type { Projection } from './projection.js';
import type { Grey } from './raster.js';

/** Pixels of a row between which the source is followed in a straight line: on a photograph it strays by 0.01. */
const SPAN = 32;
/** Binary places of a pixel's fraction; with 16, planes up to 32,000 pixels wide fit a 32-bit number. */
const PLACES = 16;
const ONE = 2 ** PLACES;
/** Of these places, those that weigh the four neighbours. */
const WEIGHT_PLACES = 7;
const WEIGHTS = 2 ** WEIGHT_PLACES;

/**
 * The plane of the same size whose pixel `p` is the source's pixel at `toSource(p)`, interpolated between
 * four neighbours; white where that lies outside. Counts in whole numbers, which takes a third of the time.
 */
export function warp(source: Grey, toSource: Projection): Grey {
  const { width, height } = source;
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const warped = new Uint8Array(width * height).fill(255);
  const place = (x: number, y: number) => {
    const scale = ONE / (g * x + h * y + i);
    return { u: (a * x + b * y + c) * scale, v: (d * x + e * y + f) * scale };
  };
  for (let y = 0; y < height; y++) {
    let from = place(0, y);
    for (let x = 0; x < width; x += SPAN) {
      const count = Math.min(SPAN, width - x);
      const to = place(x + count, y);
      copySpan(source, warped, y * width + x, count, from, to);
      from = to;
    }
  }
  return { width, height, data: warped };
}

/** A place in the source, in `ONE`ths of a pixel. */
interface Place {
  readonly u: number;
  readonly v: number;
}

/** Fills `count` pixels of `warped` from `at` with what lies on the line from one place to the other. */
function copySpan(
  { width, height, data }: Grey,
  warped: Uint8Array,
  at: number,
  count: number,
  from: Place,
  to: Place,
): void {
  const [right, bottom] = [(width - 1) * ONE, (height - 1) * ONE];
  if (Math.max(from.u, to.u) < 0 || Math.max(from.v, to.v) < 0) return;
  if (Math.min(from.u, to.u) >= right || Math.min(from.v, to.v) >= bottom) return;
  const [stepU, stepV] = [Math.round((to.u - from.u) / count) | 0, Math.round((to.v - from.v) / count) | 0];
  let [u, v] = [Math.round(from.u) | 0, Math.round(from.v) | 0];
  for (let n = at; n < at + count; n++, u = (u + stepU) | 0, v = (v + stepV) | 0) {
    if (u < 0 || v < 0 || u >= right || v >= bottom) continue;
    const source = Math.imul(v >> PLACES, width) + (u >> PLACES);
    const across = (u >> (PLACES - WEIGHT_PLACES)) & (WEIGHTS - 1);
    const down = (v >> (PLACES - WEIGHT_PLACES)) & (WEIGHTS - 1);
    const upper = mixed(data[source] ?? 0, data[source + 1] ?? 0, across);
    const lower = mixed(data[source + width] ?? 0, data[source + width + 1] ?? 0, across);
    warped[n] = (mixed(upper, lower, down) + HALF) >> (2 * WEIGHT_PLACES);
  }
}

/** Half a grey after both directions were mixed. */
const HALF = 2 ** (2 * WEIGHT_PLACES - 1);

function mixed(first: number, second: number, share: number): number {
  return Math.imul(first, WEIGHTS - share) + Math.imul(second, share);
}
