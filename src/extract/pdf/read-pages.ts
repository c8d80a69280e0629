/** Page by page: what is drawn, whether its text can be believed, and else the picture for the scan reader. */
import type { Block, Origin } from '../../model/document.js';
import type { ReadOptions } from '../adapter.js';
import { cellsFromRulings, POINT_SETTINGS, type Rulings } from '../grid/rulings.js';
import { readFields } from './form-fields.js';
import { isLegible } from './legible.js';
import { lookAtPage, type PageLooks } from './look-at-page.js';
import type { PDFDocumentProxy, PDFPageProxy } from './open.js';
import { type DraftBlock, pageBlocks } from './page-blocks.js';
import { type PageContent, readPageContent } from './page-content.js';
import { coverOf, type PlacedPageImage, pageImage, SCAN_COVER } from './page-images.js';
import { pictureBoxes } from './picture-boxes.js';

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
/** Print that the text layer lacks, as a share of what it has, from which the page is read by its looks. */
const TYPED_OVER = 0.3;
/** Share of the page that the picture of a form covers. */
const FORM_COVER = 0.15;
/** Lines that are pictures: as thin as this in points, and so many of them. */
const BAR = 3;
const LEAST_BARS = 4;
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
  const looks = hasPictures(content) && !isRuled(content) ? await lookAtPage(page, content, limits) : null;
  if (looks !== null && isTypedOverScan(content, looks))
    return { kind: 'picture', page: number, why: 'scan', picture: await pageImage(page, content, limits) };
  const drawn = looks === null ? content : withRulings(content, looks.rulings);
  const blocks = pageBlocks(drawn, [...fields, ...(await pictureBoxes(page, content))], number);
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

/** Text in pictures of signatures, logos and seals is not worth a look; lines round a form are. */
function hasPictures(content: PageContent): boolean {
  const covers = content.images.map((image) => coverOf(image, content));
  const bars = content.images.filter(({ box: [x0, y0, x1, y1] }) => Math.min(x1 - x0, y1 - y0) < BAR);
  return covers.some((cover) => cover >= FORM_COVER) || bars.length >= LEAST_BARS;
}

/** Most of the text stands in cells of drawn lines. */
function isRuled(content: PageContent): boolean {
  const cells = cellsFromRulings(content, POINT_SETTINGS);
  const visible = content.glyphs.filter((glyph) => glyph.visible && glyph.text.trim() !== '');
  const inCells = visible.filter(({ box }) => {
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    return cells.some((cell) => x >= cell.box[0] && x <= cell.box[2] && y >= cell.box[1] && y <= cell.box[3]);
  });
  return inCells.length >= visible.length / 2;
}

function isTypedOverScan(content: PageContent, { unwritten }: PageLooks): boolean {
  const visible = content.glyphs.filter((glyph) => glyph.visible && glyph.text.trim() !== '').length;
  return unwritten > Math.max(STRAY_CHARACTERS, TYPED_OVER * visible);
}

function withRulings(content: PageContent, { horizontal, vertical }: Rulings): PageContent {
  return {
    ...content,
    horizontal: [...content.horizontal, ...horizontal],
    vertical: [...content.vertical, ...vertical],
  };
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
