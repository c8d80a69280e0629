/** A document's blocks as the page draws them: plain text and states of marks, never markup of the file itself. */
import type { Block, Cell, MarkState, Piece, SourceDocument } from '../../model/document.js';

/** Text, or the state of a mark. */
export type PieceView = string | { readonly mark: MarkState };

export interface CellView {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly content: readonly PieceView[];
}

export type BlockView =
  | { readonly kind: 'paragraph'; readonly content: readonly PieceView[] }
  | {
      readonly kind: 'table';
      readonly index: number;
      readonly grid: boolean;
      readonly cells: readonly CellView[];
    };

/** Cells and paragraphs drawn at most: a filing with its instructions has under 1,000. */
const MOST_DRAWN = 5_000;
/** Characters of one cell or paragraph drawn at most. */
const LONGEST = 4_000;

export interface BlocksView {
  readonly blocks: readonly BlockView[];
  /** Whether the document goes on beyond what is drawn. */
  readonly isCut: boolean;
}

export function blocksView({ blocks }: Pick<SourceDocument, 'blocks'>): BlocksView {
  const drawn: BlockView[] = [];
  let room = MOST_DRAWN;
  for (const block of blocks) {
    if (room <= 0) return { blocks: drawn, isCut: true };
    drawn.push(blockView(block, room));
    room -= block.kind === 'table' ? block.cells.length : 1;
  }
  return { blocks: drawn, isCut: room < 0 };
}

function blockView(block: Block, room: number): BlockView {
  if (block.kind === 'paragraph') return { kind: 'paragraph', content: piecesView(block.content) };
  const { index, grid, cells } = block;
  return { kind: 'table', index, grid, cells: cells.slice(0, room).map(cellView) };
}

function cellView({ row, column, rowSpan, columnSpan, content }: Cell): CellView {
  return { row, column, rowSpan, columnSpan, content: piecesView(content) };
}

function piecesView(content: readonly Piece[]): PieceView[] {
  return content.map((piece) =>
    piece.kind === 'mark' ? { mark: piece.state } : piece.text.slice(0, LONGEST),
  );
}

export function textOfBlock(content: readonly PieceView[]): string {
  return content.map((piece) => (typeof piece === 'string' ? piece : '')).join('');
}
