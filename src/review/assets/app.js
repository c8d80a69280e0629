/** Starts the page: the bar on top, and the view that the address names. */
import { REVIEWER } from './api.js';
import { h, replace } from './dom.js';
import { helpDialog, toggleHelp } from './help.js';
import { bindFixedKeys, bindKeys, startKeys } from './keys.js';
import { currentLanguage, setLanguage, t } from './language.js';
import { showQueue } from './queue-view.js';
import { toastError, toastPlace } from './toast.js';

const app = document.getElementById('app');
const bar = h('header.bar');
const main = h('main', { id: 'main', tabindex: '-1' });

/** The queue comes first; what the other views are made of is fetched once it stands. */
const filingView = () => import('./filing-view.js');
const overviewView = () => import('./overview-view.js');

/** Views end what they began (observers, documents of pdf.js) before the next one is drawn. */
let leave = () => {};

function link(path, key) {
  const isCurrent = path === '/' ? location.pathname === '/' : location.pathname.startsWith(path);
  return h('a', { href: path, 'aria-current': isCurrent ? 'page' : null }, t(key));
}

function drawBar() {
  replace(
    bar,
    h('a.skip', { href: '#main' }, t('nav.skip')),
    h('span.brand', {}, h('img', { src: '/assets/icon.svg', alt: '' }), t('app.title')),
    h('nav', { 'aria-label': t('nav.main') }, link('/', 'nav.queue'), link('/overview', 'nav.overview')),
    h('span.grow'),
    h('span.reviewer', {}, `${t('nav.reviewer')}: `, h('b', {}, REVIEWER)),
    h('button.quiet', { type: 'button', onclick: toggleHelp }, t('nav.help'), h('kbd', {}, '?')),
    h('button.quiet', { type: 'button', id: 'language', onclick: switchLanguage }, t('nav.language')),
  );
}

function switchLanguage() {
  setLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
  draw();
  document.getElementById('language')?.focus();
}

async function draw() {
  leave();
  leave = () => {};
  bindKeys({});
  document.title = t('app.title');
  drawBar();
  replace(main, h('p.loading', {}, t('common.loading')));
  const { pathname } = location;
  const report = /^\/filing\/(\d+)$/.exec(pathname)?.[1];
  try {
    const page = { main, navigate };
    if (report) leave = await (await filingView()).showFiling(page, Number(report));
    else if (pathname === '/overview') leave = await (await overviewView()).showOverview(page);
    else leave = await showQueue(page);
  } catch (error) {
    replace(main, h('p.loading', {}, t('common.none')));
    toastError(error);
  }
}

export function navigate(address, { replaced = false } = {}) {
  if (replaced) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  return draw();
}

/** Links within the page change the view without loading it again. */
document.addEventListener('click', (event) => {
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!anchor || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey) return;
  const address = new URL(anchor.href, location.href);
  if (address.origin !== location.origin || anchor.getAttribute('href').startsWith('#')) return;
  event.preventDefault();
  navigate(address.pathname + address.search);
});
window.addEventListener('popstate', draw);

bindFixedKeys({
  '?': toggleHelp,
  o: () => navigate('/overview'),
  q: () => navigate('/'),
  '/': () => {
    if (location.pathname === '/') document.getElementById('site-search')?.focus();
    else navigate('/').then(() => document.getElementById('site-search')?.focus());
  },
});
app.append(bar, main, toastPlace(), helpDialog());
startKeys();
draw().then(() => Promise.all([filingView(), overviewView()]));
