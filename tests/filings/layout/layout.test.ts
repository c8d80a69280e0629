/** Printed tables are sound grids, whatever the variation: no hole, no overlap, every field answered once. */
import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '../filing.js';
import { generateFiling } from '../generate.js';
import { printForm } from './print.js';
import type { PrintedTable } from './sheet.js';
import { drawVariation } from './variation.js';

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);

/** Grid squares that no cell covers, or more than one. */
function faults(table: PrintedTable): string[] {
  const covered = table.rows.map(() => Array.from({ length: table.columns }, () => 0));
  for (const cell of table.rows.flat()) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const squares = covered[row];
        if (squares) squares[column] = (squares[column] ?? 0) + 1;
      }
    }
  }
  return covered.flatMap((squares, row) =>
    squares.flatMap((times, column) => (times === 1 ? [] : [`row ${row} column ${column}: ${times} cells`])),
  );
}

describe('printForm', () => {
  it.each(TEMPLATES)('covers the grid of %s exactly once', (template) => {
    for (const seed of SEEDS) {
      const variation = drawVariation(template, seed);
      const { table } = printForm(generateFiling({ template, seed }), variation);
      expect(faults(table), `seed ${seed}`).toEqual([]);
    }
  });

  it.each(TEMPLATES)('prints a place for the answer of every printed label of %s', (template) => {
    for (const seed of SEEDS) {
      const form = printForm(generateFiling({ template, seed }), drawVariation(template, seed));
      const answered = new Set(
        form.table.rows.flat().flatMap((cell) => (cell.role === 'label' ? [] : cell.fields)),
      );
      const open = [...form.printed].filter((field) => !answered.has(field) && !field.startsWith('filing.'));
      expect(open, `seed ${seed}`).toEqual([]);
    }
  });
});
