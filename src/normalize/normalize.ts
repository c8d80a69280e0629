/**
 * From a document's blocks to reports: finds the forms, picks the template of each, reads its fields, runs the
 * checks and weighs the confidence. Pure: the same blocks give the same reports.
 */
import type { SourceDocument, SourceKind } from '../model/document.js';
import type { Field, Finding, Report } from '../model/reading.js';
import type { Definition, DocumentKind } from '../model/result.js';
import { type CheckedField, type Evidence, runChecks, SlotMap } from './checks/index.js';
import { confidenceOf } from './confidence.js';
import { readDefinitions } from './definitions/index.js';
import type { FieldDraft } from './field-draft.js';
import { type FieldFeatures, type FormFeatures, inItsForm } from './field-features.js';
import { findSegments, type Segment } from './find-forms.js';
import { type FoundForm, ReportFinder } from './find-reports.js';
import { withoutCopies } from './form-copies.js';
import { documentLines, type Token } from './form-lines.js';
import { columnLeftOut, headedColumns } from './headed-columns.js';
import type { LocatedForm } from './locate-labels.js';
import { examineMarks } from './lost-marks.js';
import { withMisspeltPlaces } from './misspelt-places.js';
import { proposals } from './proposals.js';
import { FieldReader } from './read-fields.js';
import { regionOfSiteCode } from './regions.js';
import { withoutRepeats } from './repeated-cells.js';
import { sitesApart } from './sites-beside.js';
import { TEMPLATES, type Template } from './template.js';
import { unclaimedText } from './unclaimed.js';

export interface Normalized {
  readonly kind: DocumentKind;
  readonly reports: readonly Report[];
  readonly definitions: readonly Definition[];
}

/** A finder prepares the vocabulary of all its templates, so that one is kept for each list of them. */
const FINDERS = new WeakMap<readonly Template[], ReportFinder>();

function finderOf(templates: readonly Template[]): ReportFinder {
  const finder = FINDERS.get(templates) ?? new ReportFinder(templates);
  FINDERS.set(templates, finder);
  return finder;
}

/** Reads all reports and instruction sheets of a document, with the built-in templates or those given. */
export function normalize(document: SourceDocument, templates: readonly Template[] = TEMPLATES): Normalized {
  const finder = finderOf(templates);
  const isSignature = (text: string) => finder.isSignature(text);
  const whole = withoutRepeats(documentLines(document), (text) => finder.isLabel(text));
  const { lines, left } = headedColumns(whole, isSignature);
  const segments = withoutCopies(findSegments(lines, templates), isSignature).flatMap(sitesApart);
  const forms = finder.find(segments).map((form) => readForm(form, document, left));
  const reports = forms.flatMap((form) => (form.kind === 'filing' ? [form.report] : []));
  const definitions = definitionsOf(segments, reports);
  return { kind: kindOf(forms, definitions), reports, definitions };
}

interface ReadForm {
  readonly kind: 'filing' | 'blank' | 'instructions';
  readonly report: Report;
}

function kindOf(forms: readonly ReadForm[], definitions: readonly Definition[]): DocumentKind {
  if (forms.some((form) => form.kind === 'filing')) return 'filing';
  if (forms.some((form) => form.kind === 'blank')) return 'blank_form';
  return definitions.length > 0 || forms.length > 0 ? 'instructions' : 'other';
}

function readForm({ located, year }: FoundForm, document: SourceDocument, left: readonly Token[]): ReadForm {
  const { template } = located;
  const read = new FieldReader(located, year).read();
  const { drafts, doubtful } = examineMarks(withMisspeltPlaces(read.drafts));
  const unclaimed = unclaimedText(located, read.claimed);
  const subject = { form: template.form, template: template.id, year };
  const examined = { ...subject, fields: drafts.map(checked) };
  const checks = runChecks(examined);
  const proposed = new Map(proposals(drafts, examined, checks).map((proposal) => [proposal.draft, proposal]));
  const verdictsOn = verdictsByField(checks.evidence);
  const state = formState(located, unclaimed.findings.length);
  const fields = drafts.map((draft, place) => {
    const field = examined.fields[place];
    const verdicts = (field && verdictsOn.get(field)) ?? NO_VERDICTS;
    const rival = proposed.get(draft)?.candidate;
    return weigh(
      rival ? { ...draft, candidates: [...draft.candidates, rival] } : draft,
      // A mark that nobody sees is content that nobody claimed.
      inItsForm(draft.features, state, unclaimed.near(draft) || doubtful.has(draft), verdicts),
      document.sourceKind,
    );
  });
  const findings = [
    ...(year === null ? [YEAR_UNKNOWN] : []),
    ...left.map(columnLeftOut),
    ...document.warnings.map(
      (warning): Finding => ({ indicator: null, period: null, severity: 'warning', ...warning }),
    ),
    ...drafts.flatMap(remarkFindings),
    ...checks.findings,
    ...[...proposed.values()].map(({ finding }) => finding),
    ...unclaimed.findings,
  ];
  const text = (key: string) => reportedText(fields, key);
  const siteCode = text('site.id_code');
  const present = fields.filter((field) => field.status !== 'missing').length;
  const report: Report = {
    form: template.form,
    template: template.id,
    year,
    siteCode,
    siteName: text('site.name'),
    reportingUnit: text('filing.reporting_unit'),
    regionCode: siteCode === null ? null : regionOfSiteCode(siteCode),
    completeness: round(present / Math.max(fields.length, 1)),
    confidence: round(fields.reduce((sum, field) => sum + field.confidence, 0) / Math.max(fields.length, 1)),
    fields,
    findings,
  };
  return { kind: isBlank(drafts) ? 'blank' : isInstructionTable(drafts) ? 'instructions' : 'filing', report };
}

