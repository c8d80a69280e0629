/** A cell of a table without lines of its own. */
import type { Box } from '../../model/document.js';
import { type InkLine, writtenIn } from './text-lines.js';

export interface AlignedCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly box: Box;
  readonly lines: readonly InkLine[];
  /** What is doubtful about it. */
  readonly flaws?: readonly string[];
}

/** What is written in a cell, its marks left out. */
export function wordsOfCell({ lines }: Pick<AlignedCell, 'lines'>): string {
  return lines.map(({ inks }) => writtenIn(inks)).join('');
}
