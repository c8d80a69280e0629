/** What the database itself holds of a source that is gone or has changed: labels and raw texts, in the form's order. */
import { h, replace } from './dom.js';
import { t } from './language.js';
import { marker } from './source-blocks.js';

const slotOf = ({ indicator, period }) => `${indicator} ${period}`;

/** Order in the source: fields in tables by their place, others last. */
function byPlace(a, b) {
  const key = ({ place: { page, table, row, column } }) => [
    page ?? 0,
    table ?? Infinity,
    row ?? Infinity,
    column ?? Infinity,
  ];
  const [left, right] = [key(a), key(b)];
  for (let index = 0; index < left.length; index += 1) {
    if (left[index] !== right[index]) return left[index] < right[index] ? -1 : 1;
  }
  return 0;
}

export function showRebuilt(place, { fields }, { reason }, onPick) {
  const rows = new Map();
  const found = fields.filter(({ raw, labelRaw }) => raw !== null || labelRaw !== null).sort(byPlace);
  const body = found.map((field) => {
    const row = h(
      'tr.pickable',
      { onclick: () => onPick(slotOf(field)) },
      h('td', {}, field.labelRaw ?? ''),
      h('td', {}, field.raw ?? ''),
    );
    rows.set(slotOf(field), row);
    return row;
  });
  replace(
    place,
    h(
      'div.document',
      {},
      h('p.note.warning', {}, t(`source.${reason}`)),
      h(
        'table.block.rebuilt',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, t('source.rebuilt.label')),
            h('th', { scope: 'col' }, t('source.rebuilt.value')),
          ),
        ),
        h('tbody', {}, body),
      ),
    ),
  );
  return marker(place, (field) => rows.get(slotOf(field)));
}
