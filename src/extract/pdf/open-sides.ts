/** Sides of a table that no line closes: its columns go on, on the page beside. */
import type { Box } from '../../model/document.js';
import { POINT_SETTINGS } from '../grid/rulings.js';
import { joinSegments, overlap, type Segment } from '../grid/segments.js';

export interface OpenSides {
  readonly left: boolean;
  readonly right: boolean;
}

/** Share of its height that is drawn at the side of a cell, be it in dots. */
const LEAST_DRAWN = 0.25;

/** Which sides of a cell are sides of its `table` and not drawn by any of the `vertical` lines of the page. */
export function openSidesIn(table: Box, vertical: readonly Segment[]): (cell: Box) => OpenSides {
  const { snap, gap } = POINT_SETTINGS;
  const drawnAt = (side: number) =>
    joinSegments(
      vertical.filter(({ at }) => Math.abs(at - side) <= snap),
      snap,
      gap,
    );
  const [atLeft, atRight] = [drawnAt(table[0]), drawnAt(table[2])];
  const isOpen = (lines: readonly Segment[], [, top, , bottom]: Box) =>
    lines.reduce((sum, line) => sum + overlap(line, top, bottom), 0) < LEAST_DRAWN * (bottom - top);
  return (cell) => ({
    left: cell[0] - table[0] <= snap && isOpen(atLeft, cell),
    right: table[2] - cell[2] <= snap && isOpen(atRight, cell),
  });
}
