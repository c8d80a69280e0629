/** Takes rules off the page before text is read. */
import type { Grey, Ink } from '../raster.js';
import { courseOf } from './course.js';
import type { PageRules, Rule } from './rule.js';

/** Wipes rules off both planes. Ink that crosses a rule stays, so that a tick over a border is not cut. */
export function eraseRules(page: Grey, ink: Ink, { horizontal, vertical }: PageRules, glyph: number): void {
  const { width, height } = ink;
  const followed = (direction: 'horizontal' | 'vertical') => (rule: Rule) => {
    const course = courseOf(ink, rule, direction, glyph);
    return { ...rule, ruleAt: (along: number): Rule => ({ ...rule, at: rule.at + course(along) }) };
  };
  // All are followed before the first is wiped, which would break those that cross it.
  const level = horizontal.map(followed('horizontal'));
  const upright = vertical.map(followed('vertical'));
  for (const { from, to, ruleAt } of level) {
    for (let x = Math.max(0, from - 1); x < Math.min(width, to + 1); x++) {
      eraseAcross(page, ink, x, width, ruleAt(x), height);
    }
  }
  for (const { from, to, ruleAt } of upright) {
    for (let y = Math.max(0, from - 1); y < Math.min(height, to + 1); y++) {
      eraseAcross(page, ink, y * width, 1, ruleAt(y), width);
    }
  }
}

/** Erases one slice of a rule: pixels `start + n * step` for n within its thickness. */
function eraseAcross(page: Grey, ink: Ink, start: number, step: number, rule: Rule, limit: number): void {
  const reach = rule.thickness / 2 + 0.5;
  let from = Math.max(0, Math.round(rule.at - reach));
  let to = Math.min(limit - 1, Math.round(rule.at + reach));
  // The line may lie a little off its mean place: follow it while there is ink, by no more than its thickness.
  const slack = Math.ceil(rule.thickness / 2) + 1;
  const isInk = (n: number) => ink.data[start + n * step] === 1;
  const before = Math.max(0, from - slack);
  const after = Math.min(limit - 1, to + slack);
  const crossed = isInk(before) && isInk(after) && isInk(from) && isInk(to);
  if (crossed) return;
  while (from > before && isInk(from) && isInk(from - 1) && !isInk(before)) from--;
  while (to < after && isInk(to) && isInk(to + 1) && !isInk(after)) to++;
  for (let n = from; n <= to; n++) {
    ink.data[start + n * step] = 0;
    page.data[start + n * step] = 255;
  }
}
