/** Names and other free text, in the normal form of text values. */
import type { Piece } from '../../model/document.js';
import type { Reading } from '../../model/reading.js';
import { cleanText } from '../text.js';
import { textOf } from './cell-text.js';
import { blank, invalid, remark, reported, STRICTNESS } from './outcome.js';

/** Underlines that the form prints to be written on, around or behind the text. */
const PRINTED_LINE = /^[_\s]{2,}|[_\s]{2,}$|^_|_$/gu;

/** Reads text as filed; punctuation alone is invalid. */
export function readText(content: readonly Piece[]): Reading {
  const text = cleanText(textOf(content).replace(/＿/gu, '_').trim().replace(PRINTED_LINE, ''));
  if (text === '') return blank();
  if (!/[\p{L}\p{N}]/u.test(text)) return invalid(remark('not-a-text', 'warning', `no text: ${text}`));
  return reported(text, { strictness: STRICTNESS.plain });
}
