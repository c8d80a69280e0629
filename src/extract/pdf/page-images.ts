/** The picture of a page that has to be read by its looks: the scan inside it, or the page rendered. */
import { createCanvas } from '@napi-rs/canvas';
import type { Limits } from '../../limits.js';
import type { PageImage } from '../page-image.js';
import type { PDFPageProxy } from './open.js';
import type { PageContent, PlacedImage } from './page-content.js';

export interface PlacedPageImage {
  readonly image: PageImage;
  /** Where the picture's top left corner stands on the page, in points. */
  readonly left: number;
  readonly top: number;
}

/** Resolution at which a page is rendered for reading: less loses strokes, more costs time and adds nothing. */
const READING_DPI = 200;
const POINTS_PER_INCH = 72;
/** Share of the page that a picture must cover to be the page's scan. */
export const SCAN_COVER = 0.5;
/** pdf.js's kinds of pixels. */
const ONE_BIT = 1;
const RGB = 2;
const RGBA = 3;
/** How long pdf.js may take to hand over pixels that it has announced. */
const PIXELS_MILLISECONDS = 20_000;

export function coverOf(image: PlacedImage, { width, height }: PageContent): number {
  const [x0, y0, x1, y1] = image.box;
  const across = Math.max(0, Math.min(width, x1) - Math.max(0, x0));
  const down = Math.max(0, Math.min(height, y1) - Math.max(0, y0));
  return (across * down) / (width * height);
}

/** The embedded scan itself where one upright picture covers the page, since rendering only blurs it. */
export async function pageImage(
  page: PDFPageProxy,
  content: PageContent,
  limits: Limits,
): Promise<PlacedPageImage> {
  const [image, ...others] = content.images.filter((candidate) => coverOf(candidate, content) > 0.02);
  if (
    image !== undefined &&
    others.length === 0 &&
    isUpright(image) &&
    content.glyphs.every((g) => !g.visible)
  ) {
    const embedded = await embeddedPixels(page, image);
    if (embedded !== null) return embedded;
  }
  return render(page, content, limits, READING_DPI);
}

/** A picture that the page neither turns, mirrors nor slants. */
function isUpright({ matrix: [a, b, c, d] }: PlacedImage): boolean {
  const slant = Math.max(Math.abs(b), Math.abs(c));
  return a > 0 && d < 0 && slant < 0.001 * Math.min(a, -d);
}

async function embeddedPixels(page: PDFPageProxy, placed: PlacedImage): Promise<PlacedPageImage | null> {
  const pixels = placed.name === null ? null : await pixelsOf(page, placed.name);
  if (pixels === null) return null;
  const [x0, y0, x1, y1] = placed.box;
  const [toPoints, down] = [(x1 - x0) / pixels.width, (y1 - y0) / pixels.height];
  // Fax pages have other resolutions across than down; rendering evens them out.
  if (Math.abs(toPoints / down - 1) > 0.02) return null;
  const { width, height, channels, data } = pixels;
  return {
    image: {
      width,
      height,
      channels,
      data,
      dpi: POINTS_PER_INCH / toPoints,
      page: page.pageNumber,
      toPoints,
    },
    left: x0,
    top: y0,
  };
}

export type Pixels = Pick<PageImage, 'width' | 'height' | 'channels' | 'data'>;

export async function pixelsOf(page: PDFPageProxy, name: string): Promise<Pixels | null> {
  const store = name.startsWith('g_') ? page.commonObjs : page.objs;
  const object = await new Promise<unknown>((resolve) => {
    const timer = setTimeout(() => resolve(null), PIXELS_MILLISECONDS);
    store.get(name, (value: unknown) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
  if (typeof object !== 'object' || object === null) return null;
  const { width, height, kind, data }: Record<string, unknown> = { ...object };
  if (typeof width !== 'number' || typeof height !== 'number' || !ArrayBuffer.isView(data)) return null;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return unpack(width, height, kind, bytes);
}

/** Pixels of pdf.js as rows of whole bytes; null for what does not add up. */
export function unpack(width: number, height: number, kind: unknown, data: Uint8Array): Pixels | null {
  if (kind === RGB && data.length >= width * height * 3) return { width, height, channels: 3, data };
  if (kind === RGBA && data.length >= width * height * 4) return { width, height, channels: 4, data };
  const rowBytes = (width + 7) >> 3;
  if (kind !== ONE_BIT || data.length < rowBytes * height) return null;
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = data[y * rowBytes + (x >> 3)] ?? 0;
      grey[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
  }
  return { width, height, channels: 1, data: grey };
}

/** The page as it is shown, on white. */
export async function render(
  page: PDFPageProxy,
  { width, height }: PageContent,
  limits: Limits,
  dpi: number,
): Promise<PlacedPageImage> {
  const wanted = dpi / POINTS_PER_INCH;
  const scale = Math.min(wanted, Math.sqrt(limits.imagePixels / (width * height)));
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(
    Math.max(1, Math.ceil(viewport.width)),
    Math.max(1, Math.ceil(viewport.height)),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // The canvas of @napi-rs has the methods of a browser's that pdf.js calls, under types of its own.
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return {
    image: {
      width: canvas.width,
      height: canvas.height,
      channels: 4,
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      dpi: scale * POINTS_PER_INCH,
      page: page.pageNumber,
      toPoints: 1 / scale,
    },
    left: 0,
    top: 0,
  };
}
