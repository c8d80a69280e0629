/**
 * Reads the official definition of each indicator from an instruction sheet (填写说明). A label is found by its words and,
 * since 总数 or 名称 stand there several times, by the headings above it; one that stays doubtful defines nothing.
 */
import levenshtein from 'fast-levenshtein';
import type { FormKind } from '../../model/indicator.js';
import type { Definition } from '../../model/result.js';
import { type Item, readItems } from './items.js';
import { bare, type Term, VOCABULARIES } from './vocabulary.js';

/** Share of equal characters from which a damaged label is still taken for a known one. */
const LABEL_LIKENESS = 0.8;
const ROUNDING = 1e-9;
/** Likeness of headings from which they decide among equal labels. */
const CONTEXT_LIKENESS = 0.5;

/**
 * The definitions in `lines`, the text of a sheet in reading order, in the order of the sheet. The same indicator is
 * defined once, by the first item that explains it. `template` is only handed on.
 */
export function readDefinitions(form: FormKind, template: string, lines: readonly string[]): Definition[] {
  const vocabulary = VOCABULARIES[form];
  const texts = new Map<string, string>();
  for (const item of readItems(lines, vocabulary)) {
    const term = findTerm(item, vocabulary.terms);
    for (const indicator of term?.indicators ?? []) {
      if (!texts.has(indicator)) texts.set(indicator, item.text);
    }
  }
  return [...texts].map(([indicator, text]) => ({ form, template, indicator, text }));
}

interface Match {
  readonly term: Term;
  readonly label: number;
  readonly context: number;
}

function findTerm(item: Item, terms: readonly Term[]): Term | null {
  const label = bare(item.label);
  // A text right under a section's heading explains the section; a part of it has the same name then (其他).
  const path = (item.path.length === 0 ? [item.label] : item.path).map(bare);
  const matches = terms
    .filter((term) => mayBeLabel(label, term.label))
    .map((term) => ({ term, label: likeness(label, term.label) }))
    .filter((match) => match.label >= LABEL_LIKENESS)
    .map((match): Match => ({ ...match, context: contextLikeness(path, match.term.sections) }))
    .sort((a, b) => b.label - a.label || b.context - a.context);
  const [best, rival] = matches;
  if (best === undefined) return null;
  const contested = rival !== undefined && rival.label === best.label;
  if (!contested) return best.term;
  return best.context >= CONTEXT_LIKENESS && best.context > rival.context ? best.term : null;
}

function contextLikeness(path: readonly string[], sections: readonly string[]): number {
  const best = path.map((heading) => Math.max(...sections.map((section) => likeness(heading, section))));
  return best.reduce((sum, value) => sum + value, 0) / Math.max(path.length, 1);
}

/** 1 for equal texts, 0 for texts without a character in common. */
function likeness(left: string, right: string): number {
  const longer = Math.max(left.length, right.length);
  return longer === 0 ? 0 : 1 - levenshtein.get(left, right) / longer;
}

/** An edit distance is at least the difference of the lengths. */
function mayBeLabel(left: string, right: string): boolean {
  const shorter = Math.min(left.length, right.length);
  return shorter >= (LABEL_LIKENESS - ROUNDING) * Math.max(left.length, right.length);
}
