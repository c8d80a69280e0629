/**
 * A document as lines in reading order: paragraphs and table rows, each a list of tokens. A token is a cell,
 * or a part of one where label and value share a cell (`审核人：王五`).
 */
import type {
  AlternativeReading,
  Cell,
  MarkPiece,
  Origin,
  Piece,
  SourceDocument,
  Table,
} from '../model/document.js';
import { joinPieces, wordsOf } from '../model/piece-text.js';

export interface Token {
  readonly line: number;
  /** Order within the line, empty cells counted. */
  readonly position: number;
  /** Grid column and span of the cell; equal to the position where the table has no real grid. */
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
  /** Pieces of the label or value (of the label only, where `inline` is set). */
  readonly content: readonly Piece[];
  /** Text with marks shown by their glyphs. */
  readonly text: string;
  readonly hasMark: boolean;
  readonly blank: boolean;
  /** The value's pieces where label and value share a cell. */
  readonly inline: readonly Piece[] | null;
  readonly origin: Origin;
  readonly alternatives: readonly AlternativeReading[];
  readonly flaws: readonly string[];
}

export interface Line {
  readonly index: number;
  readonly kind: 'row' | 'paragraph';
  /** Index of the table for rows, else null. */
  readonly table: number | null;
  /** Whether columns of this row can be compared with those of other rows. */
  readonly grid: boolean;
  /** Whether an empty cell of this row would be a token, or would only make it shorter. */
  readonly emptyCells?: 'lost' | undefined;
  readonly tokens: readonly Token[];
}

/** The line with other tokens, each at its new position; the line itself where they are its own. */
export function withTokens(line: Line, tokens: readonly Token[]): Line {
  const isSame =
    tokens.length === line.tokens.length && tokens.every((token, at) => token === line.tokens[at]);
  return isSame ? line : { ...line, tokens: tokens.map((token, position) => ({ ...token, position })) };
}

/** Whether a cell stands under a heading or the like, and reaches no further than that on either side. */
export function isInColumns(cell: Token, { column, columnSpan }: Token): boolean {
  return cell.column >= column && cell.column + cell.columnSpan <= column + columnSpan;
}

function glyphOf({ glyph, state }: MarkPiece): string {
  if ([...glyph].length === 1) return glyph;
  return { checked: '☑', unchecked: '□', unreadable: '�' }[state];
}

/** Text of pieces, a mark shown as its glyph where that is one character, else as a box or tick. */
export function pieceText(pieces: readonly Piece[]): string {
  return joinPieces(pieces, glyphOf);
}

/** What takes the place of a mark in a text of which places count. */
export const MARK_PLACE = '\ufffc';

/** Text in which each mark takes one place, to cut the pieces by. */
export function placedText(pieces: readonly Piece[]): string {
  return joinPieces(pieces, () => MARK_PLACE);
}

const BLANK = /^[\s\u00a0\u3000\u200b-\u200f\ufeff]*$/;

/** What data frames print for an empty cell (pandas, and converters that read tables with it): not a number, not available. */
const EMPTY_IN_FRAMES = /^\s*(?:NaN|nan|<NA>)\s*$/;

interface TokenSource {
  readonly content: readonly Piece[];
  readonly origin: Origin;
  readonly alternatives?: readonly AlternativeReading[];
  readonly flaws?: readonly string[];
}

function token(source: TokenSource, line: number, position: number, cell: Cell | null): Token {
  const printed = pieceText(source.content);
  const empty = cell !== null && EMPTY_IN_FRAMES.test(printed);
  const content = empty ? [] : source.content;
  const text = empty ? '' : printed;
  return {
    line,
    position,
    column: cell?.column ?? position,
    columnSpan: cell?.columnSpan ?? 1,
    rowSpan: cell?.rowSpan ?? 1,
    content,
    text,
    hasMark: content.some((piece) => piece.kind === 'mark'),
    blank: BLANK.test(text),
    inline: null,
    origin: source.origin,
    alternatives: source.alternatives ?? [],
    flaws: source.flaws ?? [],
  };
}

/** What an empty cell, or one that declares nothing, says, it says for every row that it is merged over. */
const SAYS_NOTHING = /^[\s\u00a0\u3000]*(?:无|没有|暂无|不涉及|[-—–－/／]*)[\s\u00a0\u3000]*$/;

/** Whether a cell is empty or declares that there is nothing. */
export function saysNothing(content: readonly Piece[]): boolean {
  return SAYS_NOTHING.test(wordsOf(content));
}

/**
 * Cells of a table row by row, rows without a cell of their own left out; a merged cell that says nothing is
 * repeated in the rows below that it covers, unless the label beside it covers them too and has it alone.
 */
function rowsOf(table: Table): Cell[][] {
  const rows = new Map<number, Cell[]>();
  const put = (row: number, cell: Cell) => {
    const known = rows.get(row);
    if (known) known.push(cell);
    else rows.set(row, [cell]);
  };
  for (const cell of table.cells) put(cell.row, cell);
  for (const cell of table.cells) {
    if (cell.rowSpan === 1 || cell.column === 0 || !saysNothing(cell.content)) continue;
    if (rows.get(cell.row)?.some((label) => isBesideAllOf(label, cell))) continue;
    for (let row = cell.row + 1; row < cell.row + cell.rowSpan; row += 1) if (rows.has(row)) put(row, cell);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, cells]) => cells);
}

function isBesideAllOf(label: Cell, cell: Cell): boolean {
  const isBeside = label.column + label.columnSpan === cell.column && label.rowSpan >= cell.rowSpan;
  return isBeside && !saysNothing(label.content);
}

/** Lines of the whole document in reading order. */
export function documentLines(document: SourceDocument): Line[] {
  const lines: Line[] = [];
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      const index = lines.length;
      lines.push({
        index,
        kind: 'paragraph',
        table: null,
        grid: false,
        tokens: [token(block, index, 0, null)],
      });
      continue;
    }
    for (const row of rowsOf(block)) {
      const index = lines.length;
      const tokens = row
        .toSorted((a, b) => a.column - b.column)
        .map((cell, position) => token(cell, index, position, cell));
      const { grid, emptyCells } = block;
      lines.push({ index, kind: 'row', table: block.index, grid, emptyCells, tokens });
    }
  }
  return lines;
}

/** Plain text of a line, cells parted by a blank. */
export function lineText(line: Line): string {
  return line.tokens.map((part) => part.text).join(' ');
}
