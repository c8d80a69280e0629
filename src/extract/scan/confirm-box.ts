/** Whether a shape that could be a box or a character is a box: told by what the recogniser reads in its place. */
import type { OptionMark } from './option-mark.js';
import { type Rect, rectWidth } from './raster.js';
import { POSITION_PIXELS } from './recognise/ctc.js';
import { cutStrip } from './recognise/strip.js';
import type { Reading } from './segment.js';
import type { TextLine } from './text-lines.js';

/** What a recogniser makes of an empty or ticked box; it settles doubt in favour of a mark. */
const BOX_LOOK_ALIKES = new Set('口囗回□■☑☒√团困囚曰区V○●〇◎');
/** Of these, what begins words of the form (回应), and scores from which it is one: alone, and beside other shapes. */
const OFTEN_WORDS = new Set('回团困囚');
const WORD_FROM = { alone: 0.75, beside: 0.95 } as const;
/** Characters that look like a box with something in it: text when read with certainty; others already when likely. */
const FRAMED = new Set('国图因固园圆四日目田由甲申自白曲');
/** Gap to the character before, in character heights, within a word. */
const WITHIN_WORD = 0.3;
/** The same to what is a part of a character only, such as the 口 of 员. */
const BESIDE_PART = 0.6;
/**
 * How far, in character heights, a character may be placed from the ink that it was read from: beyond a box that
 * has others beside it, where it is the box's own word; from the middle of a shape that stands alone.
 */
const DRIFT = { beside: 0.12, alone: 0.7 } as const;
const CERTAIN = 0.85;
const FRAMED_FROM = 0.75;
const LIKELY = 0.45;

/** Settles a doubtful shape by what the recogniser reads in its place. */
export async function isBox(
  mark: OptionMark,
  line: TextLine,
  rows: Rect,
  /** Whether there are more marks in the line. */
  hasPeers: boolean,
  { layout, reader, watch }: Reading,
): Promise<boolean> {
  const { glyph } = layout.page;
  const hasBefore = (gap: number) =>
    line.components.some(({ x1 }) => x1 <= mark.rect.x0 + 2 && mark.rect.x0 - x1 < gap * glyph);
  const isFollowed = line.components.some(
    ({ x0 }) => x0 >= mark.rect.x1 - 2 && x0 - mark.rect.x1 < BESIDE_PART * glyph,
  );
  if (!hasPeers && hasBefore(BESIDE_PART) && isFollowed) return false;
  const reach = 3 * glyph;
  const rect = {
    ...rows,
    x0: Math.max(line.rect.x0 - 2, mark.rect.x0 - reach),
    x1: Math.min(line.rect.x1 + 2, mark.rect.x1 + reach),
  };
  const strip = cutStrip(layout.boxed, rect);
  const { characters } = await watch.timeAsync('recognition', () => reader.read(strip));
  const middle = (mark.rect.x0 + mark.rect.x1) / 2;
  const placed = characters.map((character, i) => {
    const x = strip.left + ((character.position + 0.5) * POSITION_PIXELS) / strip.scale;
    return { ...character, i, distance: Math.abs(x - middle) };
  });
  const furthest = hasPeers ? rectWidth(mark.rect) / 2 + DRIFT.beside * glyph : DRIFT.alone * glyph;
  const [near] = placed
    .filter(({ distance }) => distance <= furthest)
    .sort((a, b) => a.distance - b.distance);
  if (near === undefined) return true;
  if (OFTEN_WORDS.has(near.char) && near.score >= WORD_FROM[hasPeers ? 'beside' : 'alone']) return false;
  // 区 closes up in bold print; within a word no box stands, however much it looks like one.
  if (BOX_LOOK_ALIKES.has(near.char))
    return !(hasBefore(WITHIN_WORD) && near.char === '区' && near.score >= LIKELY);
  if (/\p{Script=Han}/u.test(near.char)) {
    // A rare character is read with little certainty, but it is one, and begins a word.
    if (!hasPeers && isFollowed) return false;
    return near.score < (FRAMED.has(near.char) ? FRAMED_FROM : LIKELY);
  }
  // The names of accounts begin with it.
  if (near.char === '@' && !hasPeers && near.score >= CERTAIN) return false;
  // A tick in a box is read as a letter now and then, but not within a word or number of its kind.
  const beside = [characters[near.i - 1], characters[near.i + 1]].filter((other) => other !== undefined);
  const isFigure = ({ char }: { char: string }) => /\d/u.test(char);
  if (isFigure(near) && (beside.length === 0 || beside.some(isFigure))) return false;
  const inWord = beside.every(({ char }) => /[\p{L}\p{N}.:/-]/u.test(char) && !/\p{Script=Han}/u.test(char));
  return near.score < CERTAIN || !inWord;
}
