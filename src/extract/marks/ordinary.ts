/** Where a character that could be a mark is ordinary text. */

/** Circles that stand for zero in years and document numbers: 二○二○年, 国发〔二○一八〕. */
const CIRCLES = '○◯';
const NUMERALS = '〇零○◯一二三四五六七八九十百';
const SHORTEST_NUMBER = 3;
/** After a circle these make it a number left open: ○月○日. */
const DATE_UNITS = '年月日号';

/** Geometric characters that also serve as bullets and ornaments; real ballot characters do not. */
const BULLETS = '■▣◼◾▪⬛●◉◎⊙⦿⚫⬤⏺◆◈★◻◽▫○◯⚪◌◇☆▢⭘❍▯';
/** Characters after a bullet from which it opens a sentence and not an option; options have up to twelve. */
const SENTENCE_CHARACTERS = 24;
/** A mark that is no bullet: it shows that its neighbours are marks as well. */
const BALLOT = /[☐☑☒√✓✔□🗹🗷✅]/u;

/** Whether the character at `start` of `text` is text and no mark. */
export function isOrdinaryText(text: string, start: number, char: string): boolean {
  if (CIRCLES.includes(char) && isZero(text, start)) return true;
  if (isRepeated(text, start, char)) return true;
  return BULLETS.includes(char) && opensSentence(text, start, char);
}

/** Part of a number written in Chinese numerals; `○一级` is an option with its box. */
function isZero(text: string, start: number): boolean {
  if (DATE_UNITS.includes(text.charAt(start + 1)) && start + 1 < text.length) return true;
  let from = start;
  let to = start + 1;
  while (NUMERALS.includes(text.charAt(from - 1)) && from > 0) from -= 1;
  while (to < text.length && NUMERALS.includes(text.charAt(to))) to += 1;
  const run = text.slice(from, to);
  if (![...run].some((numeral) => !CIRCLES.includes(numeral))) return false;
  return from < start || run.length >= SHORTEST_NUMBER;
}

/** `□□□□`, `○○`, `★★★`: a place left open, a name made anonymous, an ornament. Two ticks are two ticks. */
function isRepeated(text: string, start: number, char: string): boolean {
  if ('√✓✔✅'.includes(char)) return false;
  return text.startsWith(char, start + char.length) || text.slice(0, start).endsWith(char);
}

/** A bullet at the start of a line with a sentence behind it and no other mark on the line. */
function opensSentence(text: string, start: number, char: string): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  const before = text.slice(lineStart, start);
  const after = text.slice(start + char.length, lineEnd === -1 ? text.length : lineEnd);
  if (BALLOT.test(before) || BALLOT.test(after)) return false;
  if ([...(before + after)].some((other) => BULLETS.includes(other))) return false;
  return after.trim().length >= SENTENCE_CHARACTERS;
}
