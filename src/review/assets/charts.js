/** The overview's pictures, drawn by Observable Plot. Colours are told apart by people who see no red or no green. */
import { currentLanguage, number, percent, t } from './language.js';
import { ruleName } from './wording.js';

/** Fixed, so that the content policy can name the one style element that Plot adds. */
const CLASS = 'nb-plot';

const INK = '#1f2d36';
const ACCENT = '#1f5d73';
const LEAP = '#b3261e';

/** From sure to unsure; names of the classes are their lower edges. */
const CLASS_COLOURS = ['#8c2d04', '#cc4c02', '#ec7014', '#fdbe6f', '#a6cfd5', '#5a9fb0', '#1f5d73'];
const EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
const SEVERITY_COLOURS = { error: '#b3261e', warning: '#c77700', info: '#5a7684' };
const ORIGIN_COLOURS = { calibration: ACCENT, review: '#c77700' };

function draw(Plot, label, options) {
  const picture = Plot.plot({
    className: CLASS,
    style: { fontSize: '12px', fontFamily: 'inherit', color: INK },
    ...options,
  });
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', label);
  // What is in it is said by the label and the table below: no reader has to walk through hundreds of marks.
  for (const part of picture.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  return picture;
}

const provinceText = (provinces) => {
  const names = new Map(provinces.map((province) => [province.code, province[currentLanguage()]]));
  return (code) => names.get(code) ?? t('overview.no.region');
};

/** Codes of provinces, those with most filings first; filings without a place come last. */
function placesByCount(filings) {
  const counts = new Map();
  for (const { province, n } of filings) counts.set(province, (counts.get(province) ?? 0) + n);
  const codes = [...counts.keys()].filter((code) => code !== null);
  codes.sort((a, b) => counts.get(b) - counts.get(a) || a.localeCompare(b));
  return counts.has(null) ? [...codes, null] : codes;
}

export function filingsChart(Plot, { filings, provinces }, width) {
  const name = provinceText(provinces);
  const cells = filings.map(({ year, province, n }) => ({
    year: year === null ? t('overview.no.year') : String(year),
    place: name(province),
    n,
  }));
  const places = placesByCount(filings).map(name);
  const years = [...new Set(cells.map(({ year }) => year))].sort();
  const largest = Math.max(...cells.map(({ n }) => n));
  return draw(Plot, t('overview.filings'), {
    width,
    height: 60 + Math.max(1, places.length) * 24,
    marginLeft: 96,
    marginTop: 8,
    padding: 0.06,
    x: { label: null, domain: years, axis: 'bottom', tickSize: 0 },
    y: { label: null, domain: places, tickSize: 0 },
    color: { type: 'sqrt', domain: [0, largest], range: ['#edf4f6', ACCENT] },
    marks: [
      Plot.cell(cells, { x: 'year', y: 'place', fill: 'n' }),
      Plot.text(cells, {
        x: 'year',
        y: 'place',
        text: ({ n }) => number(n),
        fill: ({ n }) => (Math.sqrt(n / largest) > 0.55 ? 'white' : INK),
      }),
    ],
  });
}

export function statusChart(Plot, { statuses }, width) {
  const all = statuses.reduce((sum, { n }) => sum + n, 0);
  const order = ['reported', 'none', 'blank', 'missing', 'invalid'];
  const bars = statuses.map(({ status, confidence, n }) => ({
    status: t(`status.${status}`),
    confidence,
    share: n / all,
  }));
  return draw(Plot, t('overview.statuses'), {
    width,
    height: 232,
    marginLeft: 96,
    marginBottom: 44,
    x: { label: t('overview.share'), tickFormat: '.0%', ticks: 5, grid: true, labelArrow: 'none' },
    y: { label: null, domain: order.map((status) => t(`status.${status}`)), tickSize: 0 },
    color: { type: 'ordinal', domain: EDGES, range: CLASS_COLOURS },
    marks: [
      Plot.barX(
        bars,
        Plot.stackX({ x: 'share', y: 'status', fill: 'confidence', order: 'confidence', reverse: true }),
      ),
      Plot.ruleX([0]),
    ],
  });
}

export function confidenceLegend() {
  return EDGES.map((edge, index) => ({
    colour: CLASS_COLOURS[index],
    text: t('overview.from', { n: percent(edge) }),
  }));
}

export function reliabilityChart(Plot, { reliability }, width) {
  return draw(Plot, t('overview.reliability'), {
    width,
    height: 312,
    marginLeft: 56,
    marginTop: 28,
    marginBottom: 44,
    x: {
      label: t('queue.confidence'),
      domain: [0, 1],
      percent: false,
      tickFormat: '.0%',
      grid: true,
      labelArrow: 'none',
    },
    y: { label: t('overview.right'), domain: [0, 1], tickFormat: '.0%', grid: true, labelArrow: 'none' },
    r: { range: [3, 14] },
    marks: [
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: '#6b7c86', strokeDasharray: '4 4' },
      ),
      Plot.ruleX(reliability, {
        x: 'confidence',
        y1: ({ interval }) => interval.low,
        y2: ({ interval }) => interval.high,
        stroke: ({ origin }) => ORIGIN_COLOURS[origin],
      }),
      Plot.dot(reliability, {
        x: 'confidence',
        y: 'share',
        r: 'n',
        fill: ({ origin }) => ORIGIN_COLOURS[origin],
        fillOpacity: 0.75,
      }),
    ],
  });
}

