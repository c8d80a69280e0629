/**
 * Boxes that a pen has filled, badly: told by the empty ones beside them or in another line of the cell, since a
 * character is hardly ever of their size, as full of ink, and set off as they are.
 */
import type { Component, Components } from './components.js';
import type { OptionMark } from './option-mark.js';
import { type Ink, inkShare, type Rect, rectHeight, rectWidth } from './raster.js';
import { isTick } from './shapes.js';
import { aloneInColumns, inSlot } from './slots.js';
import type { TextLine } from './text-lines.js';

/**
 * Dense ink of a box that was filled by hand, as a share of its bounds, and from where on it is surely no character
 * whose strokes have run together; how far the pen goes beyond the box; certainty.
 */
const SCRIBBLED = { cover: 0.62, sure: 0.7, grown: 1.3, score: 0.9 } as const;
/** How far, as a share of its height, a box in the same line may stand higher or lower. */
const LEVEL = 0.25;

/** The empty boxes by which a filled one is known: those of its own line, and those of other lines of the cell. */
interface EmptyBoxes {
  readonly beside: readonly OptionMark[];
  readonly elsewhere: readonly OptionMark[];
}

export function scribbledBoxes(
  { beside, elsewhere }: EmptyBoxes,
  free: readonly Component[],
  line: TextLine,
  dense: Ink,
  components: Components,
  glyph: number,
): OptionMark[] {
  return free.flatMap((component) => {
    const like = [
      ...beside.filter(({ rect }) => isGrownFrom(rect, component) && isLevelWith(rect, component)),
      ...elsewhere.filter(({ rect }) => isGrownFrom(rect, component)),
    ];
    if (like.length === 0) return [];
    const cover = inkShare(dense, component);
    const isScribble =
      cover >= SCRIBBLED.cover &&
      aloneInColumns(component, line) &&
      inSlot(component, line, glyph) &&
      !isTick(component, components);
    if (!isScribble) return [];
    return {
      rect: component,
      piece: { kind: 'mark', state: 'checked', glyph: 'ink ■', score: SCRIBBLED.score },
      components: [component],
      doubtful: cover < SCRIBBLED.sure,
    };
  });
}

/** Whether it is an empty box's size, or somewhat more where the pen went beyond. */
function isGrownFrom(empty: Rect, component: Rect): boolean {
  const grown = (length: number, side: number) => length >= 0.9 * side && length <= SCRIBBLED.grown * side;
  return grown(rectWidth(component), rectWidth(empty)) && grown(rectHeight(component), rectHeight(empty));
}

function isLevelWith(empty: Rect, component: Rect): boolean {
  const apart = Math.abs((empty.y0 + empty.y1) / 2 - (component.y0 + component.y1) / 2);
  return apart <= LEVEL * rectHeight(empty);
}
