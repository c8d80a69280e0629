/**
 * Web addresses: serif faces print l and 1 nearly alike, and a recogniser without a sense of words takes either.
 * Only words of which every address is made are put right; what was read stays beside as a rival.
 */
import type { TextReading } from './numbers.js';

const ADDRESS = /^(?:https?[:.]|www\.)|\.(?:gov|cn|com|net|org)(?:[./:]|$)/iu;

const WORDS: readonly (readonly [misread: RegExp, word: string])[] = [
  [/^h[t1l]{2}p(s?)[.：:](?=\/)/iu, 'http$1:'],
  [/\.(s?)htm[1I|](?=$|[?#])/gu, '.$1html'],
  [/(?<=\/)co[1I|](?=\/|$)/gu, 'col'],
  [/(?<=\/)co[1iI|](?=\d)/gu, 'col'],
  [/(?<=\/)po?rta[1I|](?=\/|$)/gu, 'portal'],
  // Between letters of a host name, as in hlj.gov.cn.
  [/(?<=^(?:https?:\/\/)?[\w.-]*[a-z])1(?=[a-z][\w.-]*\.(?:gov|com|org|cn))/giu, 'l'],
  [/(?<=\.)g[0O]v(?=\.cn(?:[:/]|$))/giu, 'gov'],
  // A province of two letters: jl.gov.cn.
  [/(?<=^(?:https?:\/\/)?(?:[\w-]+\.)*[a-z])1(?=\.gov\.cn)/giu, 'l'],
  // At the start of a name in it: of a part of the host (liuzhou.gov.cn), of what is asked for (?locale=).
  [/(?<=^(?:https?:\/\/)?(?:[\w-]+\.)*)1(?=[a-z]{2,}[\w-]*\.)/gu, 'l'],
  [/(?<=[?&])1(?=[a-z]+=)/gu, 'l'],
];

/** Score of an address in which a word was put right. */
const PUT_RIGHT = 0.8;

export function weighAddress(reading: TextReading): TextReading {
  if (!ADDRESS.test(reading.text)) return reading;
  const text = WORDS.reduce((sum, [misread, word]) => sum.replace(misread, word), reading.text);
  if (text === reading.text) return reading;
  const rival = { reader: 'pp-ocr', text: reading.text, score: reading.score };
  return {
    text,
    score: Math.min(reading.score, PUT_RIGHT),
    alternatives: [...reading.alternatives, rival],
  };
}
