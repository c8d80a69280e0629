/**
 * Ink that ties two rows of a tight table together: where the foot of one character meets the head of the one below,
 * wiping the rule between them leaves one piece of ink, and one of the two cells would lose its text.
 */
import { type Component, type Components, findComponents } from './components.js';
import type { Grey, Ink } from './raster.js';
import type { PageRules, Rule } from './rules/rule.js';
import { isTick } from './shapes.js';

/** Height of such ink at the least, and what of it stands on either side of the rule, in character heights. */
const TIED = { height: 1.5, side: 0.45 } as const;

/** The components of `ink`, those that are tied cut along the rules; `page` and `ink` are cut as well. */
export function componentsByRow(page: Grey, ink: Ink, rules: PageRules, glyph: number): Components {
  const components = findComponents(ink);
  let cut = false;
  for (const component of components.list) {
    if (component.y1 - component.y0 < TIED.height * glyph) continue;
    const crossed = rules.horizontal.filter((rule) => ties(component, rule, glyph));
    // A tick that a pen drew over a border is one mark all the same.
    if (crossed.length === 0 || isTick(component, components)) continue;
    for (const rule of crossed) cutAlong(rule, component, components, page, ink);
    cut = true;
  }
  return cut ? findComponents(ink) : components;
}

function ties({ x0, y0, x1, y1 }: Component, { at, from, to }: Rule, glyph: number): boolean {
  return from < x1 && to > x0 && at - y0 >= TIED.side * glyph && y1 - at >= TIED.side * glyph;
}

function cutAlong(
  rule: Rule,
  component: Component,
  { labels, width, height }: Components,
  page: Grey,
  ink: Ink,
): void {
  const top = Math.max(0, Math.floor(rule.at - rule.thickness / 2));
  const bottom = Math.min(height - 1, Math.ceil(rule.at + rule.thickness / 2));
  for (let y = top; y <= bottom; y++) {
    for (let i = y * width + component.x0, end = y * width + component.x1; i < end; i++) {
      if (labels[i] !== component.label) continue;
      ink.data[i] = 0;
      page.data[i] = 255;
    }
  }
}
