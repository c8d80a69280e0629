/**
 * Strokes of a pen that a rule between two cells has cut: a tick on the left of its box often begins in the cell
 * before. Wiping the rule leaves two pieces of ink, of which one is dirt in a label and the other no tick.
 */
import type { Component, Components } from './components.js';
import { type Grey, type Ink, type Rect, rectHeight, rectWidth } from './raster.js';
import type { PageRules, Rule } from './rules/rule.js';

/** What lies left of the rule, in character heights: no more than the short arm of a tick, and no speck. */
const ARM = { width: 0.75, height: 1.1, least: 0.1 } as const;
/** Pixels that wiping may have taken on each side beyond the rule's own thickness. */
const WIPED = 2;

/**
 * Draws what the rules took of strokes that go on behind them into both planes; gives a pixel of each such stroke, which
 * belongs to the cell on its right.
 */
export function mendCrossingStrokes(
  page: Grey,
  ink: Ink,
  components: Components,
  { vertical }: PageRules,
  glyph: number,
): number[] {
  const mended: number[] = [];
  for (const rule of vertical) {
    const near = components.list.filter((component) => touches(component, rule));
    const arms = near.filter((component) => isArm(component, rule, glyph));
    for (const arm of arms) {
      const from = rowsAt(arm, arm.x1 - WIPED, arm.x1, components);
      for (const stroke of near) {
        if (stroke.x0 < rule.at || rectWidth(stroke) < ARM.least * glyph) continue;
        const to = rowsAt(stroke, stroke.x0, stroke.x0 + WIPED, components);
        const apart = stroke.x0 - arm.x1;
        // A pen goes no steeper there than two rows for each column.
        const rows = Math.max(from.top - to.bottom, to.top - from.bottom, 0);
        if (rows > 2 * (apart + 1)) continue;
        bridge(page, ink, { x0: arm.x1 - 1, x1: stroke.x0 }, from, to);
        mended.push(to.top * ink.width + stroke.x0);
      }
    }
  }
  return mended;
}

function touches({ x0, x1, y0, y1 }: Component, { at, thickness, from, to }: Rule): boolean {
  const reach = thickness / 2 + WIPED + 0.5;
  return y0 < to && y1 > from && x0 <= at + reach && x1 >= at - reach;
}

function isArm(component: Component, { at }: Rule, glyph: number): boolean {
  const [width, height] = [rectWidth(component), rectHeight(component)];
  return (
    component.x1 <= at + 1 &&
    width >= ARM.least * glyph &&
    width <= ARM.width * glyph &&
    height <= ARM.height * glyph
  );
}

interface Rows {
  readonly top: number;
  readonly bottom: number;
}

/** The rows that a component has in columns x0 to x1. */
function rowsAt({ label, y0, y1 }: Component, x0: number, x1: number, { labels, width }: Components): Rows {
  let [top, bottom] = [y1, y0];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      if (labels[y * width + x] !== label) continue;
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return { top, bottom };
}

/** Fills what lies between two edges of a stroke. */
function bridge(page: Grey, ink: Ink, { x0, x1 }: Pick<Rect, 'x0' | 'x1'>, from: Rows, to: Rows): void {
  for (let x = x0; x <= x1; x++) {
    const share = (x - x0) / (x1 - x0);
    const top = Math.round(from.top + share * (to.top - from.top));
    const bottom = Math.round(from.bottom + share * (to.bottom - from.bottom));
    for (let y = top; y <= bottom; y++) {
      ink.data[y * ink.width + x] = 1;
      page.data[y * page.width + x] = 0;
    }
  }
}
