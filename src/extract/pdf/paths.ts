/** Vector paths of a page → ruling lines, filled areas and small shapes, all in page points. */
import type { Box } from '../../model/document.js';
import type { Segment } from '../grid/segments.js';
import { type Matrix, mapPoint } from './matrix.js';

export interface Shape {
  readonly box: Box;
  readonly painted: 'stroke' | 'fill';
  /** Lightness of the paint from 0 (black) to 1 (white). */
  readonly lightness: number;
  /** Four straight sides along the axes, a ring or rounded square about as wide as high, or the stroke of a ✓. */
  readonly outline: 'rectangle' | 'round' | 'tick' | 'other';
}

export interface Subpath {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly closed: boolean;
  readonly curved: boolean;
}

export interface Drawing {
  readonly horizontal: Segment[];
  readonly vertical: Segment[];
  readonly shapes: Shape[];
}

/** Rules are drawn as filled bars up to this thick; a bar must be longer than it is thick to be a rule. */
const THICKEST_RULE = 3;
const BAR_RATIO = 2.5;
/** Sideways drift of a line that still counts as along an axis. */
const AXIS_TOLERANCE = 0.8;
/** Check boxes are drawn between these sizes in points; their edges rule no table. */
export const SMALL_SQUARE = { least: 4.5, most: 17 } as const;
/** Sides of a square may differ by this factor. */
const SQUARE_RATIO = 1.3;
/** Ticks and crosses reach out of the largest box by a little; slanting strokes beyond are a drawing's. */
const LARGEST_TICK = 20;
/** White on white is no rule: background rectangles are filled with it. */
export const NEARLY_WHITE = 0.97;

const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const CLOSE = 4;
const QUADRATIC = 3;

/** Subpaths of pdf.js's path data (`DrawOPS` codes with their coordinates), mapped by `matrix`. */
export function subpathsOf(data: ArrayLike<number>, matrix: Matrix): Subpath[] {
  const subpaths: Subpath[] = [];
  let points: (readonly [number, number])[] = [];
  let curved = false;
  const end = (closed: boolean) => {
    if (points.length > 1) subpaths.push({ points, closed, curved });
    points = closed && points[0] !== undefined ? [points[0]] : [];
    curved = false;
  };
  const at = (i: number) => mapPoint(matrix, data[i] ?? 0, data[i + 1] ?? 0);
  for (let i = 0; i < data.length; ) {
    const code = data[i];
    if (code === MOVE) {
      end(false);
      points = [at(i + 1)];
      i += 3;
    } else if (code === LINE) {
      points.push(at(i + 1));
      i += 3;
    } else if (code === CURVE || code === QUADRATIC) {
      const last = i + (code === CURVE ? 5 : 3);
      points.push(at(last));
      curved = true;
      i = last + 2;
    } else if (code === CLOSE) {
      end(true);
      i += 1;
    } else break;
  }
  end(false);
  return subpaths;
}

/** Adds what a painted subpath draws. */
export function draw(
  drawing: Drawing,
  subpath: Subpath,
  paint: { readonly stroke: number | null; readonly fill: number | null },
): void {
  const box = boxOf(subpath.points);
  const outline = outlineOf(subpath, box);
  const isCheckBox = isClosedOutline(outline) && isSmallSquare(box);
  if (paint.fill !== null) {
    const bar = subpath.curved || paint.fill > NEARLY_WHITE ? null : barOf(box);
    if (bar?.axis === 'horizontal') drawing.horizontal.push(bar.segment);
    else if (bar?.axis === 'vertical') drawing.vertical.push(bar.segment);
    else drawing.shapes.push({ box, painted: 'fill', lightness: paint.fill, outline });
  }
  if (paint.stroke === null) return;
  if (isCheckBox || subpath.curved || isSpeck(box) || isSlantingMark(subpath, box)) {
    drawing.shapes.push({ box, painted: 'stroke', lightness: paint.stroke, outline });
    return;
  }
  const corners = subpath.closed ? [...subpath.points, ...subpath.points.slice(0, 1)] : subpath.points;
  for (let i = 1; i < corners.length; i++) addEdge(drawing, corners[i - 1], corners[i]);
}

