/**
 * From ruling lines to cells, for every source that has lines on a page: vector paths of a PDF, dark runs
 * of an image. Named steps, each to be looked at on its own: join the pieces of lines, close the open sides,
 * split into tables, cut each table into grid squares, and unite squares that no line parts into cells.
 */
import type { Box } from '../../model/document.js';
import { clusterPlaces, joinSegments, overlap, type Rulings, type Segment } from './segments.js';
import { rectanglesOf, uniteSquares } from './squares.js';

export type { Rulings, Segment } from './segments.js';

export interface RulingSettings {
  /** Parallel lines nearer than this are one line: doubled borders, jitter of coordinates. */
  readonly snap: number;
  /** Breaks of a line up to this are bridged: dashes, corners that do not quite meet. */
  readonly gap: number;
  /** Lines shorter than this rule nothing: dots, strokes of glyphs. */
  readonly minimumLine: number;
  /** A cell narrower or lower than this is the space inside a double line. */
  readonly minimumCell: number;
  /** Share of an edge that must be drawn. 0.6 takes glyph strokes in tight cells for rules, 0.95 loses worn lines. */
  readonly coverage: number;
  /** Joined lines of a page; more is a drawing or a hatch, in which to look for cells costs without end. */
  readonly maximumLines: number;
}

export const POINT_SETTINGS: RulingSettings = {
  snap: 2.5,
  gap: 3,
  minimumLine: 6,
  minimumCell: 4,
  coverage: 0.8,
  maximumLines: 3_000,
};

/** The same tolerances for a picture with so many pixels per point (200 dpi: 200 / 72). */
export function pixelSettings(pixelsPerPoint: number): RulingSettings {
  return {
    ...POINT_SETTINGS,
    snap: POINT_SETTINGS.snap * pixelsPerPoint,
    gap: POINT_SETTINGS.gap * pixelsPerPoint,
    minimumLine: POINT_SETTINGS.minimumLine * pixelsPerPoint,
    minimumCell: POINT_SETTINGS.minimumCell * pixelsPerPoint,
  };
}

export interface GridCell {
  /** Index among the page's tables, from the top. */
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** In the units of the lines that were given. */
  readonly box: Box;
}

/** A cell is lost to the outside when less than this of its outline is ruled (the notch beside a narrow row has 0.5). */
const ENCLOSED_SHARE = 0.6;

/** Grid squares of one table; a filing has under 2,000. */
const MAXIMUM_SQUARES = 200_000;

/** All cells of all tables on a page, in reading order within each table. */
export function cellsFromRulings(rulings: Rulings, settings: RulingSettings): GridCell[] {
  const joined = joinRulings(rulings, settings);
  if (joined.horizontal.length + joined.vertical.length > settings.maximumLines) return [];
  const tables = connectedRulings(joined, settings)
    .map((lines) => closeOpenSides(lines, settings))
    .map((lines) => tableCells(lines, settings))
    .filter((cells) => cells.length > 0);
  return inPageOrder(dropFrames(tables)).flatMap((cells, table) => cells.map((cell) => ({ ...cell, table })));
}

/** One segment per visible line. */
export function joinRulings(rulings: Rulings, settings: RulingSettings): Rulings {
  const { snap, gap, minimumLine } = settings;
  const long = ({ from, to }: Segment) => to - from >= minimumLine;
  return {
    horizontal: joinSegments(rulings.horizontal, snap, gap).filter(long),
    vertical: joinSegments(rulings.vertical, snap, gap).filter(long),
  };
}

/** Lines that touch each other belong to one table; those that touch none rule nothing. */
export function connectedRulings(rulings: Rulings, settings: RulingSettings): Rulings[] {
  const { horizontal, vertical } = rulings;
  const reach = Math.max(settings.snap, settings.gap);
  const groupOf = [...horizontal, ...vertical].map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (groupOf[root] !== root && groupOf[root] !== undefined) root = groupOf[root] ?? root;
    groupOf[index] = root;
    return root;
  };
  horizontal.forEach((h, i) => {
    vertical.forEach((v, j) => {
      const meets =
        v.at >= h.from - reach && v.at <= h.to + reach && h.at >= v.from - reach && h.at <= v.to + reach;
      if (meets) groupOf[find(horizontal.length + j)] = find(i);
    });
  });
  const groups = new Map<number, { horizontal: Segment[]; vertical: Segment[] }>();
  const groupAt = (root: number) => {
    const group = groups.get(root) ?? { horizontal: [], vertical: [] };
    groups.set(root, group);
    return group;
  };
  for (const [i, h] of horizontal.entries()) groupAt(find(i)).horizontal.push(h);
  for (const [j, v] of vertical.entries()) groupAt(find(horizontal.length + j)).vertical.push(v);
  return [...groups.values()].filter((group) => group.horizontal.length > 0 && group.vertical.length > 0);
}

