/**
 * What an instruction sheet may define: the catalogue's labels under their sections, and the wordings of the official
 * sheets that differ from the forms (`wordings.json`).
 */
import { readFileSync } from 'node:fs';
import type { FormKind } from '../../model/indicator.js';
import { INDICATORS } from '../catalogue.js';

const WORDINGS_FILE = new URL('./wordings.json', import.meta.url);

/** An entry of `wordings.json`; held to the catalogue by a test. */
export interface Wording {
  readonly form: FormKind;
  readonly section: string;
  readonly label: string;
  readonly indicators: readonly string[];
}

/** A label that a sheet may explain, and what it then defines. */
export interface Term {
  readonly label: string;
  /** Sections from the outermost in, in matching form. */
  readonly sections: readonly string[];
  readonly indicators: readonly string[];
}

export interface Vocabulary {
  readonly terms: readonly Term[];
  isLabel(text: string): boolean;
  /** `section` for an outermost section of the form, `group` for one inside, null for other text. */
  headingLevel(text: string): 'section' | 'group' | null;
}

const BRACKETS = /[（(][^（()）]*[）)]/gu;
const NOT_WORDS = /[^\p{Script=Han}A-Za-z0-9]/gu;

/** Labels and headings without brackets, quotes, punctuation and blanks: `“主席信箱”网民信件办理` → `主席信箱网民信件办理`. */
export function bare(text: string): string {
  return text.normalize('NFKC').replace(BRACKETS, '').replace(NOT_WORDS, '').toUpperCase();
}

/** The head and the signatures of a form are never explained, but often stand right before a sheet. */
const UNEXPLAINED = ['表头', '落款'];

function catalogueTerms(form: FormKind): Term[] {
  return (
    INDICATORS.filter((indicator) => indicator.form === form && !UNEXPLAINED.includes(indicator.section))
      // `其他（横线上注明的内容）` and the like are the catalogue's own words for a part of a cell, not a sheet's.
      .filter(({ label }) => !label.includes('（'))
      .map(({ key, label, section }) => ({
        label: bare(label),
        sections: section.split('/').map(bare),
        indicators: [key],
      }))
  );
}

function sheetTerms(form: FormKind): Term[] {
  const entries = JSON.parse(readFileSync(WORDINGS_FILE, 'utf8')) as Wording[];
  const keys = new Set(INDICATORS.filter((indicator) => indicator.form === form).map(({ key }) => key));
  const own = entries.filter((entry) => entry.form === form);
  const unknown = own.flatMap(({ indicators }) => indicators).find((key) => !keys.has(key));
  if (unknown !== undefined) throw new Error(`wordings.json: unknown indicator ${unknown}`);
  return own.map(({ label, section, indicators }) => ({
    label: bare(label),
    sections: section.split('/').map(bare),
    indicators,
  }));
}

function vocabularyOf(form: FormKind): Vocabulary {
  const special = sheetTerms(form);
  const isSpecial = (term: Term) =>
    special.some(
      ({ label, sections }) => label === term.label && term.sections.includes(sections.at(-1) ?? ''),
    );
  const terms = [...special, ...catalogueTerms(form).filter((term) => !isSpecial(term))];
  const labels = new Set(terms.map(({ label }) => label));
  const paths = INDICATORS.filter((indicator) => indicator.form === form).map(({ section }) =>
    section.split('/').map(bare),
  );
  const sections = new Set(paths.map(([first = '']) => first));
  const groups = new Set(paths.flatMap(([, ...inner]) => inner));
  return {
    terms,
    isLabel: (text) => labels.has(bare(text)),
    headingLevel(text) {
      const name = bare(text);
      if (sections.has(name)) return 'section';
      return groups.has(name) ? 'group' : null;
    },
  };
}

/** Both are small, so they are made once at load and a fault in the data shows at once. */
export const VOCABULARIES: Readonly<Record<FormKind, Vocabulary>> = {
  work: vocabularyOf('work'),
  supervision: vocabularyOf('supervision'),
};
