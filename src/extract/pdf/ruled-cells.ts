/** A page's drawing → cells: between its lines, or between the edges of shaded fields where it has no lines. */
import type { Box } from '../../model/document.js';
import { cellsFromRulings, type GridCell, outline, POINT_SETTINGS } from '../grid/rulings.js';
import type { PageContent } from './page-content.js';
import { NEARLY_WHITE, type Shape } from './paths.js';

/**
 * Share of a table's words that stand on shaded ground where each of its fields is shaded. Where only labels or every
 * other row are, fewer do, even with long labels beside short values; then the edges are not those of the cells.
 */
const ALL_SHADED = 0.9;

/** Sides of a border round one character, in points. */
const LARGEST_BORDER = 24;

/** `borders` are drawn round characters in cells, which word processors do to make a box of a tick or a blank. */
export function ruledCells(content: PageContent): { cells: GridCell[]; borders: Box[] } {
  const ruled = cellsFromRulings(content, POINT_SETTINGS).filter(isRoomy);
  const borders = ruled.filter((cell) => isCharacterBorder(cell, ruled));
  const cells = ruled.filter((cell) => !borders.includes(cell));
  return {
    cells: cells.length > 1 ? cells : shadedCells(content, cells),
    borders: borders.map(({ box }) => box),
  };
}

/** The only cell of a table that stands within a cell of another. */
function isCharacterBorder({ table, box }: GridCell, cells: readonly GridCell[]): boolean {
  const [x0, y0, x1, y1] = box;
  if (x1 - x0 > LARGEST_BORDER || y1 - y0 > LARGEST_BORDER) return false;
  const others = cells.filter((cell) => cell.table === table);
  const isIn = ({ box: outer }: GridCell) => x0 > outer[0] && y0 > outer[1] && x1 < outer[2] && y1 < outer[3];
  return others.length === 1 && cells.some((cell) => cell.table !== table && isIn(cell));
}

/** Cells between the edges of shaded fields, or else those of the lines. */
function shadedCells(content: PageContent, cells: GridCell[]): GridCell[] {
  const shaded = content.shapes.filter(
    ({ box, painted, lightness, outline: shape }) =>
      painted === 'fill' && shape === 'rectangle' && lightness <= NEARLY_WHITE && isRoomy({ box }),
  );
  const fromShading = cellsFromRulings(withEdges(content, shaded), POINT_SETTINGS).filter(isRoomy);
  // Fewer columns than two is a coloured ground, and its words are found by how they are aligned.
  const hasColumns = fromShading.some((cell) => cell.column > 0);
  return hasColumns && isAllShaded(content, fromShading, shaded) ? fromShading : cells;
}

function withEdges({ horizontal, vertical }: PageContent, shaded: readonly Shape[]) {
  const level = shaded.flatMap(({ box: [x0, y0, x1, y1] }) => [
    { at: y0, from: x0, to: x1 },
    { at: y1, from: x0, to: x1 },
  ]);
  const upright = shaded.flatMap(({ box: [x0, y0, x1, y1] }) => [
    { at: x0, from: y0, to: y1 },
    { at: x1, from: y0, to: y1 },
  ]);
  return { horizontal: [...horizontal, ...level], vertical: [...vertical, ...upright] };
}

/** Of the words at the level of the cells, as good as all begin on shaded ground. */
function isAllShaded({ glyphs }: PageContent, cells: readonly GridCell[], shaded: readonly Shape[]): boolean {
  const [, top, , bottom] = outline(cells);
  const written = glyphs.filter(({ visible, text }) => visible && text.trim() !== '');
  const words = written
    .filter(({ run }, index) => run === null || run !== written[index - 1]?.run)
    .map(({ box: [x0, y0, x1, y1] }) => ({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }))
    .filter(({ y }) => y >= top && y <= bottom);
  const onShade = words.filter(({ x, y }) =>
    shaded.some(({ box: [x0, y0, x1, y1] }) => x >= x0 && x <= x1 && y >= y0 && y <= y1),
  );
  return onShade.length >= ALL_SHADED * words.length;
}

/** Room for one line of the smallest print. */
function isRoomy({ box }: { readonly box: Box }): boolean {
  return box[3] - box[1] >= 6 && box[2] - box[0] >= 6;
}
