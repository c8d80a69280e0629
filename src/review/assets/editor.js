/** Edits one field with the input that its type calls for. Enter saves, Escape leaves it as it was. */
import { h, replace } from './dom.js';
import { t } from './language.js';
import { optionText } from './wording.js';

const STATUSES = ['reported', 'none', 'blank', 'missing', 'invalid'];

export function openEditor(place, field, { save, cancel }) {
  const start = field.decision ?? field;
  const input = valueInput(field, start.value);
  const status = h(
    'select',
    { id: 'edit-status', onchange: () => follow() },
    STATUSES.map((id) => h('option', { value: id }, t(`status.${id}`))),
  );
  status.value = start.status;
  const error = h('p.error', { role: 'alert' });
  const form = h(
    'form.editor',
    { 'aria-label': t('edit.title', { label: field.label }), onsubmit: submit, onkeydown: keys },
    h('label', {}, h('span', {}, t('edit.value')), input, field.unit && h('span.unit', {}, field.unit)),
    h('label', {}, h('span', {}, t('edit.status')), status),
    h('button.primary', { type: 'submit' }, t('common.save'), h('kbd', {}, '⏎')),
    h('button', { type: 'button', onclick: leave }, t('common.cancel'), h('kbd', {}, 'Esc')),
    error,
  );

  /** Who types a value means that it is reported. */
  input.addEventListener('input', () => {
    status.value = 'reported';
  });
  function follow() {
    if (status.value !== 'reported') input.value = '';
    else input.focus();
  }
  function submit(event) {
    event.preventDefault();
    const value = status.value === 'reported' ? readInput(field, input) : null;
    if (value === undefined) {
      replace(error, t('error.invalid-value'));
      input.focus();
      return;
    }
    place.replaceChildren();
    save({ status: status.value, value });
  }
  function leave() {
    place.replaceChildren();
    cancel();
  }
  function keys(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  }
  replace(place, form);
  input.focus();
  input.select?.();
  return { close: () => place.replaceChildren() };
}

function valueInput({ type, options }, value) {
  const text = value === null ? '' : String(value);
  switch (type) {
    case 'count':
      return h('input', { type: 'number', min: 0, step: 1, inputmode: 'numeric', value: text });
    case 'decimal':
    case 'percent':
    case 'interval':
      return h('input', { type: 'number', min: 0, step: 'any', inputmode: 'decimal', value: text });
    case 'boolean':
      return chooser(
        [
          ['1', t('common.yes')],
          ['0', t('common.no')],
        ],
        text,
      );
    case 'choice':
      return chooser(
        Object.entries(options).map(([id, label]) => [id, optionText(id, label)]),
        text,
      );
    case 'date':
      return h('input', { type: 'date', value: text });
    default:
      return h('input', { type: 'text', value: text, maxlength: 2000, spellcheck: 'false' });
  }
}

/** Digits choose an option, as they choose a rival outside. */
function chooser(options, current) {
  const select = h(
    'select',
    {
      onkeydown: (event) => {
        const chosen = options[Number(event.key) - 1];
        if (!chosen) return;
        event.preventDefault();
        select.value = chosen[0];
        select.dispatchEvent(new Event('input'));
      },
    },
    options.map(([id, label], index) => h('option', { value: id }, `${index + 1} ${label}`)),
  );
  select.value = current;
  return select;
}

/** The input's value as stored; undefined where it is none of the type. */
function readInput({ type }, input) {
  const text = input.value.trim();
  if (text === '' || (input.validity && !input.validity.valid)) return undefined;
  switch (type) {
    case 'count':
    case 'decimal':
    case 'percent':
    case 'interval':
    case 'boolean':
      return Number(text);
    case 'url':
    case 'code':
      return text.replace(/\s+/g, '');
    default:
      return text;
  }
}
