/**
 * How cells look. Each style is one object, shared by all its cells: exceljs keeps styles by identity, and 1.8 million
 * objects for 20,000 reports would be most of the memory.
 */
import type { Fill, Style } from 'exceljs';

/** The same bound as the view `low_confidence`. */
export const LOW_CONFIDENCE = 0.9;
/** Below this, a reading is as likely wrong as not. */
export const VERY_LOW_CONFIDENCE = 0.6;

function fill(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** Pale enough for black text to stay readable in print. */
const FILLS = {
  low: fill('FFFFF2CC'),
  veryLow: fill('FFF8CBAD'),
  invalid: fill('FFFF9999'),
  missing: fill('FFD9D9D9'),
  reviewed: fill('FFE2EFDA'),
} as const;

export type Shade = keyof typeof FILLS | 'plain';
export type NumberKind = 'general' | 'integer' | 'date';

const FORMATS: Readonly<Record<NumberKind, string | undefined>> = {
  general: undefined,
  integer: '#,##0',
  date: 'yyyy-mm-dd',
};

export type CellStyle = Partial<Style>;

const SHADES = ['plain', 'low', 'veryLow', 'invalid', 'missing', 'reviewed'] as const;

function valueStyle(shade: Shade, kind: NumberKind): CellStyle {
  const numFmt = FORMATS[kind];
  return {
    alignment: { vertical: 'top', wrapText: kind === 'general' },
    ...(numFmt === undefined ? {} : { numFmt }),
    ...(shade === 'plain' ? {} : { fill: FILLS[shade] }),
  };
}

function stylesOf(shade: Shade): Readonly<Record<NumberKind, CellStyle>> {
  return {
    general: valueStyle(shade, 'general'),
    integer: valueStyle(shade, 'integer'),
    date: valueStyle(shade, 'date'),
  };
}

export const VALUE_STYLES = Object.fromEntries(SHADES.map((shade) => [shade, stylesOf(shade)])) as Readonly<
  Record<Shade, Readonly<Record<NumberKind, CellStyle>>>
>;

const THIN = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;

export const HEADING: CellStyle = {
  font: { bold: true },
  fill: fill('FFDDEBF7'),
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  border: { top: THIN, left: THIN, bottom: THIN, right: THIN },
};

export const UNIT: CellStyle = {
  font: { italic: true, color: { argb: 'FF595959' } },
  alignment: { horizontal: 'center', vertical: 'middle' },
  border: { bottom: THIN },
};
