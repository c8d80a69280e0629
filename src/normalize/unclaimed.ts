/**
 * The coverage ledger: text of a form that neither a field nor a known label accounts for. It becomes a finding,
 * so that a new row in next year's template is seen on the day it appears.
 */
import type { Finding } from '../model/reading.js';
import { isPageBreak } from './bind.js';
import type { FieldDraft } from './field-draft.js';
import type { Token } from './form-lines.js';
import { isUnitAlone } from './label-text.js';
import type { LocatedForm } from './locate-labels.js';

export interface Unclaimed {
  readonly findings: readonly Finding[];
  /** Whether unclaimed text stands where the value of a missing or blank field could be. */
  readonly near: (field: FieldDraft) => boolean;
}

/** Notes and headings of tables belong to the form but to no field; a number may be a value that lost its label. */
export const IGNORED =
  /^(?:注\s*[:：\d一]|备注|说明[:：]|附件\s*\d*[:：]?|续表|第\s*\d+\s*页|指标|项目|内容|序号)/;
const LONGEST_SHOWN = 60;

export function unclaimedText(form: LocatedForm, claimed: ReadonlySet<Token>): Unclaimed {
  const labelLines = linesOfLabels(form);
  const first = Math.min(...labelLines);
  const last = lastBodyLine(form, Math.max(...labelLines));
  const tokens = form.lines
    .slice(first, last + 1)
    .filter((line) => !isPageBreak(line))
    .flatMap((line) => line.tokens)
    .filter((token) => !token.blank && !claimed.has(token) && !isIgnored(token));
  // Labels of sections slip out of their rows.
  const asking = form.matches.filter(({ node }) => form.nodes[node]?.kind !== 'section');
  const lineOf = new Map(asking.map((match) => [match.node, match.label.token.line]));
  return {
    findings: tokens.map(finding),
    near: (field) =>
      (field.status === 'missing' || field.status === 'blank') &&
      tokens.length > 0 &&
      isNear(form, lineOf, field, tokens),
  };
}

/** Words of the form itself; some print the units in a column of their own. */
function isIgnored({ text, hasMark }: Token): boolean {
  return IGNORED.test(text.trim()) || (!hasMark && isUnitAlone(text));
}

/** Lines of all labels of the body, those that were bound to none among them. */
function linesOfLabels({ matches, roles }: LocatedForm): number[] {
  const strays = [...roles].filter(([, role]) => role.kind === 'stray');
  return [...matches.map(({ label }) => label.token.line), ...strays.map(([token]) => token.line)];
}

/** Rows between the last label and the signatures are the form's too. */
function lastBodyLine({ lines, signatures }: LocatedForm, lastLabel: number): number {
  const below = signatures.map(({ match }) => match.label.token.line).filter((line) => line > lastLabel);
  if (below.length === 0) return lastLabel;
  const rows = lines.slice(lastLabel + 1, Math.min(...below)).filter(({ kind }) => kind === 'row');
  return rows.at(-1)?.index ?? lastLabel;
}

function finding(token: Token): Finding {
  const { page, row, column } = token.origin;
  const place = [
    page === null ? '' : `page ${page}`,
    row === null ? '' : `row ${row + 1}`,
    column === null ? '' : `column ${column + 1}`,
  ];
  const text = token.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_SHOWN);
  return {
    indicator: null,
    period: null,
    rule: 'unclaimed_text',
    severity: 'warning',
    message: `“${text}” (${place.filter(Boolean).join(', ') || 'in running text'}) belongs to no known label or field.`,
  };
}

/**
 * Between the labels above and below the field's own, whose row may have been split before or after it; or where the
 * label was not found, between the nearest ones before and after it in the template.
 */
function isNear(
  form: LocatedForm,
  lineOf: ReadonlyMap<number, number>,
  field: FieldDraft,
  tokens: readonly Token[],
): boolean {
  const node = form.nodes.findIndex((candidate) => candidate.indicator === field.indicator);
  if (node < 0) return false;
  const own = lineOf.get(node);
  const labels = [...lineOf];
  const [above, below] =
    own === undefined
      ? [labels.filter(([other]) => other < node), labels.filter(([other]) => other > node)]
      : [labels.filter(([, line]) => line < own), labels.filter(([, line]) => line > own)];
  // A label that was found leaves the row of the label above it to that one.
  const from = Math.max(...above.map(([, line]) => line)) + (own === undefined ? 0 : 1);
  const to = Math.min(...below.map(([, line]) => line));
  return tokens.some((token) => token.line >= from && token.line <= to);
}
