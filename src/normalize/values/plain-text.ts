/** Names and other free text, in the normal form of text values. */
import type { Piece } from '../../model/document.js';
import type { Reading } from '../../model/reading.js';
import { cleanText } from '../text.js';
import { textOf } from './cell-text.js';
import { type OptionSymbol, symbolsOf } from './option-symbols.js';
import { blank, invalid, remark, reported, STRICTNESS } from './outcome.js';

/** Underlines that the form prints to be written on, around or behind the text. */
const PRINTED_LINE = /^[_\s]{2,}|[_\s]{2,}$|^_|_$/gu;
/** Characters of a cell that asks for 是 or 否, blanks and brackets among them. */
const LONGEST_ANSWER = 20;
/** The colon of a label whose value was set apart from it. */
const LABEL_COLON = /^\s*[:：]\s*/u;

/** `☑是 □否`: what another question is answered with. */
function isAnswer(content: readonly Piece[], text: string): boolean {
  if (text.length > LONGEST_ANSWER || !/[是否]/u.test(text)) return false;
  const symbols = symbolsOf(content).filter(({ kind }) => kind !== 'blank');
  const words = symbols.filter(({ kind }) => kind === 'character');
  const isYesOrNo = (symbol: OptionSymbol) => symbol.kind === 'character' && /[是否]/u.test(symbol.folded);
  return words.length < symbols.length && words.every(isYesOrNo);
}

/** Reads text as filed; punctuation alone is invalid. */
export function readText(content: readonly Piece[]): Reading {
  const text = cleanText(
    textOf(content).replace(LABEL_COLON, '').replace(/＿/gu, '_').trim().replace(PRINTED_LINE, ''),
  );
  if (text === '') return blank();
  if (isAnswer(content, text))
    return invalid(remark('not-a-text', 'warning', `no text, but an answer: ${text}`));
  if (!/[\p{L}\p{N}]/u.test(text)) return invalid(remark('not-a-text', 'warning', `no text: ${text}`));
  return reported(text, { strictness: STRICTNESS.plain });
}
