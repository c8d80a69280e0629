/** A tick that is written over an empty box, in a layer of its own: one ticked box, whenever it was drawn. */
import { MARK_GLYPHS } from '../../model/mark-glyphs.js';
import { centreWithin } from './frame.js';
import type { PageInk } from './ink.js';

export function tickBoxesUnderTicks(inks: readonly PageInk[]): PageInk[] {
  const boxes = inks.filter(isEmptyBox);
  const ticked = new Map<PageInk, PageInk>();
  const ticks = new Set<PageInk>();
  for (const tick of boxes.length === 0 ? [] : inks.filter(isTick)) {
    const box = boxes.find((other) => centreWithin(tick.box, other.box));
    if (box === undefined) continue;
    ticks.add(tick);
    ticked.set(box, { ...box, text: `${box.text}${tick.text}`, mark: 'checked' });
  }
  return inks.filter((ink) => !ticks.has(ink)).map((ink) => ticked.get(ink) ?? ink);
}

function isEmptyBox({ text, mark }: PageInk): boolean {
  const glyph = MARK_GLYPHS.get(text);
  return mark === 'unchecked' || (mark === null && glyph?.shape === 'box' && glyph.meaning === 'unchecked');
}

function isTick({ text, mark }: PageInk): boolean {
  const glyph = MARK_GLYPHS.get(text);
  return mark === null && glyph?.shape === 'tick' && glyph.meaning === 'checked';
}
