/** One page's content → tables and paragraphs in reading order, in points of the page. */
import { addAll } from '../../add-all.js';
import type { Box, Piece } from '../../model/document.js';
import { alignedTables } from '../grid/align-text.js';
import type { AlignedCell } from '../grid/aligned-cell.js';
import { cutOff, perhapsCutOff } from '../grid/clips.js';
import { type GridCell, outline } from '../grid/rulings.js';
import type { Segment } from '../grid/segments.js';
import type { LoosePart } from '../grid/side-texts.js';
import { type InkLine, indentedLinesOf } from '../grid/text-lines.js';
import { findCheckBoxes } from './check-boxes.js';
import {
  type DraftParagraph,
  draftParagraph,
  draftParagraphs,
  type Placed,
  rightOf,
} from './draft-paragraph.js';
import type { PlacedField } from './form-fields.js';
import { rounded, turnPage } from './frame.js';
import { contentOf, inksOf, type PageInk, readLines } from './ink.js';
import { type OpenSides, openSidesIn } from './open-sides.js';
import type { PageContent } from './page-content.js';
import { ruledCells } from './ruled-cells.js';
import type { Glyph } from './text-state.js';
import { tickBoxesUnderTicks } from './ticks-over-boxes.js';

/** A cell of one page, before tables are numbered through the document. */
export interface DraftCell {
  readonly page: number;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly content: readonly Piece[];
  readonly boxes: readonly Box[];
  /** The cell's own box in the frame in which the page is read. */
  readonly frame: Box;
  /** What is doubtful about it, for the cell that it becomes. */
  readonly flaws: readonly string[];
  /** Where its text stands in that frame, in tables without lines; null in an empty cell. */
  readonly text?: Box | null;
  /** Where no line closes it at the sides of its table. */
  readonly isOpen?: OpenSides;
  /** The page that its boxes are on, where several are read as one. */
  readonly printedOn?: number;
}

export interface DraftTable {
  readonly kind: 'table';
  readonly page: number;
  readonly pageHeight: number;
  /** In the frame in which the page is read. */
  readonly box: Box;
  readonly cells: readonly DraftCell[];
  /** What it is unless it goes on with the table of the page before. */
  readonly otherwise?: readonly DraftParagraph[];
}

export type DraftBlock = DraftTable | DraftParagraph;

/** Characters that follow on each other without a gap. */
type Run = [PageInk, ...PageInk[]];

/** Gap in character heights at a border that parts two cells' texts: the finest line with no room beside it. */
const BORDER_GAP = 0.05;

