/** A worksheet as its file has it, whichever file that is: what the xls and the xlsx reader make, and `sheetBlocks` reads. */
import type { Piece } from '../../model/document.js';

/** Counted from 0, both ends included. */
export interface SheetRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetCell {
  readonly row: number;
  readonly column: number;
  /** Empty for a cell that is only formatted: it counts as a place to fill in. */
  readonly content: readonly Piece[];
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly SheetCell[];
  readonly merges: readonly SheetRange[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** What reading it lost, such as formulas without a stored result. */
  readonly warnings: readonly { readonly rule: string; readonly message: string }[];
}
