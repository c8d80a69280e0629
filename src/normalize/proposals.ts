/**
 * Readings that would settle a contradiction: where a check fails and another engine read one of its cells so that it
 * holds, that reading is put before a person, as a candidate and a finding. It is never applied: filers get their
 * sums wrong as well, and then the printed number is the true one.
 */
import type { Candidate, Finding, Reading } from '../model/reading.js';
import { type CheckedReport, type CheckResult, type Evidence, runChecks, SlotMap } from './checks/index.js';
import type { FieldDraft } from './field-draft.js';
import { readValue, type ValueContext } from './values/index.js';

export interface Proposal {
  readonly draft: FieldDraft;
  readonly candidate: Candidate;
  readonly finding: Finding;
}

/** A proposed reading ranks behind every reading that was weighed. */
const PROPOSED_SCORE = 0;

/**
 * At most one proposal a field: the first of its alternatives that no check speaks against any more.
 *
 * @param report the drafts as the checks saw them, in the same order
 * @param before what the checks said of them
 */
export function proposals(
  drafts: readonly FieldDraft[],
  report: CheckedReport,
  before: CheckResult,
): Proposal[] {
  const doubted = doubts(before.evidence);
  return drafts.flatMap((draft, place): Proposal[] => {
    const field = report.fields[place];
    if (!field || !hasAlternatives(draft) || !doubted.get(field)) return [];
    for (const { candidate, reader } of otherReadings(draft, { formYear: report.year, tickSide: null })) {
      const { status, value } = candidate.reading;
      const after = runChecks({ ...report, fields: report.fields.with(place, { ...field, status, value }) });
      if (after.findings.length >= before.findings.length || doubts(after.evidence).get(field)) continue;
      const settled = before.findings.find(
        ({ rule }) => count(after.findings, rule) < count(before.findings, rule),
      );
      return [
        { draft, candidate, finding: findingOf(draft, candidate.reading, reader, settled?.rule ?? '') },
      ];
    }
    return [];
  });
}

/** Fields that a failing check speaks against. */
function doubts(evidence: readonly Evidence[]): SlotMap<true> {
  const doubted = new SlotMap<true>();
  for (const entry of evidence) if (!entry.agrees) doubted.set(entry, true);
  return doubted;
}

function hasAlternatives({ candidates }: FieldDraft): boolean {
  return (candidates[0]?.alternatives.length ?? 0) > 0;
}

function count(findings: readonly Finding[], rule: string): number {
  return findings.filter((finding) => finding.rule === rule).length;
}

function otherReadings(
  draft: FieldDraft,
  context: ValueContext,
): { readonly candidate: Candidate; readonly reader: string }[] {
  const [chosen] = draft.candidates;
  if (!chosen) return [];
  return chosen.alternatives.flatMap(({ reader, text, score }) => {
    const content = [{ kind: 'text' as const, text, score }];
    const reading = readValue(draft.indicator, content, context);
    const says = reading.status === 'reported' || reading.status === 'none';
    if (!says || (reading.status === draft.status && reading.value === draft.value)) return [];
    return [{ candidate: { ...chosen, content, raw: text, reading, score: PROPOSED_SCORE }, reader }];
  });
}

function findingOf(draft: FieldDraft, reading: Reading, reader: string, rule: string): Finding {
  const read = reading.status === 'none' ? '无' : String(reading.value);
  return {
    indicator: draft.indicator.key,
    period: draft.period,
    rule: 'alternative-fits',
    severity: 'warning',
    message: `${draft.indicator.label}: ${reader} reads ${read} where ${draft.raw ?? ''} was taken; with it ${rule} holds. Look at the source.`,
  };
}
