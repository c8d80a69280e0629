/** Reads the picture of a page into tables and paragraphs: the entry for the image and the PDF adapter. */
import type { Block, Box, Cell, Paragraph, Table } from '../../model/document.js';
import type { ReadOptions } from '../adapter.js';
import type { PageImage } from '../page-image.js';
import { drawDebugPicture } from './debug-picture.js';
import { type LaidOutCell, layOut } from './layout.js';
import { looksNumeric } from './numbers.js';
import { uprightLayout } from './orientation.js';
import { type Page, preparePage } from './prepare.js';
import { projectRect } from './projection.js';
import { overlapArea, type Rect, rectWidth } from './raster.js';
import { readingCache } from './reading-cache.js';
import { stripReader } from './recognise/readers.js';
import type { StripReader } from './recognise/strip-reader.js';
import { joinLines, type RegionLine, readRegion } from './region.js';
import type { ScanPage } from './scan-page.js';
import { BLANK_LINE, type Reading } from './segment.js';
import { type StageTimes, Stopwatch } from './stopwatch.js';

/** Changes whenever the same pixels may be read differently; part of every cache key. */
const SCAN_VERSION = 'scan-23';

/** Character height in the picture below which digits begin to be misread: 10.5 pt at 100 dpi has 14. */
const LOW_RESOLUTION_GLYPH = 15;

/** A line to write on stands this far below the middle of its cell and is this long, in character heights. */
const BELOW_MIDDLE = 0.25;
const BLANK_LINE_WIDTH = 1.2;

/** Gap between two numbers, in character heights, that is wider than between lines of one text; their score then. */
const APART = 0.6;
const DOUBTED = 0.4;

/** Character heights up to which a piece of a title is taken for a character. */
const TITLE_HEIGHT = 3.5;

export async function readPageImage(image: PageImage, options: ReadOptions): Promise<ScanPage> {
  const cache = readingCache(options.cacheDir, SCAN_VERSION);
  const known = await cache.find(image);
  if (known !== null && options.debugImages === null) return known;
  const { page } = await readPageAfresh(image, options);
  await cache.keep(image, page);
  return page;
}

/** The same without the cache, and with the time that each stage took; `instead` reads in place of the usual reader. */
export async function readPageAfresh(
  image: PageImage,
  options: ReadOptions,
  instead?: StripReader,
): Promise<{ page: ScanPage; times: StageTimes }> {
  const watch = new Stopwatch();
  const prepared = await watch.timeAsync('prepare', () => preparePage(image));
  if (prepared.glyph === 0) return { page: { blocks: [], warnings: [] }, times: watch.times };
  const { reader, warnings } =
    instead === undefined ? await stripReader() : { reader: instead, warnings: [] };
  const first = watch.time('lines', () => layOut(prepared));
  const layout = await uprightLayout(first, reader, watch);
  const blocks = await readBlocks({ layout, reader, watch }, image);
  if (options.debugImages !== null) await drawDebugPicture(options.debugImages, image, layout, blocks);
  return { page: { blocks, warnings }, times: watch.times };
}

async function readBlocks(reading: Reading, image: PageImage): Promise<Block[]> {
  const { layout } = reading;
  // All at once: the recogniser reads side by side what is asked for at the same time.
  const [tables, lines] = await Promise.all([
    readTables(reading, image),
    readRegion(layout.outside, reading, TITLE_HEIGHT),
  ]);
  const placed = [
    ...lines.map((line) => ({
      top: topAmong(tables, line.rect),
      block: paragraphOf(line, layout.page, image) as Block,
    })),
    ...tables.map(({ table, top }) => ({ top, block: table as Block })),
  ];
  return placed.sort((a, b) => a.top - b.top).map(({ block }) => block);
}

interface ReadTable {
  readonly table: Table;
  readonly top: number;
  readonly bottom: number;
}

/** What stands beside a table comes before it: nothing then parts the table from the signatures below. */
function topAmong(tables: readonly ReadTable[], { y0, y1 }: Rect): number {
  const middle = (y0 + y1) / 2;
  const beside = tables.find(({ top, bottom }) => middle > top && middle < bottom);
  return Math.min(y0, beside?.top ?? y0);
}

