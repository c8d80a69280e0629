/** Lines of a page → words: stretches of one line that stand in one cell. */
import { MARK_GLYPHS } from '../../model/mark-glyphs.js';
import { beginsWithBox } from '../marks/bracket.js';
import { sameClip } from './clips.js';
import { type Ink, type InkLine, isBlank, lineOf, writtenIn } from './text-lines.js';

/** Gap between words of one line, in character heights, that parts columns; words of a sentence have under 1. */
const COLUMN_GAP = 1.2;
/** The same where no blank was drawn, on a page that draws its blanks: more than writing of two kinds leaves. */
const UNDRAWN_GAP = 0.3;
/** A character of a word that is set apart to fill its cell (填 报 人), and none that answers by itself. */
const SET_APART = /^(?![无有是否])\p{Script=Han}$/u;
/** The last character of a figure, and what goes on with one: its other digits and its unit. */
const FIGURE_END = /^[\d０-９%％]$/;
const FIGURE_REST = /^[\d０-９.．,，%％余多家件条个次人天项期篇级分年月日]$/;
/** Answers of one character. */
const ANSWER = /^[无有是否]$/;
const HAN = /^\p{Script=Han}/u;
/** Full-width signs of which the right half is empty: browsers set what follows over it. */
const HALF_EMPTY = /^[：）》」』】”’，。、；]$/;
/** No text begins with these. */
const ENDING = /^[:：）)，。、；]$/;
/** Characters of a box that is drawn with brackets and blanks. */
const LONGEST_BOX = 6;
/** How near to a known edge a run must begin, in character heights, to stand in that column. */
const AT_EDGE = 0.15;
/** Room between two characters, in character heights, that one text does not leave. */
const LEAST_GAP = 0.1;
/** Gaps that must be alike to be the spacing of a line's letters. */
const FEWEST_GAPS = 3;
/** Runs between two neighbours from which other cells were drawn between; fonts of one text take turns with fewer. */
const FAR_RUNS = 8;

/** Whether another line was drawn between two neighbours: the rest of the first one's cell, or the next one's first. */
export type IsBroken = (before: Ink, ink: Ink) => boolean;

export function brokenRuns(lines: readonly InkLine[]): IsBroken {
  const lineOfRun = new Map(lines.flatMap(({ inks }, at) => inks.map(({ run }) => [run ?? -1, at] as const)));
  return (before, ink) => {
    const [last, run] = [before.run ?? 0, ink.run ?? 0];
    const between = Array.from({ length: Math.min(FAR_RUNS, run - last - 1) }, (_, at) => last + 1 + at);
    const own = lineOfRun.get(run) ?? 0;
    // A blank before it ends the first one's line.
    return between.some((other) => (lineOfRun.get(other) ?? own) !== own);
  };
}

/**
 * First characters of texts before which there is room without a blank, where blanks are drawn everywhere else.
 * @param stretches of each line
 */
export function undrawnGaps(
  lines: readonly InkLine[],
  stretches: readonly (readonly InkLine[])[],
): ReadonlySet<Ink> {
  const drawsBlanks = lines.some(({ inks }) => inks.some(isBlank));
  return new Set(drawsBlanks ? lines.flatMap((line, at) => startsApart(stretches[at] ?? [], line.size)) : []);
}

function startsApart(stretches: readonly InkLine[], size: number): Ink[] {
  return stretches.slice(1).flatMap((stretch, at) => {
    const before = stretches[at] ?? stretch;
    const isWide = stretch.box[0] - before.box[2] > UNDRAWN_GAP * size;
    const isOfWord = [before, stretch].some(({ inks }) => SET_APART.test(writtenIn(inks).trim()));
    return isWide && !isOfWord ? stretch.inks.slice(0, 1) : [];
  });
}

/** What parts close texts of one line. */
export interface Partings {
  /** Places at which columns may begin, and at which figures set at the right of them end. */
  readonly edges: readonly number[];
  readonly ends: readonly number[];
  readonly starts: ReadonlySet<Ink>;
  readonly isBroken: IsBroken;
}

const BY_DISTANCE: Partings = { edges: [], ends: [], starts: new Set(), isBroken: () => false };

