/** Reads office files in tests, and writes what was read as short lines: `[x]` and `[ ]` for marks, `|` between cells. */
import type { Adapter } from '../../../src/extract/adapter.js';
import { DEFAULT_LIMITS, type Limits } from '../../../src/limits.js';
import type { Block, Piece, SourceDocument } from '../../../src/model/document.js';

export function readWith(
  adapter: Adapter,
  bytes: Uint8Array,
  format: string,
  limits: Partial<Limits> = {},
): Promise<SourceDocument> {
  return adapter.read(
    bytes,
    { format, mediaType: 'application/x-test', text: null },
    { limits: { ...DEFAULT_LIMITS, ...limits }, debugImages: null, cacheDir: null },
  );
}

export function shown(content: readonly Piece[]): string {
  const marks = { checked: '[x]', unchecked: '[ ]', unreadable: '[?]' };
  return content.map((piece) => (piece.kind === 'text' ? piece.text : marks[piece.state])).join('');
}

/** A paragraph is a line; a row is its cells with `{columns×rows}` behind those that span. */
export function lines(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [shown(block.content)];
    const rows = new Map<number, string[]>();
    for (const cell of block.cells) {
      const span = cell.columnSpan * cell.rowSpan > 1 ? `{${cell.columnSpan}×${cell.rowSpan}}` : '';
      rows.set(cell.row, [...(rows.get(cell.row) ?? []), `${shown(cell.content)}${span}`]);
    }
    return [...rows].map(([row, cells]) => `${row}: ${cells.join(' | ')}`);
  });
}
