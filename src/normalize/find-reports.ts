/**
 * Decides which segments of a document are forms: locates the labels of every template that may apply, joins
 * what a repeated page heading cut in two, and picks the template.
 */
import type { FormKind } from '../model/indicator.js';
import { joinBareSignatures } from './bare-signatures.js';
import type { Segment } from './find-forms.js';
import type { Line } from './form-lines.js';
import { formYear } from './form-year.js';
import { LabelHeads } from './label-heads.js';
import { labelTexts } from './label-tokens.js';
import { type LocatedForm, TemplateReader } from './locate-labels.js';
import { looseRows } from './loose-rows.js';
import { partLabels } from './part-labels.js';
import { TokenSplitter } from './split-tokens.js';
import type { Template } from './template.js';
import { foldForMatching } from './text.js';

/** A page that names the form, a notice that lists a few indicators: fewer bound labels are no form. */
const FEWEST_LABELS = 8;
/** Segments are one form when the whole binds nearly as many labels as its parts. */
const JOINED_SHARE = 0.9;

/** What a segment without a title may hold. */
const FORMS: readonly FormKind[] = ['work', 'supervision'];

/** Templates that share this much less with the form than the closest one are not aligned with it. */
const KINSHIP_IN_DOUBT = 0.15;

export interface FoundForm {
  readonly located: LocatedForm;
  readonly year: number | null;
}

interface Candidate {
  readonly segment: Segment;
  readonly located: LocatedForm;
  /** Lines of segments before it that were no forms: a page's heading may name the year. */
  readonly before: readonly Line[];
}

/** Templates that print the same labels differ by their years only, so their labels are located once. */
interface Layout {
  readonly form: FormKind;
  readonly templates: readonly Template[];
  readonly reader: TemplateReader;
}

function layoutKey(template: Template): string {
  const labels = (template.orders[0] ?? []).flatMap((node) => [
    node.label,
    node.indicator?.key ?? '',
    ...node.aliases,
  ]);
  return [template.form, ...labels].join('|');
}

export class ReportFinder {
  readonly #layouts: readonly Layout[];
  readonly #splitter: TokenSplitter;
  readonly #heads: Readonly<Record<FormKind, LabelHeads>>;
  readonly #signatures: LabelHeads;

