/**
 * Adapter for text files: word-processor dumps, Markdown, tab-separated rows, columns aligned by blanks, and
 * HTML tables inside Markdown. One file may hold several of them, so the layout is decided run by run.
 */

import { addAll } from '../add-all.js';
import { LimitExceeded } from '../errors.js';
import type { Limits } from '../limits.js';
import {
  type Block,
  type SourceDocument,
  type SourceKind,
  type SourceWarning,
  tableCount,
} from '../model/document.js';
import type { Adapter, Sniffed } from './adapter.js';
import { textBlocks } from './text/blocks.js';
import { plainFormulas } from './text/formula-marks.js';
import { withoutMarkdownEscapes } from './text/markdown.js';
import { splitRuns, type TextRun } from './text/runs.js';
import { tabsForSeparators } from './text/separated-rows.js';

interface TextReading {
  readonly blocks: readonly Block[];
  readonly warnings: readonly SourceWarning[];
  readonly layouts: ReadonlySet<TextRun['layout']>;
}

/** Blocks of a decoded text with `\n` line ends, in reading order. */
export async function readTextBlocks(text: string, limits: Limits): Promise<TextReading> {
  if (text.length > limits.textLength) {
    throw new LimitExceeded(
      'text-length',
      `The text has ${text.length} characters, more than the limit of ${limits.textLength}: split the file.`,
    );
  }
  const blocks: Block[] = [];
  const warnings: SourceWarning[] = [];
  let tables = 0;
  const add = (read: readonly Block[]): void => {
    addAll(blocks, read);
    tables += tableCount(read);
  };
  const runs = withoutMarkdownEscapes(splitRuns(tabsForSeparators(text) ?? plainFormulas(text)));
  for (const run of runs) {
    if (run.layout === 'html') {
      // Loaded here and not above: a plain text file should not pay for the HTML parser.
      const { readHtmlBlocks } = await import('./html.js');
      const html = readHtmlBlocks(run.lines.join('\n'), limits, tables);
      addAll(warnings, html.warnings);
      add(html.blocks);
    } else add(textBlocks([run], tables));
  }
  requireCellLimit(blocks, limits);
  return { blocks, warnings, layouts: new Set(runs.map((run) => run.layout)) };
}

function requireCellLimit(blocks: readonly Block[], limits: Limits): void {
  const cells = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.cells.length : 0), 0);
  if (cells > limits.cells) {
    throw new LimitExceeded(
      'cells',
      `The text holds ${cells} table cells, more than the limit of ${limits.cells}.`,
    );
  }
}

/** Word dumps come from the filer's own file; the other layouts are what OCR systems write. */
function sourceKindOf(layouts: ReadonlySet<TextRun['layout']>): SourceKind {
  return layouts.has('word-dump') ? 'word-dump' : 'ocr-text';
}

function mediaTypeOf(layouts: ReadonlySet<TextRun['layout']>): string {
  if (layouts.has('markdown') || layouts.has('html')) return 'text/markdown';
  return layouts.has('tab-rows') ? 'text/tab-separated-values' : 'text/plain';
}

async function read(
  _bytes: Uint8Array,
  sniffed: Sniffed,
  options: { limits: Limits },
): Promise<SourceDocument> {
  const { blocks, warnings, layouts } = await readTextBlocks(sniffed.text ?? '', options.limits);
  return {
    mediaType: mediaTypeOf(layouts),
    sourceKind: sourceKindOf(layouts),
    reader: 'text',
    blocks,
    pages: null,
    warnings,
  };
}

export const textAdapter: Adapter = { name: 'text', formats: ['text'], read };
