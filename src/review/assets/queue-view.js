/** The queue: filters above, one row a field, the riskiest first. */
import { getJson, takeFirst } from './api.js';
import { auditLine } from './audit-line.js';
import { h, replace } from './dom.js';
import { filterBar } from './filter-bar.js';
import { bindKeys } from './keys.js';
import { confidence, number, t } from './language.js';
import { filingAddress, filtersIn, withFilters } from './queue-address.js';
import { toastError } from './toast.js';
import { fileName, ruleName, siteTitle, statement } from './wording.js';

/** Catalogue entries and filter choices change only with an import. */
let facets = null;

export async function showQueue({ main, navigate }) {
  const filters = filtersIn(location.search);
  const [known, first] = await Promise.all([
    facets ?? takeFirst('facets') ?? getJson('/api/facets'),
    takeFirst('queue') ?? load(filters, null),
  ]);
  facets = known;
  const state = { filters, page: first, number: 1, selected: 0, request: 0 };
  const list = h('div.queue-list');
  const summary = h('div.summary');
  const bar = h('div.filter-place');
  const view = { state, list, summary, bar, navigate };
  replace(main, h('h1.hidden', {}, t('queue.title')), bar, summary, list);
  drawFilters(view);
  draw(view);
  countWhenReady(view);
  bindKeys({
    j: () => move(view, 1),
    k: () => move(view, -1),
    ArrowDown: () => move(view, 1),
    ArrowUp: () => move(view, -1),
    Enter: () => open(view),
  });
  return () => {};
}

/** Milliseconds after which a server that is still counting is asked again. */
const COUNTING = 700;

/** The first page of a large database is there before all its fields are counted. */
function countWhenReady(view) {
  if (view.state.page.isComplete) return;
  setTimeout(async () => {
    if (!view.list.isConnected || view.state.number > 1) return;
    const { state } = view;
    const page = await load(state.filters, null).catch(toastError);
    if (page && view.list.isConnected && state.number === 1) {
      Object.assign(state, { page, selected: Math.min(state.selected, Math.max(0, page.rows.length - 1)) });
      draw(view);
      countWhenReady(view);
    }
  }, COUNTING);
}

function drawFilters(view) {
  const focused = document.activeElement?.getAttribute('name');
  replace(
    view.bar,
    filterBar(facets, view.state.filters, (next) => change(view, next)),
  );
  if (focused) view.bar.querySelector(`[name="${focused}"]`)?.focus();
}

/** Only the list is drawn anew while somebody types a search; an answer that a later one overtook is dropped. */
async function change(view, filters) {
  const { state } = view;
  const request = ++state.request;
  history.replaceState(null, '', withFilters('/', filters));
  const page = await load(filters, null).catch(toastError);
  if (!page || request !== state.request) return;
  Object.assign(state, { filters, page, number: 1, selected: 0 });
  if (document.activeElement?.id !== 'site-search') drawFilters(view);
  draw(view);
  countWhenReady(view);
}

function load(filters, after) {
  const query = new URLSearchParams(filters);
  if (after) query.set('after', after);
  return getJson(`/api/queue?${query}`);
}

function draw(view) {
  const { state, list, summary } = view;
  const { page, filters } = state;
  replace(
    summary,
    h(
      'span.big',
      {},
      page.isComplete ? t('queue.open', { n: number(page.counts.open) }) : t('queue.counting'),
    ),
    page.isComplete && [progressLine(page.progress), auditLine(page.audit)],
    h('span.grow'),
    h('span.muted', {}, t('queue.position')),
  );
  if (page.rows.length === 0) {
    const nothing = filters.size > 0 ? 'queue.empty.filtered' : 'queue.empty';
    replace(list, h('p.empty', {}, t(page.isComplete ? nothing : 'queue.counting')));
    return;
  }
  replace(list, table(view), pager(view));
  select(view, state.selected, false);
}

function progressLine({ decided, doubtful }) {
  const text = t('queue.progress', { done: number(decided), all: number(doubtful) });
  return h('span.muted', {}, doubtful > 0 && meter({ decided, doubtful }), text);
}

