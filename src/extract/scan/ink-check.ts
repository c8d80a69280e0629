/**
 * A reading held against its ink: dashes take the length that they were drawn with, and ink for which no character
 * was read (rare ones that the recogniser does not know) lowers the score, which of itself says nothing of it.
 */
import type { Component } from './components.js';
import type { PlacedCharacter } from './letter-pieces.js';
import { heldToLetters } from './letters.js';
import { rectHeight, rectWidth } from './raster.js';
import { POSITION_PIXELS, type ReadCharacter, summed, withoutOuterBlanks } from './recognise/ctc.js';
import type { Strip } from './recognise/strip.js';
import type { StripReading } from './recognise/strip-reader.js';
import { dashText, isDash } from './shapes.js';

/**
 * Height and width, in character heights, from which a piece of ink must have been read as something: a side of a
 * character of two, such as the 中 of 翀, has 0.35.
 */
const CHARACTER_INK = { height: 0.55, width: 0.3 } as const;
/** How far, in character heights, the recogniser's place of a character lies from its ink at most. */
const PLACE_TOLERANCE = 0.4;
/** Score of the weakest character where one was not read at all: the text is then surely not what stands there. */
const UNREAD = 0.05;

/** A stop: its sides in character heights, how far above the foot of its line it ends or from the middle it stands. */
const STOP = { least: 0.09, most: 0.25, foot: 0.3, ofLetters: 0.1, middle: 0.12 } as const;
/** Distance from the middle of a Chinese character, in character heights, that is well within it. */
const WITHIN_CHARACTER = 0.42;
/** Room between characters, in character heights, with a stop there; to each side of it more than within a character. */
const STOP_ROOM = { whole: 0.38, side: 0.08 } as const;
/** Widest underscore, in character heights; the line under an address is longer. */
const UNDERSCORE_WIDTH = 0.8;
const PUNCTUATION = /[.,:;'·。，、：；．…-]/u;

export interface HeldReading extends StripReading {
  /** Whether there is ink for which nothing was read. */
  readonly unread: boolean;
}

export function heldToInk(
  reading: StripReading,
  components: readonly Component[],
  strip: Strip,
  glyph: number,
): HeldReading {
  const placeOf = ({ position }: ReadCharacter) =>
    strip.left + ((position + 0.5) * POSITION_PIXELS) / strip.scale;
  const characters = reading.characters.map((character, i) => {
    if (!isDashLike(character.char, reading.characters, i)) return character;
    const ink = components.find(({ x0, x1 }) => placeOf(character) > x0 - 2 && placeOf(character) < x1 + 2);
    if (ink === undefined || !isDash(ink, glyph)) return character;
    const place = isFigure(reading.characters[i + 1]) ? 'beforeFigure' : 'alone';
    return { ...character, char: dashText(ink, glyph, place) };
  });
  const letters = heldToLetters(
    characters.map((character) => ({ ...character, x: placeOf(character) })),
    components,
    glyph,
  );
  const { text, score, least } = summed(withoutOuterBlanks(letters.characters));
  const isLowLine = (ink: Component) =>
    isDash(ink, glyph) &&
    rectWidth(ink) <= UNDERSCORE_WIDTH * glyph &&
    ink.y0 >= (letters.foot ?? Infinity) - 1;
  // What the recogniser does not know it may take for a blank.
  const read = letters.characters.filter(({ char }) => char.trim() !== '');
  const near = (component: Component) =>
    read.filter(
      ({ x }) => x > component.x0 - PLACE_TOLERANCE * glyph && x < component.x1 + PLACE_TOLERANCE * glyph,
    );
  const unread =
    letters.unread ||
    (letters.foot !== null && components.some((ink) => isLowLine(ink) && !near(ink).some(isLine))) ||
    components.some((component) =>
      isCharacterInk(component, glyph)
        ? near(component).length === 0
        : isStop(component, components, glyph, letters.foot) &&
          !near(component).some(({ char }) => PUNCTUATION.test(char) && !isOtherSign(char, component)) &&
          !isPart(component, components, read, glyph),
    );
  return {
    ...reading,
    characters: letters.characters,
    text,
    score,
    least: unread ? Math.min(least, UNREAD) : least,
    unread,
  };
}

function isLine({ char }: PlacedCharacter): boolean {
  return /[-_—]/u.test(char);
}

function isCharacterInk(component: Component, glyph: number): boolean {
  return (
    rectHeight(component) >= CHARACTER_INK.height * glyph &&
    rectWidth(component) >= CHARACTER_INK.width * glyph
  );
}

/** A comma of Chinese text has a tail: what is as wide as high is the stop of a domain in Chinese characters. */
function isOtherSign(char: string, ink: Component): boolean {
  return char === '，' && rectHeight(ink) <= rectWidth(ink);
}

/** A dot of 州 or 应, which stands within a character and not between two. */
function isPart(
  dot: Component,
  components: readonly Component[],
  read: readonly PlacedCharacter[],
  glyph: number,
): boolean {
  const before = Math.max(...components.filter(({ x1 }) => x1 <= dot.x0).map(({ x1 }) => x1));
  const after = Math.min(...components.filter(({ x0 }) => x0 >= dot.x1).map(({ x0 }) => x0));
  const leastSide = Math.min(dot.x0 - before, after - dot.x1);
  if (after - before >= STOP_ROOM.whole * glyph && leastSide >= STOP_ROOM.side * glyph) return false;
  return read.some(
    ({ char, x }) =>
      /\p{Script=Han}/u.test(char) && Math.abs((dot.x0 + dot.x1) / 2 - x) < WITHIN_CHARACTER * glyph,
  );
}

/**
 * A dot between two characters with nothing above or below it: where letters stand on a row, on that row, else at
 * the foot of the line or halfway up.
 */
function isStop(
  dot: Component,
  components: readonly Component[],
  glyph: number,
  footOfLetters: number | null,
): boolean {
  const [shorter, longer] = [rectWidth(dot), rectHeight(dot)].sort((a, b) => a - b);
  if ((shorter ?? 0) < STOP.least * glyph || (longer ?? 0) > STOP.most * glyph) return false;
  // 会 falls into two pieces that are only wide.
  const large = components.filter(
    (other) => Math.max(rectHeight(other), rectWidth(other)) >= CHARACTER_INK.height * glyph,
  );
  const alone = components.every((other) => other === dot || other.x0 >= dot.x1 || other.x1 <= dot.x0);
  const between = large.some(({ x1 }) => x1 <= dot.x0) && large.some(({ x0 }) => x0 >= dot.x1);
  if (!alone || !between) return false;
  if (footOfLetters !== null) return Math.abs(footOfLetters - dot.y1) <= STOP.ofLetters * glyph;
  const foot = Math.max(...large.map(({ y1 }) => y1));
  const middle = (foot + Math.min(...large.map(({ y0 }) => y0))) / 2;
  const low = Math.abs(foot - dot.y1) <= STOP.foot * glyph;
  const halfway = Math.abs(middle - (dot.y0 + dot.y1) / 2) <= STOP.middle * glyph;
  return low || halfway;
}

/** 一 is a dash between figures only. */
function isDashLike(char: string, characters: readonly ReadCharacter[], i: number): boolean {
  if (/[-—－–]/u.test(char)) return true;
  return char === '一' && isFigure(characters[i - 1]) && isFigure(characters[i + 1]);
}

function isFigure(character: ReadCharacter | undefined): boolean {
  return character !== undefined && /\d/u.test(character.char);
}
