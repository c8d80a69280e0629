/** Takes rules off the page before text is read. */
import type { Grey, Ink } from '../raster.js';
import type { PageRules, Rule } from './rule.js';

/** Wipes rules off both planes. Ink that crosses a rule stays, so that a tick over a border is not cut. */
export function eraseRules(page: Grey, ink: Ink, { horizontal, vertical }: PageRules): void {
  const { width, height } = ink;
  for (const rule of horizontal) {
    for (let x = Math.max(0, rule.from - 1); x < Math.min(width, rule.to + 1); x++) {
      eraseAcross(page, ink, x, width, rule, height);
    }
  }
  for (const rule of vertical) {
    for (let y = Math.max(0, rule.from - 1); y < Math.min(height, rule.to + 1); y++) {
      eraseAcross(page, ink, y * width, 1, rule, width);
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
