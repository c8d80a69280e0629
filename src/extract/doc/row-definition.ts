/** What a row's end says about its cells: where their edges stand and which go on from the left or from above. */
import { SPRM, type Sprm } from './sprms.js';

export interface RowDefinition {
  /** Edges from left to right in twips, one more than there are cells. */
  readonly edges: readonly number[];
  readonly cells: readonly CellDefinition[];
}

export interface CellDefinition {
  /** Its content is not shown: the cell to the left covers it. */
  readonly continuesLeft: boolean;
  /** The cell above covers it. */
  readonly continuesAbove: boolean;
}

/** Word's own bound on the columns of a table. */
const MAX_CELLS = 63;
const CELL_BYTES = 20;
/** Two-bit fields of a cell's flags ([MS-DOC] 2.9.333 TC80, TCGRF). */
const HORIZONTAL_CONTINUES = 1;
const VERTICAL_CONTINUES = 1;
const VERTICAL_SHIFT = 5;

export function readRowDefinition(sprms: readonly Sprm[]): RowDefinition | null {
  const definition = sprms.findLast((sprm) => sprm.code === SPRM.tableDefinition)?.operand;
  if (definition === undefined || definition.byteLength < 1) return null;
  const count = definition.getUint8(0);
  const cellsAt = 1 + (count + 1) * 2;
  if (count === 0 || count > MAX_CELLS || definition.byteLength < cellsAt) return null;
  const edges = Array.from({ length: count + 1 }, (_, edge) => definition.getInt16(1 + edge * 2, true));
  const cells = Array.from({ length: count }, (_, cell): CellDefinition => {
    const at = cellsAt + cell * CELL_BYTES;
    const flags = at + 2 <= definition.byteLength ? definition.getUint16(at, true) : 0;
    return {
      continuesLeft: (flags & 3) === HORIZONTAL_CONTINUES,
      continuesAbove: ((flags >> VERTICAL_SHIFT) & 3) === VERTICAL_CONTINUES,
    };
  });
  return { edges, cells: withLaterMerges(cells, sprms) };
}

/** Merges that were set after the row was defined stand in modifiers of their own. */
function withLaterMerges(cells: CellDefinition[], sprms: readonly Sprm[]): readonly CellDefinition[] {
  const merged = [...cells];
  for (const { code, operand } of sprms) {
    if (operand.byteLength < 2) continue;
    const first = operand.getUint8(0);
    const cell = merged[first];
    if (code === SPRM.verticalMerge && cell !== undefined) {
      merged[first] = { ...cell, continuesAbove: operand.getUint8(1) === VERTICAL_CONTINUES };
    } else if (code === SPRM.horizontalMerge) {
      for (let index = first + 1; index < Math.min(operand.getUint8(1), merged.length); index++) {
        merged[index] = { continuesLeft: true, continuesAbove: false };
      }
    }
  }
  return merged;
}
