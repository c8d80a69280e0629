/** Reads a test's PDF and writes its blocks down as lines that a person can compare. */

import { pdfAdapter } from '../../../src/extract/pdf.js';
import { DEFAULT_LIMITS } from '../../../src/limits.js';
import type { Block, Piece, SourceDocument, Table } from '../../../src/model/document.js';
import { makePdf, type PdfSpec } from './make-pdf.js';

export const OPTIONS = { limits: DEFAULT_LIMITS, debugImages: null, cacheDir: null } as const;

export function readBytes(bytes: Uint8Array): Promise<SourceDocument> {
  return pdfAdapter.read(bytes, { format: 'pdf', mediaType: 'application/pdf', text: null }, OPTIONS);
}

export async function blocksOf(spec: PdfSpec): Promise<readonly Block[]> {
  return (await readBytes(makePdf(spec))).blocks;
}

export function tablesIn(blocks: readonly Block[]): Table[] {
  return blocks.filter((block) => block.kind === 'table');
}

/** A line a paragraph and a line a row: `总数 | 12`; spans as `(rows x columns)`, ☑ and ☐ for marks. */
export function written(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? [shown(block.content)] : rowsOf(block)));
}

function rowsOf({ cells }: Table): string[] {
  const rows = new Map<number, string[]>();
  for (const cell of cells) {
    const span = cell.rowSpan * cell.columnSpan > 1 ? `(${cell.rowSpan}x${cell.columnSpan})` : '';
    rows.set(cell.row, [...(rows.get(cell.row) ?? []), span + shown(cell.content)]);
  }
  return [...rows.values()].map((row) => row.join(' | '));
}

function shown(pieces: readonly Piece[]): string {
  const states = { checked: '☑', unchecked: '☐', unreadable: '?' } as const;
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : states[piece.state])).join('');
}