/**
 * Adds the outer lines that designers leave away (tables open to the left and right) and that a page break
 * cuts off (no line under a row that goes on overleaf): where two neighbouring lines stick out past the last
 * crossing line and end together, a line between their ends is meant.
 */
export function closeOpenSides({ horizontal, vertical }: Rulings, settings: RulingSettings): Rulings {
  const level = closingLines(vertical, horizontal, settings);
  const upright = closingLines(horizontal, vertical, settings);
  return {
    horizontal: [...horizontal, ...level, ...goingOn(level, horizontal)],
    vertical: [...vertical, ...upright, ...goingOn(upright, vertical)],
  };
}

/**
 * What lacks of `closing` lines up to the ends of the drawn line beside them: the last cell of a row that is open
 * above is open at its side as well where the edge of the page cuts it off.
 */
function goingOn(closing: readonly Segment[], drawn: readonly Segment[]): Segment[] {
  const byPlace = [...drawn].sort((a, b) => a.at - b.at);
  const [first, last] = [byPlace[0], byPlace.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [first, last].flatMap((beside) => {
    const lines = closing.filter(({ at }) => at < first.at === (beside === first));
    const [one] = lines;
    if (one === undefined) return [];
    const from = Math.min(...lines.map((line) => line.from));
    const to = Math.max(...lines.map((line) => line.to));
    const lacking = [
      { at: one.at, from: beside.from, to: from },
      { at: one.at, from: to, to: beside.to },
    ];
    return lacking.filter((line) => line.from < line.to);
  });
}

/** The lines across the loose ends of `lines`, of which `crossing` are the ones at right angles. */
function closingLines(
  lines: readonly Segment[],
  crossing: readonly Segment[],
  { snap, minimumCell }: RulingSettings,
): Segment[] {
  const places = crossing.map((line) => line.at);
  const first = Math.min(...places);
  const last = Math.max(...places);
  const closing: Segment[] = [];
  const close = (end: (line: Segment) => number, loose: (place: number) => boolean) => {
    const ends = lines.filter((line) => loose(end(line))).sort((a, b) => a.at - b.at);
    for (let i = 1; i < ends.length; i++) {
      const [before, after] = [ends[i - 1], ends[i]];
      if (before === undefined || after === undefined) continue;
      const together = Math.abs(end(before) - end(after)) <= 2 * snap;
      if (together) closing.push({ at: (end(before) + end(after)) / 2, from: before.at, to: after.at });
    }
  };
  close(
    (line) => line.from,
    (place) => place < first - minimumCell,
  );
  close(
    (line) => line.to,
    (place) => place > last + minimumCell,
  );
  return closing;
}

type TableCell = Omit<GridCell, 'table'>;

/** Cuts one table's lines into cells. */
function tableCells({ horizontal, vertical }: Rulings, settings: RulingSettings): TableCell[] {
  const xs = places(vertical, settings.snap);
  const ys = places(horizontal, settings.snap);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1 || rows * columns > MAXIMUM_SQUARES) return [];
  const ruledAbove = edgeTable(horizontal, ys, xs, settings);
  const ruledLeft = edgeTable(vertical, xs, ys, settings);
  const squares = uniteSquares(
    rows,
    columns,
    (row, column) => ruledAbove(row, column),
    (row, column) => ruledLeft(column, row),
  );
  const boxes = rectanglesOf(squares, rows, columns).map(({ top, left, bottom, right }) => ({
    box: [xs[left] ?? 0, ys[top] ?? 0, xs[right] ?? 0, ys[bottom] ?? 0] as const,
    enclosed: ruledShare(top, left, bottom, right, xs, ys, ruledAbove, ruledLeft) >= ENCLOSED_SHARE,
  }));
  const { minimumCell } = settings;
  return numbered(
    boxes
      .filter(({ enclosed }) => enclosed)
      .map(({ box }) => box)
      .filter(([x0, y0, x1, y1]) => x1 - x0 >= minimumCell && y1 - y0 >= minimumCell),
  );
}

