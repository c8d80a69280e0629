/**
 * The side of their options on which a form's ticks stand where it has no boxes: `√是 否` or `是√ 否`. Who fills in
 * a form ticks it in one way, so that the plain answers decide what `是√否` says.
 */
import type { Piece } from '../../model/document.js';
import { type OptionSymbol, symbolsOf } from './option-symbols.js';

export type TickSide = 'before' | 'after';

/** One answer may be a slip. */
const FEWEST_ANSWERS = 2;

/** The side in all of the cells that tell one; null where they differ or too few do. */
export function usualTickSide(cells: Iterable<readonly Piece[]>): TickSide | null {
  const count = { before: 0, after: 0 };
  for (const content of cells) {
    const side = tickSide(content);
    if (side) count[side] += 1;
  }
  if (Math.min(count.before, count.after) > 0) return null;
  if (count.before >= FEWEST_ANSWERS) return 'before';
  return count.after >= FEWEST_ANSWERS ? 'after' : null;
}

/** A tick at one end of a cell and none at the other, of marks that are all ticks. */
function tickSide(content: readonly Piece[]): TickSide | null {
  const symbols = symbolsOf(content).filter(({ kind }) => kind !== 'blank');
  const marks = symbols.filter(({ kind }) => kind === 'mark');
  if (marks.length === 0 || marks.length === symbols.length || !marks.every(isTick)) return null;
  const [first, last] = [symbols.at(0), symbols.at(-1)].map(
    (symbol) => symbol !== undefined && isTick(symbol),
  );
  if (first === last) return null;
  return first ? 'before' : 'after';
}

function isTick(symbol: OptionSymbol): boolean {
  return symbol.kind === 'mark' && symbol.mark.shape === 'tick' && symbol.mark.meaning === 'checked';
}
