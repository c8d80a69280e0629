/** Strokes of a pen on the left of an empty box: through its side, or a tick of which a rule has cut off the short arm. */
import type { Component, Components } from './components.js';
import type { OptionMark } from './option-mark.js';
import { clip, type Rect, rectHeight, rectWidth } from './raster.js';
import { isRisingStroke } from './shapes.js';
import type { TextLine } from './text-lines.js';

/** A stroke through the left side of a box: how far it reaches, from where on it counts, and its least ink; in sides. */
export const ATTACHED = { reach: 1.4, away: 0.2, ink: 0.02 } as const;

/** How far within its bounds the left side of a box lies at most, in sides: a stroke that touches it widens them. */
const SIDE_WITHIN = 0.2;

/** The rising stroke of a tick: its least height in sides of the box, and its gap to the box at most. */
const RISING = { height: 0.5, gap: 0.4 } as const;

/**
 * A stroke that crosses the left side of an empty box and ends before it is the tick of a pen that missed the middle.
 * On the right the box's own word may touch it, so nothing is told there.
 */
export function withAttachedTick(box: OptionMark, line: TextLine, components: Components): OptionMark {
  if (box.piece.state === 'checked') return box;
  const side = rectWidth(box.rect);
  const left = leftSide(box.rect, components);
  const before = {
    x0: left - ATTACHED.reach * side,
    x1: left - ATTACHED.away * side,
    y0: box.rect.y0 - 0.6 * side,
    y1: box.rect.y1 + 0.2 * side,
  };
  const stroke = line.components.find(
    (component) =>
      component.x1 > box.rect.x0 + 0.1 * side &&
      component.x0 < before.x1 &&
      component.x0 >= before.x0 &&
      component.y1 > box.rect.y0 &&
      component.y0 < box.rect.y1 &&
      ownInk(component, before, components) >= ATTACHED.ink * side * side,
  );
  if (stroke === undefined) return box;
  return {
    ...box,
    piece: { kind: 'mark', state: 'checked', glyph: 'ink √□', score: 0.85 },
    components: [...new Set([...box.components, stroke])],
  };
}

/** The column in which a box's left side has most ink. */
function leftSide({ x0, x1, y0, y1 }: Rect, { labels, width }: Components): number {
  let best = { x: x0, rows: 0 };
  for (let x = x0; x <= x0 + SIDE_WITHIN * (x1 - x0); x++) {
    let rows = 0;
    for (let y = y0; y < y1; y++) if (labels[y * width + x] !== 0) rows++;
    if (rows > best.rows) best = { x, rows };
  }
  return best.x;
}

function ownInk({ label }: Component, rect: Rect, { labels, width, height }: Components): number {
  const { x0, y0, x1, y1 } = clip(rect, { width, height });
  let ink = 0;
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) if (labels[y * width + x] === label) ink++;
  return ink;
}

/**
 * Whether a slanting stroke stands just before an empty box: the long arm of a tick, whose short one a rule hides, or a
 * tick of one stroke. Print has nothing there.
 */
export function risesBefore(component: Component, box: OptionMark, components: Components): boolean {
  const side = rectWidth(box.rect);
  const gap = box.rect.x0 - component.x1;
  return (
    box.piece.state === 'unchecked' &&
    gap >= -RISING.gap * side &&
    gap <= RISING.gap * side &&
    component.x0 < box.rect.x0 &&
    component.y0 < box.rect.y1 &&
    component.y1 > box.rect.y0 &&
    rectHeight(component) >= RISING.height * side &&
    isRisingStroke(component, components)
  );
}
