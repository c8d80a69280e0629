/** PDF's text state: from the operators that show text to glyphs with their places on the page. */
import type { Box } from '../../model/document.js';
import { IDENTITY, type Matrix, mapBox, mapPoint, multiply } from './matrix.js';

/** Where a line of text runs to, as seen on the page. */
export type Direction = 'right' | 'down' | 'left' | 'up';

export interface Glyph {
  readonly text: string;
  /** Font name as the file has it, without the subset's prefix. */
  readonly font: string;
  readonly box: Box;
  /** Distance of a line's characters in points. */
  readonly size: number;
  readonly direction: Direction;
  /** False for text that is not painted, which OCR programs lay over a scan. */
  readonly visible: boolean;
  /** Number of the unbroken stretch of characters that this belongs to; null where it stands alone. */
  readonly run: number | null;
  /** The area outside which it is not painted, such as a spreadsheet's cell; null for the page. */
  readonly clip: Box | null;
}

export interface FontInfo {
  readonly name: string;
  readonly vertical: boolean;
  readonly type3: boolean;
  readonly fontMatrix: readonly number[];
  readonly defaultVMetrics: readonly number[];
}

export interface TextState {
  font: FontInfo | null;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderingMode: number;
  matrix: Matrix;
  /** Pen and start of line in text space. */
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

/** One entry of `showText`: a glyph, or a shift in thousandths of the font size. */
export interface ShownGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric: readonly number[] | null;
}

/** Rendering modes 3 and 7 paint nothing. */
const INVISIBLE_MODES = [3, 7];
/** Where characters stand over and under the baseline, in em; CJK fonts agree on it. */
const ASCENT = 0.86;
const DESCENT = -0.14;
/** Degrees off upright and level from which text is a watermark or goes round a seal; scans tilt by a few. */
const SLANT = 10;

export function initialTextState(): TextState {
  return {
    font: null,
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderingMode: 0,
    matrix: IDENTITY,
    x: 0,
    y: 0,
    lineX: 0,
    lineY: 0,
  };
}

export function beginText(state: TextState): void {
  setTextMatrix(state, IDENTITY);
}

export function setTextMatrix(state: TextState, matrix: Matrix): void {
  state.matrix = matrix;
  state.x = state.lineX = 0;
  state.y = state.lineY = 0;
}

export function moveText(state: TextState, x: number, y: number): void {
  state.x = state.lineX += x;
  state.y = state.lineY += y;
}

/**
 * Glyphs of one `showText`, with the pen moved past them. Follows pdf.js's own `showText`. Text that slants is laid
 * over the form and no part of it: the pen moves, and nothing is added.
 */
export function showText(
  state: TextState,
  page: Matrix,
  items: readonly (ShownGlyph | number)[],
  addGlyph: (glyph: Glyph) => void,
): void {
  const { font, size } = state;
  if (font === null || size === 0) return;
  const toPage = multiply(page, state.matrix);
  const add = isSlanting(toPage) ? () => undefined : addGlyph;
  const widthScale = size * (font.fontMatrix[0] ?? 0.001);
  let pen = 0;
  for (const item of items) {
    if (typeof item === 'number') {
      pen += ((font.vertical ? 1 : -1) * item * size) / 1000;
      continue;
    }
    const spacing = (item.isSpace ? state.wordSpacing : 0) + state.charSpacing;
    if (font.vertical) {
      const metric = item.vmetric ?? font.defaultVMetrics;
      const advance = -(item.vmetric?.[0] ?? font.defaultVMetrics[0] ?? -1000) * widthScale;
      const left = state.x - (item.vmetric !== null ? (metric[1] ?? 500) : item.width / 2) * widthScale;
      const top = state.y - pen + state.rise;
      add(place(state, toPage, item, [left, top - advance, left + item.width * widthScale, top], 'down'));
      pen += advance + spacing;
    } else {
      const x = state.x + pen * state.horizontalScale;
      const advance = item.width * widthScale;
      const base = state.y + state.rise;
      const box: Box = [x, base + DESCENT * size, x + advance * state.horizontalScale, base + ASCENT * size];
      add(place(state, toPage, item, box, 'right'));
      pen += advance + spacing;
    }
  }
  if (font.vertical) state.y -= pen;
  else state.x += pen * state.horizontalScale;
}

function place(
  { font, size, renderingMode }: TextState,
  toPage: Matrix,
  glyph: ShownGlyph,
  box: Box,
  written: 'right' | 'down',
): Glyph {
  const [ox, oy] = mapPoint(toPage, 0, 0);
  const [ex, ey] = written === 'right' ? mapPoint(toPage, 1, 0) : mapPoint(toPage, 0, -1);
  const across = written === 'right' ? mapPoint(toPage, 0, 1) : mapPoint(toPage, 1, 0);
  return {
    text: glyph.unicode,
    font: font?.name ?? '',
    box: mapBox(toPage, box),
    size: Math.abs(size) * Math.hypot(across[0] - ox, across[1] - oy),
    direction: directionOf(ex - ox, ey - oy),
    visible: !INVISIBLE_MODES.includes(renderingMode),
    run: null,
    clip: null,
  };
}

/** By the line on which letters stand: slanted letters, such as italics, stand on a level one. */
function isSlanting([across, down]: Matrix): boolean {
  const degrees = (Math.atan2(Math.abs(down), Math.abs(across)) * 180) / Math.PI;
  return Math.min(degrees, 90 - degrees) > SLANT;
}

function directionOf(dx: number, dy: number): Direction {
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 'right' : 'left';
  return dy >= 0 ? 'down' : 'up';
}
