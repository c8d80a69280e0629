/** Rows of cell texts → blocks with origins. Shared by all text layouts. */
import { addAll } from '../../add-all.js';
import type { Block, Cell, Origin, Paragraph, Piece, Table } from '../../model/document.js';
import { splitMarks } from '../marks/glyph.js';
import { readInlineHtml } from './inline-html.js';
import { readMarkdownRows, withoutEmphasis } from './markdown.js';
import type { RowList } from './row-list.js';
import type { TextLayout, TextRun } from './runs.js';
import { readBlankAlignedRows, readTabRows } from './tab-rows.js';
import { readWordDumpRows } from './word-dump.js';

const ROW_READERS: Readonly<
  Record<Exclude<TextLayout, 'paragraphs' | 'html'>, (lines: readonly string[]) => RowList>
> = {
  markdown: readMarkdownRows,
  'tab-rows': readTabRows,
  'blank-aligned': readBlankAlignedRows,
  'word-dump': readWordDumpRows,
};

/** What word processors leave in their text dumps: `[bookmark: _GoBack]`, `[image: IMG_256]`. */
const DUMP_RESIDUE = /\[(?:bookmark|image|footnote|comment|shape)\s*:[^\]\n]*\]/gi;

/** Text with HTML check boxes, entities and mark characters turned into pieces. */
export function textPieces(text: string): Piece[] {
  const clean = text.includes('[') ? text.replace(DUMP_RESIDUE, '') : text;
  return readInlineHtml(clean).flatMap((piece) => (piece.kind === 'text' ? splitMarks(piece.text) : [piece]));
}

function originAt(table: number | null, row: number | null, column: number | null): Origin {
  return { page: null, boxes: [], table, row, column };
}

/** A paragraph of one line, or null where only residue and blanks stand in it. */
export function paragraphBlock(line: string): Paragraph | null {
  // Markdown headings and emphasis are the OCR system's, not the filer's.
  const content = textPieces(withoutEmphasis(line.replace(/^\s{0,3}#{1,6}\s+/, '')));
  const blank = content.every((piece) => piece.kind === 'text' && piece.text.trim() === '');
  return blank ? null : { kind: 'paragraph', content, origin: originAt(null, null, null) };
}

export function tableBlock(index: number, rows: RowList): Table {
  const cells: Cell[] = rows.flatMap((row, rowIndex) =>
    row.map((text, column) => ({
      row: rowIndex,
      column,
      rowSpan: 1,
      columnSpan: 1,
      content: textPieces(text),
      origin: originAt(index, rowIndex, column),
    })),
  );
  return { kind: 'table', index, grid: false, cells };
}

/** Blocks of the runs of a text without HTML tables; its first table has the number `firstTable`. */
export function textBlocks(runs: readonly TextRun[], firstTable: number): Block[] {
  const blocks: Block[] = [];
  let table = firstTable;
  for (const { layout, lines } of runs) {
    if (layout === 'paragraphs' || layout === 'html') {
      addAll(
        blocks,
        lines.flatMap((line) => paragraphBlock(line) ?? []),
      );
    } else {
      const read = tableBlock(table, ROW_READERS[layout](lines));
      blocks.push(layout === 'blank-aligned' ? { ...read, emptyCells: 'lost' } : read);
      table += 1;
    }
  }
  return blocks;
}
