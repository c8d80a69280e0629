/**
 * Signatures whose value stands in the paragraph below them (`审核人：` `李四`), as pages that give each its own line
 * print them. One alone may as well be left empty over the page's next words, so that two must be printed so; but where
 * a line breaks before a date or a telephone number, or within a date, that can be nothing else.
 */
import { type Line, pieceText, placedText, type Token } from './form-lines.js';
import type { LabelHeads } from './label-heads.js';
import { foldWidth } from './text.js';
import { readDate } from './values/date.js';

const FEWEST_PAIRS = 2;
/** Names of offices are the longest of what stands there. */
const LONGEST_VALUE = 40;
/** What asks for digits. */
const PHONE = /电\s*话/;
const DATE = /日\s*期|时\s*间/;
const DIGITS = /[\d０-９〇一二三四五六七八九]/;
/** A line of nothing but a number. */
const PHONE_ALONE = /^\s*[\d０-９]{3,4}[\d０-９()（）\-—－\s]{4,14}$/u;
/** Longer than 二〇二〇年十二月二十一日, blanks and the time of day included. */
const LONGEST_DATE = 30;
/** A number that goes on: an area code, the first of two, one with an extension; and what it goes on with. */
const BEGUN_PHONE = /[\d０-９）)]\s*[转\-–—－/／]$/u;
const REST_OF_PHONE = /^\s*[\d０-９]{1,8}(?![\d０-９年月日.:：])/u;
/** What stands behind a text's last colon. */
const LAST_COLON = /^(.*[:：])\s*([^:：]*)$/su;
/** Characters of the longest label of a signature, blanks in it included. */
const LONGEST_LABEL = 18;

/** The lines with such paragraphs joined to the signature above them. */
export function joinBareSignatures(lines: readonly Line[], signatures: LabelHeads): readonly Line[] {
  const bare = lines.filter((line, at) => isPair(line, lines[at + 1], signatures));
  const broken = lines.filter((line, at) => isBrokenBeforeNumber(line, lines[at + 1], signatures));
  const pairs = new Set(bare.length < FEWEST_PAIRS ? broken : [...bare, ...broken]);
  if (pairs.size === 0) return lines;
  return lines.flatMap((line, at) => {
    const above = lines[at - 1];
    if (above && pairs.has(above)) return [];
    const [label] = line.tokens;
    const [value] = lines[at + 1]?.tokens ?? [];
    return pairs.has(line) && label && value ? [{ ...line, tokens: [joined(label, value)] }] : [line];
  });
}

function isPair(line: Line, next: Line | undefined, signatures: LabelHeads): boolean {
  if (line.kind !== 'paragraph' || next?.kind !== 'paragraph') return false;
  const [label] = line.tokens;
  const [value] = next.tokens;
  if (!label || !value || value.blank || value.hasMark || value.text.length > LONGEST_VALUE) return false;
  const text = placedText(label.content);
  const head = signatures.in(text).at(-1);
  if (head?.parting !== 'colon' || text.slice(head.value).trim() !== '') return false;
  if (/[:：]/.test(value.text) || signatures.in(value.text).length > 0) return false;
  const asksForDigits = PHONE.test(label.text) || DATE.test(label.text);
  return !asksForDigits || DIGITS.test(value.text);
}

/**
 * Whether a paragraph ends with a label that asks for a date or a number, and the next one is nothing else, or the rest
 * of the date that was begun behind the label.
 */
function isBrokenBeforeNumber(line: Line, next: Line | undefined, signatures: LabelHeads): boolean {
  if (line.kind !== 'paragraph' || next?.kind !== 'paragraph') return false;
  const value = next.tokens[0]?.text ?? '';
  const [, upToColon = '', begun = ''] = LAST_COLON.exec(line.tokens[0]?.text.trimEnd() ?? '') ?? [];
  if (isWholeDate(begun + value) && !isWholeDate(begun)) return DATE.test(lastLabel(upToColon, signatures));
  const isRest = BEGUN_PHONE.test(begun) && REST_OF_PHONE.test(value);
  return (
    (isRest || (begun === '' && PHONE_ALONE.test(value))) && PHONE.test(lastLabel(upToColon, signatures))
  );
}

/** A text of nothing else; 2022年1月1 may go on, as 12日. */
function isWholeDate(text: string): boolean {
  if (text.length > LONGEST_DATE || !DIGITS.test(text)) return false;
  const { status, note } = readDate(foldWidth(text).trim(), null);
  return status === 'reported' && note === null && (!text.includes('年') || /[日号]\s*$/u.test(text));
}

/** The label that a text ends with behind its colon; empty where it ends otherwise. */
function lastLabel(text: string, signatures: LabelHeads): string {
  if (!/[:：]$/.test(text)) return '';
  for (let start = Math.max(0, text.length - LONGEST_LABEL); start < text.length; start += 1) {
    const head = signatures.in(text.slice(start)).at(-1);
    if (head?.parting === 'colon' && start + head.value === text.length) return text.slice(start);
  }
  return '';
}

function joined(label: Token, value: Token): Token {
  const content = [...label.content, ...value.content];
  const origin = { ...label.origin, boxes: [...label.origin.boxes, ...value.origin.boxes] };
  return { ...label, content, text: pieceText(content), origin };
}
