/**
 * Ruling lines as segments: along one axis at a fixed place on the other. Sources draw one visible line as
 * many short, doubled or slightly shifted pieces; here they become one segment per visible line.
 */

/** A ruling line. Of a horizontal one `at` is its y and `from`..`to` its x range; of a vertical the reverse. */
export interface Segment {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Rulings {
  readonly horizontal: readonly Segment[];
  readonly vertical: readonly Segment[];
}

/** Joins parallel pieces nearer than `snap` (double lines, jitter) and bridges breaks up to `gap`. */
export function joinSegments(segments: readonly Segment[], snap: number, gap: number): Segment[] {
  return clusterByPlace(segments, snap).flatMap((cluster) => joinCollinear(cluster, gap));
}

/** Groups places nearer than `snap`; a group never grows wider than twice that, so that it cannot chain on. */
export function clusterPlaces(places: readonly number[], snap: number): number[][] {
  const clusters: number[][] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    const current = clusters.at(-1);
    const first = current?.[0];
    const last = current?.at(-1);
    const joins =
      first !== undefined && last !== undefined && place - last <= snap && place - first <= 2 * snap;
    if (joins) current?.push(place);
    else clusters.push([place]);
  }
  return clusters;
}

/** Length of `segment` that lies within `from`..`to`. */
export function overlap(segment: { from: number; to: number }, from: number, to: number): number {
  return Math.max(0, Math.min(segment.to, to) - Math.max(segment.from, from));
}

function clusterByPlace(segments: readonly Segment[], snap: number): Segment[][] {
  const sorted = [...segments].sort((a, b) => a.at - b.at);
  const clusters: Segment[][] = [];
  let taken = 0;
  for (const places of clusterPlaces(
    sorted.map((segment) => segment.at),
    snap,
  )) {
    clusters.push(sorted.slice(taken, taken + places.length));
    taken += places.length;
  }
  return clusters;
}

function joinCollinear(cluster: readonly Segment[], gap: number): Segment[] {
  const joined: Segment[] = [];
  const at = meanPlace(cluster);
  let open: { from: number; to: number } | null = null;
  for (const { from, to } of [...cluster].sort((a, b) => a.from - b.from)) {
    if (open !== null && from <= open.to + gap) {
      open.to = Math.max(open.to, to);
      continue;
    }
    if (open !== null) joined.push({ at, ...open });
    open = { from, to };
  }
  if (open !== null) joined.push({ at, ...open });
  return joined;
}

/** Weighted by length: a short stray piece must not pull a long line off its place. */
function meanPlace(cluster: readonly Segment[]): number {
  let sum = 0;
  let weights = 0;
  for (const { at, from, to } of cluster) {
    const weight = to - from + 1e-6;
    sum += at * weight;
    weights += weight;
  }
  return sum / weights;
}
