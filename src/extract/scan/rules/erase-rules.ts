/** Takes rules off the page before text is read. */
import type { Grey, Ink } from '../raster.js';
import { courseOf } from './course.js';
import type { PageRules, Rule } from './rule.js';

/** Wipes rules off both planes. Ink that crosses a rule stays, so that a tick over a border is not cut. */
export function eraseRules(page: Grey, ink: Ink, { horizontal, vertical }: PageRules, glyph: number): void {
  const { width, height } = ink;
  const courses = {
    horizontal: horizontal.map((rule) => courseOf(ink, rule, 'horizontal', glyph)),
    vertical: vertical.map((rule) => courseOf(ink, rule, 'vertical', glyph)),
  };
  horizontal.forEach((rule, n) => {
    for (let x = Math.max(0, rule.from - 1); x < Math.min(width, rule.to + 1); x++) {
      eraseAcross(page, ink, x, width, rule, height, courses.horizontal[n]?.(x) ?? 0);
    }
  });
  vertical.forEach((rule, n) => {
    for (let y = Math.max(0, rule.from - 1); y < Math.min(height, rule.to + 1); y++) {
      eraseAcross(page, ink, y * width, 1, rule, width, courses.vertical[n]?.(y) ?? 0);
    }
  });
}

/** Erases one slice of a rule: pixels `start + n * step` for n within its thickness, so many off its place. */
function eraseAcross(
  page: Grey,
  ink: Ink,
  start: number,
  step: number,
  { at, thickness }: Rule,
  limit: number,
  offset: number,
): void {
  const reach = thickness / 2 + 0.5;
  let from = Math.max(0, Math.round(at + offset - reach));
  let to = Math.min(limit - 1, Math.round(at + offset + reach));
  // The line may lie a little off its mean place: follow it while there is ink, by no more than its thickness.
  const slack = Math.ceil(thickness / 2) + 1;
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
