/** HTML, office and text files as the paragraphs and tables that were read; never as their own markup. */
import { h, replace } from './dom.js';
import { t } from './language.js';

const MARKS = { checked: '☑', unchecked: '☐', unreadable: '⍰' };

const slotOf = ({ indicator, period }) => `${indicator} ${period}`;
const cellId = (table, row, column) => `${table} ${row} ${column}`;

export function showBlocks(place, { fields }, { blocks, isCut, paragraphs }, onPick) {
  const fieldsAt = fieldsByCell(fields);
  const elements = { cells: new Map(), paragraphs: new Map() };
  const pickable = (element, slots) => makePickable(element, slots, onPick);
  const drawn = blocks.map((block, index) => {
    if (block.kind === 'table') return table(block, fieldsAt, elements, pickable);
    const paragraph = h('p.block', {}, pieces(block.content));
    elements.paragraphs.set(index, paragraph);
    return paragraph;
  });
  for (const [slot, block] of Object.entries(paragraphs)) {
    const paragraph = elements.paragraphs.get(block);
    if (paragraph) pickable(paragraph, [slot]);
  }
  replace(place, h('div.document', {}, drawn, isCut && h('p.note', {}, t('source.cut'))));
  return marker(place, (field) => {
    const { table: index, row, column } = field.place;
    if (index !== null) return elements.cells.get(cellId(index, row, column));
    return elements.paragraphs.get(paragraphs[slotOf(field)]);
  });
}

function fieldsByCell(fields) {
  const found = new Map();
  for (const field of fields) {
    const { table: index, row, column } = field.place;
    if (index === null) continue;
    const id = cellId(index, row, column);
    found.set(id, [...(found.get(id) ?? []), slotOf(field)]);
  }
  return found;
}

/** Several fields may share a cell (a form's tick boxes): clicking again goes to the next of them. */
function makePickable(element, slots, onPick) {
  let turn = 0;
  element.classList.add('pickable');
  element.addEventListener('click', () => {
    onPick(slots[turn % slots.length]);
    turn += 1;
  });
}

function pieces(content) {
  return content.map((piece) =>
    typeof piece === 'string'
      ? piece
      : h(
          `span.mark.${piece.mark}`,
          { role: 'img', 'aria-label': t(`mark.${piece.mark}`) },
          MARKS[piece.mark],
        ),
  );
}

/** Rows of plain text end where they end: the last cell of each takes what is left of the table's width. */
function columnSpans({ grid, cells }) {
  const ends = new Map();
  for (const { row, column, columnSpan } of cells) {
    ends.set(row, Math.max(ends.get(row) ?? 0, column + columnSpan));
  }
  const width = Math.max(...ends.values());
  return ({ row, column, columnSpan }) => {
    const isLast = column + columnSpan === ends.get(row);
    const span = isLast && !grid ? width - column : columnSpan;
    return span > 1 ? span : null;
  };
}

function table({ index, grid, cells }, fieldsAt, elements, pickable) {
  const rows = [];
  const columnSpan = columnSpans({ grid, cells });
  for (const cell of cells) {
    const element = h(
      'td',
      {
        rowspan: cell.rowSpan > 1 ? cell.rowSpan : null,
        colspan: columnSpan(cell),
      },
      pieces(cell.content),
    );
    const id = cellId(index, cell.row, cell.column);
    elements.cells.set(id, element);
    const slots = fieldsAt.get(id);
    if (slots) pickable(element, slots);
    while (rows.length <= cell.row) rows.push([]);
    rows[cell.row].push({ column: cell.column, element });
  }
  const ordered = rows.map((row) => row.sort((a, b) => a.column - b.column).map(({ element }) => element));
  return h(
    'table.block',
    { 'aria-label': t('source.table', { n: index + 1 }) },
    h(
      'tbody',
      {},
      ordered.map((row) => h('tr', {}, row)),
    ),
  );
}

/** Marks one element at a time and brings it into sight; says so where a field has no place. */
export function marker(place, elementOf) {
  const note = h('p.noplace', { hidden: true }, t('source.noplace'));
  place.prepend(note);
  let marked = null;
  return {
    mark(field) {
      marked?.classList.remove('marked');
      marked = (field && elementOf(field)) ?? null;
      marked?.classList.add('marked');
      marked?.scrollIntoView({ block: 'center', inline: 'nearest' });
      note.hidden = marked !== null;
    },
    close() {},
  };
}
