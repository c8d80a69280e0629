/**
 * From colour to grey, twice: the page as it is, and the page without its red stamp. A stamp is found by size
 * and shape, not by colour alone: figures and ticks that a filer wrote in red must stay.
 */
import { findComponents } from './components.js';
import { clip, type Grey, type Rect, rectHeight, rectWidth } from './raster.js';

export interface PagePlanes {
  /** Luminance of everything. */
  readonly plain: Grey;
  /** The same without stamps; the same object where there are none. */
  readonly unstamped: Grey;
  /** Where stamps stand. */
  readonly stamps: readonly Rect[];
}

/** Red over the stronger of green and blue from which a pixel counts as red; JPEG tints black text by up to 25. */
const RED_EXCESS = 40;
/** The same inside a stamp, where its washed-out rim has to go too. */
const FAINT_RED_EXCESS = 16;

/** Pixels of one square in which red is counted before shapes are looked for. */
const BLOCK = 4;

/** Sides of a stamp as shares of the page's shorter side: seals are 20 to 58 mm, a page is 210 mm wide, half a page less. */
const STAMP_SIDES = { least: 0.07, most: 0.55 } as const;
/** Longer over shorter side of a stamp: round seals, oval ones, seals cut off by the edge of the page. */
const STAMP_ASPECT = 2.6;
/** Share of a stamp's blocks that are red: a ring with letters has 0.1 to 0.5, a red word less than its box. */
const STAMP_COVER = { least: 0.04, most: 0.75 } as const;

/**
 * Shares of the stamp's own brightness in the red channel: above the one nothing lies under it, below the other
 * there is black print. Seals pasted over text by a program let only a quarter of its darkness through.
 */
const STAMP_ALONE = 0.88;
const PRINT_UNDER = 0.5;

/** `rgb` is interleaved, three bytes a pixel. */
export function splitColours(rgb: Uint8Array, width: number, height: number): PagePlanes {
  const plain = luminance(rgb, width, height);
  const stamps = findStamps(rgb, width, height);
  if (stamps.length === 0) return { plain, unstamped: plain, stamps };
  const unstamped = { ...plain, data: Uint8Array.from(plain.data) };
  for (const stamp of stamps) liftStamp(rgb, unstamped, stamp);
  return { plain, unstamped, stamps };
}

function luminance(rgb: Uint8Array, width: number, height: number): Grey {
  const data = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < data.length; i++, at += 3) {
    // ITU-R BT.601 weights in 1/256.
    data[i] = (77 * (rgb[at] ?? 0) + 150 * (rgb[at + 1] ?? 0) + 29 * (rgb[at + 2] ?? 0) + 128) >> 8;
  }
  return { width, height, data };
}

function redExcess(rgb: Uint8Array, at: number): number {
  return (rgb[at] ?? 0) - Math.max(rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
}

function findStamps(rgb: Uint8Array, width: number, height: number): Rect[] {
  const blocks = redBlocks(rgb, width, height);
  if (!blocks.data.includes(1)) return [];
  const grown = grow(blocks, 2);
  const shorter = Math.min(width, height) / BLOCK;
  return findComponents(grown)
    .list.filter((component) => {
      const sides = [rectWidth(component), rectHeight(component)];
      const [least, most] = [Math.min(...sides), Math.max(...sides)];
      const cover = redShare(blocks, component);
      return (
        most >= STAMP_SIDES.least * shorter &&
        most <= STAMP_SIDES.most * shorter &&
        most <= STAMP_ASPECT * least &&
        cover >= STAMP_COVER.least &&
        cover <= STAMP_COVER.most
      );
    })
    .map(({ x0, y0, x1, y1 }) =>
      clip({ x0: x0 * BLOCK, y0: y0 * BLOCK, x1: x1 * BLOCK, y1: y1 * BLOCK }, { width, height }),
    );
}

/**
 * A reduced plane in which a block is set where at least a fifth of its pixels are red. Every second row is looked at:
 * scanners keep colour for two rows at a time.
 */
function redBlocks(rgb: Uint8Array, width: number, height: number) {
  const columns = Math.floor(width / BLOCK);
  const rows = Math.floor(height / BLOCK);
  const data = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let red = 0;
      for (let y = 0; y < BLOCK; y += 2) {
        const from = ((row * BLOCK + y) * width + column * BLOCK) * 3;
        for (let at = from; at < from + 3 * BLOCK; at += 3) if (redExcess(rgb, at) > RED_EXCESS) red++;
      }
      if (red * 10 >= BLOCK * BLOCK) data[row * columns + column] = 1;
    }
  }
  return { width: columns, height: rows, data };
}

function grow({ width, height, data }: { width: number; height: number; data: Uint8Array }, by: number) {
  const grown = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] !== 1) continue;
      const [x0, x1] = [Math.max(0, x - by), Math.min(width, x + by + 1)];
      for (let v = Math.max(0, y - by); v < Math.min(height, y + by + 1); v++) {
        grown.fill(1, v * width + x0, v * width + x1);
      }
    }
  }
  return { width, height, data: grown };
}

function redShare(blocks: { width: number; data: Uint8Array }, { x0, y0, x1, y1 }: Rect): number {
  let red = 0;
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) red += blocks.data[y * blocks.width + x] ?? 0;
  return red / Math.max(1, (x1 - x0) * (y1 - y0));
}

/** Red light passes a red stamp: in the red channel only what lies under it stays dark. */
function liftStamp(rgb: Uint8Array, plane: Grey, { x0, y0, x1, y1 }: Rect): void {
  const brightness = stampBrightness(rgb, plane.width, { x0, y0, x1, y1 });
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const i = y * plane.width + x;
      if (redExcess(rgb, i * 3) <= FAINT_RED_EXCESS) continue;
      const share = (rgb[i * 3] ?? 0) / brightness;
      const lifted = (255 * Math.max(0, share - PRINT_UNDER)) / (STAMP_ALONE - PRINT_UNDER);
      plane.data[i] = Math.max(plane.data[i] ?? 0, Math.min(255, lifted));
    }
  }
}

/** Median of the red channel over the stamp's own pixels. */
function stampBrightness(rgb: Uint8Array, width: number, { x0, y0, x1, y1 }: Rect): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const at = (y * width + x) * 3;
      if (redExcess(rgb, at) <= RED_EXCESS) continue;
      const red = rgb[at] ?? 0;
      histogram[red] = (histogram[red] ?? 0) + 1;
      count++;
    }
  }
  let below = 0;
  for (let value = 0; value < 256; value++) {
    below += histogram[value] ?? 0;
    if (below * 2 >= count) return Math.max(1, value);
  }
  return 255;
}