export function reliabilityLegend({ reliability }) {
  const present = new Set(reliability.map(({ origin }) => origin));
  return [...present].map((origin) => ({
    colour: ORIGIN_COLOURS[origin],
    text: t(`overview.origin.${origin}`),
  }));
}

export function rulesChart(Plot, { rules }, width) {
  const bars = rules.map(({ rule, severity, n }) => ({ name: ruleName(rule), severity, n }));
  return draw(Plot, t('overview.rules'), {
    width,
    height: 64 + bars.length * 22,
    marginLeft: currentLanguage() === 'zh' ? 190 : 260,
    marginBottom: 44,
    x: {
      label: t('overview.count'),
      grid: true,
      labelArrow: 'none',
      tickFormat: (n) => (Number.isInteger(n) ? number(n) : ''),
    },
    y: { label: null, tickSize: 0 },
    marks: [
      Plot.barX(bars, {
        x: 'n',
        y: 'name',
        fill: ({ severity }) => SEVERITY_COLOURS[severity],
        sort: { y: '-x' },
      }),
      Plot.ruleX([0]),
    ],
  });
}

export function severityLegend() {
  return Object.entries(SEVERITY_COLOURS).map(([severity, colour]) => ({
    colour,
    text: t(`severity.${severity}`),
  }));
}

/** Zero has no logarithm: it stands at one, beside numbers next to which it makes no difference. */
const drawable = (value) => Math.max(1, value);

export const isLeap = ({ previous, value }) =>
  Math.abs(Math.log10(drawable(value) / drawable(previous))) >= 1;

export function leapsChart(Plot, { shown }, width, onOpen) {
  const points = shown.map((leap) => ({ ...leap, x: drawable(leap.previous), y: drawable(leap.value) }));
  const ends = [1, Math.max(10, ...points.flatMap(({ x, y }) => [x, y]))];
  const picture = draw(Plot, t('overview.leaps'), {
    width,
    height: 392,
    marginLeft: 60,
    marginTop: 28,
    marginBottom: 44,
    x: {
      type: 'log',
      label: t('overview.previous'),
      domain: ends,
      grid: true,
      labelArrow: 'none',
      tickFormat: '~s',
      ticks: 6,
    },
    y: {
      type: 'log',
      label: t('overview.value'),
      domain: ends,
      grid: true,
      labelArrow: 'none',
      tickFormat: '~s',
      ticks: 6,
    },
    marks: [
      Plot.line(
        [
          [ends[0], ends[0]],
          [ends[1], ends[1]],
        ],
        { stroke: '#6b7c86', strokeDasharray: '4 4' },
      ),
      Plot.dot(points, {
        x: 'x',
        y: 'y',
        r: (leap) => (isLeap(leap) ? 4.5 : 2.5),
        fill: (leap) => (isLeap(leap) ? LEAP : ACCENT),
        fillOpacity: (leap) => (isLeap(leap) ? 0.9 : 0.45),
        title: ({ siteName, year, previous, value }) =>
          `${siteName}\n${year - 1}: ${number(previous)}\n${year}: ${number(value)}`,
        className: 'leap-dots',
      }),
    ],
  });
  picture.querySelectorAll('.leap-dots circle').forEach((dot) => {
    const index = dot.__data__;
    if (typeof index === 'number') dot.addEventListener('click', () => onOpen(points[index]));
  });
  return picture;
}