/** Words that stand apart, that begin where texts do, or between which something else was drawn. */
export function wordsOf(line: InkLine, { edges, ends, starts, isBroken }: Partings = BY_DISTANCE): InkLine[] {
  const words: Ink[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  let before: Ink | null = null;
  let isListed = false;
  let begins = false;
  /** The blank that a text begins with. */
  let lead: Ink[] = [];
  /** Whether all room since the last text is drawn blanks. */
  let isSpaced = false;
  const spacing = letterSpacing(line);
  for (const [at, ink] of line.inks.entries()) {
    const isOver = ink.run !== before?.run && ink.box[0] < right - overlapOf(before) * line.size;
    const isDrawn = isDrawnApart(before, ink, line) || (before !== null && isBroken(before, ink));
    const isBox = isOption(ink) || beginsBox(line.inks, at);
    isSpaced = !leavesRoom(before, ink, spacing) && (isSpaced || (before !== null && !isBlank(before)));
    // The rest of a list may begin with the words of an option whose box is on the line before.
    const isFar = ink.box[0] - right > COLUMN_GAP * line.size && !(isBox && isSpaced);
    const isApart = isOver || isDrawn || isFar;
    const isFirst = starts.has(ink) || isAtEdge(before, ink, { edges, ends }, { size: line.size, spacing });
    begins ||= isFirst;
    if (isFirst || leavesRoom(before, ink, spacing)) lead = isBlank(ink) ? [ink] : [];
    if (isBlank(ink)) {
      // Options of one list stand apart, with blanks between them.
      if (isListed && !isApart) right = Math.max(right, ink.box[2]);
    } else {
      const isBesideList = starts.has(ink) && !isBox && !isOfOption(line.inks, at);
      if (isApart || (begins && (!isListed || isBesideList))) {
        words.push(lead);
        isListed = false;
      }
      begins = false;
      lead = [];
      words.at(-1)?.push(ink);
      right = Math.max(isOver ? Number.NEGATIVE_INFINITY : right, ink.box[2]);
      isListed ||= isBox;
    }
    before = ink;
  }
  return words.map(lineOf);
}

/** How far a text of the same line may begin before its neighbour's end, in character heights. */
function overlapOf(before: Ink | null): number {
  return before !== null && HALF_EMPTY.test(before.text) ? 1 : 1 / 2;
}

/** Stretches with any room before them that no blank was drawn in: each may begin a cell. */
export function stretchesOf(line: InkLine): InkLine[] {
  const stretches: Ink[][] = [];
  let before: Ink | null = null;
  const spacing = letterSpacing(line);
  for (const ink of line.inks) {
    if (!isBlank(ink)) {
      if (before === null || isGap(before, ink, spacing)) stretches.push([]);
      stretches.at(-1)?.push(ink);
    }
    before = ink;
  }
  return stretches.map(lineOf);
}

function isAtEdge(
  before: Ink | null,
  ink: Ink,
  { edges, ends }: Pick<Partings, 'edges' | 'ends'>,
  { size, spacing }: { readonly size: number; readonly spacing: number },
): boolean {
  if (before === null || !isGap(before, ink, spacing) || ENDING.test(ink.text)) return false;
  const near = AT_EDGE * size;
  const isAfterFigure = FIGURE_END.test(before.text) && !FIGURE_REST.test(ink.text);
  return (
    edges.some((edge) => Math.abs(edge - ink.box[0]) < near) ||
    (isAfterFigure && ends.some((end) => Math.abs(end - before.box[2]) < near))
  );
}

function leavesRoom(before: Ink | null, ink: Ink, spacing: number): boolean {
  return before === null || ink.box[0] - before.box[2] - spacing > LEAST_GAP * ink.size;
}

/** A blank that was drawn is within a text; room without one may be between two. */
function isGap(before: Ink, ink: Ink, spacing: number): boolean {
  return !isBlank(before) && (ink.run !== before.run || leavesRoom(before, ink, spacing));
}

/** Room that a line leaves between all characters that were drawn in one, as letter-spaced and justified text has it. */
function letterSpacing({ inks }: InkLine): number {
  const gaps = inks.slice(1).flatMap((ink, at) => {
    const before = inks[at];
    const isOfOne = before !== undefined && typeof ink.run === 'number' && before.run === ink.run;
    return isOfOne ? [ink.box[0] - before.box[2]] : [];
  });
  return gaps.length < FEWEST_GAPS ? 0 : Math.max(0, Math.min(...gaps));
}

/** A mark, or a character that may stand for one. */
export function isOption({ mark, text }: Ink): boolean {
  return mark !== null || MARK_GLYPHS.has(text);
}

/** Whether a text in a list is the words behind a mark, or a whole answer that may have lost its own: `√是　否`. */
function isOfOption(inks: readonly Ink[], at: number): boolean {
  const [before, ink, next] = [inks[at - 1], inks[at], inks[at + 1]];
  const isAnswer = ANSWER.test(ink?.text ?? '') && (next === undefined || !HAN.test(next.text));
  return isAnswer || (before !== undefined && isOption(before));
}

/** Whether a box that is drawn with brackets begins there. */
function beginsBox(inks: readonly Ink[], at: number): boolean {
  return (
    inks[at]?.text.startsWith('[') === true && beginsWithBox(writtenIn(inks.slice(at, at + LONGEST_BOX)))
  );
}

/**
 * Other cells were drawn between the two, or they are cut to different cells: two texts, however near. Of a text in
 * two fonts all of the one may be drawn first, which are runs of this line.
 */
function isDrawnApart(before: Ink | null, ink: Ink, { inks }: InkLine): boolean {
  if (before !== null && !sameClip(before.clip ?? null, ink.clip ?? null)) return true;
  const [last, run] = [before?.run ?? null, ink.run ?? null];
  if (last === null || run === null || Math.abs(run - last) <= FAR_RUNS) return false;
  const own = new Set(inks.flatMap((other) => other.run ?? []).filter((at) => (at - last) * (at - run) < 0));
  return Math.abs(run - last) - own.size > FAR_RUNS;
}
