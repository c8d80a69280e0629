/** Pictures of forms: scans, photographs, faxes and screenshots, of one page or (TIFF) of several. */
import sharp, { type Metadata } from 'sharp';
import { ExtractionError, LimitExceeded } from '../errors.js';
import { type Block, type SourceDocument, type SourceWarning, tableCount } from '../model/document.js';
import type { Adapter, ReadOptions, Sniffed } from './adapter.js';
import type { PageImage } from './page-image.js';
import { decodeBitmap, readBitmapHeader } from './scan/bitmap.js';
import { readPageImage } from './scan/index.js';

export const imageAdapter: Adapter = {
  name: 'image',
  formats: ['image'],
  read: readPicture,
};

/** Pages of one picture file that are read; a faxed form has under ten. */
const MOST_PAGES = 100;

async function readPicture(
  bytes: Uint8Array,
  sniffed: Sniffed,
  options: ReadOptions,
): Promise<SourceDocument> {
  const bitmap = sniffed.mediaType === 'image/bmp';
  const pages = bitmap
    ? bitmapPages(bytes, options)
    : await withinLimits(bytes, await metadataOf(bytes), options);
  const blocks: Block[] = [];
  const warnings = new Map<string, SourceWarning>();
  for (let page = 0; page < pages; page++) {
    const image = bitmap ? bitmapPage(bytes) : await decodePage(bytes, page, options);
    const read = await readPageImage(image, options);
    for (const warning of read.warnings) warnings.set(warning.rule, warning);
    const tables = tableCount(blocks);
    blocks.push(...read.blocks.map((block) => renumbered(block, tables)));
  }
  return {
    mediaType: sniffed.mediaType,
    sourceKind: 'scan',
    reader: 'image (scan)',
    blocks,
    pages,
    warnings: [...warnings.values()],
  };
}

async function metadataOf(bytes: Uint8Array): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** Number of pages to read. Sizes are taken from the headers, so that a bomb is refused before it is decoded. */
async function withinLimits(
  bytes: Uint8Array,
  { format, width, height, pages }: Metadata,
  options: ReadOptions,
): Promise<number> {
  // What other formats call pages are the frames of an animation.
  const count = format === 'tiff' ? Math.min(pages ?? 1, MOST_PAGES, options.limits.pdfPages) : 1;
  for (let page = 0; page < count; page++) {
    checkPixels(page === 0 ? { width, height } : await pageSize(bytes, page), options);
  }
  return count;
}

function checkPixels({ width, height }: { width: number; height: number }, { limits }: ReadOptions): void {
  if (width * height <= limits.imagePixels) return;
  throw new LimitExceeded(
    'image-pixels',
    `The picture has ${width} × ${height} pixels, more than ${limits.imagePixels} in all: reduce it or scan at a lower resolution.`,
  );
}

function bitmapPages(bytes: Uint8Array, options: ReadOptions): number {
  checkPixels(readBitmapHeader(bytes), options);
  return 1;
}

function bitmapPage(bytes: Uint8Array): PageImage {
  return { ...decodeBitmap(bytes), channels: 3, dpi: null, page: 1, toPoints: 1 };
}

async function pageSize(bytes: Uint8Array, page: number): Promise<{ width: number; height: number }> {
  try {
    const { width, height } = await sharp(bytes, { page, limitInputPixels: false }).metadata();
    return { width, height };
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** Decodes one page to grey or RGB, turned as the camera says that it was held. */
async function decodePage(bytes: Uint8Array, page: number, { limits }: ReadOptions): Promise<PageImage> {
  try {
    const input = sharp(bytes, { page, limitInputPixels: limits.imagePixels, failOn: 'error' });
    const { density } = await input.metadata();
    const upright = input.rotate().flatten({ background: '#ffffff' }).toColourspace('srgb');
    const { data, info } = await upright.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    const channels = info.channels === 1 ? 1 : 3;
    return {
      width: info.width,
      height: info.height,
      channels,
      data: channels === info.channels ? data : withChannels(data, info.channels, channels),
      dpi: density ?? null,
      page: page + 1,
      toPoints: 1,
    };
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** Drops what is left of an alpha channel beside grey or colour. */
function withChannels(data: Uint8Array, from: number, to: 1 | 3): Uint8Array {
  const pixels = data.length / from;
  const kept = new Uint8Array(pixels * to);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < to; channel++) {
      kept[pixel * to + channel] = data[pixel * from + Math.min(channel, from === 2 ? 0 : from - 1)] ?? 255;
    }
  }
  return kept;
}

function unreadable(cause: unknown): ExtractionError {
  return new ExtractionError(
    'corrupt-input',
    'The picture cannot be decoded: it is damaged or cut short. Obtain the file again.',
    { cause },
  );
}

/** Tables are counted through the document, in the order of its pages. */
function renumbered(block: Block, before: number): Block {
  if (block.kind !== 'table' || before === 0) return block;
  const index = block.index + before;
  return {
    ...block,
    index,
    cells: block.cells.map((cell) => ({ ...cell, origin: { ...cell.origin, table: index } })),
  };
}
