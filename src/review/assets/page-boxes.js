/** Boxes over the picture of a page: one group of boxes a field, placed in shares of the page so that they zoom along. */
import { h } from './dom.js';

const slotOf = ({ indicator, period }) => `${indicator} ${period}`;

/** Shares of the page by which a box is drawn larger than the text that it holds. */
const MARGIN = 0.003;

/**
 * @param size width and height of the page, in the unit of the boxes
 * @returns the layer, and `slot` → its elements
 */
export function boxLayer(fields, page, size, onPick) {
  const bySlot = new Map();
  const layer = h('div.boxes');
  for (const field of fields) {
    const { place } = field;
    if ((place.page ?? 1) !== page) continue;
    for (const box of place.boxes) {
      const element = boxElement(box, size, () => onPick(slotOf(field)));
      bySlot.set(slotOf(field), [...(bySlot.get(slotOf(field)) ?? []), element]);
      layer.append(element);
    }
  }
  return { layer, bySlot };
}

function boxElement([x0, y0, x1, y1], { width, height }, onclick) {
  const element = h('div.box', { onclick });
  const share = (from, to, whole) => [from / whole - MARGIN, (to - from) / whole + 2 * MARGIN];
  const [left, wide] = share(x0, x1, width);
  const [top, high] = share(y0, y1, height);
  Object.assign(element.style, {
    left: `${left * 100}%`,
    top: `${top * 100}%`,
    width: `${wide * 100}%`,
    height: `${high * 100}%`,
  });
  return element;
}
