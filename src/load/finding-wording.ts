/**
 * What a finding says, in Chinese. Findings are stored as they were written, in English around the form's own words and
 * numbers; `finding-messages.tsv` pairs each wording with its Chinese, so that pages and exports for people who work in
 * Chinese say the whole of it. A wording that is not in the table (of another version) stays as it is stored.
 */
import { INDICATORS } from '../normalize/catalogue.js';
import { ruleNames } from './store-rules.js';
import { readRows } from './tab-separated.js';

const MESSAGES_FILE = new URL('./finding-messages.tsv', import.meta.url);

/** `{name}`, or `{name:kind}` for words that are English themselves. */
const PLACEHOLDER = /\{(\w+)(?::(\w+))?\}/g;

export interface FindingMessage {
  /** English, with placeholders. */
  readonly message: string;
  /** Chinese, with the same placeholders. */
  readonly zh: string;
}

interface Wording {
  readonly pattern: RegExp;
  /** The longest text that every such message has: looked for first, since that is quicker than the pattern. */
  readonly fixed: string;
  /** Characters outside placeholders. */
  readonly length: number;
  readonly zh: string;
}

export function findingMessages(): FindingMessage[] {
  return readRows(MESSAGES_FILE).map(([message = '', zh = '']) => ({ message, zh }));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function wordingOf({ message, zh }: FindingMessage): Wording {
  // Of a split at the placeholders, every third piece is fixed text; between them stand name and kind.
  const pieces = message.split(PLACEHOLDER).filter((_, index) => index % 3 === 0);
  const names = [...message.matchAll(PLACEHOLDER)].map(([, name = '']) => `(?<${name}>.+?)`);
  const source = pieces.map((piece, index) => escaped(piece) + (names[index] ?? '')).join('');
  const [fixed = ''] = [...pieces].sort((a, b) => b.length - a.length);
  return { pattern: new RegExp(`^${source}$`, 's'), fixed, length: pieces.join('').length, zh };
}

/** The most particular first: `{text} read as {number}` fits much that says something else. */
function readWordings(): Wording[] {
  return findingMessages()
    .map(wordingOf)
    .sort((a, b) => b.length - a.length);
}

let wordings: readonly Wording[] | null = null;

/** The message in Chinese; as it is where nothing in the table fits. */
export function chineseMessage(message: string): string {
  return sentences(message) ?? translated(message) ?? message;
}

function translated(message: string): string | null {
  wordings ??= readWordings();
  for (const { pattern, fixed, zh } of wordings) {
    const words = message.includes(fixed) ? pattern.exec(message) : null;
    if (words === null) continue;
    return zh.replace(PLACEHOLDER, (_, name: string, kind?: string) =>
      chineseWord(words.groups?.[name] ?? '', kind),
    );
  }
  return null;
}

/** Warnings about several pages of one document stand one after the other in one message, and are read one by one. */
function sentences(message: string): string | null {
  const parts = message.split(/(?<=\.) /).map(translated);
  return parts.every((part) => part !== null) ? parts.join('') : null;
}

/** A field's status where a message states what was read. */
const STATED: Readonly<Record<string, string>> = {
  none: '“无”',
  blank: '空白',
  missing: '缺项',
  invalid: '无效内容',
};
const READERS: Readonly<Record<string, string>> = { stamped: '印章下所见' };

function chineseWord(word: string, kind: string | undefined): string {
  switch (kind) {
    case 'stated':
      return STATED[word] ?? word;
    case 'reader':
      return READERS[word] ?? `${word} `;
    case 'rule':
      return ruleNames().find(({ rule }) => rule === word)?.name_zh ?? word;
    case 'options':
      return word.split(', ').map(optionLabel).join('、');
    case 'place':
      return placeWord(word);
    default:
      return word;
  }
}

/** Of a choice's option, or of an indicator that is one option of a multiple choice. */
function optionLabel(id: string): string {
  const option = INDICATORS.flatMap(({ options }) => options).find((other) => other.id === id);
  return option?.label ?? INDICATORS.find(({ key }) => key === id)?.label ?? id;
}

function placeWord(place: string): string {
  return place
    .replace('in running text', '正文中')
    .replace(/page (\d+)/, '第 $1 页')
    .replace(/row (\d+)/, '第 $1 行')
    .replace(/column (\d+)/, '第 $1 列')
    .replaceAll(', ', '，');
}
