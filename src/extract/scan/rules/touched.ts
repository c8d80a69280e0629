/** Tells lines from bars and stems of characters, which other strokes join on the way. */
import { type Ink, median } from '../raster.js';
import { type Course, courseOf } from './course.js';
import { type Rule, STRAY } from './rule.js';

/**
 * Up to this length a line may be a chain of strokes of neighbouring characters (the bars of 市教育), so the ink
 * beside it is looked at, and it must end at another rule or be drawn without the gaps between characters.
 */
export const CHAIN_LENGTH = 9;
/** Share of a short rule's length beside which there may be ink: strokes of characters have others joining them. */
const TOUCHED = 0.2;
/** Depth, in character heights, within which the other line of a double rule lies, and the share of its length. */
const SECOND_LINE = 0.3;
const PARALLEL = 0.85;

/** Length, in character heights, from which a line on bent paper strays so far that its ends seem to join it. */
const BENT = 4;

const STRAIGHT: Course = () => 0;

/** Whether a line is too long for a chain of strokes, or has nothing that joins it on the way. */
export function standsFree(rule: Rule, ink: Ink, glyph: number, crossing?: readonly Rule[]): boolean {
  const length = rule.to - rule.from;
  const isFree = (course: Course) => touchedShare(rule, ink, glyph, course, crossing) <= TOUCHED;
  if (length >= CHAIN_LENGTH * glyph || isFree(STRAIGHT)) return true;
  return length >= BENT * glyph && isFree(courseOf(ink, rule, 'horizontal', glyph));
}

/**
 * Share of a level rule's length, its ends and the rules that cross it left out, with ink that joins it from above
 * or below. Where the rules that cross are not known yet, what runs along it may be the other line of a double rule.
 */
function touchedShare(
  rule: Rule,
  { width, height, data }: Ink,
  glyph: number,
  course: Course,
  crossing?: readonly Rule[],
): number {
  const reach = rule.thickness / 2;
  const deep = Math.max(3, Math.round(SECOND_LINE * glyph));
  const [from, to] = [rule.from + 3, rule.to - 3];
  /** For each place along the rule, rows of ink that join it on one side, and whether any ink is near there. */
  const beside = (edge: number, step: 1 | -1) => {
    const joined: number[] = [];
    let near = 0;
    for (let x = from; x < to; x++) {
      let [rows, any, open] = [0, false, true];
      for (let n = 0, y = edge + course(x); n < deep && y >= 0 && y < height; n++, y += step) {
        const ink = data[y * width + x] === 1;
        any ||= ink;
        open &&= ink;
        if (open) rows++;
      }
      joined.push(rows);
      if (any) near++;
    }
    // The other line of a double rule runs all along; where print has run together it touches, but goes no deeper.
    return { joined, least: crossing === undefined && near >= PARALLEL * (to - from) ? deep : 2 };
  };
  const above = beside(Math.round(rule.at - reach - 1), -1);
  const below = beside(Math.round(rule.at + reach), 1);
  const crossed = crossingPlaces(rule, crossing ?? [], from, to);
  const free = above.joined.map((_, n) => n).filter((n) => crossed[n] !== 1);
  if (free.length === 0) return 0;
  const isTouched = [above, below].map(({ joined, least }) => {
    // A double rule that has run together here and there is wider than on average: its edge is where most ink ends.
    const own = Math.min(median(free.map((n) => joined[n] ?? 0)), reach);
    return (n: number) => (joined[n] ?? 0) >= own + least;
  });
  return free.filter((n) => isTouched.some((test) => test(n))).length / free.length;
}

/** Whether `other` is the second line of a double rule. */
export function isSecondLine(other: Rule, rule: Rule, glyph: number): boolean {
  const common = Math.min(other.to, rule.to) - Math.max(other.from, rule.from);
  return Math.abs(other.at - rule.at) <= SECOND_LINE * glyph && common >= PARALLEL * (rule.to - rule.from);
}

/** 1 for each place along `rule` at which one of the rules across it runs. */
function crossingPlaces(rule: Rule, crossing: readonly Rule[], from: number, to: number): Uint8Array {
  const places = new Uint8Array(Math.max(0, to - from));
  for (const other of crossing) {
    if (other.from > rule.at + 2 * STRAY || other.to < rule.at - 2 * STRAY) continue;
    const reach = other.thickness / 2 + 2 * STRAY;
    places.fill(
      1,
      Math.max(0, Math.floor(other.at - reach) - from),
      Math.max(0, Math.ceil(other.at + reach) - from),
    );
  }
  return places;
}
