/** What one field shows in its cell: the value in the form's words, and a colour where somebody should look. */
import { calendarDate } from '../calendar-date.js';
import type { ExportedField } from '../exported-report.js';
import { cellText } from './cell-text.js';
import {
  type CellStyle,
  LOW_CONFIDENCE,
  type NumberKind,
  type Shade,
  VALUE_STYLES,
  VERY_LOW_CONFIDENCE,
} from './styles.js';

export type SheetValue = string | number | Date | null;

export interface SheetCell {
  readonly value: SheetValue;
  readonly style: CellStyle;
}

/** Labels of a choice's options by id. */
export type OptionLabels = Readonly<Record<string, string>>;

function reportedValue(field: ExportedField, options: OptionLabels): SheetValue {
  const { value_type, value_number, value_text } = field;
  if (value_type === 'boolean') return value_number === 1 ? '是' : '否';
  if (value_number !== null) return value_number;
  if (value_text === null) return null;
  const date = value_type === 'date' ? calendarDate(value_text) : null;
  if (date !== null) return date;
  return cellText(value_type === 'choice' ? (options[value_text] ?? value_text) : value_text);
}

function fieldValue(field: ExportedField, options: OptionLabels): SheetValue {
  switch (field.status) {
    case 'reported':
      return reportedValue(field, options);
    case 'none':
      return '无';
    case 'invalid':
      return cellText(field.raw ?? '');
    default:
      return null;
  }
}

function shadeOf({ status, confidence, decision }: ExportedField): Shade {
  if (decision !== null) return 'reviewed';
  if (status === 'invalid') return 'invalid';
  if (confidence < VERY_LOW_CONFIDENCE) return 'veryLow';
  if (confidence < LOW_CONFIDENCE) return 'low';
  return status === 'missing' ? 'missing' : 'plain';
}

function numberKind(value: SheetValue): NumberKind {
  if (value instanceof Date) return 'date';
  return Number.isInteger(value) ? 'integer' : 'general';
}

export function fieldCell(field: ExportedField | undefined, options: OptionLabels): SheetCell {
  if (field === undefined) return { value: null, style: VALUE_STYLES.plain.general };
  const value = fieldValue(field, options);
  return { value, style: VALUE_STYLES[shadeOf(field)][numberKind(value)] };
}
