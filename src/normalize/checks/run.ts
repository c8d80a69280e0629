/**
 * Runs every check of a form over one report. A check that fails gives a finding and changes nothing: genuine filings
 * break several of these (totals that count more than the listed parts are ordinary). Whether a check holds is also
 * handed on as evidence, from which the confidence in the readings is computed.
 */
import type { Period } from '../../model/indicator.js';
import type { Finding } from '../../model/reading.js';
import { evaluateAnswerExcludes, evaluateAnswerRequires } from './kinds/answers.js';
import { evaluateAtMost } from './kinds/at-most.js';
import { evaluateDateWindow } from './kinds/date-window.js';
import { evaluateNameType } from './kinds/name-type.js';
import { evaluatePattern } from './kinds/pattern.js';
import { evaluateProvince } from './kinds/province.js';
import { evaluateQuartersRange, evaluateQuartersSum } from './kinds/quarters.js';
import { evaluateRate } from './kinds/rate.js';
import { evaluateRegion } from './kinds/region.js';
import { evaluateSum } from './kinds/sum.js';
import { CHECKS } from './list.js';
import type { Check } from './schema.js';
import { type CheckedReport, type Subject, subjectOf, type Verdict } from './subject.js';

/** A check that a field took part in, and whether it held. */
export interface Evidence {
  readonly indicator: string;
  readonly period: Period;
  /** Id of the check. */
  readonly check: string;
  readonly agrees: boolean;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
}

function evaluate(check: Check, subject: Subject): Verdict[] {
  switch (check.kind) {
    case 'sum':
      return evaluateSum(check, subject);
    case 'quarters-sum':
      return evaluateQuartersSum(check, subject);
    case 'quarters-range':
      return evaluateQuartersRange(check, subject);
    case 'at-most':
      return evaluateAtMost(check, subject);
    case 'rate':
      return evaluateRate(check, subject);
    case 'pattern':
      return evaluatePattern(check, subject);
    case 'region':
      return evaluateRegion(check, subject);
    case 'province':
      return evaluateProvince(check, subject);
    case 'date-window':
      return evaluateDateWindow(check, subject);
    case 'answer-excludes':
      return evaluateAnswerExcludes(check, subject);
    case 'answer-requires':
      return evaluateAnswerRequires(check, subject);
    case 'name-type':
      return evaluateNameType(check, subject);
  }
}

export function runChecks(report: CheckedReport, checks: readonly Check[] = CHECKS): CheckResult {
  const subject = subjectOf(report);
  const findings: Finding[] = [];
  const evidence: Evidence[] = [];
  for (const check of checks.filter(({ form }) => form === report.form)) {
    for (const verdict of evaluate(check, subject)) {
      for (const { indicator, period } of verdict.involved)
        evidence.push({ indicator, period, check: check.id, agrees: verdict.holds });
      if (!verdict.holds) findings.push(findingOf(check, verdict));
    }
  }
  return { findings, evidence };
}

function findingOf({ id, severity, message }: Check, { at, words }: Verdict): Finding {
  const shown = words();
  const text = message.replace(/\{(\w+)\}/g, (placeholder, word: string) => shown[word] ?? placeholder);
  return { ...at, rule: id, severity, message: text };
}
