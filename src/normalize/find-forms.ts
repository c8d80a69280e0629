/**
 * Finds where forms and instruction sheets begin and end among the lines of a document. A title alone is no
 * proof of a form (it stands in footers, letters and notices): it only cuts the document; whether a segment is
 * a form is decided by the labels found in it.
 */
import type { FormKind } from '../model/indicator.js';
import { type Line, lineText } from './form-lines.js';
import { similarity } from './label-text.js';
import type { Template } from './template.js';
import { foldForMatching } from './text.js';

export interface Segment {
  readonly kind: 'form' | 'instructions';
  /** What the title says; null where there is none. */
  readonly form: FormKind | null;
  /** All lines, the title among them. */
  readonly lines: readonly Line[];
  /** Text of the title line, or null. */
  readonly title: string | null;
  /** What stands over the first of several forms that share a title, for those that have none of their own. */
  readonly heading?: readonly Line[];
}

/** A title line holds little more than the title: year, organisation, brackets. */
const LONGEST_TITLE = 60;
const TITLE_SIMILARITY = 0.8;
const INSTRUCTION_HEADING = /[填真]?[写报表][说設说]?明|填.说明|指标(?:说明|解释)/;
const LONGEST_HEADING = 30;
/** `3.主办单位：请填写…`: the sentence of an instruction sheet. */
const INSTRUCTION_LINE =
  /^[-•]?(?:\d{1,2}[.、]|\(\d{1,2}\)|[一二三四五六七八九十]+、)?.{2,30}[:：](?:请|是否在|本年度|网站)/;
/** So many instruction sentences one after another need no heading. */
const INSTRUCTION_RUN = 3;

/** What every title has, blanks or damage between its characters or not. */
const NAMES_REPORT = /[报報].{0,3}[表衣]|年.{0,3}[报報]|[根].{0,2}表/;

function bestWindow(text: string, pattern: string): number {
  if (text.includes(pattern)) return 1;
  let best = 0;
  for (let start = 0; start + pattern.length <= text.length + 1; start += 1) {
    best = Math.max(best, similarity(text.slice(start, start + pattern.length), pattern));
  }
  return best;
}

/** The form that a line names as a title, or null. */
export function titleForm(text: string, templates: readonly Template[]): FormKind | null {
  const folded = foldForMatching(text);
  if (folded.length > LONGEST_TITLE || !/报表|年报|[报根][表衣]/.test(folded)) return null;
  let best: { form: FormKind; likeness: number } | null = null;
  for (const template of templates) {
    for (const title of template.titles) {
      const likeness = bestWindow(folded, title);
      if (likeness >= TITLE_SIMILARITY && likeness > (best?.likeness ?? 0))
        best = { form: template.form, likeness };
    }
  }
  return best?.form ?? null;
}

function isInstructionHeading(folded: string): boolean {
  return folded.length <= LONGEST_HEADING && INSTRUCTION_HEADING.test(folded) && !/[:：]./.test(folded);
}

interface Mark {
  readonly line: number;
  readonly kind: Segment['kind'];
  readonly form: FormKind | null;
  readonly title: string | null;
}

/** Folding is the dearest step here, so only lines that can matter are folded: short ones, and their starts. */
function foldedStart(text: string): string {
  return foldForMatching(text.slice(0, 2 * LONGEST_TITLE));
}

function marksOf(lines: readonly Line[], templates: readonly Template[]): Mark[] {
  const texts = lines.map((line) => lineText(line));
  const marks: Mark[] = [];
  for (const [index, line] of lines.entries()) {
    const text = texts[index] ?? '';
    const few = line.tokens.filter((token) => !token.blank).length <= 2;
    const short = few && text.length <= 2 * LONGEST_TITLE;
    const form = short && NAMES_REPORT.test(text) ? titleForm(text, templates) : null;
    if (short && text.includes('明') && isInstructionHeading(foldedStart(text))) {
      marks.push({ line: index, kind: 'instructions', form, title: text });
    } else if (form) {
      marks.push({ line: index, kind: 'form', form, title: text });
    } else if (marks.at(-1)?.kind !== 'instructions' && startsInstructions(lines, texts, index)) {
      marks.push({ line: index, kind: 'instructions', form: null, title: null });
    }
  }
  return marks;
}

function startsInstructions(lines: readonly Line[], texts: readonly string[], index: number): boolean {
  let run = 0;
  for (let at = index; at < lines.length && run < INSTRUCTION_RUN; at += 1) {
    if (lines[at]?.kind !== 'paragraph') return false;
    const text = foldedStart(texts[at] ?? '');
    if (INSTRUCTION_LINE.test(text)) run += 1;
    else if (at === index || text.length > 6) return false;
  }
  return run >= INSTRUCTION_RUN;
}

/** The document's segments in order; lines before the first mark form a segment without a title. */
export function findSegments(lines: readonly Line[], templates: readonly Template[]): Segment[] {
  const marks = marksOf(lines, templates);
  const [first] = marks;
  const all: Mark[] =
    first?.line === 0 ? marks : [{ line: 0, kind: 'form', form: null, title: null }, ...marks];
  let lastForm: FormKind | null = null;
  return all.map((mark, index) => {
    const form = mark.form ?? (mark.kind === 'instructions' ? lastForm : null);
    if (mark.form) lastForm = mark.form;
    return { kind: mark.kind, form, title: mark.title, lines: lines.slice(mark.line, all[index + 1]?.line) };
  });
}
