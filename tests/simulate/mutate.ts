/**
 * Exact single mutations over every row of a filing's text: one row deleted, one label blanked, two rows swapped,
 * one row doubled. A reader that binds by order and context may err in the touched fields only; one lost row must
 * never shift the next.
 *
 * Truth: the fields of a deleted row or of a blanked label are `missing`; swapping and doubling change nothing.
 */
import type { FieldId, GeneratedFiling } from '../filings/filing.js';
import type { Variation } from '../filings/layout/variation.js';
import {
  type RenderedFiling,
  renderText,
  TEXT_RENDERERS,
  type TextFormat,
} from '../filings/render/renderers.js';
import type { TextRow, TextSheet } from '../filings/render/text-sheet.js';
import { alter, labelsOf, MISSING } from './damage/kind.js';

export const MUTATION_KINDS = ['row-deleted', 'label-blanked', 'rows-swapped', 'row-doubled'] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];

export interface MutatedFiling {
  readonly kind: MutationKind;
  /** Row of the printed table, from 0; a swap is of this row and the next. */
  readonly row: number;
  readonly rendered: RenderedFiling;
  /** Fields whose label or answer the mutation moved or took away. */
  readonly touched: readonly FieldId[];
}

interface Mutation {
  readonly kind: MutationKind;
  readonly row: number;
  readonly sheet: TextSheet;
  readonly touched: readonly FieldId[];
}

function fieldsOf(row: TextRow | undefined): FieldId[] {
  return [...new Set(row?.cells.flatMap((cell) => cell.fields) ?? [])];
}

function withRows(sheet: TextSheet, at: number, removed: number, inserted: readonly TextRow[]): TextSheet {
  const moved = inserted.length - removed;
  const rows = [...sheet.rows.slice(0, at), ...inserted, ...sheet.rows.slice(at + removed)];
  return { ...sheet, rows, cuts: sheet.cuts.map((cut) => (cut > at ? cut + moved : cut)) };
}

function deleted(sheet: TextSheet, at: number, row: TextRow): Mutation {
  const touched = fieldsOf(row);
  return {
    kind: 'row-deleted',
    row: at,
    sheet: alter(withRows(sheet, at, 1, []), touched, MISSING),
    touched,
  };
}

/** One mutation for every label of the row. */
function blanked(sheet: TextSheet, at: number, row: TextRow): Mutation[] {
  return labelsOf(row).map((label) => {
    const cells = row.cells.map((cell) => (cell === label ? { ...cell, ink: [] } : cell));
    const without = withRows(sheet, at, 1, [{ ...row, cells }]);
    return {
      kind: 'label-blanked',
      row: at,
      sheet: alter(without, label.fields, MISSING),
      touched: label.fields,
    };
  });
}

function swapped(sheet: TextSheet, at: number, row: TextRow): Mutation[] {
  const next = sheet.rows[at + 1];
  if (!next || fieldsOf(next).length === 0) return [];
  const touched = [...fieldsOf(row), ...fieldsOf(next)];
  return [{ kind: 'rows-swapped', row: at, sheet: withRows(sheet, at, 2, [next, row]), touched }];
}

function doubled(sheet: TextSheet, at: number, row: TextRow): Mutation {
  return { kind: 'row-doubled', row: at, sheet: withRows(sheet, at, 1, [row, row]), touched: fieldsOf(row) };
}

function mutationsOfRow(sheet: TextSheet, at: number, row: TextRow): Mutation[] {
  if (fieldsOf(row).length === 0) return [];
  return [
    deleted(sheet, at, row),
    ...blanked(sheet, at, row),
    ...swapped(sheet, at, row),
    doubled(sheet, at, row),
  ];
}

/** Every single mutation of a filing in one text format. */
export function* mutateFiling(
  filing: GeneratedFiling,
  variation: Variation,
  format: TextFormat,
  kinds: readonly MutationKind[] = MUTATION_KINDS,
): Generator<MutatedFiling> {
  const renderer = TEXT_RENDERERS[format];
  let found: Mutation[] = [];
  const original = (sheet: TextSheet): TextSheet => {
    found = sheet.rows.flatMap((row, at) => mutationsOfRow(sheet, at, row));
    return sheet;
  };
  renderText(renderer, filing, variation, original);
  for (const [index, { kind, row, sheet, touched }] of found.entries()) {
    if (!kinds.includes(kind)) continue;
    // Rows with several labels have several mutations of one kind: the index keeps their names apart.
    const file = `${format}-${filing.template}-${filing.seed}-${index}-${kind}-${row}${renderer.extension}`;
    yield { kind, row, rendered: renderText(renderer, filing, variation, () => sheet, file), touched };
  }
}
