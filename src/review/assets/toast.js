/** Short notices at the foot of the page; a screen reader speaks them. */
import { h, replace } from './dom.js';
import { has, t } from './language.js';

const SHOWN_FOR = 4_000;

const place = h('div.toasts', { role: 'status', 'aria-live': 'polite' });
let timer;

export function toastPlace() {
  return place;
}

export function toast(text, isError = false) {
  replace(place, h(isError ? 'div.toast.error' : 'div.toast', {}, text));
  clearTimeout(timer);
  timer = setTimeout(() => replace(place), SHOWN_FOR);
}

export function toastError(error) {
  const key = `error.${error.code}`;
  toast(has(key) ? t(key) : t('error.internal'), true);
  if (!error.code) console.error(error);
}
