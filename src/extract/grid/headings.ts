/** What a table without lines says by the words of its cells alone: which are labels, and which stand over answers. */
import { type AlignedCell, wordsOfCell } from './aligned-cell.js';

type Worded = Pick<AlignedCell, 'lines'>;

/** Words that no answer is: no figure, and no word for none. */
const LABEL = /^(?!.*(?:[\d０-９]|不涉及|没有))(?:\P{Script=Han}*\p{Script=Han}){3}/u;

export function isLabel(cell: Worded): boolean {
  return isLabelText(wordsOfCell(cell));
}

export function isLabelText(words: string): boolean {
  return LABEL.test(words);
}

/** Labels side by side, and answers without a label under them. */
export function areHeadings(above: readonly Worded[], below: readonly Worded[]): boolean {
  return above.length > 1 && below.length > 0 && above.every(isLabel) && !below.some(isLabel);
}
