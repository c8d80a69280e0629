/**
 * Known labels at the start of a text, one after another: `信息发布-总数（单位：条）：1312` begins with a section, goes
 * on with the label of one of its values, and ends with that value. Only labels to the letter count.
 */
import { labelCore } from './label-text.js';
import { remembering } from './remember.js';
import type { TemplateNode } from './template.js';
import { foldForMatching } from './text.js';

export interface Head {
  readonly kind: 'section' | 'leaf';
  /** Where the label begins and ends in the text, its printed unit included. */
  readonly start: number;
  readonly end: number;
  /** What stands between the label and what follows it. */
  readonly parting: 'colon' | 'blank' | 'none';
  /** Where what follows it begins. */
  readonly value: number;
  /** Characters of the label itself. */
  readonly length: number;
  /** Values that its row has: one, or one for each period. */
  readonly periods: number;
  /** Words of the options that are printed for its value. */
  readonly words: readonly string[];
  /** Whether some form prints it over its value. */
  readonly overValue: boolean;
}

type Word = Pick<Head, 'kind' | 'periods' | 'length' | 'words' | 'overValue'>;

interface Letter {
  readonly next: Map<string, Letter>;
  ends: Word | null;
}

/** `1．`, `（2）`, `三、`, `•`, and a row's number `12 `: what stands before a label. */
const NUMBERING =
  /^\s*(?:[-•·*▪]\s*)?(?:\d{1,2}\s*[.．、]|\d{1,2}\s+(?=[^\s\d])|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、)?\s*/;
/** A printed unit or note behind a label; what is filled in has digits or marks. */
const BRACKET = /^\s*[（([【][^（()）\]】\d\ufffc√]{0,24}[)）\]】]/;
const UNIT_BEHIND_SLASH = /^\s*[/／]\s*(?:[个条次篇项件天期家%]|人次)(?=\s|[:：]|$)/;
const COLON = /^\s*[:：﹕∶]\s*/;
const BETWEEN = /^(?:\s*(?:[-—–]{1,3}|[>＞→/／|·、])\s*|\s+)/;
/** Labels of a path: three sections at most stand over a value. */
const MOST_HEADS = 4;
/** Quotation marks inside labels, which filers leave out as they like. */
const LOOSE = /["'“”‘’《》「」]/;

export class LabelHeads {
  readonly #root: Letter = { next: new Map(), ends: null };

  constructor(nodes: readonly TemplateNode[]) {
    for (const node of nodes) this.#add(node);
  }

  #add(node: TemplateNode): void {
    for (const label of [node.label, ...node.aliases].map(labelCore)) {
      let letter = this.#root;
      for (const char of label) {
        const next = letter.next.get(char) ?? { next: new Map(), ends: null };
        letter.next.set(char, next);
        letter = next;
      }
      // A word that is both somewhere (其他) asks for a value.
      const kind = node.kind === 'section' ? 'section' : 'leaf';
      const periods = Math.max(node.indicator?.periods.length ?? 1, letter.ends?.periods ?? 1);
      const overValue = node.headerOverValue || letter.ends?.overValue === true;
      if (letter.ends?.kind === 'leaf') letter.ends = { ...letter.ends, overValue };
      else letter.ends = { kind, periods, length: label.length, words: optionWords(node), overValue };
    }
  }

  /** The labels that a text begins with, up to the first that asks for a value; none where it begins with no label. */
  readonly in = remembering((text): readonly Head[] => {
    const heads: Head[] = [];
    let from = NUMBERING.exec(text)?.[0].length ?? 0;
    while (heads.length < MOST_HEADS) {
      const head = this.#at(text, from);
      if (head === null) break;
      heads.push(head);
      from = head.value;
      if (head.kind === 'leaf') break;
    }
    return heads;
  });

  #at(text: string, from: number): Head | null {
    const word = this.#longestWord(text, from);
    if (word === null) return null;
    let { end } = word;
    for (const behind of [UNIT_BEHIND_SLASH, BRACKET, BRACKET])
      end += behind.exec(text.slice(end))?.[0].length ?? 0;
    const rest = text.slice(end);
    const colon = COLON.exec(rest)?.[0].length ?? 0;
    if (colon > 0) return { ...word, start: from, end, parting: 'colon', value: end + colon };
    const between = BETWEEN.exec(rest)?.[0] ?? '';
    const parting = between === '' ? 'none' : 'blank';
    // A dash parts labels; before a value it is the value's own.
    const taken = word.kind === 'section' ? between.length : /^\s*/.exec(between)?.[0].length;
    return { ...word, start: from, end, parting, value: end + (taken ?? 0) };
  }

  #longestWord(text: string, from: number): (Word & Pick<Head, 'end'>) | null {
    let letter = this.#root;
    let longest: (Word & Pick<Head, 'end'>) | null = null;
    for (let at = from; at < text.length; at += 1) {
      const char = text[at] ?? '';
      const folded = LOOSE.test(char) ? '' : foldForMatching(char);
      for (const part of folded) {
        const next = letter.next.get(part);
        if (!next) return longest;
        letter = next;
      }
      if (folded !== '' && letter.ends !== null) longest = { ...letter.ends, end: at + 1 };
    }
    return longest;
  }
}

function optionWords({ indicator, options }: TemplateNode): readonly string[] {
  if (indicator?.type === 'boolean') return ['是', '否'];
  return [...options, ...(indicator?.options ?? [])].map(({ label }) => label);
}
