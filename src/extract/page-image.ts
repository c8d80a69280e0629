/** The picture of one page on its way to the scan reader: raw pixels and how they map back to the page. */

export interface PageImage {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 RGB, 4 RGBA; eight bits each, rows from the top, no padding at row ends. */
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array;
  /** Pixels per inch where known from the page's size or the file's own statement. */
  readonly dpi: number | null;
  /** Counted from 1. */
  readonly page: number;
  /** Points of the page per pixel: a pixel box times this is a box in points. 1 where there is no page. */
  readonly toPoints: number;
}
