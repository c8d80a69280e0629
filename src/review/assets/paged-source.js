/** What PDF and pictures have in common: pages below each other, zoom, and boxes that are marked. */
import { h, icon, replace } from './dom.js';
import { t } from './language.js';

const slotOf = ({ indicator, period }) => `${indicator} ${period}`;

const SMALLEST = 0.3;
const LARGEST = 6;

/** @param pages elements of the pages, with what `boxLayer` made of each (filled in as pages are drawn) */
export function pagedSource(place, pages, { onZoom = () => {}, onClose = () => {} } = {}) {
  const note = h('p.noplace', { hidden: true }, t('source.noplace'));
  const stack = h(
    'div.pages',
    {},
    pages.map(({ element }) => element),
  );
  let scale = 1;
  const zoom = (factor) => {
    scale = factor === null ? 1 : Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
    stack.style.width = `${scale * 100}%`;
    onZoom(scale);
  };
  const button = (key, path, factor) =>
    h(
      'button.quiet',
      { type: 'button', 'aria-label': t(key), title: t(key), onclick: () => zoom(factor) },
      icon(path),
    );
  replace(
    place,
    note,
    h(
      'div.zoom',
      {},
      button('source.zoom.out', 'M3 8h10', 0.8),
      button('source.zoom.fit', 'M2 5V3h3M14 5V3h-3M2 11v2h3M14 11v2h-3', null),
      button('source.zoom.in', 'M3 8h10M8 3v10', 1.25),
    ),
    stack,
  );
  let marked = [];
  let wanted = null;
  const mark = (field) => {
    wanted = field;
    for (const element of marked) element.classList.remove('marked');
    marked = field ? pages.flatMap(({ bySlot }) => bySlot.get(slotOf(field)) ?? []) : [];
    for (const element of marked) element.classList.add('marked');
    marked[0]?.scrollIntoView({ block: 'center', inline: 'nearest' });
    note.hidden = marked.length > 0 || pages.some(({ isDrawn }) => !isDrawn);
  };
  return { mark, zoom, close: onClose, again: () => mark(wanted) };
}
