/**
 * Which piece of ink each letter was read from. A letter is one piece where neither print nor scan has broken it or
 * run it together with its neighbours.
 */
import type { Component } from './components.js';
import { boundsOf, type Rect, rectWidth } from './raster.js';
import type { ReadCharacter } from './recognise/ctc.js';

export interface PlacedCharacter extends ReadCharacter {
  /** Middle of the character on the page. */
  readonly x: number;
}

/** Gap between the parts of a broken letter at most, in character heights. */
const BROKEN = 0.06;
/** How far below the foot of the line, in character heights, the tail of a j reaches at least; an i may by 0.02. */
export const TAIL = 0.08;
/** Costs of pairing, in character heights of distance: of a piece without a character, of one too many in a piece. */
const LEFT_OUT = 0.25;
const CROWDED = 0.3;
/** Width of a letter at least where several touch, in character heights. */
const NARROWEST_LETTER = 0.25;

export function middleOf({ x0, x1 }: Rect): number {
  return (x0 + x1) / 2;
}

/** Parts of broken letters put together, from left to right; two tails side by side are two letters. */
export function lettersOf(upright: readonly Component[], foot: number, glyph: number): Component[] {
  const pieces: Component[] = [];
  const hasTail = ({ y1 }: Component) => y1 > foot + TAIL * glyph;
  for (const part of [...upright].sort((a, b) => middleOf(a) - middleOf(b))) {
    const last = pieces.at(-1);
    if (last === undefined || part.x0 - last.x1 > BROKEN * glyph || (hasTail(part) && hasTail(last)))
      pieces.push(part);
    else pieces[pieces.length - 1] = { ...last, ...boundsOf([last, part]), area: last.area + part.area };
  }
  return pieces;
}

/**
 * The characters that were read from each piece, in order and as near as can be: one, several where letters touch,
 * none where a letter was left out.
 */
export function paired(
  pieces: readonly Component[],
  characters: readonly PlacedCharacter[],
  glyph: number,
): PlacedCharacter[][] {
  const stretch = (piece: Component, from: number, to: number) => {
    const outside = characters
      .slice(from, to)
      .map(({ x }) => Math.max(0, piece.x0 - x, x - piece.x1) / glyph);
    const fits = rectWidth(piece) >= NARROWEST_LETTER * glyph * (to - from);
    const crowded = fits ? 0 : CROWDED * (to - from - 1);
    return to === from ? LEFT_OUT : outside.reduce((sum, one) => sum + one, crowded);
  };
  // ways[n]: the cheapest way to give the first n characters to the pieces so far.
  let ways: Way[] = [{ cost: 0, own: [], before: null }];
  for (const piece of pieces) {
    ways = Array.from({ length: characters.length + 1 }, (_, n) => {
      const options = ways.slice(0, n + 1).map(({ cost }, from) => cost + stretch(piece, from, n));
      const cost = Math.min(...options);
      const from = options.indexOf(cost);
      return { cost, own: characters.slice(from, n), before: ways[from] ?? null };
    });
  }
  return wayTo(ways.at(-1));
}

/** A way to share characters out, by its last step. */
interface Way {
  readonly cost: number;
  /** Characters of the last piece. */
  readonly own: PlacedCharacter[];
  /** The way up to the piece before; null at the start, where there is none. */
  readonly before: Way | null;
}

function wayTo(end: Way | undefined): PlacedCharacter[][] {
  const steps: PlacedCharacter[][] = [];
  for (let way = end ?? null; way !== null && way.before !== null; way = way.before) steps.push(way.own);
  return steps.reverse();
}
