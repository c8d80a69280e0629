/** Which rows a label has that stands in the middle or at the foot of them. */
import { describe, expect, it } from 'vitest';
import { type LabelledRow, mergeLabels } from '../../../src/extract/grid/merged-labels.js';

const SIZE = 10;

/** Rows 20 apart; `earliest` is the first row that its first cell may be of. */
function rowsOf(...rows: readonly (readonly [column: number, ...cells: string[]])[]): LabelledRow<string>[] {
  return rows.map(([column, ...cells], at) => ({
    cells: cells.map((cell, index) => ({
      column: column + index,
      cell,
      level: 20 * at,
      earliest: Number.NEGATIVE_INFINITY,
    })),
    top: 20 * at - 5,
    bottom: 20 * at + 5,
    level: 20 * at,
  }));
}

function withFirst(
  row: LabelledRow<string> | undefined,
  place: { readonly level?: number; readonly earliest: number },
): LabelledRow<string> {
  if (row === undefined) throw new Error('no row');
  return { ...row, cells: row.cells.map((cell, at) => (at === 0 ? { ...cell, ...place } : cell)) };
}

function spans(rows: readonly LabelledRow<string>[], alignment: 'middle' | 'bottom'): string[] {
  return mergeLabels(rows, alignment, SIZE).map(({ cells }) =>
    cells.map(({ cell, rowSpan }) => (rowSpan > 1 ? `${cell}(${rowSpan})` : cell)).join(' | '),
  );
}

describe('mergeLabels', () => {
  const [first, second, third] = rowsOf([1, '合格率', '98'], [0, '不合格', '3'], [0, '其他', '1']);

  it('gives a label at the foot the rows above it that have none', () => {
    const rows = [first, second, third].flatMap((row) => row ?? []);
    expect(spans(rows, 'bottom')).toEqual(['不合格(2) | 合格率 | 98', '3', '其他 | 1']);
  });

  it.each(['middle', 'bottom'] as const)('gives none the rows that were drawn before it: %s', (alignment) => {
    const rows = [first, withFirst(second, { earliest: 20 }), third].flatMap((row) => row ?? []);
    expect(spans(rows, alignment)).toEqual(['合格率 | 98', '不合格 | 3', '其他 | 1']);
  });

  it.each([
    ['middle', 20],
    ['bottom', 40],
  ] as const)('ends the rows of a label in the first of them where it stands: %s', (alignment, level) => {
    const [head, ...others] = rowsOf([0, '解读', '总数'], [1, '材料'], [1, '产品'], [1, '回应']);
    const rows = [withFirst(head, { level, earliest: 0 }), ...others];
    expect(spans(rows, alignment)).toEqual(['解读(3) | 总数', '材料', '产品', '回应']);
  });

  it('gives a label in the middle no rows of a block that stands behind its answer', () => {
    const block = rowsOf(
      [0, '总数', '9'],
      [2, '维护数量', '2'],
      [0, '概况', '203'],
      [2, '新开设', '4'],
      [0, '动态', '7'],
    );
    expect(spans(block, 'middle')).toEqual([
      '总数 | 9',
      '维护数量 | 2',
      '概况 | 203',
      '新开设 | 4',
      '动态 | 7',
    ]);
    const own = rowsOf([0, '总数', '9'], [1, '自然人', '2'], [0, '办件量', '法人', '3'], [1, '其他', '4']);
    expect(spans(own, 'middle')).toContain('办件量(3) | 自然人 | 2');
  });
});
