/**
 * Text that runs sideways: a page printed lying down without saying so, an upright label down the side of a
 * table. A frame turns coordinates so that its text runs to the right, and back again.
 */
import type { Box } from '../../model/document.js';
import type { PageContent } from './page-content.js';
import type { Direction, Glyph } from './text-state.js';

/** Turns a box of the page (of this size) into the frame in which text of `direction` runs to the right. */
export function turnBox([x0, y0, x1, y1]: Box, direction: Direction, width: number, height: number): Box {
  if (direction === 'down') return [y0, width - x1, y1, width - x0];
  if (direction === 'up') return [height - y1, x0, height - y0, x1];
  if (direction === 'left') return [width - x1, height - y1, width - x0, height - y0];
  return [x0, y0, x1, y1];
}

const BACK: Readonly<Record<Direction, Direction>> = { right: 'right', down: 'up', up: 'down', left: 'left' };

/** The direction in which text that ran to `direction` runs after turning the page by `turn`. */
const ANGLE: Readonly<Record<Direction, number>> = { right: 0, down: 1, left: 2, up: 3 };
const BY_ANGLE: readonly Direction[] = ['right', 'down', 'left', 'up'];

/** Direction of most of the text, by characters. */
export function mainDirection(glyphs: readonly Pick<Glyph, 'direction' | 'text'>[]): Direction {
  const counts = new Map<Direction, number>();
  for (const { direction, text } of glyphs) {
    if (text.trim() !== '') counts.set(direction, (counts.get(direction) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'right';
}

/** The page turned so that its main text runs to the right, and the way back for boxes. */
export function turnPage(content: PageContent): {
  content: PageContent;
  toPage: (box: Box) => Box;
} {
  const direction = mainDirection(content.glyphs);
  const { width, height } = content;
  // Columns of vertical writing are read as they stand: the page itself is upright.
  if (direction === 'right') return { content, toPage: (box) => box };
  const turn = (box: Box) => turnBox(box, direction, width, height);
  const sideways = direction !== 'left';
  const [turnedWidth, turnedHeight] = sideways ? [height, width] : [width, height];
  const lines = [
    ...content.horizontal.map(({ at, from, to }): Box => [from, at, to, at]),
    ...content.vertical.map(({ at, from, to }): Box => [at, from, at, to]),
  ].map(turn);
  return {
    content: {
      ...content,
      width: turnedWidth,
      height: turnedHeight,
      glyphs: content.glyphs.map((glyph) => ({
        ...glyph,
        box: turn(glyph.box),
        clip: glyph.clip === null ? null : turn(glyph.clip),
        direction: BY_ANGLE[(ANGLE[glyph.direction] - ANGLE[direction] + 4) % 4] ?? 'right',
      })),
      shapes: content.shapes.map((shape) => ({ ...shape, box: turn(shape.box) })),
      images: content.images.map((image) => ({ ...image, box: turn(image.box) })),
      horizontal: lines
        .filter(([x0, y0, x1, y1]) => x1 - x0 >= y1 - y0)
        .map(([x0, y0, x1, y1]) => ({ at: (y0 + y1) / 2, from: x0, to: x1 })),
      vertical: lines
        .filter(([x0, y0, x1, y1]) => x1 - x0 < y1 - y0)
        .map(([x0, y0, x1, y1]) => ({ at: (x0 + x1) / 2, from: y0, to: y1 })),
    },
    toPage: (box) => turnBox(box, BACK[direction], turnedWidth, turnedHeight),
  };
}

/** Whether the middle of one box lies in the other. */
export function centreWithin(inner: Box, outer: Box): boolean {
  const [x, y] = [(inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2];
  return x >= outer[0] && x <= outer[2] && y >= outer[1] && y <= outer[3];
}

/** Hundredths of a point: finer is noise of the arithmetic. */
export function rounded([x0, y0, x1, y1]: Box): Box {
  const round = (value: number) => Math.round(value * 100) / 100;
  return [round(x0), round(y0), round(x1), round(y1)];
}
