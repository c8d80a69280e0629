/** Resampling of a plane through a projection. */
import type { Projection } from './projection.js';
import type { Grey } from './raster.js';

/**
 * The plane of the same size whose pixel `p` is the source's pixel at `toSource(p)`, interpolated between
 * four neighbours; white where that lies outside.
 */
export function warp(source: Grey, toSource: Projection): Grey {
  const { width, height, data } = source;
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const warped = new Uint8Array(width * height).fill(255);
  const [lastColumn, lastRow] = [width - 1, height - 1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const scale = 1 / (g * x + h * y + i);
      const u = (a * x + b * y + c) * scale;
      const v = (d * x + e * y + f) * scale;
      if (u < 0 || v < 0 || u >= lastColumn || v >= lastRow) continue;
      const left = u | 0;
      const top = v | 0;
      const at = top * width + left;
      const right = u - left;
      const below = v - top;
      const upper = (data[at] ?? 0) * (1 - right) + (data[at + 1] ?? 0) * right;
      const lower = (data[at + width] ?? 0) * (1 - right) + (data[at + width + 1] ?? 0) * right;
      warped[y * width + x] = upper * (1 - below) + lower * below + 0.5;
    }
  }
  return { width, height, data: warped };
}
