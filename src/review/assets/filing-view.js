/** One filing: the source on the left, its fields on the right, decided with single keys. */
import { getJson } from './api.js';
import { decisionQueue } from './decision-queue.js';
import { h, replace } from './dom.js';
import { openEditor } from './editor.js';
import { fieldList } from './field-list.js';
import { foreseen, isListed, isOpen, isSampled, slotOf } from './field-state.js';
import { drawHead } from './filing-head.js';
import { bindKeys } from './keys.js';
import { t } from './language.js';
import { filingAddress, filtersIn, withFilters } from './queue-address.js';
import { showSource } from './source-pane.js';
import { toast, toastError } from './toast.js';

export async function showFiling({ main, navigate }, reportId) {
  const filing = await getJson(`/api/filings/${reportId}`);
  const filters = filtersIn(location.search);
  const wanted = new URLSearchParams(location.search).get('field');
  const view = {
    filing,
    filters,
    navigate,
    reportId,
    showsAll: !filing.fields.some(isListed),
    selected: Math.max(0, startIndex(filing.fields, wanted)),
    head: h('div.filing-head'),
    list: h('section.fields', { 'aria-label': t('filing.fields'), tabindex: '0' }),
    source: h('section.source', { 'aria-label': t('filing.source'), tabindex: '0' }),
    listHead: h('div.list-head'),
    done: h('div.done-place', { role: 'status' }),
    editor: null,
    pane: null,
  };
  view.decisions = decisionQueue({
    onStored: (stored) => confirmStored(view, stored),
    onRefused: () => reload(view),
  });
  const split = h(
    'div.split',
    {},
    view.source,
    h('div.right', {}, view.listHead, view.list, view.done, actionBar(view)),
  );
  replace(main, view.head, split);
  main.classList.add('filing');
  drawHead(view);
  drawListHead(view);
  drawList(view);
  bindKeys(keysOf(view));
  showSource(view.source, filing, (slot) => selectSlot(view, slot)).then((pane) => {
    view.pane = pane;
    pane.mark(current(view));
  }, toastError);
  return () => {
    main.classList.remove('filing');
    view.pane?.close();
  };
}

function startIndex(fields, wanted) {
  const named = fields.findIndex((field) => slotOf(field) === wanted);
  if (named >= 0) return named;
  const open = fields.findIndex(isOpen);
  return open >= 0 ? open : fields.findIndex(isSampled);
}

function keysOf(view) {
  const rival = (rank) => () => chooseRival(view, rank);
  const digits = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((rank) => [String(rank), rival(rank)]));
  return {
    ...digits,
    j: () => step(view, 1),
    k: () => step(view, -1),
    ArrowDown: () => step(view, 1),
    ArrowUp: () => step(view, -1),
    J: () => stepAny(view, 1),
    K: () => stepAny(view, -1),
    Enter: () => acceptOrNext(view),
    e: () => edit(view),
    u: () => decide(view, { kind: 'unreadable' }),
    z: () => undo(view),
    a: () => toggleAll(view),
    A: () => acceptRest(view),
    Escape: () => view.navigate(withFilters('/', view.filters)),
    '+': () => view.pane?.zoom?.(1.25),
    '-': () => view.pane?.zoom?.(0.8),
  };
}

const current = (view) => view.filing.fields[view.selected];

function drawList(view) {
  const { fields } = view.filing;
  const isShown = (field, index) => view.showsAll || index === view.selected || isListed(field);
  replace(
    view.list,
    fieldList({
      fields,
      isShown,
      selected: view.selected,
      onSelect: (index) => select(view, index),
      onRival: (rank) => chooseRival(view, rank),
    }),
  );
  drawDone(view);
  keepInSight(view);
}

function keepInSight({ list }) {
  list.querySelector('.field.selected')?.scrollIntoView({ block: 'nearest' });
}

function drawDone(view) {
  const { fields } = view.filing;
  const sampled = fields.filter(isSampled).length;
  const next = sampled > 0 ? 'filing.next.skip' : 'filing.next';
  replace(
    view.done,
    !fields.some(isOpen) &&
      h(
        'div.done',
        {},
        h('span', {}, t('filing.done'), ' ', sampled > 0 && t('filing.done.sampled', { n: sampled })),
        h('button.primary', { type: 'button', onclick: () => nextFiling(view) }, t(next)),
      ),
  );
}

function actionBar(view) {
  const action = (key, name, run, style = '') =>
    h(
      'button',
      {
        type: 'button',
        class: style,
        onclick: () => {
          run();
          document.activeElement?.blur();
        },
      },
      t(name),
      h('kbd', {}, key),
    );
  return h(
    'div.actions',
    {},
    action('⏎', 'filing.accept', () => acceptOrNext(view), 'primary'),
    action('e', 'filing.edit', () => edit(view)),
    action('u', 'filing.unreadable', () => decide(view, { kind: 'unreadable' })),
    action('z', 'filing.undo', () => undo(view)),
    action('A', 'filing.accept.rest', () => acceptRest(view)),
  );
}

