/** The left side: whatever the source is, marks the place of a field in it and tells which field was clicked. */
import { getJson } from './api.js';
import { h, replace } from './dom.js';
import { t } from './language.js';
import { showBlocks } from './source-blocks.js';
import { showPdf } from './source-pdf.js';
import { showPictures } from './source-pictures.js';
import { showRebuilt } from './source-rebuilt.js';

/** @returns `{ mark(field), close(), zoom?(factor) }` */
export async function showSource(place, filing, onPick) {
  replace(place, h('p.loading', {}, t('common.loading')));
  const source = await getJson(`/api/filings/${filing.report.id}/source`);
  switch (source.kind) {
    case 'pdf':
      return showPdf(place, filing, onPick);
    case 'images':
      return showPictures(place, filing, source, onPick);
    case 'blocks':
      return showBlocks(place, filing, source, onPick);
    default:
      return showRebuilt(place, filing, source, onPick);
  }
}
