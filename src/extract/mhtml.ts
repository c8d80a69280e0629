/**
 * Adapter for web archives: Word's and Excel's "single file web page" and what browsers save as `.mht` (RFC 2557). The
 * page inside, or each sheet of a workbook, is read as any web page; pictures and style sheets beside it are left alone.
 */

import { addAll } from '../add-all.js';
import { ExtractionError, LimitExceeded } from '../errors.js';
import { type Block, type SourceDocument, type SourceWarning, tableCount } from '../model/document.js';
import type { Adapter, ReadOptions, Sniffed } from './adapter.js';
import { decodeText } from './decode.js';
import { readHtmlBlocks } from './html.js';
import { htmlParts } from './mhtml/parts.js';

async function read(bytes: Uint8Array, _sniffed: Sniffed, { limits }: ReadOptions): Promise<SourceDocument> {
  const pages = htmlParts(bytes).map((part) => decodeText(part).text);
  const main = mainPages(pages);
  if (main.length === 0) {
    throw new ExtractionError(
      'corrupt-input',
      'The web archive holds no page: save it again or publish the original.',
    );
  }
  const length = main.reduce((sum, page) => sum + page.length, 0);
  if (length > limits.textLength) {
    throw new LimitExceeded(
      'text-length',
      `The page has ${length} characters, more than ${limits.textLength}.`,
    );
  }
  const blocks: Block[] = [];
  const warnings: SourceWarning[] = [];
  for (const page of main) {
    const read = readHtmlBlocks(page, limits, tableCount(blocks));
    addAll(blocks, read.blocks);
    addAll(warnings, read.warnings);
  }
  return {
    mediaType: 'multipart/related',
    sourceKind: 'html',
    reader: 'mhtml',
    blocks,
    pages: null,
    warnings,
  };
}

/**
 * Word adds pages for headers and frames; the form is the page with a table, else the first page. Excel writes a page
 * that only frames others, a strip of tabs, and a page for each sheet.
 */
function mainPages(pages: readonly string[]): readonly string[] {
  const withTable = pages.filter((page) => /<table\b/i.test(page));
  const sheets = pages.some((page) => /<frameset\b/i.test(page))
    ? withTable.filter((page) => !isOnlyLinks(page))
    : withTable.slice(0, 1);
  return sheets.length > 0 ? sheets : pages.slice(0, 1);
}

/** The strip has a line a sheet; to look for links in a page that any one may write takes the square of its length. */
const LONGEST_STRIP = 20_000;

/** A page that says nothing but where others are. */
function isOnlyLinks(page: string): boolean {
  if (page.length > LONGEST_STRIP) return false;
  const body = page.slice(Math.max(0, page.search(/<body\b/i)));
  const rest = body.replace(/<(a|script|style)\b.*?<\/\1\s*>/gis, '').replace(/<[^>]*>|&nbsp;|\s/gi, '');
  return rest === '';
}

export const mhtmlAdapter: Adapter = { name: 'mhtml', formats: ['mhtml'], read };
