/** Which columns each cell of a row without lines takes up. */

export interface Taken {
  readonly column: number;
  /** The first column behind it. */
  readonly next: number;
}

interface Row {
  /** Whether something else stands in a column: a text of the row, or a label of rows above. */
  readonly isTaken: (column: number) => boolean;
  /** Whether what stands in a column reaches over a later one, or else has that place too. */
  readonly covers: (column: number, next: number) => boolean;
}

/** From left to right, each with the free columns behind it that it covers. */
export function columnsTaken(count: number, { isTaken, covers }: Row): Taken[] {
  const taken: Taken[] = [];
  for (let column = 0; column < count; column = taken.at(-1)?.next ?? count) {
    let next = column + 1;
    while (next < count && !isTaken(next) && covers(column, next)) next++;
    taken.push({ column, next });
  }
  return taken;
}
