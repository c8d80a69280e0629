/**
 * Letters and figures of addresses and codes held against their ink. Here each is one piece of ink, so pieces and
 * characters can be paired off, which shows what the recogniser's scores do not: two equal letters read as one (tjj
 * as tj), i for j, and a stop taken for a hyphen.
 */
import type { Component } from './components.js';
import { lettersOf, middleOf, type PlacedCharacter, paired, TAIL } from './letter-pieces.js';
import { quantile, rectHeight, rectWidth } from './raster.js';

/** What is written with such characters alone, apart from blanks. */
const LETTERS_ONLY = /^[\w./:-]{4,}$/u;
const STANDING = /[^\W_]|\//u;
/** A broken letter does not leave two of these. */
const ONE_STROKE = /[ijlIt1]/u;
/** Share of the pieces that end on the foot of the line or above it, at least: the others have tails. */
const FOOT = 0.3;
/** Least height of a letter, in character heights: small ones have 0.35, dots 0.15. */
const LETTER_HEIGHT = 0.28;
/** Share of the pieces that begin no lower than small letters do, at most: the others are tall. */
const SMALL_LETTERS = 0.7;
/** How much pieces of one letter printed twice differ, in pixels of their sides and as a share of their ink. */
const SAME_LETTER = { side: 1, ink: 0.15 } as const;
/** Scores of a letter that was put right by its own ink, and of one put in under its dot alone. */
const BY_INK = 0.9;
const DROPPED = 0.7;
/** Distance, in character heights, to an equal letter beside, or to one beyond another such. */
const BESIDE_EQUAL = 0.75;

export interface HeldLetters {
  readonly characters: readonly PlacedCharacter[];
  /** Whether there is a piece of ink of a letter's height for which nothing was read. */
  readonly unread: boolean;
  /** The row on which letters stand; null where other characters were read as well. */
  readonly foot: number | null;
}

export function heldToLetters(
  characters: readonly PlacedCharacter[],
  components: readonly Component[],
  glyph: number,
): HeldLetters {
  const read = characters.filter(({ char }) => char !== ' ');
  if (!LETTERS_ONLY.test(read.map(({ char }) => char).join('')))
    return { characters, unread: false, foot: null };
  const isStanding = ({ char }: PlacedCharacter) => STANDING.test(char);
  const tall = components.filter((component) => rectHeight(component) >= LETTER_HEIGHT * glyph);
  const ends = tall.map(({ y1 }) => y1);
  const foot = quantile(ends, FOOT);
  const pieces = lettersOf(
    tall.filter(({ y0 }) => y0 <= foot - LETTER_HEIGHT * glyph),
    foot,
    glyph,
  );
  if (pieces.length === 0) return { characters, unread: false, foot: null };
  const owned = paired(pieces, read.filter(isStanding), glyph);
  for (const [i, piece] of pieces.entries()) {
    const own = owned[i] ?? [];
    const [only, ...others] = own;
    if (only !== undefined) owned[i] = others.length === 0 ? [byTail(only, piece, foot, glyph)] : own;
    else owned[i] = [i - 1, i + 1].flatMap((n) => twin(piece, pieces[n], owned[n] ?? [])).slice(0, 1);
  }
  const top = quantile(
    pieces.map(({ y0 }) => y0),
    SMALL_LETTERS,
  );
  const dots = components.filter(
    (component) => rectHeight(component) < LETTER_HEIGHT * glyph && component.y1 <= top,
  );
  const held = withLettersUnderDots(owned.flat(), dots, glyph);
  const unread =
    owned.some((own) => own.length === 0) ||
    held.filter(isDotted).length < dots.length ||
    components.some((component) => mayBeOtherTail(component, held, foot, glyph));
  const signs = read.filter((character) => !isStanding(character));
  const all = [...held, ...signs.map((sign) => byPlace(sign, components, foot, glyph))];
  return { characters: all.sort((a, b) => a.x - b.x), unread, foot };
}

/** The letter beside it once more, where the two pieces look the same. */
function twin(
  piece: Component,
  other: Component | undefined,
  [owner, ...more]: readonly PlacedCharacter[],
): PlacedCharacter[] {
  if (other === undefined || owner === undefined || more.length > 0 || !ONE_STROKE.test(owner.char))
    return [];
  const alike =
    Math.abs(rectWidth(piece) - rectWidth(other)) <= SAME_LETTER.side &&
    Math.abs(piece.y0 - other.y0) <= SAME_LETTER.side &&
    Math.abs(piece.y1 - other.y1) <= SAME_LETTER.side &&
    Math.abs(piece.area - other.area) <= SAME_LETTER.ink * other.area;
  return alike ? [{ ...owner, x: middleOf(piece), score: Math.min(owner.score, BY_INK) }] : [];
}

/** i and j by whether they reach below the line. */
function byTail(character: PlacedCharacter, piece: Component, foot: number, glyph: number): PlacedCharacter {
  if (!/[ij]/u.test(character.char)) return character;
  const char = piece.y1 > foot + TAIL * glyph ? 'j' : 'i';
  return char === character.char
    ? character
    : { ...character, char, score: Math.min(character.score, BY_INK) };
}

function isDotted({ char }: PlacedCharacter): boolean {
  return /[ij]/u.test(char);
}

/**
 * With the letter under each dot for which none was read, where all dotted letters near are the same: of equal letters
 * side by side the recogniser drops one, of different ones it does not.
 */
function withLettersUnderDots(
  held: readonly PlacedCharacter[],
  dots: readonly Component[],
  glyph: number,
): readonly PlacedCharacter[] {
  const free = new Set(dots);
  for (const { x } of held.filter(isDotted)) {
    const [nearest] = [...free].sort((a, b) => Math.abs(middleOf(a) - x) - Math.abs(middleOf(b) - x));
    if (nearest !== undefined) free.delete(nearest);
  }
  const dropped = [...free].flatMap((dot): PlacedCharacter[] => {
    const x = middleOf(dot);
    const near = held.filter((other) => isDotted(other) && Math.abs(other.x - x) <= BESIDE_EQUAL * glyph);
    const [same] = near;
    if (same === undefined || near.some(({ char }) => char !== same.char)) return [];
    return [{ ...same, x, score: Math.min(same.score, DROPPED) }];
  });
  return [...held, ...dropped];
}

/** Whether an i was read in ink that other letters touch and that has a tail: it may as well be a j. */
function mayBeOtherTail(
  component: Component,
  held: readonly PlacedCharacter[],
  foot: number,
  glyph: number,
): boolean {
  if (component.y1 <= foot + TAIL * glyph) return false;
  const within = held.filter(({ x }) => x > component.x0 && x < component.x1);
  return within.length > 1 && within.some(({ char }) => char === 'i');
}

/** A hyphen that lies on the line is a stop. */
function byPlace(
  sign: PlacedCharacter,
  components: readonly Component[],
  foot: number,
  glyph: number,
): PlacedCharacter {
  if (sign.char !== '-') return sign;
  const [ink] = [...components]
    .filter((component) => rectHeight(component) < LETTER_HEIGHT * glyph)
    .sort((a, b) => Math.abs(middleOf(a) - sign.x) - Math.abs(middleOf(b) - sign.x));
  const isStop =
    ink !== undefined && Math.abs(ink.y1 - foot) <= TAIL * glyph && rectWidth(ink) < 2 * rectHeight(ink);
  return isStop ? { ...sign, char: '.', score: Math.min(sign.score, BY_INK) } : sign;
}
