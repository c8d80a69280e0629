/**
 * What forms in Chinese are printed with, where a recogniser gives its look-alike: Chinese quotation marks and
 * brackets beside Chinese characters, and the letters of an ICP number.
 */
import type { TextReading } from './numbers.js';

/** 京ICP备, whose I is a bare stroke that is read as l, 1, or twice. */
const ICP = /(?<=^\p{Script=Han})[I1l|]{1,2}CP(?=[备证])/u;
/** The colon that a rule or a seal beside it is read as. */
const COLON_OF_ICP = /(?<=^\p{Script=Han}ICP[备证])[:：]/u;
const QUOTES = /["“”]/gu;
/** The other one of the pair stands on the line below or above. */
const LONE_OPENING = /^"(?=\p{Script=Han})/u;
const LONE_CLOSING = /(?<=\p{Script=Han})"$/u;
/** Round Chinese characters; the other one of a pair may stand on the line below or above. */
const OPENING = /\s*[(（](?=[^()（）]*\p{Script=Han}[^()（）]*(?:[)）]|$))/gu;
const CLOSING = /(?<=（[^()（）]*|^[^()（）]*\p{Script=Han}[^()（）]*)[)）]/gu;

export function asPrinted(reading: TextReading): TextReading {
  if (!/\p{Script=Han}/u.test(reading.text)) return reading;
  const text = withQuotes(reading.text)
    .replace(OPENING, '（')
    .replace(CLOSING, '）')
    .replace(ICP, 'ICP')
    .replace(COLON_OF_ICP, '');
  return text === reading.text ? reading : { ...reading, text };
}

/** By turns opening and closing, where they come in pairs; a lone one by its place at a line's end. */
function withQuotes(text: string): string {
  if ((text.match(QUOTES)?.length ?? 0) % 2 !== 0)
    return text.replace(LONE_OPENING, '“').replace(LONE_CLOSING, '”');
  let isOpen = false;
  return text.replace(QUOTES, () => {
    isOpen = !isOpen;
    return isOpen ? '“' : '”';
  });
}
