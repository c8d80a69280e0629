/** Page by page: what is drawn, whether its text can be believed, and else the picture for the scan reader. */
import type { Block, Origin } from '../../model/document.js';
import type { ReadOptions } from '../adapter.js';
import { readFields } from './form-fields.js';
import { isLegible } from './legible.js';
import type { PDFDocumentProxy, PDFPageProxy } from './open.js';
import { type DraftBlock, pageBlocks } from './page-blocks.js';
import { type PageContent, readPageContent } from './page-content.js';
import { coverOf, type PlacedPageImage, pageImage, SCAN_COVER } from './page-images.js';

export type ReadPage =
  | { readonly kind: 'text'; readonly page: number; readonly blocks: readonly DraftBlock[] }
  | {
      readonly kind: 'picture';
      readonly page: number;
      readonly why: PictureReason;
      readonly picture: PlacedPageImage;
    }
  | { readonly kind: 'blank'; readonly page: number }
  | { readonly kind: 'failed'; readonly page: number; readonly cause: unknown };

/** `scan`: a picture of a page; `illegible`: text without a meaning; `drawn`: letters drawn as outlines. */
export type PictureReason = 'scan' | 'illegible' | 'drawn';

/** A page number or a stamp of the copier over a scan is no text layer. */
const STRAY_CHARACTERS = 30;
/** Outlined letters are shapes by the hundred; a table's lines and boxes are not. */
const OUTLINED_SHAPES = 150;

export async function readPage(
  document: PDFDocumentProxy,
  number: number,
  options: ReadOptions,
): Promise<ReadPage> {
  let page: PDFPageProxy | null = null;
  try {
    page = await document.getPage(number);
    return await readOpenPage(page, options);
  } catch (cause) {
    return { kind: 'failed', page: number, cause };
  } finally {
    page?.cleanup();
  }
}

async function readOpenPage(page: PDFPageProxy, { limits }: ReadOptions): Promise<ReadPage> {
  const number = page.pageNumber;
  const fields = await readFields(page);
  const content = await readPageContent(page, new Set(fields.map((field) => field.id)));
  const why = pictureReason(content);
  if (why !== null)
    return { kind: 'picture', page: number, why, picture: await pageImage(page, content, limits) };
  const blocks = pageBlocks(content, fields, number);
  return blocks.length === 0 ? { kind: 'blank', page: number } : { kind: 'text', page: number, blocks };
}

/**
 * Why a page must be read from its picture, or null where its text serves. Invisible text over a scan is what
 * some other program recognised, without cells, marks and scores: the picture is read afresh.
 */
export function pictureReason(content: PageContent): PictureReason | null {
  const visible = content.glyphs.filter((glyph) => glyph.visible && glyph.text.trim() !== '');
  const hasScan = content.images.reduce((sum, image) => sum + coverOf(image, content), 0) >= SCAN_COVER;
  if (visible.length < STRAY_CHARACTERS && hasScan) return 'scan';
  if (visible.length < STRAY_CHARACTERS && content.shapes.length >= OUTLINED_SHAPES) return 'drawn';
  return isLegible(visible) ? null : 'illegible';
}

/** Blocks of a page picture with their boxes in points of the page. */
export function toPagePoints(blocks: readonly Block[], { image, left, top }: PlacedPageImage): Block[] {
  const scale = image.toPoints;
  const placed = <T extends { readonly origin: Origin }>(part: T): T => ({
    ...part,
    origin: {
      ...part.origin,
      boxes: part.origin.boxes.map(
        ([x0, y0, x1, y1]) =>
          [left + x0 * scale, top + y0 * scale, left + x1 * scale, top + y1 * scale] as const,
      ),
    },
  });
  return blocks.map((block) =>
    block.kind === 'paragraph' ? placed(block) : { ...block, cells: block.cells.map(placed) },
  );
}
