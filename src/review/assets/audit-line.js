/** The random check in one line: how much of it is done, and what it says of all that nobody looked at. */
import { h } from './dom.js';
import { percent, t } from './language.js';

export function auditText({ reviewed, wrong, interval }) {
  if (reviewed === 0) return t('queue.audit.unknown');
  return t('queue.audit.rate', {
    rate: percent(wrong / reviewed, 1),
    low: percent(interval.low, 1),
    high: percent(interval.high, 1),
  });
}

export function auditLine(audit) {
  return h(
    'span.audit',
    {},
    h('b', {}, t('queue.audit.title')),
    ' ',
    t('queue.audit.state', { done: audit.reviewed, all: audit.size }),
    h('span.muted', {}, ` · ${auditText(audit)}`),
  );
}
