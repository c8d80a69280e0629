/** Scans and photographs, page by page, with the boxes of the fields over them. */
import { h } from './dom.js';
import { t } from './language.js';
import { boxLayer } from './page-boxes.js';
import { pagedSource } from './paged-source.js';

export function showPictures(place, { report, fields }, { pages: count }, onPick) {
  const pages = [];
  for (let number = 1; number <= count; number += 1) {
    const picture = h('img', {
      alt: t('source.page', { n: number }),
      src: `/api/filings/${report.id}/pictures/${number}`,
    });
    const page = { element: h('div.page', {}, picture), bySlot: new Map(), isDrawn: false };
    picture.addEventListener('load', () => {
      const size = { width: picture.naturalWidth, height: picture.naturalHeight };
      const { layer, bySlot } = boxLayer(fields, number, size, onPick);
      page.element.append(layer);
      Object.assign(page, { bySlot, isDrawn: true });
      pane.again();
    });
    picture.addEventListener('error', () => {
      page.isDrawn = true;
      pane.again();
    });
    pages.push(page);
  }
  const pane = pagedSource(place, pages);
  return pane;
}
