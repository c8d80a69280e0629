/**
 * Adapter for PDF. Pages with text are read from what they draw: characters with their places, and the lines
 * between them as cells. Scanned pages, and pages whose text means nothing, go to the scan reader as pictures.
 */
import { ExtractionError, LimitExceeded } from '../errors.js';
import type { Block, Origin, SourceDocument, SourceWarning } from '../model/document.js';
import type { Adapter, ReadOptions, Sniffed } from './adapter.js';
import { joinPages } from './pdf/join-pages.js';
import { openPdf } from './pdf/open.js';
import type { DraftBlock } from './pdf/page-blocks.js';
import { joinPagesBeside } from './pdf/pages-beside.js';
import { type ReadPage, readPage, toPagePoints } from './pdf/read-pages.js';

export const pdfAdapter: Adapter = { name: 'pdf', formats: ['pdf'], read: readPdf };

async function readPdf(bytes: Uint8Array, sniffed: Sniffed, options: ReadOptions): Promise<SourceDocument> {
  const document = await openPdf(bytes, options.limits);
  const reading = new Reading(options);
  try {
    for (let number = 1; number <= document.numPages; number++) {
      await reading.add(await readPage(document, number, options));
    }
    const { blocks, warnings, pictures, texts } = reading.finish(document.numPages);
    return {
      mediaType: sniffed.mediaType,
      sourceKind: pictures > texts ? 'scan' : 'pdf',
      reader: pictures === 0 ? 'pdf' : texts === 0 ? 'pdf (scan)' : 'pdf (text and scan)',
      blocks,
      pages: document.numPages,
      warnings,
    };
  } finally {
    await document.loadingTask.destroy();
  }
}

/** What has been read so far; runs of text pages are joined when a picture or the end follows. */
class Reading {
  private readonly options: ReadOptions;
  private readonly blocks: Block[] = [];
  private readonly warnings = new Map<string, SourceWarning>();
  private readonly unread: number[] = [];
  private run: (readonly DraftBlock[])[] = [];
  private tables = 0;
  private cells = 0;
  private pictures = 0;
  private texts = 0;

  constructor(options: ReadOptions) {
    this.options = options;
  }

  async add(read: ReadPage): Promise<void> {
    if (read.kind === 'text') {
      this.texts += 1;
      this.countCells(read.blocks);
      this.run.push(read.blocks);
    } else if (read.kind === 'picture') {
      this.endRun();
      await this.addPicture(read);
    } else if (read.kind === 'failed') this.unread.push(read.page);
  }

  finish(pages: number): {
    blocks: readonly Block[];
    warnings: readonly SourceWarning[];
    pictures: number;
    texts: number;
  } {
    this.endRun();
    if (this.unread.length === pages) {
      throw new ExtractionError(
        'corrupt-input',
        'No page of the PDF can be read: it is damaged or cut short. Obtain the file again.',
      );
    }
    if (this.unread.length > 0) {
      this.warn('page-not-read', `Not read, since damaged: page ${this.unread.join(', ')} of ${pages}.`);
    }
    const { blocks, pictures, texts } = this;
    return { blocks, warnings: [...this.warnings.values()], pictures, texts };
  }

  private async addPicture({ page, why, picture }: Extract<ReadPage, { kind: 'picture' }>): Promise<void> {
    this.pictures += 1;
    if (why === 'illegible') {
      this.warn(
        'text-layer-illegible',
        `The text stored for page ${page} means nothing; its picture was read.`,
      );
    }
    // Loaded for scans only: the recognition models take half a second and 200 MB.
    const { readPageImage } = await import('./scan/index.js');
    const { blocks, warnings } = await readPageImage(picture.image, this.options);
    for (const warning of warnings) this.warnings.set(warning.rule, warning);
    this.countCells(blocks);
    for (const block of toPagePoints(blocks, picture)) this.push(block);
  }

  /** Page by page: joining the pages takes its time by the cells on them. */
  private countCells(blocks: readonly (Block | DraftBlock)[]): void {
    for (const block of blocks) if (block.kind === 'table') this.cells += block.cells.length;
    if (this.cells > this.options.limits.cells) {
      throw new LimitExceeded(
        'cells',
        `The PDF holds more than the limit of ${this.options.limits.cells} table cells.`,
      );
    }
  }

  private endRun(): void {
    for (const draft of joinPages(joinPagesBeside(this.run))) this.push(blockOf(draft));
    this.run = [];
  }

  /** Tables are counted through the document. */
  private push(block: Block): void {
    if (block.kind === 'paragraph') {
      this.blocks.push(block);
      return;
    }
    const index = this.tables;
    this.tables += 1;
    const cells = block.cells.map((cell) => ({ ...cell, origin: { ...cell.origin, table: index } }));
    this.blocks.push({ ...block, index, cells });
  }

  private warn(rule: string, message: string): void {
    const before = this.warnings.get(rule);
    this.warnings.set(rule, {
      rule,
      message: before === undefined ? message : `${before.message} ${message}`,
    });
  }
}

function blockOf(draft: DraftBlock): Block {
  if (draft.kind === 'paragraph') {
    const origin: Origin = { page: draft.page, boxes: draft.boxes, table: null, row: null, column: null };
    return { kind: 'paragraph', content: draft.content, origin, flaws: draft.flaws };
  }
  const cells = [...draft.cells].sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    kind: 'table',
    index: 0,
    grid: true,
    cells: cells.map(({ page, printedOn, row, column, rowSpan, columnSpan, content, boxes, flaws }) => ({
      row,
      column,
      rowSpan,
      columnSpan,
      content,
      origin: { page: printedOn ?? page, boxes, table: 0, row, column },
      ...(flaws.length > 0 ? { flaws } : {}),
    })),
  };
}
