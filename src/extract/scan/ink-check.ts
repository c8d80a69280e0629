/**
 * A reading held against its ink: dashes take the length that they were drawn with, and ink for which no character
 * was read (rare ones that the recogniser does not know) lowers the score, which of itself says nothing of it.
 */
import type { Component } from './components.js';
import { rectHeight, rectWidth } from './raster.js';
import { POSITION_PIXELS, type ReadCharacter, summed } from './recognise/ctc.js';
import type { StripReading } from './recognise/pp-ocr.js';
import type { Strip } from './recognise/strip.js';
import { dashText, isDash } from './shapes.js';

/** Height and width, in character heights, from which a piece of ink must have been read as something. */
const CHARACTER_INK = { height: 0.55, width: 0.45 } as const;
/** How far, in character heights, the recogniser's place of a character lies from its ink at most. */
const PLACE_TOLERANCE = 0.4;
/** Score of the weakest character where one was not read at all. */
const UNREAD = 0.35;

export function heldToInk(
  reading: StripReading,
  components: readonly Component[],
  strip: Strip,
  glyph: number,
): StripReading {
  const placeOf = ({ position }: ReadCharacter) =>
    strip.left + ((position + 0.5) * POSITION_PIXELS) / strip.scale;
  const characters = reading.characters.map((character, i) => {
    if (!isDashLike(character.char, reading.characters, i)) return character;
    const ink = components.find(({ x0, x1 }) => placeOf(character) > x0 - 2 && placeOf(character) < x1 + 2);
    return ink !== undefined && isDash(ink, glyph) ? { ...character, char: dashText(ink, glyph) } : character;
  });
  const { text, score, least } = summed(characters);
  const places = characters.map(placeOf);
  const unread = components.some(
    (component) =>
      rectHeight(component) >= CHARACTER_INK.height * glyph &&
      rectWidth(component) >= CHARACTER_INK.width * glyph &&
      !places.some(
        (x) => x > component.x0 - PLACE_TOLERANCE * glyph && x < component.x1 + PLACE_TOLERANCE * glyph,
      ),
  );
  return { ...reading, characters, text, score, least: unread ? Math.min(least, UNREAD) : least };
}

/** 一 is a dash between figures only. */
function isDashLike(char: string, characters: readonly ReadCharacter[], i: number): boolean {
  if (/[-—－–]/u.test(char)) return true;
  const isFigure = (other: ReadCharacter | undefined) => other !== undefined && /\d/u.test(other.char);
  return char === '一' && isFigure(characters[i - 1]) && isFigure(characters[i + 1]);
}
