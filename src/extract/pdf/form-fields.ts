/** Values filled into a PDF's form fields, laid where the fields are: their drawn looks may be missing or stale. */
import { mapBox, matrixFrom } from './matrix.js';
import type { PDFPageProxy } from './open.js';
import type { Glyph } from './text-state.js';

export interface PlacedField {
  readonly id: string;
  readonly glyphs: readonly Glyph[];
}

const CHECKED = '☑';
const UNCHECKED = '☐';
/** Height of a line of a field's value where the field is higher than one line. */
const LINE_HEIGHT = 12;

interface Widget {
  readonly id: string;
  readonly type: string;
  readonly rect: unknown;
  readonly value: unknown;
  readonly isTick: boolean;
  readonly exportValue: unknown;
}

export async function readFields(page: PDFPageProxy): Promise<PlacedField[]> {
  const toPage = matrixFrom(page.getViewport({ scale: 1 }).transform);
  const annotations: unknown[] = await page.getAnnotations({ intent: 'display' });
  return annotations.flatMap((annotation) => {
    const widget = widgetOf(annotation);
    const rect = widget === null ? null : boxFrom(widget.rect);
    if (widget === null || rect === null || toPage === null) return [];
    const box = mapBox(toPage, rect);
    return [{ id: widget.id, glyphs: glyphsOf(textOf(widget), box) }];
  });
}

function widgetOf(annotation: unknown): Widget | null {
  if (typeof annotation !== 'object' || annotation === null) return null;
  const entry: Record<string, unknown> = { ...annotation };
  if (entry.subtype !== 'Widget' || entry.hidden === true) return null;
  return {
    id: String(entry.id),
    type: String(entry.fieldType),
    rect: entry.rect,
    value: entry.fieldValue,
    isTick: entry.checkBox === true || entry.radioButton === true,
    exportValue: entry.exportValue ?? entry.buttonValue,
  };
}

function boxFrom(rect: unknown): [number, number, number, number] | null {
  if (!Array.isArray(rect)) return null;
  const [x0, y0, x1, y1]: unknown[] = rect;
  if (typeof x0 !== 'number' || typeof y0 !== 'number') return null;
  if (typeof x1 !== 'number' || typeof y1 !== 'number') return null;
  return [x0, y0, x1, y1];
}

function textOf({ type, value, isTick, exportValue }: Widget): string {
  if (isTick) return value === exportValue && value !== 'Off' && value !== null ? CHECKED : UNCHECKED;
  if (type === 'Btn' || type === 'Sig') return '';
  return Array.isArray(value) ? value.join('，') : String(value ?? '');
}

/** One glyph a line: a field is read as a whole, so the places of its characters do not matter. */
function glyphsOf(text: string, [x0, y0, x1, y1]: readonly [number, number, number, number]): Glyph[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const height = lines.length > 1 ? (y1 - y0) / lines.length : y1 - y0;
  return lines.map((line, index): Glyph => {
    const top = y0 + index * height;
    const size = Math.min(height, LINE_HEIGHT);
    const middle = top + height / 2;
    return {
      text: line,
      font: '',
      box: [x0 + 0.1, middle - size / 2, Math.max(x0 + 0.2, x1 - 0.1), middle + size / 2],
      size,
      direction: 'right',
      visible: true,
      run: null,
      clip: null,
    };
  });
}
