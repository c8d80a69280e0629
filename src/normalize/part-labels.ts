/**
 * Rows in which a cell names the whole way to its value (`信息发布-总数`, `微博 名称`), or holds a label with its unit
 * and the value behind a colon (`总数（单位：条）：1312`).
 */
import { type Line, pieceText, placedText, type Token, withTokens } from './form-lines.js';
import type { Head, LabelHeads } from './label-heads.js';
import { slicePieces } from './split-tokens.js';

/** A number without a point before a label, which would count as a part of it. */
const BARE_NUMBER = /^\s*\d{1,2}[^\S\n]+(?=\p{Script=Han})/u;

/** The row with such cells parted; positions are numbered anew. */
export function partLabels(line: Line, heads: LabelHeads): Line {
  if (line.kind !== 'row') return line;
  let labelled = false;
  const tokens = line.tokens.flatMap((cell) => {
    if (cell.blank) return [cell];
    const token = labelled ? cell : withoutNumber(cell, heads);
    const text = placedText(token.content);
    const found = heads.in(text);
    // Behind a label stands its value; but nobody fills in the way to another one.
    if (labelled) return namesWay(text, found) ? found.map((head) => labelOf(token, head)) : [token];
    labelled = found.at(-1)?.kind === 'leaf';
    return parted(token, text, found) ?? [token];
  });
  return withTokens(line, tokens);
}

/** `1 总数` is 总数 where the rest of the cell is a label to the letter; what else has a number may be a value. */
function withoutNumber(token: Token, heads: LabelHeads): Token {
  const text = placedText(token.content);
  const number = BARE_NUMBER.exec(text)?.[0].length ?? 0;
  if (number === 0) return token;
  const rest = text.slice(number);
  const last = heads.in(rest).at(-1);
  return last && rest.slice(last.value).trim() === '' ? cutOf(token, number, text.length) : token;
}

/** Nothing but sections and the label of one of their values. */
function namesWay(text: string, heads: readonly Head[]): boolean {
  const last = heads.at(-1);
  return heads.length > 1 && last?.kind === 'leaf' && text.slice(last.value).trim() === '';
}

function parted(token: Token, text: string, heads: readonly Head[]): Token[] | null {
  const last = heads.at(-1);
  if (!last) return null;
  const rest = text.slice(last.value).trim();
  if (rest === '') return heads.length > 1 ? heads.map((head) => labelOf(token, head)) : null;
  if (last.kind !== 'leaf' || last.parting !== 'colon') return null;
  const labels = heads.map((head) => labelOf(token, head));
  const inline = slicePieces(token.content, last.value, text.length);
  return labels.map((label, at) => (at === labels.length - 1 ? { ...label, inline } : label));
}

/** The part of a token that is one label. */
export function labelOf(token: Token, head: Head): Token {
  return cutOf(token, head.start, head.end);
}

/** The part of a token between two places of its text. */
export function cutOf(token: Token, from: number, to: number): Token {
  const content = slicePieces(token.content, from, to);
  const text = pieceText(content);
  const hasMark = content.some((piece) => piece.kind === 'mark');
  return { ...token, content, text, hasMark, blank: text.trim() === '', inline: null };
}