function places(lines: readonly Segment[], snap: number): number[] {
  return clusterPlaces(
    lines.map((line) => line.at),
    snap,
  ).map((cluster) => cluster.reduce((sum, place) => sum + place, 0) / cluster.length);
}

/** Answers whether the edge at `places[i]` between `across[j]` and `across[j + 1]` is drawn. */
function edgeTable(
  lines: readonly Segment[],
  at: readonly number[],
  across: readonly number[],
  { snap, coverage }: RulingSettings,
): (i: number, j: number) => boolean {
  const near = at.map((place) => lines.filter((line) => Math.abs(line.at - place) <= 2 * snap));
  return (i, j) => {
    const from = across[j] ?? 0;
    const to = across[j + 1] ?? 0;
    let drawn = 0;
    for (const line of near[i] ?? []) drawn += overlap(line, from, to);
    // Ends of a line stop short of the corner by up to a line's width; short edges must not fail for that.
    return drawn >= Math.min(coverage * (to - from), Math.max(0, to - from - 2 * snap) || Infinity);
  };
}

type EdgeTest = (i: number, j: number) => boolean;

function ruledShare(
  top: number,
  left: number,
  bottom: number,
  right: number,
  xs: readonly number[],
  ys: readonly number[],
  ruledAbove: EdgeTest,
  ruledLeft: EdgeTest,
): number {
  let outline = 0;
  let ruled = 0;
  const add = (length: number, isRuled: boolean) => {
    outline += length;
    if (isRuled) ruled += length;
  };
  for (let column = left; column < right; column++) {
    const width = (xs[column + 1] ?? 0) - (xs[column] ?? 0);
    add(width, ruledAbove(top, column));
    add(width, ruledAbove(bottom, column));
  }
  for (let row = top; row < bottom; row++) {
    const height = (ys[row + 1] ?? 0) - (ys[row] ?? 0);
    add(height, ruledLeft(left, row));
    add(height, ruledLeft(right, row));
  }
  return outline === 0 ? 0 : ruled / outline;
}

/** Numbers rows and columns by the edges at which cells really begin, so that slivers leave no gaps. */
function numbered(boxes: readonly Box[]): TableCell[] {
  const rowAt = ranks(boxes.map(([, y0]) => y0));
  const columnAt = ranks(boxes.map(([x0]) => x0));
  const countFrom = (starts: ReadonlyMap<number, number>, from: number, to: number): number =>
    [...starts.keys()].filter((place) => place >= from && place < to).length;
  return boxes
    .map((box) => ({
      row: rowAt.get(box[1]) ?? 0,
      column: columnAt.get(box[0]) ?? 0,
      rowSpan: Math.max(1, countFrom(rowAt, box[1], box[3])),
      columnSpan: Math.max(1, countFrom(columnAt, box[0], box[2])),
      box,
    }))
    .sort((a, b) => a.row - b.row || a.column - b.column);
}

function ranks(values: readonly number[]): Map<number, number> {
  return new Map([...new Set(values)].sort((a, b) => a - b).map((value, rank) => [value, rank]));
}

/** A single cell that holds a whole table is a frame round the page, and holds no text of its own. */
function dropFrames(tables: readonly TableCell[][]): TableCell[][] {
  const outlines = tables.map(outline);
  return tables.filter((cells, i) => {
    const frame = outlines[i];
    if (cells.length > 1 || frame === undefined) return true;
    return !outlines.some((inner, j) => j !== i && (tables[j]?.length ?? 0) > 1 && contains(frame, inner));
  });
}

function inPageOrder(tables: readonly TableCell[][]): TableCell[][] {
  return [...tables].sort((a, b) => {
    const [ax, ay] = outline(a);
    const [bx, by] = outline(b);
    return ay - by || ax - bx;
  });
}

/** The box round all cells. */
export function outline(cells: readonly { readonly box: Box }[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of cells) {
    x0 = Math.min(x0, box[0]);
    y0 = Math.min(y0, box[1]);
    x1 = Math.max(x1, box[2]);
    y1 = Math.max(y1, box[3]);
  }
  return [x0, y0, x1, y1];
}

function contains(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}
