/**
 * A reading held against its ink: dashes take the length that they were drawn with, and ink for which no character
 * was read (rare ones that the recogniser does not know) lowers the score, which of itself says nothing of it.
 */
import type { Component } from './components.js';
import { rectHeight, rectWidth } from './raster.js';
import { POSITION_PIXELS, type ReadCharacter, summed } from './recognise/ctc.js';
import type { Strip } from './recognise/strip.js';
import type { StripReading } from './recognise/strip-reader.js';
import { dashText, isDash } from './shapes.js';

/** Height and width, in character heights, from which a piece of ink must have been read as something. */
const CHARACTER_INK = { height: 0.55, width: 0.45 } as const;
/** How far, in character heights, the recogniser's place of a character lies from its ink at most. */
const PLACE_TOLERANCE = 0.4;
/** Score of the weakest character where one was not read at all. */
const UNREAD = 0.35;

/** A full stop: its sides in character heights, and how far above the foot of its line it ends at most. */
const STOP = { least: 0.1, most: 0.25, foot: 0.3 } as const;
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
    const place = isFigure(reading.characters[i - 1]) && isFigure(reading.characters[i + 1]);
    return { ...character, char: dashText(ink, glyph, place ? 'betweenFigures' : 'alone') };
  });
  const { text, score, least } = summed(characters);
  const read = characters.map((character) => ({ char: character.char, x: placeOf(character) }));
  const near = (component: Component) =>
    read.filter(
      ({ x }) => x > component.x0 - PLACE_TOLERANCE * glyph && x < component.x1 + PLACE_TOLERANCE * glyph,
    );
  const unread = components.some((component) =>
    isCharacterInk(component, glyph)
      ? near(component).length === 0
      : isStop(component, components, glyph) && !near(component).some(({ char }) => PUNCTUATION.test(char)),
  );
  return { ...reading, characters, text, score, least: unread ? Math.min(least, UNREAD) : least, unread };
}

function isCharacterInk(component: Component, glyph: number): boolean {
  return (
    rectHeight(component) >= CHARACTER_INK.height * glyph &&
    rectWidth(component) >= CHARACTER_INK.width * glyph
  );
}

/** A dot at the foot of a line, between two characters and with nothing above it. */
function isStop(dot: Component, components: readonly Component[], glyph: number): boolean {
  const [shorter, longer] = [rectWidth(dot), rectHeight(dot)].sort((a, b) => a - b);
  if ((shorter ?? 0) < STOP.least * glyph || (longer ?? 0) > STOP.most * glyph) return false;
  const tall = components.filter((other) => rectHeight(other) >= CHARACTER_INK.height * glyph);
  const foot = Math.max(...tall.map(({ y1 }) => y1));
  const alone = components.every((other) => other === dot || other.x0 >= dot.x1 || other.x1 <= dot.x0);
  const between = tall.some(({ x1 }) => x1 <= dot.x0) && tall.some(({ x0 }) => x0 >= dot.x1);
  return alone && between && Math.abs(foot - dot.y1) <= STOP.foot * glyph;
}

/** 一 is a dash between figures only. */
function isDashLike(char: string, characters: readonly ReadCharacter[], i: number): boolean {
  if (/[-—－–]/u.test(char)) return true;
  return char === '一' && isFigure(characters[i - 1]) && isFigure(characters[i + 1]);
}

function isFigure(character: ReadCharacter | undefined): boolean {
  return character !== undefined && /\d/u.test(character.char);
}
