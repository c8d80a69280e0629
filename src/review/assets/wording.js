/** Values, findings and fields in the words of the current language. */
import { RULE_NAMES } from './api.js';
import { currentLanguage, has, number, t } from './language.js';

/** A statement (status and value) as one text: `1,784 条`, `是`, `政府门户网站`, `空白`. */
export function statement({ status, value, note }, field) {
  if (status !== 'reported') {
    const text = t(`status.${status}`);
    return note && has(`note.${note}`) ? `${text} · ${t(`note.${note}`)}` : text;
  }
  const text = valueText(value, field);
  return note && !has(`note.${note}`) ? `${text}（${note}）` : text;
}

export function valueText(value, { type, options = {}, unit }) {
  if (type === 'boolean') return t(value === 1 ? 'common.yes' : 'common.no');
  if (type === 'choice') return optionText(value, options[value]);
  const text = typeof value === 'number' ? number(value) : String(value);
  return unit && typeof value === 'number' ? `${text} ${unit}` : text;
}

export function optionText(id, label) {
  return currentLanguage() === 'zh' ? (label ?? id) : `${id} · ${label ?? ''}`;
}

export function ruleName(rule) {
  const names = Object.hasOwn(RULE_NAMES, rule) ? RULE_NAMES[rule] : [rule, rule];
  return names[currentLanguage() === 'zh' ? 0 : 1];
}

/** The whole of what a finding says: the stored text is English, its Chinese comes with it. */
export function findingText({ message, messageZh }) {
  return currentLanguage() === 'zh' ? messageZh : message;
}

/** Who read a text otherwise: names of programs stay as they are. */
export function readerName(reader) {
  const key = `reader.${reader}`;
  return has(key) ? t(key) : reader;
}

export function templateName(template) {
  const key = `template.${template}`;
  return has(key) ? t(key) : template;
}

export function siteTitle({ siteName, reportingUnit, siteCode }) {
  return siteName || reportingUnit || siteCode || t('site.unnamed');
}

/** The last part of a path, which is what people know a file by. */
export function fileName(path) {
  return path.split('/').at(-1) ?? path;
}
