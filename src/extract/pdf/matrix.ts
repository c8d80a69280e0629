/** Affine maps of PDF: `[a, b, c, d, e, f]` takes (x, y) to (ax + cy + e, bx + dy + f). */
import type { Box } from '../../model/document.js';

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The map that applies `inner` first and `outer` to its result. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  return [
    a * inner[0] + c * inner[1],
    b * inner[0] + d * inner[1],
    a * inner[2] + c * inner[3],
    b * inner[2] + d * inner[3],
    a * inner[4] + c * inner[5] + e,
    b * inner[4] + d * inner[5] + f,
  ];
}

export function mapPoint([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The upright box round a mapped box. */
export function mapBox(matrix: Matrix, [x0, y0, x1, y1]: Box): Box {
  const corners = [
    mapPoint(matrix, x0, y0),
    mapPoint(matrix, x1, y0),
    mapPoint(matrix, x0, y1),
    mapPoint(matrix, x1, y1),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Six numbers from what pdf.js hands over: spread out, in an array, or in a typed array. */
export function matrixFrom(values: unknown): Matrix | null {
  const list = numbersFrom(values);
  const [a, b, c, d, e, f] = list;
  if (a === undefined || b === undefined || c === undefined) return null;
  if (d === undefined || e === undefined || f === undefined) return null;
  return [a, b, c, d, e, f];
}

export function numbersFrom(values: unknown): readonly number[] {
  if (ArrayBuffer.isView(values) && !(values instanceof DataView)) return Array.from(values as Float32Array);
  if (!Array.isArray(values)) return [];
  const [first] = values;
  if (typeof first === 'number') return values.filter((value) => typeof value === 'number');
  return values.length === 1 ? numbersFrom(first) : [];
}
