/** Grid squares united across undrawn edges, and the rectangles that the unions make. */

export interface Rectangle {
  /** First and past-the-last index of rows and columns. */
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * Gives every square of a `rows` × `columns` grid the number of its union: neighbours belong together when
 * the edge between them is not drawn. Row-major.
 */
export function uniteSquares(
  rows: number,
  columns: number,
  ruledAbove: (row: number, column: number) => boolean,
  ruledLeft: (row: number, column: number) => boolean,
): number[] {
  const parent = Array.from({ length: rows * columns }, (_, square) => square);
  const find = (square: number): number => {
    let root = square;
    for (let next = parent[root]; next !== undefined && next !== root; next = parent[root]) root = next;
    parent[square] = root;
    return root;
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const square = row * columns + column;
      if (row > 0 && !ruledAbove(row, column)) parent[find(square)] = find(square - columns);
      if (column > 0 && !ruledLeft(row, column)) parent[find(square)] = find(square - 1);
    }
  }
  return parent.map((_, square) => find(square));
}

/**
 * Cuts the unions into rectangles, from the top left: wide first, then as far down as the same columns stay
 * united. A proper union is one rectangle; an L, which a missing bit of line makes of two cells, becomes two.
 */
export function rectanglesOf(squares: readonly number[], rows: number, columns: number): Rectangle[] {
  const taken = new Uint8Array(rows * columns);
  const rectangles: Rectangle[] = [];
  const free = (row: number, column: number, union: number | undefined) =>
    taken[row * columns + column] === 0 && squares[row * columns + column] === union;
  for (let top = 0; top < rows; top++) {
    for (let left = 0; left < columns; left++) {
      const union = squares[top * columns + left];
      if (!free(top, left, union)) continue;
      let right = left + 1;
      while (right < columns && free(top, right, union)) right++;
      let bottom = top + 1;
      while (bottom < rows && isRun(free, bottom, left, right, union, columns)) bottom++;
      for (let row = top; row < bottom; row++) taken.fill(1, row * columns + left, row * columns + right);
      rectangles.push({ top, left, bottom, right });
    }
  }
  return rectangles;
}

/** Whether the union fills exactly these columns of a row: no more, no less. */
function isRun(
  free: (row: number, column: number, union: number | undefined) => boolean,
  row: number,
  left: number,
  right: number,
  union: number | undefined,
  columns: number,
): boolean {
  for (let column = left; column < right; column++) if (!free(row, column, union)) return false;
  return !(left > 0 && free(row, left - 1, union)) && !(right < columns && free(row, right, union));
}
