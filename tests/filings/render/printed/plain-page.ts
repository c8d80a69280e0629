/** A web page with a table without borders, in one of the ways that style sheets lay one out. */
import type { PrintedForm } from '../../layout/sheet.js';
import type { Variation } from '../../layout/variation.js';
import { random } from '../../random.js';
import { escapeHtml, inkHtml, lineHtml, spans } from '../html.js';
import { FONTS } from './sheet-look.js';

/**
 * `left`, `centred`: columns of given widths over the whole page; `auto`: as wide as their texts; `squeezed`: a table
 * of half the page, in which most texts are broken into lines.
 */
export const PAGE_KINDS = ['left', 'centred', 'auto', 'squeezed'] as const;
export type PageLook = (typeof PAGE_KINDS)[number];

export function writePlainPage(form: PrintedForm, variation: Variation, look: PageLook): Uint8Array {
  const chance = random(`page-look/${look}/${variation.seed}`);
  const shares = Array.from({ length: form.table.columns }, () => 0.6 + chance.next());
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const columns = shares.map((share) => `<col style="width:${Math.round((100 * share) / whole)}%">`);
  const width = { left: '100%', centred: '100%', auto: 'auto', squeezed: `${chance.int(55, 75)}%` }[look];
  const css = [
    `body{font-family:'${chance.pick(FONTS)}';font-size:${chance.pick([12, 13, 14, 16])}px}`,
    `table{width:${width};border-collapse:collapse;${look === 'auto' ? '' : 'table-layout:fixed'}}`,
    `td{border:none;padding:${chance.pick([1, 2, 4, 6])}px ${chance.pick([2, 4, 8, 12])}px;`,
    `text-align:${look === 'centred' ? 'center' : 'left'};vertical-align:${chance.pick(['middle', 'top'])};`,
    `${chance.chance(0.5) ? 'word-break:break-all' : 'overflow-wrap:anywhere'};`,
    `line-height:${chance.pick(['normal', '1.3', '1.6'])}}`,
  ];
  const rows = form.table.rows.map((cells) => {
    const tds = cells.map((cell) => `<td${spans(cell)}>${inkHtml(cell.ink, variation)}</td>`);
    return `<tr>${tds.join('')}</tr>`;
  });
  const body = [
    ...form.before.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...form.title.map((text) => `<h2 align="center">${escapeHtml(text)}</h2>`),
    ...form.heading.map((ink) => lineHtml(ink, variation)),
    `<table>${look === 'auto' ? '' : `<colgroup>${columns.join('')}</colgroup>`}${rows.join('\n')}</table>`,
    ...form.footing.map((ink) => lineHtml(ink, variation)),
    ...form.after.map((text) => `<p>${escapeHtml(text)}</p>`),
  ];
  const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><style>${css.join('')}</style></head><body>${body.join('\n')}</body></html>`;
  return new TextEncoder().encode(page);
}
