/** Writes any document that was read as the text of another layout, cell by cell. */
import type { Block, Piece, SourceDocument, Table } from '../../src/model/document.js';

type CellWriter = (content: readonly Piece[]) => string;

/** Marks as OCR systems write them; line breaks in the way of the layout. */
function cellText(content: readonly Piece[], lineBreak: string): string {
  return content
    .map((piece) => {
      if (piece.kind === 'text') return piece.text.replaceAll('\n', lineBreak);
      return piece.state === 'checked' ? '☑' : '☐';
    })
    .join('');
}

function rowsOf(table: Table, write: CellWriter): string[][] {
  const rows: string[][] = [];
  for (const cell of table.cells) {
    const row = rows[cell.row] ?? [];
    rows[cell.row] = row;
    row[cell.column] = write(cell.content);
  }
  return rows.filter((row) => row !== undefined);
}

interface Layout {
  readonly lineBreak: string;
  readonly row: (cells: readonly string[]) => string;
}

export const LAYOUTS = {
  'word-dump': {
    lineBreak: '\n',
    row: (cells) => `${cells.map((cell) => `\t${cell}\n`).join('')}\n`,
  },
  markdown: { lineBreak: '<br>', row: (cells) => `| ${cells.join(' | ')} |\n` },
  'tab-separated': { lineBreak: '<br>', row: (cells) => `${cells.join('\t')}\n` },
} as const satisfies Record<string, Layout>;

function blockText(block: Block, { lineBreak, row }: Layout): string {
  if (block.kind === 'paragraph') return `${cellText(block.content, lineBreak)}\n`;
  const rows = rowsOf(block, (content) => cellText(content, lineBreak));
  return `${rows.map(row).join('')}\n`;
}

export function rewrite(document: SourceDocument, layout: keyof typeof LAYOUTS): Uint8Array {
  const text = document.blocks.map((block) => blockText(block, LAYOUTS[layout])).join('');
  return new TextEncoder().encode(text);
}
