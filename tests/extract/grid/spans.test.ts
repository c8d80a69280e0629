import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LimitExceeded } from '../../../src/errors.js';
import { placeCells, type SpannedRow } from '../../../src/extract/grid/spans.js';

const LIMITS = { cells: 1_000 };

function row(cells: readonly (readonly [string, number, number])[], group = 0): SpannedRow<string> {
  return { group, cells: cells.map(([value, rowSpan, columnSpan]) => ({ value, rowSpan, columnSpan })) };
}

function places(rows: readonly SpannedRow<string>[]): string[] {
  return placeCells(rows, LIMITS).map(
    (cell) => `${cell.value}@${cell.row},${cell.column} ${cell.rowSpan}x${cell.columnSpan}`,
  );
}

describe('placeCells', () => {
  it('moves cells past those that reach down from above', () => {
    expect(
      places([
        row([
          ['a', 2, 1],
          ['b', 1, 2],
        ]),
        row([
          ['c', 1, 1],
          ['d', 1, 1],
        ]),
      ]),
    ).toEqual(['a@0,0 2x1', 'b@0,1 1x2', 'c@1,1 1x1', 'd@1,2 1x1']);
  });

  it('clamps giant and zero spans to the table', () => {
    expect(
      places([
        row([
          ['a', 65_534, 1],
          ['b', 1, 1_000],
        ]),
        row([
          ['c', 0, 1],
          ['d', 1, 1],
        ]),
      ]),
    ).toEqual(['a@0,0 2x1', 'b@0,1 1x2', 'c@1,1 1x1', 'd@1,2 1x1']);
  });

  it('keeps a span inside its row group', () => {
    expect(places([row([['a', 9, 1]], 0), row([['b', 1, 1]], 1)])).toEqual(['a@0,0 1x1', 'b@1,0 1x1']);
  });

  it('refuses more cells than allowed', () => {
    const rows = [row(Array.from({ length: 1_001 }, () => ['x', 1, 1] as const))];
    expect(() => placeCells(rows, LIMITS)).toThrow(LimitExceeded);
  });

  it('never gives one square to two cells, nor leaves the table', () => {
    const span = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(-1, 1_000, 65_534, Number.NaN));
    const cell = fc.tuple(fc.constant('x'), span, span);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), (cells) => {
        const rows = cells.map((list) => row(list));
        const taken = new Set<string>();
        for (const placed of placeCells(rows, LIMITS)) {
          expect(placed.row + placed.rowSpan).toBeLessThanOrEqual(rows.length);
          for (let y = placed.row; y < placed.row + placed.rowSpan; y += 1) {
            for (let x = placed.column; x < placed.column + placed.columnSpan; x += 1) {
              expect(taken.has(`${y},${x}`)).toBe(false);
              taken.add(`${y},${x}`);
            }
          }
        }
      }),
    );
  });
});
