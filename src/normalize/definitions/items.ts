/**
 * Splits an instruction sheet into items: a label, the headings that it stands under, and the text that explains it.
 * Sheets number their sections 一、, groups （一）, items 1. and their parts （1）; where a dump has lost the numbers, known
 * labels and headings tell.
 */
import type { Vocabulary } from './vocabulary.js';

export interface Item {
  /** Headings from the outermost in; for a text right under a heading the heading itself is the label. */
  readonly path: readonly string[];
  readonly label: string;
  readonly text: string;
}

type Level = 'section' | 'group' | 'item' | 'part';
const LEVELS: readonly Level[] = ['section', 'group', 'item', 'part'];

/** What one line is; `text` is the first line of an explanation, or empty. */
type LineKind =
  | { readonly kind: 'entry'; readonly level: Level; readonly label: string; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'furniture' }
  | { readonly kind: 'end' };

/** Characters that a heading or label has at most; longer numbered lines are sentences. */
const LONGEST_LABEL = 30;

const NUMBERINGS: readonly (readonly [Level, RegExp])[] = [
  ['section', /^[一二三四五六七八九十]{1,3}\s*[、.．,，]\s*/u],
  ['group', /^[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*/u],
  ['item', /^[\d０-９]{1,2}\s*[.．、,，](?!\s*[\d０-９])\s*/u],
  ['part', /^(?:[（(]\s*[\d０-９]{1,2}\s*[）)]|[①-⑳])\s*/u],
];
const LIST_DECORATION = /^(?:[-*•·>#]+\s+)+|\*\*/gu;
/** `“千人千网”指…`: the quoted option is the label, and the whole sentence its definition. */
const QUOTED = /^[“"‘'「『＂]([^”"’'」』＂]{1,15})[”"’'」』＂]\s*是?指/u;
const PAGE_NUMBER = /^[-—–－·\s]{0,5}第?\s{0,3}[\d０-９]{1,3}\s{0,3}页?[-—–－·\s]{0,5}$/u;
const SHEET_TITLE = /^.{0,20}(填写|填报)说明[：:]?$|^.{0,30}年度报表$/u;
/** What follows the sheet, or stands between two of them. */
const END = /^(附件|附表)\s*[\d０-９一二三四五六七八九十]*\s*[：:.．、]?$|^(注|备注)\s*[：:]/u;
/** Where a lost line break left two items on one line. */
const ITEM_WITHIN_LINE =
  /(?<=[。；”])\s*(?=(?:[\d０-９]{1,2}[.．、]|[（(][\d０-９]{1,2}[）)])[^。：:]{2,30}[：:])/u;

export function readItems(lines: readonly string[], vocabulary: Vocabulary): Item[] {
  const reader = new ItemReader();
  for (const line of lines
    .flatMap((text) => text.split('\n'))
    .flatMap((text) => text.split(ITEM_WITHIN_LINE))) {
    reader.take(classify(line.replace(LIST_DECORATION, '').trim(), vocabulary));
  }
  return reader.finish();
}

function classify(line: string, vocabulary: Vocabulary): LineKind {
  if (line === '' || PAGE_NUMBER.test(line) || SHEET_TITLE.test(line)) return { kind: 'furniture' };
  if (END.test(line)) return { kind: 'end' };
  const [, quoted] = QUOTED.exec(line) ?? [];
  if (quoted !== undefined) return { kind: 'entry', level: 'item', label: quoted, text: line };
  const numbering = NUMBERINGS.find(([, pattern]) => pattern.test(line));
  if (numbering) return classifyNumbered(line, numbering, vocabulary);
  return classifyUnnumbered(line, vocabulary);
}

function classifyNumbered(
  line: string,
  [level, pattern]: readonly [Level, RegExp],
  vocabulary: Vocabulary,
): LineKind {
  const { label, text } = splitLabel(line.replace(pattern, ''), vocabulary);
  if (label.length > LONGEST_LABEL) return { kind: 'text', text: line };
  return { kind: 'entry', level, label, text };
}

function classifyUnnumbered(line: string, vocabulary: Vocabulary): LineKind {
  const { label, text } = splitLabel(line, vocabulary);
  if (text !== '' && vocabulary.isLabel(label)) return { kind: 'entry', level: 'part', label, text };
  const heading = text === '' && label.length <= LONGEST_LABEL ? vocabulary.headingLevel(label) : null;
  if (heading === 'section') return { kind: 'entry', level: 'section', label, text: '' };
  if (heading === 'group') return { kind: 'entry', level: 'item', label, text: '' };
  return { kind: 'text', text: line };
}

/** Splits at the first colon that stands in no bracket: `按时办结率（单位：%）：请填写…`. */
function splitLabel(line: string, vocabulary: Vocabulary): { label: string; text: string } {
  let depth = 0;
  for (const [index, character] of [...line].entries()) {
    if ('（('.includes(character)) depth += 1;
    if ('）)'.includes(character)) depth -= 1;
    if (depth <= 0 && '：:'.includes(character)) {
      return {
        label: [...line].slice(0, index).join('').trim(),
        text: [...line]
          .slice(index + 1)
          .join('')
          .trim(),
      };
    }
  }
  // Two cells of a table: the label, then its text.
  const [, first = '', rest = ''] = /^(\S+)\s+(\S.*)$/u.exec(line) ?? [];
  if (rest !== '' && vocabulary.isLabel(first)) return { label: first, text: rest };
  return { label: line.trim(), text: '' };
}

interface Heading {
  readonly level: Level;
  readonly label: string;
}

/** Gathers lines into items; holds the headings above and the item that following lines belong to. */
class ItemReader {
  private readonly items: Item[] = [];
  private headings: readonly Heading[] = [];
  private open: { readonly path: readonly string[]; readonly label: string; lines: string[] } | null = null;

  take(line: LineKind): void {
    if (line.kind === 'text') this.open?.lines.push(line.text);
    if (line.kind === 'end') this.close(true);
    if (line.kind === 'entry') this.start(line.level, line.label, line.text);
  }

  finish(): Item[] {
    this.close(true);
    return this.items;
  }

  private start(level: Level, label: string, text: string): void {
    this.close(false);
    const above = this.headings.filter((heading) => LEVELS.indexOf(heading.level) < LEVELS.indexOf(level));
    this.headings = [...above, { level, label }];
    this.open = { path: above.map((heading) => heading.label), label, lines: text === '' ? [] : [text] };
  }

  /** At the end of a sheet the footer of a page may follow; an explanation ends with a full stop. */
  private close(atEnd: boolean): void {
    if (this.open === null) return;
    const { path, label, lines } = this.open;
    const lastSentence = lines.findLastIndex((line) => /[。”]$/u.test(line));
    const kept = atEnd ? lines.slice(0, lastSentence < 0 ? 1 : lastSentence + 1) : lines;
    const text = joinLines(kept);
    if (text !== '') this.items.push({ path, label, text });
    this.open = null;
  }
}

/** Chinese runs on over a line end; only two Latin words need a blank between them. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    const gap = /[A-Za-z0-9]$/.test(text) && /^[A-Za-z]/.test(line) ? ' ' : '';
    return `${text}${gap}${line}`;
  }, '');
}