function drawListHead(view) {
  const key = view.showsAll ? 'filing.show.open' : 'filing.show.all';
  const toggle = () => {
    toggleAll(view);
    document.activeElement?.blur();
  };
  replace(
    view.listHead,
    h('b', {}, t('filing.fields')),
    h('span.grow'),
    h('button.quiet', { type: 'button', onclick: toggle }, t(key), h('kbd', {}, 'a')),
  );
}

function select(view, index) {
  view.editor?.close();
  view.editor = null;
  view.selected = index;
  drawList(view);
  view.pane?.mark(current(view));
  const address = filingAddress(view.filters, { reportId: view.reportId, ...current(view) });
  history.replaceState(null, '', address);
}

function selectSlot(view, slot) {
  const index = view.filing.fields.findIndex((field) => slotOf(field) === slot);
  if (index >= 0) select(view, index);
}

/** The next field that waits, around the end of the form; then those of the random check; any field where none is left. */
function step(view, direction) {
  const { fields } = view.filing;
  const waits = [isOpen, isSampled].find((test) => fields.some(test));
  if (!waits) return stepAny(view, direction);
  for (let away = 1; away <= fields.length; away += 1) {
    const index = (view.selected + direction * away + fields.length * 2) % fields.length;
    if (waits(fields[index])) return select(view, index);
  }
}

function stepAny(view, direction) {
  const next = view.selected + direction;
  if (next >= 0 && next < view.filing.fields.length) select(view, next);
}

/** Decides at once on the page and stores in the background, so that no key waits for the disk. */
function decide(view, action) {
  const field = current(view);
  const earlier = field.decision;
  field.decision = foreseen(field, action);
  view.decisions.decide([{ field, earlier, request: requestOf(view, field, action) }]);
  afterDecision(view);
}

function afterDecision(view) {
  drawHead(view);
  if (view.filing.fields.some((field) => isOpen(field) || isSampled(field))) step(view, 1);
  else drawList(view);
}

function requestOf({ reportId }, { indicator, period, status, value }, action) {
  return { reportId, indicator, period, seen: { status, value }, action };
}

/** Accepts what was read; a field that is decided already stays as it is, and after the last comes the next filing. */
function acceptOrNext(view) {
  const { fields } = view.filing;
  const isLeft = fields.some((field) => isOpen(field) || isSampled(field));
  if (current(view).decision) return isLeft ? step(view, 1) : nextFiling(view);
  decide(view, { kind: 'accept' });
}

function chooseRival(view, rank) {
  if (current(view).rivals.some((rival) => rival.rank === rank)) decide(view, { kind: 'rival', rank });
}

function acceptRest(view) {
  const rest = view.filing.fields.filter(({ decision }) => !decision);
  if (rest.length === 0) return;
  const batch = rest.map((field) => {
    field.decision = foreseen(field, { kind: 'accept' });
    return { field, earlier: null, request: requestOf(view, field, { kind: 'accept' }) };
  });
  view.decisions.decide(batch);
  toast(t('filing.accept.rest.done', { n: rest.length }));
  afterDecision(view);
}

function edit(view) {
  const field = current(view);
  const place = view.list.querySelector('.field.selected .editor-place');
  if (!place) return;
  view.editor?.close();
  view.editor = openEditor(place, field, {
    save: (action) => {
      view.editor = null;
      decide(view, { kind: 'edit', ...action });
    },
    cancel: () => {
      view.editor = null;
      drawList(view);
    },
  });
}

async function undo(view) {
  const undone = await view.decisions.undo();
  if (!undone) return;
  toast(t('toast.undone'));
  if (undone.reportId !== view.reportId) return view.navigate(filingAddress(view.filters, undone));
  drawHead(view);
  selectSlot(view, slotOf(undone));
}

function toggleAll(view) {
  view.showsAll = !view.showsAll;
  drawListHead(view);
  drawList(view);
}

function confirmStored(view, stored) {
  for (const decision of stored) {
    const field = view.filing.fields.find((candidate) => slotOf(candidate) === slotOf(decision));
    if (field && decision.reportId === view.reportId && field.decision) field.decision = decision;
  }
}

async function reload(view) {
  view.filing = await getJson(`/api/filings/${view.reportId}`);
  drawHead(view);
  drawList(view);
}

async function nextFiling(view) {
  await view.decisions.settled();
  const query = new URLSearchParams(view.filters);
  query.set('limit', 1);
  query.set('exclude', view.reportId);
  const { rows } = await getJson(`/api/queue?${query}`);
  view.navigate(rows[0] ? filingAddress(view.filters, rows[0]) : withFilters('/', view.filters));
}
