/** Lines of a page → words: stretches of one line that stand in one cell. */
import { MARK_GLYPHS } from '../../model/mark-glyphs.js';
import { sameClip } from './clips.js';
import { type Ink, type InkLine, lineOf } from './text-lines.js';

/** Gap between words of one line, in character heights, that parts columns; words of a sentence have under 1. */
const COLUMN_GAP = 1.2;
/** How near to a known edge a run must begin, in character heights, to stand in that column. */
const AT_EDGE = 0.15;
/** Room between two characters, in character heights, that one text does not leave. */
const LEAST_GAP = 0.1;
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
    return isGap(before, ink, ink.size) && between.some((other) => (lineOfRun.get(other) ?? own) !== own);
  };
}

/**
 * Words that stand apart, or between which something else was drawn. `edges` are places at which columns may begin:
 * close texts are told apart there.
 */
export function wordsOf(
  line: InkLine,
  edges: readonly number[] = [],
  isBroken: IsBroken = () => false,
): InkLine[] {
  const words: Ink[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  let before: Ink | null = null;
  let isListed = false;
  let begins = false;
  for (const ink of line.inks) {
    // A text that begins with a blank begins at its blank.
    begins ||= isAtEdge(before, ink, edges, line.size);
    const isOver = ink.run !== before?.run && ink.box[0] < right - line.size / 2;
    const isDrawn = isDrawnApart(before, ink) || (before !== null && isBroken(before, ink));
    const isApart = isOver || isDrawn || ink.box[0] - right > COLUMN_GAP * line.size;
    if (ink.text.trim() === '') {
      // Options of one list stand apart, with blanks between them.
      if (isListed && !isApart) right = Math.max(right, ink.box[2]);
    } else {
      if (isApart || (begins && !isListed)) {
        words.push([]);
        isListed = false;
      }
      begins = false;
      words.at(-1)?.push(ink);
      right = Math.max(isOver ? Number.NEGATIVE_INFINITY : right, ink.box[2]);
      isListed ||= isOption(ink);
    }
    before = ink;
  }
  return words.map(lineOf);
}

/** Stretches with any room before them that no blank was drawn in: each may begin a cell. */
export function stretchesOf(line: InkLine): InkLine[] {
  const stretches: Ink[][] = [];
  let before: Ink | null = null;
  for (const ink of line.inks) {
    if (ink.text.trim() !== '') {
      if (before === null || isGap(before, ink, line.size)) stretches.push([]);
      stretches.at(-1)?.push(ink);
    }
    before = ink;
  }
  return stretches.map(lineOf);
}

function isAtEdge(before: Ink | null, ink: Ink, edges: readonly number[], size: number): boolean {
  if (before === null || !isGap(before, ink, size)) return false;
  return edges.some((edge) => Math.abs(edge - ink.box[0]) < AT_EDGE * size);
}

/** A blank that was drawn is within a text; room without one may be between two. */
function isGap(before: Ink, ink: Ink, size: number): boolean {
  return (
    before.text.trim() !== '' && (ink.run !== before.run || ink.box[0] - before.box[2] > LEAST_GAP * size)
  );
}

/** A mark, or a character that may stand for one. */
export function isOption({ mark, text }: Ink): boolean {
  return mark !== null || MARK_GLYPHS.has(text);
}

/** Other cells were drawn between the two, or they are cut to different cells: two texts, however near. */
function isDrawnApart(before: Ink | null, ink: Ink): boolean {
  if (before !== null && !sameClip(before.clip ?? null, ink.clip ?? null)) return true;
  const [last, run] = [before?.run ?? null, ink.run ?? null];
  return last !== null && run !== null && Math.abs(run - last) > FAR_RUNS;
}