/** How far the queue has been worked off; the words beside it say the same. */
function meter({ decided, doubtful }) {
  const bar = h('span.meter', { 'aria-hidden': 'true' });
  bar.append(fillTo(decided / doubtful));
  return bar;
}

const COLUMNS = ['risk', 'site', 'year', 'indicator', 'value', 'raw', 'confidence', 'reason'];

function table(view) {
  const rows = view.state.page.rows.map((row, index) => queueRow(view, row, index));
  return h(
    'table.queue',
    {},
    h('caption.hidden', {}, t('queue.title')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        COLUMNS.map((name) => h(`th.${name}`, { scope: 'col' }, t(`queue.${name}`))),
      ),
    ),
    h('tbody', {}, rows),
  );
}

function queueRow(view, row, index) {
  const indicator = facets.indicators.find(({ key, form }) => key === row.indicator && form === row.form);
  const type = { type: indicator?.type, options: indicator?.options, unit: row.unit };
  const address = filingAddress(view.state.filters, row);
  return h(
    'tr',
    { onclick: () => view.navigate(address), 'data-index': index },
    h('td.risk', {}, riskBar(row.risk)),
    h(
      'td.site',
      {},
      h('a', { href: address }, siteTitle(row)),
      h('small', {}, row.siteName && row.siteCode ? row.siteCode : fileName(row.path)),
    ),
    h('td.year', {}, row.year ?? t('common.unknown')),
    h(
      'td.indicator',
      {},
      indicator?.label ?? row.indicator,
      h(
        'small',
        {},
        [indicator?.section, row.period === 'year' ? null : t(`period.${row.period}`)]
          .filter(Boolean)
          .join(' · '),
      ),
    ),
    h('td.value', {}, h(`span.statement.${row.status}`, {}, statement(row, type))),
    h('td.raw', {}, h('div', {}, row.raw ?? '')),
    h('td.confidence', {}, confidence(row.confidence)),
    h('td.reason', {}, reasons(row)),
  );
}

function reasons({ kind, rules }) {
  const chips = kind === 'doubtful' ? [] : [h(`span.chip.${kind}`, {}, t(`kind.${kind}`))];
  for (const rule of rules) chips.push(h('span.chip.rule', {}, ruleName(rule)));
  return chips.length > 0 ? chips : [h('span.chip.doubtful', {}, t('queue.unsure'))];
}

/** @param share from 0 to 1 */
function fillTo(share) {
  const fill = h('span.fill');
  fill.style.width = `${Math.round(share * 100)}%`;
  return fill;
}

/** The weights let risk exceed 1; the bar is full there. */
function riskBar(risk) {
  if (risk === null) return null;
  const bar = h('span.riskbar', { role: 'img', 'aria-label': `${t('queue.risk')} ${risk.toFixed(2)}` });
  bar.append(fillTo(Math.min(1, risk)));
  return bar;
}

function pager(view) {
  const { state } = view;
  return h(
    'div.pager',
    {},
    h('span.muted', {}, t('queue.page', { n: state.number })),
    state.number > 1 && h('button', { type: 'button', onclick: () => turn(view, null) }, t('queue.first')),
    state.page.next &&
      h('button', { type: 'button', onclick: () => turn(view, state.page.next) }, t('queue.more')),
  );
}

async function turn(view, after) {
  const { state } = view;
  state.page = await load(state.filters, after);
  state.number = after === null ? 1 : state.number + 1;
  state.selected = 0;
  draw(view);
  window.scrollTo(0, 0);
}

function select(view, index, scroll = true) {
  const rows = view.list.querySelectorAll('tbody tr');
  rows[view.state.selected]?.classList.remove('selected');
  rows[view.state.selected]?.removeAttribute('aria-current');
  view.state.selected = index;
  rows[index]?.classList.add('selected');
  rows[index]?.setAttribute('aria-current', 'true');
  if (scroll) rows[index]?.scrollIntoView({ block: 'nearest' });
}

function move(view, step) {
  const { state } = view;
  const next = state.selected + step;
  if (next < 0) return;
  if (next < state.page.rows.length) select(view, next);
  else if (state.page.next) turn(view, state.page.next);
}

function open({ state, navigate }) {
  const row = state.page.rows[state.selected];
  if (row) navigate(filingAddress(state.filters, row));
}
