/** The language of the interface. Form labels and place names below the province stay Chinese in both. */
import { FIRST_LANGUAGE } from './api.js';
import { MESSAGES } from './messages.js';

const KEY = 'nianbao-language';
const TAGS = { zh: 'zh-CN', en: 'en' };

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

let language = ['zh', 'en'].includes(stored()) ? stored() : FIRST_LANGUAGE === 'en' ? 'en' : 'zh';
document.documentElement.lang = TAGS[language];

export function currentLanguage() {
  return language;
}

export function setLanguage(next) {
  language = next;
  document.documentElement.lang = TAGS[next];
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** The text for a key, `{name}` replaced by the value given for it. */
export function t(key, values = {}) {
  const text = MESSAGES[key]?.[language === 'zh' ? 0 : 1] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function has(key) {
  return Object.hasOwn(MESSAGES, key);
}

export function number(value) {
  return new Intl.NumberFormat(TAGS[language], { maximumFractionDigits: 4 }).format(value);
}

export function percent(share, digits = 0) {
  const format = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(TAGS[language], format).format(share);
}

/** Confidence is shown rounded down, so that 99.96 % never reads as certain. */
export function confidence(value) {
  return percent(Math.floor(value * 1000) / 1000, value > 0.995 && value < 1 ? 1 : 0);
}

export function time(iso) {
  return new Intl.DateTimeFormat(TAGS[language], { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );
}
