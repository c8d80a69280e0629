/**
 * Copies of filed text: one on which labels are compared, one on which values are parsed, and the normal
 * form of text values. The text as the source has it is never changed; callers keep it beside the copy.
 */

import { remembering } from './remember.js';
import { simplifyFormWords } from './simplify.js';

/**
 * Radicals that PDF fonts and OCR put in the place of the character that looks the same, and which NFKC leaves
 * alone or turns into the traditional form (⼾ U+2F3E → 戶). Even places: radical; odd places: character.
 */
const RADICAL_PAIRS =
  '⺁厂⺄乙⺅亻⺇几⺉刂⺊卜⺌小⺍小⺏尢⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺜日⺝月⺟母⺠民⺡氵⺣灬⺤爪⺦丬⺨犭⺩王⺫目⺬示⺭礻⺮竹⺰纟' +
  '⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺻聿⺼月⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅' +
  '⻑长⻒长⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⼾户';

/** Characters that sources use for one another and that NFKC keeps apart; each to the form that the labels use. */
const VARIANT_PAIRS = '內内戶户査查値值別别沒没説说録录彔录為为啓启衆众歩步敎教靑青淸清囬回﹕:︰:∶:〜~﹣-−-';

function pairTable(pairs: string): ReadonlyMap<string, string> {
  const characters = [...pairs];
  const table = new Map<string, string>();
  for (let place = 0; place + 1 < characters.length; place += 2) {
    table.set(characters[place] ?? '', characters[place + 1] ?? '');
  }
  return table;
}

const RADICALS = pairTable(RADICAL_PAIRS);
const VARIANTS = pairTable(VARIANT_PAIRS);

/** CJK Radicals Supplement and Kangxi Radicals. */
const ANY_RADICAL = /[\u2E80-\u2FD5]/gu;
/** Controls (line breaks and tabs are white space), soft hyphens, zero-width marks, BOMs, variation selectors. */
const INVISIBLE = /(?![\t\n\v\f\r\u0085])(?:[\p{Cc}\p{Cf}]|\p{Variation_Selector})/gu;
/** White space and the two letters that are drawn as nothing: the Hangul filler and the blank Braille cell. */
const WHITE_SPACE = /[\s\u0085\u3164\u2800]+/gu;
const OUTER_WHITE_SPACE = /^[\s\u0085\u3164\u2800]+|[\s\u0085\u3164\u2800]+$/gu;
/** Full-width ASCII and signs, small forms of signs such as ﹪, mathematical digits, compatibility ideographs. */
const WIDE_FORMS = /[\uFE50-\uFE6B\uFF01-\uFF5E\uFFE0-\uFFE6\uF900-\uFAFF\u{1D7CE}-\u{1D7FF}]/gu;
/** Mirror sites print the reading behind a character, 網(wǎng)站; a tone mark tells it from (UV). */
const PINYIN_AFTER_CHARACTER = /(?<=\p{Script=Han})(?:\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*\))+/gu;
/** Editors leave these where a word-processor file had a bookmark or a picture. */
const DUMP_RESIDUE = /\[(?:bookmark|image):[^\]\n]*\]/giu;

/** Folding can make new work for itself (a compatibility character may become a space); it settles at once. */
const FOLDING_ROUNDS = 4;

function foldRadicals(text: string): string {
  return text.replace(ANY_RADICAL, (radical) => RADICALS.get(radical) ?? radical.normalize('NFKC'));
}

function foldOnce(text: string): string {
  const visible = foldRadicals(text.replace(INVISIBLE, '')).normalize('NFKC').replace(WHITE_SPACE, '');
  const plain = [...visible].map((character) => VARIANTS.get(character) ?? character).join('');
  return plain.replace(PINYIN_AFTER_CHARACTER, '').toLowerCase();
}

/**
 * The copy on which labels are compared: compatibility forms, radicals and widths folded, letters in lower
 * case, no white space, no invisible characters, no pinyin in brackets. Punctuation stays, as ASCII where it
 * has an ASCII form. Folding twice gives the same.
 */
export const foldForMatching = remembering((text) => {
  let folded = text;
  for (let round = 0; round < FOLDING_ROUNDS; round += 1) {
    const next = foldOnce(folded);
    if (next === folded) break;
    folded = next;
  }
  return simplifyFormWords(folded);
});

/**
 * The copy on which values are parsed: full-width forms and radicals folded, invisible characters gone. White
 * space stays, and so do ², ½ and ①, which NFKC would turn into digits of another number.
 */
export const foldWidth = remembering((text) =>
  foldRadicals(text.replace(INVISIBLE, ''))
    .replace(WIDE_FORMS, (wide) => wide.normalize('NFKC'))
    .replace(/[\u2044\u2215]/gu, '/')
    .replaceAll('\u3000', ' '),
);

/** Takes out what dumps leave of bookmarks and pictures: `[bookmark: _GoBack]23` is `23`. */
export function stripDumpResidue(text: string): string {
  return text.replace(DUMP_RESIDUE, '');
}

/** Without any white space, inner one included. */
export function withoutWhiteSpace(text: string): string {
  return text.replace(WHITE_SPACE, '');
}

/** Without white space of any kind at both ends. */
export function trimWhiteSpace(text: string): string {
  return text.replace(OUTER_WHITE_SPACE, '');
}

const CJK = String.raw`[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF·“”‘’—]`;
/** A line break beside CJK is where the line was full, no character of the text. */
const BREAK_BESIDE_CJK = new RegExp(String.raw`(?<=${CJK})[^\S\n]*\n\s*|\s*\n[^\S\n]*(?=${CJK})`, 'gu');
/** OCR sets off Latin words and digits: 琼 ICP 备. Between CJK and CJK a blank may be the filer's. */
const BLANK_BESIDE_CJK = new RegExp(String.raw`(?<=${CJK})[^\S\n]+(?=[\p{L}\p{N}])(?!\p{Script=Han})`, 'gu');
const BLANK_BEFORE_CJK = new RegExp(String.raw`(?<=[\p{L}\p{N}])(?<!\p{Script=Han})[^\S\n]+(?=${CJK})`, 'gu');

/**
 * The normal form of text values: as filed, without outer white space, without the blanks that OCR puts
 * between CJK and Latin, without line breaks inside a Chinese text, other runs of white space as one blank.
 */
export function cleanText(text: string): string {
  const filed = stripDumpResidue(text).replace(INVISIBLE, '').replace(PINYIN_AFTER_CHARACTER, '');
  return trimWhiteSpace(foldRadicals(filed))
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(BREAK_BESIDE_CJK, '')
    .replace(WHITE_SPACE, ' ')
    .replace(BLANK_BESIDE_CJK, '')
    .replace(BLANK_BEFORE_CJK, '');
}
