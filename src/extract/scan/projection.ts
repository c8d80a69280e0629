/**
 * Plane projective maps. The page is worked on upright and straight; every box goes back through one of
 * these to the pixels that it came from.
 */
import type { Box } from '../../model/document.js';
import type { Rect } from './raster.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Row-major 3 × 3 matrix, scaled so that the last entry is 1 wherever that is possible. */
export type Projection = readonly [number, number, number, number, number, number, number, number, number];

export const IDENTITY: Projection = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function scaling(x: number, y: number): Projection {
  return [x, 0, 0, 0, y, 0, 0, 0, 1];
}

/** From a plane turned clockwise by quarter turns back to the plane of `width` × `height` before the turn. */
export function turnedBack(quarters: number, width: number, height: number): Projection {
  switch (((quarters % 4) + 4) % 4) {
    case 1:
      return [0, 1, 0, -1, 0, height, 0, 0, 1];
    case 2:
      return [-1, 0, width, 0, -1, height, 0, 0, 1];
    case 3:
      return [0, -1, width, 1, 0, 0, 0, 0, 1];
    default:
      return IDENTITY;
  }
}

/** `first`, then `second`. (A module that exports `then` would be taken for a promise when it is imported at run time.) */
export function followedBy(first: Projection, second: Projection): Projection {
  const product: number[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += (second[row * 3 + k] ?? 0) * (first[k * 3 + column] ?? 0);
      product.push(sum);
    }
  }
  return product as unknown as Projection;
}

function project([a, b, c, d, e, f, g, h, i]: Projection, { x, y }: Point): Point {
  const w = g * x + h * y + i;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

/** The upright box round the image of `rect`, with a tenth of a pixel of precision. */
export function projectRect(projection: Projection, rect: Rect): Box {
  const corners = [
    project(projection, { x: rect.x0, y: rect.y0 }),
    project(projection, { x: rect.x1, y: rect.y0 }),
    project(projection, { x: rect.x0, y: rect.y1 }),
    project(projection, { x: rect.x1, y: rect.y1 }),
  ];
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return [
    tenth(Math.min(...corners.map(({ x }) => x))),
    tenth(Math.min(...corners.map(({ y }) => y))),
    tenth(Math.max(...corners.map(({ x }) => x))),
    tenth(Math.max(...corners.map(({ y }) => y))),
  ];
}

export type Quad = readonly [Point, Point, Point, Point];

/** The map that takes the four corners `from` to the four corners `to`; null where three stand in a line. */
export function quadToQuad(from: Quad, to: Quad): Projection | null {
  const rows: number[][] = [];
  from.forEach(({ x, y }, corner) => {
    const { x: u, y: v } = to[corner] ?? { x: 0, y: 0 };
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  });
  const solution = solve(rows);
  return solution === null ? null : ([...solution, 1] as unknown as Projection);
}

/** Gauss-Jordan with partial pivoting; each row is the coefficients and the right-hand side. */
function solve(rows: number[][]): number[] | null {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const pivotRow = rows[pivot] ?? [];
    const lead = pivotRow[column] ?? 0;
    if (Math.abs(lead) < 1e-9) return null;
    rows[pivot] = rows[column] ?? [];
    rows[column] = pivotRow.map((value) => value / lead);
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row]?.[column] ?? 0;
      if (factor === 0) continue;
      rows[row] = (rows[row] ?? []).map((value, k) => value - factor * (rows[column]?.[k] ?? 0));
    }
  }
  return rows.map((row) => row[size] ?? 0);
}
