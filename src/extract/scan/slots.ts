/** Where in a line the mark of an option may stand: by itself, set off from the words on one side at least. */
import type { Component } from './components.js';
import { type Rect, rectHeight, rectWidth } from './raster.js';
import type { TextLine } from './text-lines.js';

/** Gap, in character heights, that sets an option off from the one before it. */
export const SLOT_GAP = 0.4;
/** The box's own ink, and a tick's that ends little beyond it. */
export function belongsTo(component: Component, square: Rect): boolean {
  const side = rectWidth(square);
  const [x, y] = [(component.x0 + component.x1) / 2, (component.y0 + component.y1) / 2];
  const reach = 0.2 * side;
  const near =
    x > square.x0 - reach && x < square.x1 + reach && y > square.y0 - 2 * reach && y < square.y1 + reach;
  return near && rectWidth(component) <= 1.75 * side;
}

/** Set off by a gap or the line's end on one side at least, as options are and letters within words are not. */
export function inSlot(rect: Rect, line: TextLine, glyph: number): boolean {
  return gapBefore(rect, line) >= SLOT_GAP * glyph || gapAfter(rect, line) >= SLOT_GAP * glyph;
}

/** Pixels to the ink on the left that is not the mark's own; infinite at the start of the line. */
export function gapBefore(rect: Rect, line: TextLine): number {
  const middle = (rect.x0 + rect.x1) / 2;
  const before = line.components.filter(
    (other) => !belongsTo(other, rect) && (other.x0 + other.x1) / 2 < middle,
  );
  return rect.x0 - Math.max(-Infinity, ...before.map(({ x1 }) => x1));
}

export function gapAfter(rect: Rect, line: TextLine): number {
  const middle = (rect.x0 + rect.x1) / 2;
  const after = line.components.filter(
    (other) => !belongsTo(other, rect) && (other.x0 + other.x1) / 2 >= middle,
  );
  return Math.min(Infinity, ...after.map(({ x0 }) => x0)) - rect.x1;
}

/** Whether nothing else of the line stands above, below or across it, which in parts of characters it does. */
export function aloneInColumns(component: Component, line: TextLine): boolean {
  const width = rectWidth(component);
  return line.components.every((other) => {
    if (other === component) return true;
    const common = Math.min(component.x1, other.x1) - Math.max(component.x0, other.x0);
    return common <= 0.2 * Math.min(width, rectWidth(other));
  });
}

export function sized(rect: Rect, glyph: number, least: number, most: number): boolean {
  const [width, height] = [rectWidth(rect), rectHeight(rect)];
  return Math.min(width, height) >= least * glyph && Math.max(width, height) <= most * glyph;
}
