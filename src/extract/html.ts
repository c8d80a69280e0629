/**
 * Adapter for web pages: published forms, pages saved from Word, generated reports. Reads what a person would
 * see, in reading order; runs no script and fetches nothing.
 */

import { addAll } from '../add-all.js';
import { LimitExceeded } from '../errors.js';
import type { Limits } from '../limits.js';
import {
  type Block,
  type Cell,
  type Origin,
  type Piece,
  type SourceDocument,
  type SourceWarning,
  tableCount,
} from '../model/document.js';
import type { Adapter, ReadOptions, Sniffed } from './adapter.js';
import { decodeText } from './decode.js';
import type { PlacedCell } from './grid/spans.js';
import { drawDivTables } from './html/css-tables.js';
import { parsePage, walkPage } from './html/dom.js';
import { dumpedBlocks } from './html/dumped-text.js';
import { contentElsewhere } from './html/elsewhere.js';
import { requireModestMarkup, withEndTags, withTableAroundRows } from './html/guard.js';
import { PageReader } from './html/page-reader.js';
import type { Run } from './html/run-text.js';
import { type DraftBlock, itemBlocks } from './html/table-draft.js';
import { pageTitle } from './html/title.js';

export interface HtmlBlocks {
  readonly blocks: readonly Block[];
  readonly warnings: readonly SourceWarning[];
}

/**
 * Blocks of a page or of a fragment, in reading order; the page's title is the first paragraph. `firstTable` is
 * the index of its first table in the document around it. Throws `LimitExceeded`.
 */
export function readHtmlBlocks(html: string, limits: Limits, firstTable = 0): HtmlBlocks {
  requireModestMarkup(html, limits);
  const page = parsePage(withTableAroundRows(html));
  drawDivTables(page);
  const reader = new PageReader(limits);
  walkPage(page, reader);
  const drafts = itemBlocks(reader.items(), false);
  requireCellLimit(drafts, limits);
  const title = pageTitle(page);
  const blocks = numbered(drafts, firstTable);
  return {
    blocks:
      title === null
        ? blocks
        : [{ kind: 'paragraph', content: title, origin: originAt(null, null, null) }, ...blocks],
    warnings: contentElsewhere(page, blocks),
  };
}

function requireCellLimit(drafts: readonly DraftBlock[], limits: Limits): void {
  const cells = drafts.reduce((sum, draft) => sum + (draft.kind === 'table' ? draft.cells.length : 0), 0);
  if (cells <= limits.cells) return;
  throw new LimitExceeded(
    'cells',
    `The page holds ${cells} table cells, more than the limit of ${limits.cells}.`,
  );
}

function numbered(drafts: readonly DraftBlock[], firstTable: number): Block[] {
  const blocks: Block[] = [];
  let text: Run[] = [];
  let tables = firstTable;
  const endText = () => {
    const dumped = dumpedBlocks(text, tables);
    addAll(blocks, dumped ?? text.map(paragraphBlock));
    tables += tableCount(dumped ?? []);
    text = [];
  };
  for (const draft of drafts) {
    if (draft.kind === 'paragraph') text.push(draft.run);
    else {
      endText();
      blocks.push(gridBlock(draft.cells, tables));
      tables += 1;
    }
  }
  endText();
  return blocks;
}

function paragraphBlock(run: Run): Block {
  return { kind: 'paragraph', content: run, origin: originAt(null, null, null) };
}

function gridBlock(placed: readonly PlacedCell<Run>[], index: number): Block {
  const cells = placed.map(
    ({ row, column, rowSpan, columnSpan, value }): Cell => ({
      row,
      column,
      rowSpan,
      columnSpan,
      content: contentOf(value),
      origin: originAt(index, row, column),
    }),
  );
  return { kind: 'table', index, grid: true, cells };
}

/** An empty cell has one empty piece, as the other adapters give it. */
function contentOf(run: readonly Piece[]): readonly Piece[] {
  return run.length > 0 ? run : [{ kind: 'text', text: '', score: null }];
}

function originAt(table: number | null, row: number | null, column: number | null): Origin {
  return { page: null, boxes: [], table, row, column };
}

async function read(bytes: Uint8Array, sniffed: Sniffed, { limits }: ReadOptions): Promise<SourceDocument> {
  const text = sniffed.text ?? decodeText(bytes).text;
  if (text.length > limits.textLength) {
    throw new LimitExceeded(
      'text-length',
      `The page has ${text.length} characters, more than the limit of ${limits.textLength}: save only the form.`,
    );
  }
  const isXhtml = sniffed.mediaType === 'application/xhtml+xml';
  const { blocks, warnings } = readHtmlBlocks(isXhtml ? withEndTags(text) : text, limits);
  return {
    mediaType: isXhtml ? sniffed.mediaType : 'text/html',
    sourceKind: 'html',
    reader: 'html',
    blocks,
    pages: null,
    warnings,
  };
}

export const htmlAdapter: Adapter = { name: 'html', formats: ['html'], read };
