/** A line of text cut out of the page and brought to the height that the recogniser wants. */
import { clip, type Grey, type Rect, rectHeight, rectWidth } from '../raster.js';

/** Rows of the recogniser's input. */
export const STRIP_HEIGHT = 48;

/** Narrowest strip: the recogniser halves its width eight times. */
const NARROWEST = 8;

export interface Strip {
  readonly width: number;
  /** `STRIP_HEIGHT` rows of grey. */
  readonly data: Uint8Array;
  /** Left edge on the page and strip pixels per page pixel: where in the page a position in the strip lies. */
  readonly left: number;
  readonly scale: number;
}

/** Cuts `rect` out of `page`. `keep` tells of a page pixel (by index) whether
 * it belongs to this line; what does not (option boxes, parts of the neighbouring line) becomes paper.
 */
export function cutStrip(page: Grey, rect: Rect, keep?: (index: number) => boolean): Strip {
  const { x0, y0, x1, y1 } = clip(rect, page);
  const source = masked(page, { x0, y0, x1, y1 }, keep);
  const vertical = STRIP_HEIGHT / Math.max(1, y1 - y0);
  const width = Math.max(NARROWEST, Math.round((x1 - x0) * vertical));
  const horizontal = width / Math.max(1, x1 - x0);
  return { width, data: resample(source, width, STRIP_HEIGHT), left: x0, scale: horizontal };
}

/** The strip at a new width; positions in it still lead to the same places on the page. */
export function squeezed(strip: Strip, width: number): Strip {
  const source = { width: strip.width, height: STRIP_HEIGHT, data: strip.data };
  const scale = (strip.scale * width) / strip.width;
  return { ...strip, width, data: resample(source, width, STRIP_HEIGHT), scale };
}

function masked(page: Grey, rect: Rect, keep: ((index: number) => boolean) | undefined): Grey {
  const width = Math.max(1, rectWidth(rect));
  const height = Math.max(1, rectHeight(rect));
  const data = new Uint8Array(width * height).fill(255);
  for (let y = rect.y0; y < rect.y1; y++) {
    for (let x = rect.x0; x < rect.x1; x++) {
      const i = y * page.width + x;
      if (keep === undefined || keep(i)) data[(y - rect.y0) * width + x - rect.x0] = page.data[i] ?? 255;
    }
  }
  return { width, height, data };
}

/** Bilinear where it grows, mean of the covered pixels where it shrinks, each direction by itself. */
function resample(source: Grey, width: number, height: number): Uint8Array {
  const columns = weights(source.width, width);
  const rows = weights(source.height, height);
  const squeezed = new Float32Array(width * source.height);
  for (let y = 0; y < source.height; y++) {
    for (let x = 0; x < width; x++) {
      const { from, shares } = columns[x] ?? { from: 0, shares: [] };
      let sum = 0;
      for (let k = 0; k < shares.length; k++)
        sum += (source.data[y * source.width + from + k] ?? 255) * (shares[k] ?? 0);
      squeezed[y * width + x] = sum;
    }
  }
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const { from, shares } = rows[y] ?? { from: 0, shares: [] };
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < shares.length; k++)
        sum += (squeezed[(from + k) * width + x] ?? 255) * (shares[k] ?? 0);
      result[y * width + x] = sum + 0.5;
    }
  }
  return result;
}

interface Weights {
  readonly from: number;
  readonly shares: readonly number[];
}

/** For each target pixel, the source pixels under a tent that is one target pixel wide, but at least one of its own. */
function weights(source: number, target: number): Weights[] {
  const ratio = source / target;
  const reach = Math.max(1, ratio);
  return Array.from({ length: target }, (_, n) => {
    const centre = (n + 0.5) * ratio - 0.5;
    const from = Math.max(0, Math.ceil(centre - reach + 1e-6));
    const to = Math.min(source - 1, Math.floor(centre + reach - 1e-6));
    const raw: number[] = [];
    for (let k = from; k <= to; k++) raw.push(Math.max(1e-6, 1 - Math.abs(k - centre) / reach));
    const sum = raw.reduce((total, share) => total + share, 0);
    return { from, shares: raw.map((share) => share / sum) };
  });
}
