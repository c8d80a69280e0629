/** The fields of a filing by section; the selected one shows all that is known about it. */
import { h, ICONS, icon } from './dom.js';
import { confidence, percent, t, time } from './language.js';
import { findingText, readerName, ruleName, statement, valueText } from './wording.js';

export function fieldList({ fields, isShown, selected, onSelect, onRival }) {
  const sections = [];
  const quarterly = new Set(
    fields.filter(({ period }) => period !== 'year').map(({ indicator }) => indicator),
  );
  fields.forEach((field, index) => {
    if (!isShown(field, index)) return;
    if (sections.at(-1)?.name !== field.section) sections.push({ name: field.section, rows: [] });
    sections
      .at(-1)
      .rows.push(
        index === selected
          ? selectedField(field, quarterly, onRival)
          : fieldRow(field, quarterly, () => onSelect(index)),
      );
  });
  return sections.map(({ name, rows }) =>
    h('div.section', {}, h('h2', {}, name.replaceAll('/', ' › ')), rows),
  );
}

function stateIcon({ decision, isDoubtful, isAudited, earlier }) {
  if (decision)
    return labelled(decision.decision === 'corrected' ? 'pencil' : 'check', `filing.${decision.decision}`);
  if (earlier) return labelled('again', 'kind.repeated');
  if (isDoubtful) return labelled('alert', 'kind.doubtful');
  if (isAudited) return labelled('dice', 'kind.audit');
  return h('span.state');
}

function labelled(name, key) {
  return h(`span.state.${name}`, { title: t(key) }, icon(ICONS[name]), h('span.hidden', {}, t(key)));
}

/** Fields of forms with quarters say for which period they stand, the year too. */
function summary(field, quarterly) {
  const shown = field.decision ?? field;
  return [
    stateIcon(field),
    h(
      'span.label',
      {},
      field.label,
      quarterly.has(field.indicator) && h('em.period', {}, t(`period.${field.period}`)),
    ),
    h('span.value', {}, h(`span.statement.${shown.status}`, {}, statement(shown, field))),
    h('span.confidence', { class: toneOf(field.confidence) }, confidence(field.confidence)),
  ];
}

function toneOf(value) {
  return value >= 0.9 ? 'sure' : value >= 0.6 ? 'unsure' : 'poor';
}

function fieldRow(field, quarterly, onSelect) {
  return h(
    'button.field',
    { type: 'button', onclick: onSelect, 'data-slot': `${field.indicator} ${field.period}` },
    summary(field, quarterly),
  );
}

function selectedField(field, quarterly, onRival) {
  return h(
    'div.field.selected',
    { 'aria-current': 'true', 'data-slot': `${field.indicator} ${field.period}` },
    h('div.row', {}, summary(field, quarterly)),
    h('div.editor-place'),
    h('dl.facts', {}, facts(field)),
    field.rivals.length > 0 && rivals(field, onRival),
  );
}

function facts(field) {
  const { decision, earlier, raw, labelRaw, findings, definition } = field;
  return [
    fact('filing.read', statement(field, field)),
    decision && fact('filing.decided', statement(decision, field), h('small', {}, byline(decision))),
    earlier && fact('filing.earlier', statement(earlier, field), h('small', {}, byline(earlier))),
    raw !== null && fact('filing.raw', h('q.raw', {}, raw || t('filing.nothing'))),
    labelRaw !== null && fact('filing.label', h('q.raw', {}, labelRaw)),
    findings.length > 0 &&
      fact(
        'filing.own.findings',
        findings.map((finding) => findingLine('div.finding', finding)),
      ),
    definition && h('div.fact', {}, h('dt', {}, t('filing.definition')), h('dd.definition', {}, definition)),
    h('div.fact', {}, h('dt', {}, t('queue.indicator')), h('dd', {}, h('code', {}, field.indicator))),
  ];
}

function fact(key, ...content) {
  return h('div.fact', {}, h('dt', {}, t(key)), h('dd', {}, content));
}

function byline({ decision, reviewer, decidedAt }) {
  const what = decision ? `${t(`filing.${decision}`)} · ` : '';
  return reviewer ? ` ${what}${t('filing.by', { who: reviewer, when: time(decidedAt) })}` : '';
}

export function findingLine(tag, finding) {
  const { rule, severity } = finding;
  return h(
    tag,
    {},
    h(`span.severity.${severity}`, {}, t(`severity.${severity}`)),
    ' ',
    ruleName(rule),
    ' ',
    h('small', {}, findingText(finding)),
  );
}

/** Keys choose the first nine. */
const MOST_RIVALS = 9;

function rivals(field, onRival) {
  return h(
    'div.rivals',
    {},
    h('h3', {}, t('filing.rivals')),
    field.rivals
      .slice(0, MOST_RIVALS)
      .map((rival) =>
        h(
          'button.rival',
          { type: 'button', onclick: () => onRival(rival.rank) },
          h('kbd', {}, rival.rank),
          h(
            'span.statement',
            { class: rival.status },
            rival.status === 'reported' ? valueText(rival.value, field) : statement(rival, field),
          ),
          h('q.raw', {}, rival.raw || t('filing.nothing')),
          h(
            'small',
            {},
            [t(`relation.${rival.relation}`), t('filing.rival.score', { n: percent(rival.score) })].join(
              ' · ',
            ),
          ),
          rival.alternatives.length > 0 &&
            h(
              'small',
              {},
              `${t('filing.alternatives')}: ${rival.alternatives.map(({ reader, text }) => `${readerName(reader)} “${text}”`).join(' · ')}`,
            ),
        ),
      ),
  );
}
