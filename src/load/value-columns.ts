/** How a reading's value and place are laid out in columns. */
import type { Box, Origin } from '../model/document.js';
import type { FieldValue } from '../model/reading.js';

export interface PlainValueColumns {
  readonly value_number: number | null;
  readonly value_text: string | null;
}

export interface ValueColumns {
  readonly value_number: number | bigint | null;
  readonly value_text: string | null;
}

/** better-sqlite3 binds every number as REAL; a whole number goes in as an INTEGER, so that 1784 is not 1784.0. */
export function exactNumber(value: number): number | bigint {
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}

export function plainValueColumns(value: FieldValue | null): PlainValueColumns {
  if (value === null) return { value_number: null, value_text: null };
  if (typeof value === 'string') return { value_number: null, value_text: value };
  return { value_number: Number(value), value_text: null };
}

/** As they are bound. */
export function valueColumns(value: FieldValue | null): ValueColumns {
  const { value_number, value_text } = plainValueColumns(value);
  return { value_number: value_number === null ? null : exactNumber(value_number), value_text };
}

export interface OriginColumns {
  readonly page: number | null;
  readonly table_index: number | null;
  readonly row_index: number | null;
  readonly column_index: number | null;
  readonly bbox: string | null;
}

/** Hundredths of a point or pixel: finer than any page can be read. */
function rounded(coordinate: number): number {
  return Math.round(coordinate * 100) / 100;
}

/** The smallest box around all of them, as `x0,y0,x1,y1`; null where there is none. */
function enclosingBox(boxes: readonly Box[]): string | null {
  if (boxes.length === 0) return null;
  const corners = [
    Math.min(...boxes.map(([x0]) => x0)),
    Math.min(...boxes.map(([, y0]) => y0)),
    Math.max(...boxes.map(([, , x1]) => x1)),
    Math.max(...boxes.map(([, , , y1]) => y1)),
  ];
  return corners.map(rounded).join(',');
}

/** The boxes as a JSON array of arrays; null where there is none. */
export function boxList(boxes: readonly Box[]): string | null {
  return boxes.length === 0 ? null : JSON.stringify(boxes.map((box) => box.map(rounded)));
}

export function originColumns(origin: Origin | null): OriginColumns {
  return {
    page: origin?.page ?? null,
    table_index: origin?.table ?? null,
    row_index: origin?.row ?? null,
    column_index: origin?.column ?? null,
    bbox: enclosingBox(origin?.boxes ?? []),
  };
}
