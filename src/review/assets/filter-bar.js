/** The filters of the queue. */
import { h } from './dom.js';
import { currentLanguage, t } from './language.js';
import { templateName } from './wording.js';

const STATUSES = ['reported', 'none', 'blank', 'missing', 'invalid'];
const KINDS = ['doubtful', 'repeated', 'audit'];

/** Milliseconds without a keystroke after which a search starts. */
const PAUSE = 250;

export function filterBar(facets, filters, change) {
  const set = (name, value) => {
    const next = new URLSearchParams(filters);
    if (value) next.set(name, value);
    else next.delete(name);
    change(next);
  };
  const choice = (name, options) =>
    select(`filter.${name}`, options, filters.get(name) ?? '', (value) => set(name, value));
  const region = filters.get('region') ?? '';
  const province = facets.provinces.find(({ code }) => code === region.slice(0, 2));
  return h(
    'form.filters',
    { role: 'search', 'aria-label': t('filter.title'), onsubmit: (event) => event.preventDefault() },
    searchBox(filters.get('site') ?? '', (value) => set('site', value)),
    choice(
      'year',
      facets.years.map((year) => [year ?? 'none', year ?? t('overview.no.year')]),
    ),
    select(
      'filter.province',
      facets.provinces.map(({ code, zh, en }) => [code, currentLanguage() === 'zh' ? zh : en]),
      region.slice(0, 2),
      (value) => set('region', value),
    ),
    province?.cities.length > 0 &&
      select(
        'filter.city',
        province.cities.map(({ code, name }) => [code, name]),
        region.length > 2 ? region : '',
        (value) => set('region', value || province.code),
      ),
    choice(
      'template',
      facets.templates.map((id) => [id, templateName(id)]),
    ),
    choice(
      'indicator',
      facets.indicators.map(({ key, section, label }) => [key, `${section} · ${label}`]),
    ),
    choice(
      'status',
      STATUSES.map((id) => [id, t(`status.${id}`)]),
    ),
    choice(
      'source',
      facets.sources.map((id) => [id, t(`source.${id}`)]),
    ),
    choice(
      'kind',
      KINDS.map((id) => [id, t(`kind.${id}`)]),
    ),
    filters.size > 0 &&
      h('button.quiet', { type: 'button', onclick: () => change(new URLSearchParams()) }, t('filter.reset')),
  );
}

function select(name, options, current, onPick) {
  const unique = options.filter(([id], index) => options.findIndex(([other]) => other === id) === index);
  const element = h(
    'select',
    { name, onchange: () => onPick(element.value), class: current ? 'active' : '' },
    h('option', { value: '' }, t('common.all')),
    unique.map(([id, label]) => h('option', { value: id }, label)),
  );
  element.value = current;
  return h('label', {}, h('span', {}, t(name)), element);
}

function searchBox(current, onSearch) {
  let timer;
  const element = h('input', {
    type: 'search',
    id: 'site-search',
    value: current,
    autocomplete: 'off',
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => onSearch(element.value.trim()), PAUSE);
    },
    onkeydown: (event) => {
      if (event.key === 'Escape') element.blur();
      if (event.key !== 'Enter') return;
      clearTimeout(timer);
      onSearch(element.value.trim());
    },
  });
  return h('label.search', {}, h('span', {}, t('filter.site'), ' ', h('kbd', {}, '/')), element);
}