const YEAR_UNKNOWN: Finding = {
  indicator: null,
  period: null,
  rule: 'year-unknown',
  severity: 'warning',
  message: 'The form does not say for which year it is (（　　年度）): look at the source and set the year.',
};

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function reportedText(fields: readonly Field[], key: string): string | null {
  const value = fields.find((field) => field.indicator === key && field.status === 'reported')?.value;
  return typeof value === 'string' ? value : null;
}

/** Nothing but the heading is filled in; boxes that nobody ticked are no answers. */
function isBlank(drafts: readonly FieldDraft[]): boolean {
  return !drafts.some((draft) => {
    if (draft.indicator.section === '表头' || draft.indicator.section === '落款') return false;
    if (draft.indicator.section === '创新发展')
      return draft.value === true || typeof draft.value === 'string';
    return draft.status === 'reported' || draft.status === 'none';
  });
}

/** An instruction sheet laid out as a table binds labels too, but its values are sentences that tell how to fill. */
function isInstructionTable(drafts: readonly FieldDraft[]): boolean {
  const filled = drafts.filter((draft) => draft.raw && draft.raw.trim().length > 0);
  const sentences = filled.filter((draft) =>
    /^[\s\S]{0,3}请(?:填写|按照|分别|勾选|根据)|请勾选/.test(draft.raw ?? ''),
  );
  return sentences.length > filled.length / 3;
}

function checked({ indicator, period, status, value }: FieldDraft): CheckedField {
  return { indicator: indicator.key, period, status, value };
}

function remarkFindings(draft: FieldDraft): Finding[] {
  return draft.remarks.map((remark) => ({ indicator: draft.indicator.key, period: draft.period, ...remark }));
}

/** Whether any check speaks for a field, and whether any speaks against it. */
interface Verdicts {
  readonly holds: boolean;
  readonly fails: boolean;
}

const NO_VERDICTS: Verdicts = { holds: false, fails: false };

function verdictsByField(evidence: readonly Evidence[]): SlotMap<Verdicts> {
  const byField = new SlotMap<{ holds: boolean; fails: boolean }>();
  for (const entry of evidence) {
    const known = byField.get(entry);
    if (!known) byField.set(entry, { holds: entry.agrees, fails: !entry.agrees });
    else if (entry.agrees) known.holds = true;
    else known.fails = true;
  }
  return byField;
}

/** What says of a label that no line parts it from its value. */
const UNRULED: ReadonlySet<string> = new Set(['no-lines', 'running-text']);

/** Likeness of the labels found, shares of labels not found and of text that belongs to none, and whether lines part them. */
function formState(located: LocatedForm, unclaimed: number): FormFeatures {
  const likeness = located.matches.reduce((sum, match) => sum + match.similarity, 0) / located.matches.length;
  const share = (count: number) => Math.min(1, count / located.nodes.length);
  const unruled = located.matches.filter(({ label }) => label.token.flaws.some((flaw) => UNRULED.has(flaw)));
  return {
    formUnlikeness: 1 - likeness,
    formUnbound: share(located.nodes.length - located.matches.length),
    formUnclaimed: share(unclaimed),
    formUnruled: unruled.length > located.matches.length / 2 ? 1 : 0,
  };
}

/** The field as it is stored, with the confidence that its features give. */
function weigh(draft: FieldDraft, features: FieldFeatures, kind: SourceKind): Field {
  return {
    indicator: draft.indicator.key,
    period: draft.period,
    status: draft.status,
    value: draft.value,
    unit: draft.unit,
    note: draft.note,
    raw: draft.raw,
    labelRaw: draft.labelRaw,
    confidence: confidenceOf(features, kind),
    features,
    origin: draft.origin,
    candidates: draft.candidates,
  };
}

function definitionsOf(segments: readonly Segment[], reports: readonly Report[]): Definition[] {
  const sheets = segments.filter((segment) => segment.kind === 'instructions');
  let report = 0;
  return sheets.flatMap((sheet) => {
    // The sheet explains the form before it; where it stands alone, the national work form of the latest years.
    const own = reports.find((candidate, index) => index >= report && candidate.form === sheet.form) ?? null;
    if (own) report = reports.indexOf(own) + 1;
    const form = own?.form ?? sheet.form ?? 'work';
    const template = own?.template ?? (form === 'work' ? 'work-2022' : 'supervision-2020-gx');
    return readDefinitions(
      form,
      template,
      sheet.lines.map((line) => line.tokens.map((token) => token.text).join(' ')),
    );
  });
}
