/** Columns of a table without lines: by edges at which its texts begin or end, or by the middles they stand round. */
import type { CellText } from './cell-texts.js';

/** Distance in character heights up to which edges, and middles, are the same. */
const SAME_EDGE = 0.4;
const SAME_MIDDLE = 0.55;
/** Distance of beginnings, in character heights, that are surely one column's. */
const AT_ONE = 0.1;
/** Where a column begins behind the texts before it, in character heights. */
const GUTTER = 0.2;
/** Share of the texts before a column that end before it; the others were too long for their own. */
const MOST_ENDS = 0.85;
/** Texts that must be aligned with each other for it to be no chance. */
const LEAST_SUPPORT = 3;
/** Share of the texts that must be aligned. */
const LEAST_ALIGNED = 0.6;

/**
 * Places at which columns may begin (side 0) or end (side 2), since several words do: for texts that stand too close to
 * be told apart by their distance.
 */
export function likelyEdges(
  words: readonly { readonly box: CellText['box'] }[],
  side: 0 | 2,
  size: number,
): number[] {
  const sorted = words.map(({ box }) => box[side]).sort((a, b) => a - b);
  return starts(sorted, AT_ONE * size).filter(
    (start) => sorted.filter((own) => own >= start && own - start <= AT_ONE * size).length >= LEAST_SUPPORT,
  );
}

/** Left ends of the columns, from left to right. */
export type Columns = readonly number[];

/** How many texts share a text's left end, right end and middle. */
interface Company {
  readonly text: CellText;
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

/** Columns of the texts, given row by row; null where they are not aligned convincingly. */
export function textColumns(rows: readonly (readonly CellText[])[], size: number): Columns | null {
  const company = companyOf(rows.flat(), size);
  const aligned = company.filter(({ left, right, middle }) => Math.max(left, right, middle) >= LEAST_SUPPORT);
  if (aligned.length < LEAST_ALIGNED * company.length) return null;
  const centred = aligned.filter(({ left, right, middle }) => middle > Math.max(left, right));
  const columns = centred.length > aligned.length / 2 ? separate(rows.flat()) : edges(company, rows, size);
  const all = withOwnColumns(columns, rows, size);
  return all.length < 2 ? null : all;
}

/** The last column that begins before the text does. */
export function columnOf({ box }: CellText, columns: Columns, size: number): number {
  return Math.max(
    0,
    columns.findLastIndex((column) => column <= box[0] + SAME_EDGE * size),
  );
}

function companyOf(texts: readonly CellText[], size: number): Company[] {
  const sizes = (place: (text: CellText) => number, near: number): Map<CellText, number> => {
    const sorted = [...texts].sort((a, b) => place(a) - place(b));
    const counts = new Map<CellText, number>();
    let from = 0;
    let to = 0;
    for (const text of sorted) {
      while (place(text) - place(sorted[from] ?? text) > near) from++;
      while (to < sorted.length && place(sorted[to] ?? text) - place(text) <= near) to++;
      counts.set(text, to - from);
    }
    return counts;
  };
  const left = sizes(({ box }) => box[0], SAME_EDGE * size);
  const right = sizes(({ box }) => box[2], SAME_EDGE * size);
  const middle = sizes(({ box }) => (box[0] + box[2]) / 2, SAME_MIDDLE * size);
  return texts.map((text) => ({
    text,
    left: left.get(text) ?? 0,
    right: right.get(text) ?? 0,
    middle: middle.get(text) ?? 0,
  }));
}

/** Columns of texts flush left, and of figures flush right where these are in no such column. */
function edges(company: readonly Company[], rows: readonly (readonly CellText[])[], size: number): number[] {
  const near = SAME_EDGE * size;
  const flushLeft = company.filter(({ left, right }) => left >= LEAST_SUPPORT && left > right);
  const columns = starts(
    flushLeft.map(({ text }) => text.box[0]),
    near,
  );
  // Figures of one digit are flush on both sides: they are in the column of what is flush left, if there is one.
  const flushRight = company.filter(({ left, right }) => right >= LEAST_SUPPORT && right >= left);
  for (const members of bands(flushRight.map(({ text }) => text))) {
    const from = Math.min(...members.map(({ box }) => box[0]));
    const before = columns.filter((column) => column <= from + near).at(-1);
    const gutter = gutterBefore(members, rows);
    const isTaken = before === undefined || gutter > before + near;
    // With nothing before them they are the first column, and tell themselves where it begins.
    if (isTaken)
      columns.push(gutter === Number.NEGATIVE_INFINITY ? from : Math.min(from, gutter + GUTTER * size));
    columns.sort((a, b) => a - b);
  }
  return columns;
}

/** Where the texts end that stand directly before some in their rows. */
function gutterBefore(members: readonly CellText[], rows: readonly (readonly CellText[])[]): number {
  const own = new Set(members);
  const ends = rows.flatMap((row) =>
    row.map((text, index) => (own.has(text) ? (row[index - 1]?.box[2] ?? null) : null)),
  );
  const sorted = ends.filter((end) => end !== null).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * MOST_ENDS)] ?? Number.NEGATIVE_INFINITY;
}

/** The first place of each group of places nearer than `near`. */
function starts(places: readonly number[], near: number): number[] {
  const found: number[] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place - (found.at(-1) ?? Number.NEGATIVE_INFINITY) > near) found.push(place);
  }
  return found;
}

/** Groups of texts that share stretches of the page's width, from left to right. */
function bands(texts: readonly CellText[]): CellText[][] {
  const found: { members: CellText[]; to: number }[] = [];
  for (const text of [...texts].sort((a, b) => a.box[0] - b.box[0])) {
    const last = found.at(-1);
    if (last !== undefined && text.box[0] < last.to) {
      last.members.push(text);
      last.to = Math.max(last.to, text.box[2]);
    } else found.push({ members: [text], to: text.box[2] });
  }
  return found.map(({ members }) => members);
}

/** Stretches that texts take up, narrow texts first: wider ones stand over several columns and mark none. */
function separate(texts: readonly CellText[]): number[] {
  const columns: [from: number, to: number][] = [];
  for (const { box } of [...texts].sort((a, b) => a.box[2] - a.box[0] - (b.box[2] - b.box[0]))) {
    const touched = columns.filter(([from, to]) => box[0] < to && box[2] > from);
    const [only, ...others] = touched;
    if (only === undefined) columns.push([box[0], box[2]]);
    else if (others.length === 0) {
      only[0] = Math.min(only[0], box[0]);
      only[1] = Math.max(only[1], box[2]);
    }
  }
  return columns.map(([from]) => from).sort((a, b) => a - b);
}

/**
 * Two texts of one row are two cells: where one column would hold both, the second has one of its own, or the first
 * has where it begins before all columns.
 */
function withOwnColumns(
  columns: readonly number[],
  rows: readonly (readonly CellText[])[],
  size: number,
): number[] {
  const all = [...columns].sort((a, b) => a - b);
  for (const row of rows) {
    let before: CellText | undefined;
    for (const text of [...row].sort((a, b) => a.box[0] - b.box[0])) {
      const column = columnOf(text, all, size);
      if (before !== undefined && columnOf(before, all, size) === column) {
        const isFirst = before.box[0] < (all[column] ?? 0) - SAME_EDGE * size;
        all.push(isFirst ? before.box[0] : text.box[0]);
        all.sort((a, b) => a - b);
      }
      before = text;
    }
  }
  return all;
}