export function pageBlocks(drawn: PageContent, fields: readonly PlacedField[], page: number): DraftBlock[] {
  const { content, toPage } = turnPage(withFields(drawn, fields));
  const { width, height } = content;
  const { cells, borders } = ruledCells(content);
  const inks = inksOn(content, borders);
  const { inCells, outside } = assign(inks, cells);
  const linesIn = (cell: GridCell) => readLines(inCells.get(cell) ?? [], width, height);
  const blocks: DraftBlock[] = tableDrafts(cells).map((own) =>
    ruledDraft(own, { page, height, toPage, linesIn, vertical: content.vertical }),
  );
  const parts = alignedTables(indentedLinesOf(outside.filter(isUpright)), content.horizontal);
  const loose = parts.flatMap((part) => (part.kind === 'table' ? (part.otherwise ?? []) : [part]));
  const right = Math.max(...blocks.map(({ box }) => box[2]), rightOf(loose));
  const paragraphs = (own: readonly LoosePart[]) => draftParagraphs(own, { right, page, height, toPage });
  for (const part of parts) {
    if (part.kind !== 'table') continue;
    const table = alignedDraft(part.cells, page, height, toPage);
    blocks.push(part.otherwise === null ? table : { ...table, otherwise: paragraphs(part.otherwise) });
  }
  addAll(blocks, paragraphs(parts.flatMap((part) => (part.kind === 'table' ? [] : [part]))));
  const sideways = outside.filter((ink) => !isUpright(ink));
  for (const line of readLines(sideways, width, height)) {
    blocks.push(draftParagraph([line], { page, height, toPage }));
  }
  return blocks.filter(hasContent).sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

/** Characters and marks of a page: written, drawn, or values of form fields. */
function inksOn(content: PageContent, borders: readonly Box[]): PageInk[] {
  const shown = content.glyphs.filter((glyph) => glyph.visible && isOnPage(glyph, content));
  const written = tickBoxesUnderTicks(inksOf(shown));
  const { marks, ticks } = findCheckBoxes(content.shapes, written, borders);
  return [...written.filter((ink) => !ticks.has(ink)), ...marks];
}

/** A label of rows on two pages is drawn on both, by which the one or the other does not show it. */
function isOnPage({ box }: Glyph, { height }: PageContent): boolean {
  return box[3] > 0 && box[1] < height;
}

/** Values of form fields as glyphs of their own, laid where the field is. */
function withFields(content: PageContent, fields: readonly PlacedField[]): PageContent {
  const glyphs = fields.flatMap((field) => field.glyphs);
  return glyphs.length === 0 ? content : { ...content, glyphs: [...content.glyphs, ...glyphs] };
}

/**
 * Each run of characters goes to the smallest cell that its characters stand in. Where a run goes over a line it
 * is a value too long for its cell: all of it belongs to the cell that it is clipped to, or else begins in.
 */
function assign(
  inks: readonly PageInk[],
  cells: readonly GridCell[],
): { inCells: Map<GridCell, PageInk[]>; outside: PageInk[] } {
  const inCells = new Map<GridCell, PageInk[]>();
  const outside: PageInk[] = [];
  const bySize = [...cells].sort((a, b) => area(a.box) - area(b.box));
  const cellAt = ([x0, y0, x1, y1]: Box) => {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return bySize.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
  };
  for (const [first, ...others] of runsOf(inks).flatMap((run) => cutAtBorders(run, cellAt))) {
    const [start, ...next] = [first, ...others].map((ink) => cellAt(ink.box));
    const straddles = next.some((cell) => cell !== start);
    const clipped = straddles && first.clip !== null ? cellAt(first.clip) : undefined;
    const isInside =
      clipped !== undefined && first.clip !== null && area(first.clip) <= 1.5 * area(clipped.box);
    const cell = isInside ? clipped : start;
    if (cell === undefined) outside.push(first, ...others);
    else inCells.set(cell, [...(inCells.get(cell) ?? []), first, ...others]);
  }
  return { inCells, outside };
}

/**
 * A label that fills its cell and the value that begins in the next look like one run, but for the border's width
 * between them. A value too long for its cell runs over the border without a gap.
 */
function cutAtBorders([first, ...others]: Run, cellAt: (box: Box) => GridCell | undefined): Run[] {
  const runs: Run[] = [[first]];
  let before = first;
  for (const ink of others) {
    const isApart = ink.box[0] - before.box[2] > BORDER_GAP * ink.size;
    if (isApart && cellAt(before.box) !== cellAt(ink.box)) runs.push([ink]);
    else runs.at(-1)?.push(ink);
    before = ink;
  }
  return runs;
}

function runsOf(inks: readonly PageInk[]): Run[] {
  const runs = new Map<number, Run>();
  const alone: Run[] = [];
  for (const ink of inks) {
    const run = ink.run === null || ink.run === undefined ? undefined : runs.get(ink.run);
    if (run !== undefined) run.push(ink);
    else if (ink.run === null || ink.run === undefined) alone.push([ink]);
    else runs.set(ink.run, [ink]);
  }
  return [...runs.values(), ...alone];
}

function tableDrafts(cells: readonly GridCell[]): GridCell[][] {
  const tables = new Map<number, GridCell[]>();
  for (const cell of cells) tables.set(cell.table, [...(tables.get(cell.table) ?? []), cell]);
  return [...tables.values()];
}

interface RuledPage extends Placed {
  readonly linesIn: (cell: GridCell) => readonly InkLine[];
  readonly vertical: readonly Segment[];
}

function ruledDraft(
  own: readonly GridCell[],
  { page, height, toPage, linesIn, vertical }: RuledPage,
): DraftTable {
  const box = outline(own);
  const openSides = openSidesIn(box, vertical);
  const cells = own.map((cell): DraftCell => {
    const lines = linesIn(cell);
    const boxes = lines.length === 0 ? [cell.box] : lines.map((line) => line.box);
    const { row, column, rowSpan, columnSpan, box: frame } = cell;
    return {
      page,
      row,
      column,
      rowSpan,
      columnSpan,
      frame,
      isOpen: openSides(frame),
      flaws: cutOff(lines),
      content: contentOf(lines),
      boxes: boxes.map((own) => rounded(toPage(own))),
    };
  });
  return { kind: 'table', page, pageHeight: height, box, cells };
}

function alignedDraft(
  cells: readonly AlignedCell[],
  page: number,
  pageHeight: number,
  toPage: (box: Box) => Box,
): DraftTable {
  return {
    kind: 'table',
    page,
    pageHeight,
    box: outline(cells),
    cells: cells.map(({ row, column, rowSpan, columnSpan, box, lines, flaws = [] }) => ({
      page,
      row,
      column,
      columnSpan,
      rowSpan,
      frame: box,
      flaws: [...flaws, ...perhapsCutOff(lines)],
      text: lines.length === 0 ? null : outline(lines),
      content: contentOf(lines),
      boxes: (lines.length === 0 ? [box] : lines.map((line) => line.box)).map((own) => rounded(toPage(own))),
    })),
  };
}

function hasContent(block: DraftBlock): boolean {
  return block.kind === 'paragraph'
    ? block.content.length > 0
    : block.cells.some((cell) => cell.content.length > 0);
}

function isUpright(ink: PageInk): boolean {
  return ink.direction === 'right';
}

function area([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0);
}
