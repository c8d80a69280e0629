/** A picture with its heading, a note, and the same numbers as a table for those who do not see it. */
import { h } from './dom.js';
import { t } from './language.js';

/** @param columns texts of the header; rows lists of cells */
export function figure({ title, note, picture, columns, rows, more, wide }) {
  const id = `figure-${title.replaceAll('.', '-')}`;
  return h(
    wide ? 'section.figure.wide' : 'section.figure',
    { 'aria-labelledby': id },
    h('h2', { id }, t(title)),
    more,
    note && h('p.muted', {}, note),
    picture,
    rows?.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, t('overview.as.table')),
        h(
          'div.scroll',
          { tabindex: '0', role: 'group', 'aria-label': t(title) },
          h(
            'table.plain',
            {},
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                columns.map((text) => h('th', { scope: 'col' }, text)),
              ),
            ),
            h(
              'tbody',
              {},
              rows.map((cells) =>
                h(
                  'tr',
                  {},
                  cells.map((cell) => h('td', {}, cell)),
                ),
              ),
            ),
          ),
        ),
      ),
  );
}
