/** What is written in cells and paragraphs. */
import type { MarkPiece, Piece } from './document.js';

/** Nearly all cells are one piece of text, which need not be put together. */
export function joinPieces(pieces: readonly Piece[], ofMark: (mark: MarkPiece) => string): string {
  const [only] = pieces;
  if (only?.kind === 'text' && pieces.length === 1) return only.text;
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : ofMark(piece))).join('');
}

/** The text alone, marks left out. */
export function wordsOf(pieces: readonly Piece[]): string {
  return joinPieces(pieces, () => '');
}
