/**
 * How far a page leans: the angle of its lines in the upper and lower and in the left and right parts,
 * found by the sharpness of projections. Equal angles are a skewed scan, unequal ones a photograph.
 */
import { type Projection, quadToQuad } from './projection.js';
import type { Ink } from './raster.js';

/** Slopes, as rise over run: of horizontals near the top and the bottom, of verticals near the left and right. */
export interface Tilt {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Degrees searched to either side: feeders skew by under 3°, a page laid on glass by hand by up to 10°. */
const WIDEST_ANGLE = 12;
const COARSE_STEP = 0.5;
const FINE_STEP = 0.05;

/** Edge points that are projected: enough for a sharp maximum, few enough for 300 projections in 100 ms. */
const MAXIMUM_POINTS = 24_000;

/** A part of the page with fewer edge points than this says nothing of its own angle. */
const MINIMUM_POINTS = 400;

/** Where, as a share of the page, the centres of the two parts lie between which a keystone is measured. */
const NEAR = 0.25;
const FAR = 0.75;

/** Degrees of difference between parts below which a page is taken as flat: measuring noise is near 0.05°. */
const FLAT_WITHIN = 0.15;

/** Degrees of lean that are not worth resampling: half a pixel across a line of text. */
const STRAIGHT_WITHIN = 0.05;

interface EdgePoints {
  readonly along: Float32Array;
  readonly across: Float32Array;
}

/** Measures the lean of a page whose text and rules run roughly along its sides. */
export function measureTilt(ink: Ink): Tilt {
  const tops = edgePoints(ink, 'horizontal');
  const sides = edgePoints(ink, 'vertical');
  const skew = sharpestAngle(tops, -WIDEST_ANGLE, WIDEST_ANGLE);
  const lean = sharpestAngle(sides, -skew - 3, -skew + 3, -skew);
  const [top, bottom] = inParts(tops, skew, ink.height);
  const [left, right] = inParts(sides, lean, ink.width);
  return { top: slope(top), bottom: slope(bottom), left: slope(left), right: slope(right) };
}

/**
 * From the straightened page to the leaning one, of the same size; null where the page is straight enough.
 * Flat pages are only turned, since a keystone measured from noise would bend a straight page.
 */
export function straightening(
  { top, bottom, left, right }: Tilt,
  width: number,
  height: number,
): Projection | null {
  const limit = slope(STRAIGHT_WITHIN);
  if ([top, bottom, left, right].every((value) => Math.abs(value) <= limit)) return null;
  const lines = {
    top: { x: width / 2, y: NEAR * height, slope: top },
    bottom: { x: width / 2, y: FAR * height, slope: bottom },
    left: { x: NEAR * width, y: height / 2, slope: left },
    right: { x: FAR * width, y: height / 2, slope: right },
  };
  const corner = (row: Line, column: Line) => {
    const y =
      (row.y + row.slope * (column.x - column.slope * column.y - row.x)) / (1 - row.slope * column.slope);
    return { x: column.x + column.slope * (y - column.y), y };
  };
  const [x0, x1, y0, y1] = [NEAR * width, FAR * width, NEAR * height, FAR * height];
  return quadToQuad(
    [
      { x: x0, y: y0 },
      { x: x1, y: y0 },
      { x: x0, y: y1 },
      { x: x1, y: y1 },
    ],
    [
      corner(lines.top, lines.left),
      corner(lines.top, lines.right),
      corner(lines.bottom, lines.left),
      corner(lines.bottom, lines.right),
    ],
  );
}

interface Line {
  readonly x: number;
  readonly y: number;
  readonly slope: number;
}

function slope(degrees: number): number {
  return Math.tan((degrees * Math.PI) / 180);
}

/** Ink with paper before it across the direction sought: the upper edges of lines, the left edges of stems. */
function edgePoints(ink: Ink, direction: 'horizontal' | 'vertical'): EdgePoints {
  const { width, data } = ink;
  const back = direction === 'horizontal' ? width : 1;
  const found: number[] = [];
  for (let i = data.indexOf(1, width); i >= 0; i = data.indexOf(1, i + 1)) {
    for (; data[i] === 1; i++) if (data[i - back] === 0 && i % width !== 0) found.push(i);
  }
  const points = found.length;
  const step = Math.max(1, Math.ceil(points / MAXIMUM_POINTS));
  const count = Math.floor(points / step);
  const along = new Float32Array(count);
  const across = new Float32Array(count);
  for (let n = 0; n < count; n++) {
    const i = found[n * step] ?? 0;
    const [x, y] = [i % width, Math.floor(i / width)];
    along[n] = direction === 'horizontal' ? x : y;
    across[n] = direction === 'horizontal' ? y : x;
  }
  return { along, across };
}

/** The angle at which the points fall into the fewest, fullest rows. */
function sharpestAngle(points: EdgePoints, from: number, to: number, otherwise = 0): number {
  if (points.along.length < MINIMUM_POINTS) return otherwise;
  let best = search(fewer(points), from, to, COARSE_STEP);
  best = search(points, best - COARSE_STEP, best + COARSE_STEP, FINE_STEP);
  return best;
}

/** Every fourth point where there are many: enough to tell half degrees apart. */
function fewer({ along, across }: EdgePoints): EdgePoints {
  if (along.length < 4 * MINIMUM_POINTS) return { along, across };
  const isKept = (_: number, n: number) => n % 4 === 0;
  return { along: along.filter(isKept), across: across.filter(isKept) };
}

function search(points: EdgePoints, from: number, to: number, step: number): number {
  let best = (from + to) / 2;
  let bestSharpness = -1;
  const steps = Math.round((to - from) / step);
  for (let n = 0; n <= steps; n++) {
    const angle = from + n * step;
    const sharpness = sharpnessAt(points, angle);
    const nearer = sharpness === bestSharpness && Math.abs(angle) < Math.abs(best);
    if (sharpness > bestSharpness || nearer) {
      best = angle;
      bestSharpness = sharpness;
    }
  }
  return best;
}

/** Sum of squares of the projection's counts: largest when the points of one line fall together. */
function sharpnessAt({ along, across }: EdgePoints, angle: number): number {
  const rise = slope(angle);
  let lowest = Infinity;
  let highest = -Infinity;
  const rows = new Int32Array(along.length);
  for (let n = 0; n < along.length; n++) {
    const row = Math.floor((across[n] ?? 0) - rise * (along[n] ?? 0) + 0.5);
    rows[n] = row;
    if (row < lowest) lowest = row;
    if (row > highest) highest = row;
  }
  const counts = new Float64Array(Math.max(1, highest - lowest + 1));
  for (const row of rows) counts[row - lowest] = (counts[row - lowest] ?? 0) + 1;
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}

/** The angles of the near and the far part, extrapolated from halves; equal where they hardly differ. */
function inParts(points: EdgePoints, angle: number, length: number): [number, number] {
  const half = (far: boolean): EdgePoints => {
    const keep = [...points.across.keys()].filter((n) => (points.across[n] ?? 0) > length / 2 === far);
    return {
      along: Float32Array.from(keep, (n) => points.along[n] ?? 0),
      across: Float32Array.from(keep, (n) => points.across[n] ?? 0),
    };
  };
  const near = sharpestAngle(half(false), angle - 2.5, angle + 2.5, angle);
  const far = sharpestAngle(half(true), angle - 2.5, angle + 2.5, angle);
  return Math.abs(near - far) < FLAT_WITHIN ? [angle, angle] : [near, far];
}
