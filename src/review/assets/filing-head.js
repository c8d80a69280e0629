/** The line above a filing: whose it is, what was found in it as a whole, how much of it waits. */
import { h, replace } from './dom.js';
import { findingLine } from './field-list.js';
import { isOpen, isSampled } from './field-state.js';
import { confidence, t } from './language.js';
import { withFilters } from './queue-address.js';
import { fileName, siteTitle, templateName } from './wording.js';

export function drawHead(view) {
  const { report, siblings, findings, fields } = view.filing;
  const open = fields.filter(isOpen).length;
  const sampled = fields.filter(isSampled).length;
  const done = fields.filter(({ decision }) => decision).length;
  replace(
    view.head,
    h('a.back', { href: withFilters('/', view.filters) }, '‹ ', t('filing.back')),
    h(
      'h1',
      { title: siteTitle(report) },
      h('span.cut', {}, siteTitle(report)),
      ' ',
      h('span.year', {}, report.year ?? t('overview.no.year')),
    ),
    h(
      'span.muted.cut.kind',
      {},
      [templateName(report.template), t(`source.${report.sourceKind}`)].join(' · '),
    ),
    h('span.muted.cut.path', { title: report.path }, fileName(report.path)),
    siblings.length > 1 && siblingLinks(view),
    h('span.grow'),
    findings.length > 0 && formFindings(findings),
    h('span.muted', {}, t('filing.confidence', { n: confidence(report.confidence) })),
    h('span.progress', { class: open === 0 ? 'complete' : '' }, t('filing.progress', { open, done })),
    sampled > 0 && h('span.chip.audit', {}, t('filing.sampled', { n: sampled })),
  );
}

function formFindings(findings) {
  return h(
    'details.form-findings',
    {},
    h('summary', {}, `${t('filing.findings')} (${findings.length})`),
    h(
      'ul',
      {},
      findings.map((finding) => findingLine('li', finding)),
    ),
  );
}

function siblingLinks({ filing, filters, reportId }) {
  return h(
    'nav.siblings',
    { 'aria-label': t('filing.siblings') },
    filing.siblings.map(({ id, form, year }) =>
      h(
        'a',
        { href: withFilters(`/filing/${id}`, filters), 'aria-current': id === reportId ? 'page' : null },
        `${t(`form.${form}`)} ${year ?? ''}`,
      ),
    ),
  );
}
