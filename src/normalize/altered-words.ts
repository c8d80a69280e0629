/**
 * Copies of government pages whose words a mirror exchanged (政府 → 当局, 网站 → 网坐) or deleted: their labels can
 * still be told, but every name and text in them is altered too, and nobody can tell how. Recognition makes
 * errors here and there; a mirror changes the same word everywhere.
 */
import type { Report } from '../model/reading.js';
import { labelCore, similarity } from './label-text.js';
import { foldLookAlikes } from './look-alikes.js';
import { TEMPLATES, type Template, type TemplateNode } from './template.js';
import { foldForMatching } from './text.js';

/** Labels in which a character must be exchanged, or a word be missing, and stand nowhere unaltered. */
const LEAST_LABELS = 3;
/** The same for a single exchanged character, which could still be a slip of one font's recognition. */
const LEAST_FOR_ONE = 4;
/** Labels less alike than this are other labels. */
const STILL_THE_LABEL = 0.4;
/** What is left of a label without the word must still be a phrase of its own. */
const SHORTEST_REST = 3;
/** Words of the form that stand in few labels, but in its title and options too. */
const FORM_WORDS = ['政府', '网站'];
/** Printed in every work form, whatever its template. */
const TYPE_OPTIONS = ['政府门户网站', '部门网站', '专项网站'];

/** A sentence on what was altered, or null for an honest page. `text` is all that the document says. */
export function alteredWords(
  reports: readonly Report[],
  text: string,
  templates: readonly Template[] = TEMPLATES,
): string | null {
  for (const report of reports) {
    const template = templates.find(({ id }) => id === report.template);
    if (template === undefined) continue;
    const changes = new Changes();
    for (const [printed, labels] of printedLabels(report, template)) changes.compare(printed, labels);
    const exchanged = changes.consistent();
    const found = exchanged.length > 0 ? exchanged : deletedWords(template, text);
    if (found.length > 0) {
      return `The words of this page were altered by whoever copied it (${found.join(', ')}), and its values cannot be trusted: import the page of the government site itself.`;
    }
  }
  return null;
}

function nodesOf({ header, orders, footer }: Template): readonly TemplateNode[] {
  return [...header, ...(orders[0] ?? []), ...footer];
}

/** Each label as printed, once, with the wordings in which honest forms print it. */
function printedLabels(report: Report, template: Template): (readonly [string, readonly string[]])[] {
  const nodes = nodesOf(template);
  const printed = new Map<string, readonly [string, readonly string[]]>();
  for (const { indicator, labelRaw } of report.fields) {
    const node = nodes.find((candidate) => candidate.indicator?.key === indicator);
    if (labelRaw === null || node === undefined) continue;
    printed.set(indicator, [labelCore(labelRaw), [node.label, ...node.aliases].map(labelCore)]);
  }
  return [...printed.values()];
}

/** How often each character of the labels was kept, became another, or was left out with its neighbours. */
class Changes {
  readonly #kept = new Map<string, number>();
  readonly #exchanged = new Map<string, number>();
  readonly #deleted = new Map<string, number>();

  compare(printed: string, labels: readonly string[]): void {
    const [label] = [...labels].sort((a, b) => similarity(printed, b) - similarity(printed, a));
    if (label === undefined || similarity(printed, label) < STILL_THE_LABEL) return;
    if (label.length === printed.length) {
      for (const [at, char] of [...label].entries()) this.#note(char, printed[at] ?? '');
      return;
    }
    const deleted = deletion(label, printed);
    if (deleted !== null) count(this.#deleted, deleted);
  }

  #note(char: string, printed: string): void {
    if (char === printed) count(this.#kept, char);
    else if (foldLookAlikes(char) !== foldLookAlikes(printed)) count(this.#exchanged, `${char}→${printed}`);
  }

  /** What happened to a character or word wherever it stands. */
  consistent(): string[] {
    const isGone = (change: string) => !this.#kept.has([...change][0] ?? '');
    const exchanged = [...this.#exchanged].filter(
      ([change, labels]) => labels >= LEAST_LABELS && isGone(change),
    );
    const deleted = [...this.#deleted].filter(([word, labels]) => labels >= LEAST_LABELS && isGone(word));
    const enough = exchanged.length > 1 || exchanged.some(([, labels]) => labels >= LEAST_FOR_ONE);
    return [
      ...(enough ? exchanged.map(([change]) => change) : []),
      ...deleted.map(([word]) => `${word} deleted`),
    ];
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The word of two characters or more that was taken out of a label, or null where more was changed. */
function deletion(label: string, printed: string): string | null {
  const length = label.length - printed.length;
  if (length < 2) return null;
  for (let at = 0; at <= printed.length; at++) {
    if (label.slice(0, at) + label.slice(at + length) === printed) return label.slice(at, at + length);
  }
  return null;
}

/** Words that stand nowhere, while titles, labels and options stand there without them. */
function deletedWords(template: Template, text: string): string[] {
  if (FORM_WORDS.every((word) => text.includes(word))) return [];
  const folded = foldForMatching(text);
  const absent = FORM_WORDS.filter((word) => !folded.includes(word));
  const phrases = [
    ...template.titles.slice(0, 1),
    ...nodesOf(template).map(({ label }) => label),
    ...(template.form === 'work' ? TYPE_OPTIONS : []),
  ];
  const cut = phrases.filter((phrase) => {
    const rest = absent.reduce((left, word) => left.replaceAll(word, ''), phrase);
    return rest !== phrase && rest.length >= SHORTEST_REST && folded.includes(rest);
  });
  return new Set(cut).size >= LEAST_LABELS ? absent.map((word) => `${word} deleted`) : [];
}
