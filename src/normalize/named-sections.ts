/** The sections and groups of accounts that a form has named so far, read from the top: a label stands under them. */
import type { Token } from './form-lines.js';

/** Under what a label stands. */
export interface Place {
  /** Of the row that the label is in: those named in it, or in a cell merged over it. */
  readonly rowSections: readonly string[];
  /** Named last, in this row or above it. */
  readonly block: readonly string[];
  /** The account of which the label is, or the one section that is beyond doubt. */
  readonly group: string | null;
}

/** A name in a cell merged over rows. */
interface MergedName {
  readonly names: readonly string[];
  readonly group: string | null;
  readonly lastLine: number;
  readonly column: number;
}

export class NamedSections {
  #block: readonly string[] = [];
  #ofRow: readonly string[] = [];
  #merged: readonly MergedName[] = [];
  #line = -1;

  /** Leaves what does not reach down to the line of a token; tokens come in reading order. */
  reach({ line }: Token): void {
    if (line === this.#line) return;
    this.#line = line;
    this.#ofRow = [];
    this.#merged = this.#merged.filter(({ lastLine }) => lastLine >= line);
  }

  /** Names sections in a row. Blocks that stand side by side are named in one. */
  name(names: readonly string[]): void {
    this.#block = this.#ofRow.length > 0 ? [...this.#block, ...names] : names;
    this.#ofRow = names;
  }

  /** What a cell names holds for the rows down to `lastLine`; `group` where it is beyond doubt. */
  nameRows({ column }: Token, names: readonly string[], group: string | null, lastLine: number): void {
    this.#merged = [...this.#merged, { names, group, lastLine, column }];
  }

  /** Where a label stands; `isAccount` tells names of accounts from names of sections. */
  placeOf(token: Token, isAccount: (name: string) => boolean): Place {
    const beside = this.#nearestBeside(token);
    const rowSections = this.#ofRow.length > 0 ? this.#ofRow : (beside?.names ?? []);
    const names = rowSections.length > 0 ? rowSections : this.#block;
    const [account = null] = names.every(isAccount) ? names : [];
    return { rowSections, block: this.#block, group: account ?? beside?.group ?? null };
  }

  /** The nearest on the left, since blocks may stand side by side. */
  #nearestBeside({ column }: Token): MergedName | undefined {
    const before = this.#merged.filter((merged) => merged.column < column);
    return before.toSorted((a, b) => a.column - b.column).at(-1);
  }
}
