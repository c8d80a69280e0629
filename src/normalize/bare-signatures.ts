/**
 * Signatures whose value stands in the paragraph below them (`审核人：` `李四`), as pages that give each its own line
 * print them. One alone may as well be left empty over the page's next words, so that two must be printed so.
 */
import { type Line, pieceText, placedText, type Token } from './form-lines.js';
import type { LabelHeads } from './label-heads.js';

const FEWEST_PAIRS = 2;
/** Names of offices are the longest of what stands there. */
const LONGEST_VALUE = 40;
/** What asks for digits, and what never has any. */
const NUMERIC = /电\s*话|日\s*期|时\s*间/;
const DIGITS = /[\d０-９〇一二三四五六七八九]/;

/** The lines with such paragraphs joined to the signature above them. */
export function joinBareSignatures(lines: readonly Line[], signatures: LabelHeads): readonly Line[] {
  const pairs = new Set(lines.filter((line, at) => isPair(line, lines[at + 1], signatures)));
  if (pairs.size < FEWEST_PAIRS) return lines;
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
  return !NUMERIC.test(label.text) || DIGITS.test(value.text);
}

function joined(label: Token, value: Token): Token {
  const content = [...label.content, ...value.content];
  const origin = { ...label.origin, boxes: [...label.origin.boxes, ...value.origin.boxes] };
  return { ...label, content, text: pieceText(content), origin };
}
