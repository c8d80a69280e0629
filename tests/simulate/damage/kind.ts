/** What all kinds of damage share: their names, what they are given, and the log that they write. */
import type { FieldId, TruthField } from '../../filings/filing.js';
import type { Random } from '../../filings/random.js';
import type { TextCell, TextRow, TextSheet } from '../../filings/render/text-sheet.js';

export type DamageKind =
  | 'column-lost'
  | 'section-column-lost'
  | 'row-dropped'
  | 'cell-lost'
  | 'mark-lost'
  | 'digit-misread'
  | 'section-slipped'
  | 'row-slid'
  | 'row-split'
  | 'row-merged'
  | 'label-cut'
  | 'block-reordered'
  | 'row-repeated'
  | 'page-cut'
  | 'foreign-text'
  | 'unit-lost'
  | 'bracket-lost'
  | 'label-character'
  | 'full-width';

export interface DamageEntry {
  readonly kind: DamageKind;
  /** Row of the sheet at the time of this damage, -1 for none. */
  readonly row: number;
  readonly detail: string;
}

export interface DamageContext {
  readonly strength: number;
  readonly chance: Random;
  note(row: number, detail: string): void;
}

export type Damage = (sheet: TextSheet, context: DamageContext) => TextSheet;

export type AlteredReading = Pick<TruthField, 'status' | 'value'>;

export const MISSING: AlteredReading = { status: 'missing', value: null };
export const BLANK: AlteredReading = { status: 'blank', value: null };
export const INVALID: AlteredReading = { status: 'invalid', value: null };

export function alter(sheet: TextSheet, fields: readonly FieldId[], reading: AlteredReading): TextSheet {
  if (fields.length === 0) return sheet;
  const altered = new Map(sheet.altered);
  // What is missing already stays so: a struck-out year does not become blank by losing its neighbours.
  for (const field of fields) if (altered.get(field)?.status !== 'missing') altered.set(field, reading);
  return { ...sheet, altered };
}

export function plainText(cell: TextCell): string {
  return cell.ink.map((part) => (part.kind === 'text' ? part.text : part.label)).join('');
}

export function isEmpty(cell: TextCell): boolean {
  return plainText(cell).replace(/[\s_\u3000]/gu, '') === '';
}

export function labelsOf(row: TextRow): readonly TextCell[] {
  return row.cells.filter((cell) => cell.role === 'label');
}

export function valuesOf(row: TextRow): readonly TextCell[] {
  return row.cells.filter((cell) => cell.role === 'value');
}

/** A row in which every label has its value: neither half of a header-over-value pair. */
export function isWhole(row: TextRow): boolean {
  return labelsOf(row).length > 0 && valuesOf(row).length > 0 && !row.runsOn;
}
