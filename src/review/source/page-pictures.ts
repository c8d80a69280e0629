/** Pages of picture files for the browser, which shows no TIFF; boxes stay true, since nothing is resized. */
import sharp from 'sharp';
import { DEFAULT_LIMITS } from '../../limits.js';

export interface Picture {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What browsers show themselves, turned upright by the same tag of the camera as the reader does. */
const SHOWN_AS_THEY_ARE = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Hardly visible loss, and a tenth of the bytes of a PNG of a scan. */
const JPEG_QUALITY = 85;

export async function pageCount(bytes: Uint8Array): Promise<number> {
  const { pages } = await sharp(bytes, { limitInputPixels: DEFAULT_LIMITS.imagePixels }).metadata();
  return Math.min(pages ?? 1, DEFAULT_LIMITS.pdfPages);
}

/** @param page counted from 1 */
export async function pagePicture(bytes: Uint8Array, mediaType: string, page: number): Promise<Picture> {
  if (SHOWN_AS_THEY_ARE.has(mediaType) && page === 1) return { mediaType, bytes };
  const picture = await sharp(bytes, { page: page - 1, limitInputPixels: DEFAULT_LIMITS.imagePixels })
    .rotate()
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
  return { mediaType: 'image/jpeg', bytes: picture };
}