async function readTables(reading: Reading, image: PageImage): Promise<ReadTable[]> {
  const tables = new Map<number, { cells: Cell[]; top: number; bottom: number }>();
  const read = await Promise.all(
    reading.layout.cells.map(async (laidOut) => ({
      laidOut,
      cell: await readCell(laidOut, reading, image),
    })),
  );
  for (const { laidOut, cell } of read) {
    const { table, box } = laidOut.cell;
    const entry = tables.get(table) ?? { cells: [], top: box[1], bottom: box[3] };
    tables.set(table, entry);
    entry.top = Math.min(entry.top, box[1]);
    entry.bottom = Math.max(entry.bottom, box[3]);
    entry.cells.push(cell);
  }
  return [...tables].map(([index, { cells, top, bottom }]) => ({
    table: { kind: 'table', index, grid: true, cells },
    top,
    bottom,
  }));
}

async function readCell(
  { cell, components }: LaidOutCell,
  reading: Reading,
  image: PageImage,
): Promise<Cell> {
  const { page } = reading.layout;
  const rect = { x0: cell.box[0], y0: cell.box[1], x1: cell.box[2], y1: cell.box[3] };
  const read = (await readRegion(components, reading)).map((line) => writtenOn(line, rect, page.glyph));
  const lines = holdsTwoNumbers(read, page.glyph) ? read.map(doubted) : read;
  const alternatives = lines.length === 1 ? (lines[0]?.alternatives ?? []) : [];
  const flaws = flawsOf(rect, page, image);
  return {
    row: cell.row,
    column: cell.column,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    content: joinLines(lines),
    origin: {
      page: image.page,
      boxes: boxesOf(lines.length === 0 ? [rect] : lines.map((line) => line.rect), page),
      table: cell.table,
      row: cell.row,
      column: cell.column,
    },
    ...(alternatives.length > 0 ? { alternatives } : {}),
    ...(flaws.length > 0 ? { flaws } : {}),
  };
}

/** Numbers one below the other, farther apart than lines of a text, stand in two cells whose rule was not found. */
function holdsTwoNumbers(lines: readonly RegionLine[], glyph: number): boolean {
  const isNumber = ({ pieces }: RegionLine) =>
    pieces.length === 1 && pieces.every((piece) => piece.kind === 'text' && looksNumeric(piece.text));
  return lines.some((line, i) => {
    const next = lines[i + 1];
    if (next === undefined || !isNumber(line) || !isNumber(next)) return false;
    return next.rect.y0 - line.rect.y1 >= APART * glyph;
  });
}

function doubted(line: RegionLine): RegionLine {
  const pieces = line.pieces.map((piece) => ({ ...piece, score: Math.min(piece.score ?? 1, DOUBTED) }));
  return { ...line, pieces };
}

/** Dashes below the middle of their cell, long together, are a line to write on with nothing on it. */
function writtenOn(line: RegionLine, cell: Rect, glyph: number): RegionLine {
  const [only, ...others] = line.pieces;
  if (others.length > 0 || only?.kind !== 'text' || !/^[—-]+$/u.test(only.text)) return line;
  const low = (line.rect.y0 + line.rect.y1) / 2 - (cell.y0 + cell.y1) / 2;
  const isLine = low > BELOW_MIDDLE * glyph && rectWidth(line.rect) > BLANK_LINE_WIDTH * glyph;
  return isLine ? { ...line, pieces: [{ ...only, text: BLANK_LINE }] } : line;
}

function flawsOf(rect: Rect, page: Page, image: PageImage): string[] {
  const flaws: string[] = [];
  if (page.stamps.some((stamp) => overlapArea(rect, stamp) > 0)) flaws.push('stamp');
  const [x0, y0, x1, y1] = projectRect(page.toSource, rect);
  if (x0 < 2 || y0 < 2 || x1 > image.width - 2 || y1 > image.height - 2) flaws.push('cut-off');
  if (page.sourceGlyph < LOW_RESOLUTION_GLYPH) flaws.push('low-resolution');
  return flaws;
}

function paragraphOf(line: RegionLine, page: Page, image: PageImage): Paragraph {
  const origin = {
    page: image.page,
    boxes: boxesOf([line.rect], page),
    table: null,
    row: null,
    column: null,
  };
  return { kind: 'paragraph', content: [...line.pieces], origin };
}

function boxesOf(rects: readonly Rect[], page: Page): Box[] {
  return rects.map((rect) => projectRect(page.toSource, rect));
}
