/**
 * Adapter for web archives: Word's "single file web page" and what browsers save as `.mht` (RFC 2557). The page
 * inside is read as any web page; pictures and style sheets beside it are left alone.
 */

import { ExtractionError, LimitExceeded } from '../errors.js';
import type { SourceDocument } from '../model/document.js';
import type { Adapter, ReadOptions, Sniffed } from './adapter.js';
import { decodeText } from './decode.js';
import { readHtmlBlocks } from './html.js';
import { htmlParts } from './mhtml/parts.js';

async function read(bytes: Uint8Array, _sniffed: Sniffed, { limits }: ReadOptions): Promise<SourceDocument> {
  const pages = htmlParts(bytes).map((part) => decodeText(part).text);
  const html = mainPage(pages);
  if (html === null) {
    throw new ExtractionError(
      'corrupt-input',
      'The web archive holds no page: save it again or publish the original.',
    );
  }
  if (html.length > limits.textLength) {
    throw new LimitExceeded(
      'text-length',
      `The page has ${html.length} characters, more than ${limits.textLength}.`,
    );
  }
  const { blocks, warnings } = readHtmlBlocks(html, limits);
  return {
    mediaType: 'multipart/related',
    sourceKind: 'html',
    reader: 'mhtml',
    blocks,
    pages: null,
    warnings,
  };
}

/** Word adds pages for headers and frames; the form is the page with a table, else the first page. */
function mainPage(pages: readonly string[]): string | null {
  return pages.find((page) => /<table\b/i.test(page)) ?? pages[0] ?? null;
}

export const mhtmlAdapter: Adapter = { name: 'mhtml', formats: ['mhtml'], read };
