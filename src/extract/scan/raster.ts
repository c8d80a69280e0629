/** Planes of pixels, and the few whole-plane operations that every stage of reading a scan shares. */

/** Eight-bit grey, 0 black, 255 white; rows from the top without padding. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One byte a pixel: 1 where there is ink, 0 where there is paper. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A pixel rectangle; `x1` and `y1` are past the last pixel. */
export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export function rectWidth(rect: Rect): number {
  return rect.x1 - rect.x0;
}

export function rectHeight(rect: Rect): number {
  return rect.y1 - rect.y0;
}

/** Smallest rectangle round all of `rects`; an empty list gives an empty rectangle at the origin. */
export function boundsOf(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x0: 0, y0: 0, x1: 0, y1: 0 };
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rect of rects) {
    x0 = Math.min(x0, rect.x0);
    y0 = Math.min(y0, rect.y0);
    x1 = Math.max(x1, rect.x1);
    y1 = Math.max(y1, rect.y1);
  }
  return { x0, y0, x1, y1 };
}

/** `rect` cut to the plane, with whole-number corners. */
export function clip(rect: Rect, plane: { readonly width: number; readonly height: number }): Rect {
  const within = (value: number, limit: number) => Math.min(limit, Math.max(0, Math.round(value)));
  const x0 = within(rect.x0, plane.width);
  const y0 = within(rect.y0, plane.height);
  return {
    x0,
    y0,
    x1: Math.max(x0, within(rect.x1, plane.width)),
    y1: Math.max(y0, within(rect.y1, plane.height)),
  };
}

export function overlapArea(a: Rect, b: Rect): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Turns a plane clockwise by quarter turns. */
export function turn<P extends Grey | Ink>(plane: P, quarters: number): P {
  const { width, height, data } = plane;
  const times = ((quarters % 4) + 4) % 4;
  if (times === 0) return plane;
  const turned = new Uint8Array(data.length);
  const newWidth = times === 2 ? width : height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] =
        times === 1
          ? [height - 1 - y, x]
          : times === 2
            ? [width - 1 - x, height - 1 - y]
            : [y, width - 1 - x];
      turned[v * newWidth + u] = data[y * width + x] ?? 0;
    }
  }
  return { ...plane, width: newWidth, height: times === 2 ? height : width, data: turned };
}

/** Pixels of `ink` inside `rect` that are set. */
export function inkIn(ink: Ink, rect: Rect): number {
  const { x0, y0, x1, y1 } = clip(rect, ink);
  let count = 0;
  for (let y = y0; y < y1; y++) {
    for (let i = y * ink.width + x0, end = y * ink.width + x1; i < end; i++) count += ink.data[i] ?? 0;
  }
  return count;
}

/** Share of a rectangle's pixels that are ink; 0 where it has none. */
export function inkShare(ink: Ink, rect: Rect): number {
  const inside = clip(rect, ink);
  return inkIn(ink, inside) / Math.max(1, rectWidth(inside) * rectHeight(inside));
}

/** The same of its middle: a quarter off each side leaves out the outline of a box or ring. */
export function middleFill(ink: Ink, rect: Rect): number {
  const [dx, dy] = [rectWidth(rect) / 4, rectHeight(rect) / 4];
  return inkShare(ink, { x0: rect.x0 + dx, y0: rect.y0 + dy, x1: rect.x1 - dx, y1: rect.y1 - dy });
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a `share` of `values` lies; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