  constructor(templates: readonly Template[]) {
    const layouts = new Map<string, Template[]>();
    for (const template of templates) {
      const key = layoutKey(template);
      layouts.set(key, [...(layouts.get(key) ?? []), template]);
    }
    this.#layouts = [...layouts.values()].flatMap((same) => {
      const [first] = same;
      if (!first) return [];
      const { form } = first;
      return [{ form, templates: same, reader: new TemplateReader(first) }];
    });
    this.#splitter = new TokenSplitter(templates);
    const headsOf = (form: FormKind) =>
      new LabelHeads(templates.filter((own) => own.form === form).flatMap(({ orders }) => orders[0] ?? []));
    this.#heads = { work: headsOf('work'), supervision: headsOf('supervision') };
    this.#signatures = new LabelHeads(templates.flatMap(({ header, footer }) => [...header, ...footer]));
  }

  /** Whether a text is one of the labels above and below forms, with its value or without. */
  isSignature(text: string): boolean {
    return this.#signatures.in(text).length > 0;
  }

  /** Whether a text is a label of any form's body, to the letter. */
  isLabel(text: string): boolean {
    return this.#splitter.isLabel(text);
  }

  /** All forms in the segments, in order; an instruction sheet ends the form before it. */
  find(segments: readonly Segment[]): FoundForm[] {
    const groups: Segment[][] = [[]];
    for (const segment of segments) {
      if (segment.kind === 'instructions') groups.push([]);
      else groups.at(-1)?.push(segment);
    }
    return groups.flatMap((group) => this.#findIn(group));
  }

  /** Forms among segments that only titles part from each other. */
  #findIn(segments: readonly Segment[]): FoundForm[] {
    const forms: Candidate[] = [];
    let aside: Segment[] = [];
    for (const segment of segments) {
      const located = this.#locate(segment);
      const last = forms.at(-1);
      const joined = last && this.#goneOn(last, segment, located);
      if (joined) {
        forms[forms.length - 1] = joined;
      } else if (located && located.matches.length >= FEWEST_LABELS) {
        forms.push(this.#withHeading({ segment, located, before: [] }, aside));
        aside = [];
      } else {
        aside.push(segment);
      }
    }
    return forms.map((form) => this.#dated(form));
  }

  /** The form with a segment that only goes on with it; null where it does not. */
  #goneOn(form: Candidate, segment: Segment, located: LocatedForm | null): Candidate | null {
    if (located) return this.#join(form, { segment, located, before: [] });
    return this.#withMore(form, segment, [...form.segment.lines, ...segment.lines]);
  }

  /** The form with what stands over its title where that is printed once more above it. */
  #withHeading(form: Candidate, aside: readonly Segment[]): Candidate {
    const linesOf = (segments: readonly Segment[]) => segments.flatMap(({ lines }) => lines);
    const heading = aside.at(-1);
    const whole = heading && this.#withMore(form, heading, [...heading.lines, ...form.segment.lines]);
    return { ...(whole ?? form), before: linesOf(whole ? aside.slice(0, -1) : aside) };
  }

  /** A form and lines under the same title, which the page or the table repeats, where they hold signatures that it lacks. */
  #withMore(form: Candidate, other: Segment, lines: readonly Line[]): Candidate | null {
    const title = runningTitle(form.segment);
    if (title === null || title !== runningTitle(other)) return null;
    const segment: Segment = { ...form.segment, lines };
    const located = this.#locate(segment);
    const { matches, signatures } = form.located;
    const isMore =
      located && located.signatures.length > signatures.length && located.matches.length >= matches.length;
    return isMore ? { ...form, segment, located } : null;
  }

  /** Both parts as one form, where the second only goes on with the first under a repeated title. */
  #join(left: Candidate, right: Candidate): Candidate | null {
    const form = left.segment.form ?? right.segment.form;
    if (right.segment.form !== null && right.segment.form !== form) return null;
    const segment: Segment = {
      ...left.segment,
      form,
      lines: [...left.segment.lines, ...right.segment.lines],
    };
    const located = this.#locate(segment);
    const parts = left.located.matches.length + right.located.matches.length;
    return located && located.matches.length >= JOINED_SHARE * parts ? { ...left, segment, located } : null;
  }

  /** The form among a segment's tables, or, where they hold none or little of it, among its running lines. */
  #locate({ lines, form }: Segment): LocatedForm | null {
    const located = this.#locateIn(lines, form);
    const inTables = located?.matches.length ?? 0;
    const paragraphs = lines.filter(({ kind }) => kind !== 'row').length;
    if (inTables >= FEWEST_LABELS && paragraphs < FEWEST_LABELS) return located;
    const local = lines.map(numbered);
    const forms = form === null ? FORMS : [form];
    const [found] = forms
      .flatMap((own) => this.#locateLoose(local, own) ?? [])
      .toSorted((a, b) => b.matches.length - a.matches.length);
    // Lines that blanks part look like the rows of a small table among the rest of the form.
    const fewest = inTables < FEWEST_LABELS ? FEWEST_LABELS : inTables + FEWEST_LABELS;
    return found && found.matches.length >= fewest ? found : located;
  }

  /** The form among running lines, read with the labels of its kind. */
  #locateLoose(lines: readonly Line[], form: FormKind): LocatedForm | null {
    const loose = looseRows(lines, this.#heads[form], this.#signatures);
    return loose && this.#locateIn(loose, form);
  }

  #locateIn(segmentLines: readonly Line[], form: FormKind | null): LocatedForm | null {
    const heads = this.#heads[form ?? 'work'];
    const whole = this.#splitter.joinBroken(joinBareSignatures(segmentLines, this.#signatures));
    const lines = whole.map((line, index) => numbered(this.#splitter.split(partLabels(line, heads)), index));
    const texts = labelTexts(lines);
    const views = this.#layouts
      .filter((layout) => form === null || layout.form === form)
      .map((layout) => ({ layout, kinship: layout.reader.kinship(texts) }));
    const closest = Math.max(0, ...views.map((view) => view.kinship));
    if (closest === 0) return null;
    const aligned = views
      .filter((view) => view.kinship >= closest - KINSHIP_IN_DOUBT)
      .map((view) => view.layout.reader.align(lines, texts));
    const [best] = aligned.toSorted((a, b) => b.score - a.score);
    const located = best?.locate();
    return located && located.matches.length > 0 ? located : null;
  }

  /** Reads the year and picks, among templates with the same labels, the one of that year. */
  #dated({ located, segment, before }: Candidate): FoundForm {
    const first = Math.min(...located.matches.map((match) => match.label.token.line));
    const year = formYear([...located.lines.slice(0, first + 1), ...(segment.heading ?? [])], before);
    const layout = this.#layouts.find((candidate) => candidate.templates.includes(located.template));
    const template = templateOf(layout?.templates ?? [], year) ?? located.template;
    return { located: { ...located, template }, year };
  }
}

function templateOf(templates: readonly Template[], year: number | null): Template | null {
  const latest = templates.find((template) => template.years?.to === null);
  if (year === null) return latest ?? templates[0] ?? null;
  const fitting = templates.find(
    ({ years }) => years === null || (year >= years.from && (years.to === null || year <= years.to)),
  );
  return fitting ?? latest ?? templates[0] ?? null;
}

/** The words of a title, without the number of the page. */
function runningTitle({ title }: Segment): string | null {
  const words = foldForMatching(title ?? '').replace(/\P{Script=Han}/gu, '');
  return words.replace(/[第共页]+$/u, '') || null;
}

/** A line as the one of this number in its segment. */
function numbered(line: Line, index: number): Line {
  if (line.index === index && line.tokens.every((token) => token.line === index)) return line;
  return { ...line, index, tokens: line.tokens.map((token) => ({ ...token, line: index })) };
}