/** Whether it goes round something, as the frame of a check box does. */
export function isClosedOutline(outline: Shape['outline']): boolean {
  return outline === 'rectangle' || outline === 'round';
}

export function isSmallSquare([x0, y0, x1, y1]: Box): boolean {
  const [width, height] = [x1 - x0, y1 - y0];
  const side = Math.max(width, height);
  return (
    side >= SMALL_SQUARE.least && side <= SMALL_SQUARE.most && side <= SQUARE_RATIO * Math.min(width, height)
  );
}

export function boxOf(points: readonly (readonly [number, number])[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  return [x0, y0, x1, y1];
}

type Point = readonly [number, number] | undefined;

function addEdge(drawing: Drawing, from: Point, to: Point): void {
  if (from === undefined || to === undefined) return;
  const [dx, dy] = [Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])];
  if (dy <= AXIS_TOLERANCE && dx > dy) {
    drawing.horizontal.push({
      at: (from[1] + to[1]) / 2,
      from: Math.min(from[0], to[0]),
      to: Math.max(from[0], to[0]),
    });
  } else if (dx <= AXIS_TOLERANCE && dy > dx) {
    drawing.vertical.push({
      at: (from[0] + to[0]) / 2,
      from: Math.min(from[1], to[1]),
      to: Math.max(from[1], to[1]),
    });
  }
}

/** A thin filled area is a rule along its middle. */
function barOf([x0, y0, x1, y1]: Box): { axis: 'horizontal' | 'vertical'; segment: Segment } | null {
  const [width, height] = [x1 - x0, y1 - y0];
  if (height <= THICKEST_RULE && width >= BAR_RATIO * height) {
    return { axis: 'horizontal', segment: { at: (y0 + y1) / 2, from: x0, to: x1 } };
  }
  if (width <= THICKEST_RULE && height >= BAR_RATIO * width) {
    return { axis: 'vertical', segment: { at: (x0 + x1) / 2, from: y0, to: y1 } };
  }
  return null;
}

function outlineOf({ points, closed, curved }: Subpath, [x0, y0, x1, y1]: Box): Shape['outline'] {
  if (curved) return points.length >= 4 ? 'round' : 'other';
  if (points.length < 4) return !closed && isTick(points) ? 'tick' : 'other';
  const onEdge = points.every(
    ([x, y]) =>
      Math.min(Math.abs(x - x0), Math.abs(x - x1)) <= AXIS_TOLERANCE &&
      Math.min(Math.abs(y - y0), Math.abs(y - y1)) <= AXIS_TOLERANCE,
  );
  return onEdge ? 'rectangle' : 'other';
}

/** Down a little and up again further, always to the right, or the same drawn from its other end. */
function isTick(points: Subpath['points']): boolean {
  const [start, middle, end] = [...points].sort(([a], [b]) => a - b);
  if (start === undefined || middle === undefined || end === undefined || middle !== points[1]) return false;
  const [down, up] = [middle[1] - start[1], middle[1] - end[1]];
  return middle[0] > start[0] && end[0] > middle[0] && down > AXIS_TOLERANCE && up > 1.5 * down;
}

/** Strokes that slant rule no table, and may be larger than the box that they tick. */
function isSlantingMark({ points }: Subpath, [x0, y0, x1, y1]: Box): boolean {
  if (Math.max(x1 - x0, y1 - y0) > LARGEST_TICK) return false;
  return points.every(([x, y], index) => {
    const before = points[index - 1];
    if (before === undefined) return true;
    return Math.min(Math.abs(x - before[0]), Math.abs(y - before[1])) > AXIS_TOLERANCE;
  });
}

/** Strokes within the size of a character: ticks and crosses, parts of drawn glyphs. Table edges are longer. */
function isSpeck([x0, y0, x1, y1]: Box): boolean {
  const [width, height] = [x1 - x0, y1 - y0];
  return Math.min(width, height) > 2 * AXIS_TOLERANCE && Math.max(width, height) < SMALL_SQUARE.least + 6;
}
