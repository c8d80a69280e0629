/** What the database holds and how far it can be trusted, in pictures. */
import { getJson } from './api.js';
import { auditText } from './audit-line.js';
import {
  confidenceLegend,
  filingsChart,
  isLeap,
  leapsChart,
  reliabilityChart,
  reliabilityLegend,
  rulesChart,
  severityLegend,
  statusChart,
} from './charts.js';
import { h, replace } from './dom.js';
import { figure } from './figure.js';
import { currentLanguage, number, percent, t } from './language.js';
import { plotLibrary } from './plot-library.js';
import { filingAddress } from './queue-address.js';
import { toastError } from './toast.js';
import { ruleName } from './wording.js';

const FIRST_LEAPS = 'traffic.page_views';
const MOST_LEAP_ROWS = 100;
const DRAWN_AGAIN_AFTER = 200;

export async function showOverview({ main, navigate }) {
  const [data, facets, { Plot }] = await Promise.all([
    getJson('/api/overview'),
    getJson('/api/facets'),
    plotLibrary(),
  ]);
  const page = h('div.overview');
  replace(main, h('h1', {}, t('overview.title')), tiles(data), page);
  const leaps = { indicator: FIRST_LEAPS, data: await getJson(`/api/leaps?indicator=${FIRST_LEAPS}`) };
  const draw = () => drawFigures({ page, data, facets, leaps, Plot, navigate, draw });
  draw();
  let timer;
  let width = page.clientWidth;
  const resized = new ResizeObserver(() => {
    if (page.clientWidth === width) return;
    width = page.clientWidth;
    clearTimeout(timer);
    timer = setTimeout(draw, DRAWN_AGAIN_AFTER);
  });
  resized.observe(page);
  return () => resized.disconnect();
}

function tiles({ totals, progress, audit }) {
  const tile = (key, value, note) =>
    h('div.tile', {}, h('span.muted', {}, t(key)), h('b', {}, value), note && h('small', {}, note));
  return h(
    'div.tiles',
    {},
    tile('overview.reports', number(totals.reports)),
    tile('overview.sites', number(totals.sites)),
    tile('overview.fields', number(totals.fields)),
    tile(
      'overview.doubtful',
      number(progress.doubtful),
      t('queue.progress', { done: number(progress.decided), all: number(progress.doubtful) }),
    ),
    tile(
      'overview.error',
      audit.reviewed === 0 ? '–' : percent(audit.wrong / audit.reviewed, 1),
      auditText(audit),
    ),
  );
}

function legend(entries) {
  return h(
    'ul.legend',
    {},
    entries.map(({ colour, text }) => {
      const swatch = h('span.swatch');
      swatch.style.background = colour;
      return h('li', {}, swatch, text);
    }),
  );
}

function drawFigures(view) {
  const { page } = view;
  const full = Math.max(480, page.clientWidth - 34);
  const half = page.clientWidth > 900 ? Math.floor((page.clientWidth - 84) / 2) : full;
  replace(
    page,
    h('div.figures', {}, filings(view, half), reliability(view, half)),
    h('div.figures', {}, statuses(view, half), rules(view, half)),
    leapFigure(view, full),
  );
}

function filings({ Plot, data }, width) {
  const names = new Map(data.provinces.map((province) => [province.code, province[currentLanguage()]]));
  return figure({
    title: 'overview.filings',
    picture: data.filings.length > 0 && filingsChart(Plot, data, width),
    columns: [t('filter.year'), t('filter.province'), t('overview.count')],
    rows: data.filings.map(({ year, province, n }) => [
      year ?? t('overview.no.year'),
      names.get(province) ?? t('overview.no.region'),
      number(n),
    ]),
  });
}

function statuses({ Plot, data }, width) {
  return figure({
    title: 'overview.statuses',
    more: legend(confidenceLegend()),
    picture: statusChart(Plot, data, width),
    columns: [t('filter.status'), t('queue.confidence'), t('overview.count')],
    rows: data.statuses.map(({ status, confidence, n }) => [
      t(`status.${status}`),
      t('overview.from', { n: percent(confidence) }),
      number(n),
    ]),
  });
}

function reliability({ Plot, data }, width) {
  const isKnown = data.reliability.length > 0;
  return figure({
    title: 'overview.reliability',
    note: t(isKnown ? 'overview.reliability.note' : 'overview.reliability.none'),
    more: isKnown && legend(reliabilityLegend(data)),
    picture: isKnown && reliabilityChart(Plot, data, width),
    columns: [
      t('overview.origin'),
      t('queue.confidence'),
      t('overview.right'),
      t('overview.interval'),
      t('overview.n'),
    ],
    rows: data.reliability.map(({ origin, confidence, share, interval, n }) => [
      t(`overview.origin.${origin}`),
      percent(confidence, 1),
      percent(share, 1),
      `${percent(interval.low, 1)}–${percent(interval.high, 1)}`,
      number(n),
    ]),
  });
}

function rules({ Plot, data }, width) {
  return figure({
    title: 'overview.rules',
    more: legend(severityLegend()),
    picture: data.rules.length > 0 && rulesChart(Plot, data, width),
    columns: [t('overview.finding'), t('overview.severity'), t('overview.count')],
    rows: data.rules.map(({ rule, severity, n }) => [ruleName(rule), t(`severity.${severity}`), number(n)]),
  });
}

function leapFigure(view, width) {
  const { Plot, leaps, navigate } = view;
  const found = leaps.data.shown.filter(isLeap);
  const open = ({ reportId }) =>
    navigate(filingAddress(new URLSearchParams(), { reportId, indicator: leaps.indicator, period: 'year' }));
  return figure({
    title: 'overview.leaps',
    wide: true,
    note: leaps.data.pairs > 0 ? t('overview.leaps.note') : t('overview.leaps.none'),
    more: h(
      'div.leap-choice',
      {},
      indicatorChoice(view),
      h(
        'span.muted',
        {},
        t('overview.leaps.count', { pairs: number(leaps.data.pairs), leaps: number(leaps.data.leaps) }),
      ),
    ),
    picture: leaps.data.pairs > 0 && leapsChart(Plot, leaps.data, width, open),
    columns: [
      t('queue.site'),
      t('filter.year'),
      t('overview.previous'),
      t('overview.value'),
      t('queue.confidence'),
    ],
    rows: found.slice(0, MOST_LEAP_ROWS).map((leap) => [
      h(
        'a',
        {
          href: filingAddress(new URLSearchParams(), {
            ...leap,
            indicator: leaps.indicator,
            period: 'year',
          }),
        },
        leap.siteName,
      ),
      leap.year,
      number(leap.previous),
      number(leap.value),
      percent(leap.confidence),
    ]),
  });
}

function indicatorChoice({ facets, leaps, draw }) {
  const counts = facets.indicators.filter(({ type }) => ['count', 'decimal', 'percent'].includes(type));
  const select = h(
    'select',
    {
      onchange: async () => {
        try {
          leaps.indicator = select.value;
          leaps.data = await getJson(`/api/leaps?indicator=${encodeURIComponent(select.value)}`);
          draw();
        } catch (error) {
          toastError(error);
        }
      },
    },
    counts.map(({ key, section, label }) => h('option', { value: key }, `${section} · ${label}`)),
  );
  select.value = leaps.indicator;
  return h('label', {}, h('span', {}, t('filter.indicator')), ' ', select);
}
