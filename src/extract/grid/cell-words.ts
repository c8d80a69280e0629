/** Lines of a page → words: stretches of one line that stand in one cell. */
import { MARK_GLYPHS } from '../../model/mark-glyphs.js';
import { type Ink, type InkLine, lineOf } from './text-lines.js';

/** Gap between words of one line, in character heights, that parts columns; words of a sentence have under 1. */
const COLUMN_GAP = 1.2;
/** How near to a known edge a run must begin, in character heights, to stand in that column. */
const AT_EDGE = 0.15;
/** What is drawn on one line of a cell is numbered without a break, but for what is drawn twice to look bold. */
const NEXT_RUNS = 2;

/** `edges` are left ends of columns that are known: close texts are told apart where one begins there. */
export function wordsOf(line: InkLine, edges: readonly number[] = []): InkLine[] {
  const words: Ink[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  let run: number | null = null;
  let isListed = false;
  for (const ink of line.inks) {
    const isOver = ink.run !== run && ink.box[0] < right - line.size / 2;
    const isNext = isOver || isDrawnApart(run, ink) || ink.box[0] - right > COLUMN_GAP * line.size;
    const isAtEdge =
      ink.run !== run && edges.some((edge) => Math.abs(edge - ink.box[0]) < AT_EDGE * line.size);
    if (ink.text.trim() === '') {
      // Options of one list stand apart, with blanks between them.
      if (isListed && !isNext) right = Math.max(right, ink.box[2]);
    } else {
      if (isNext || (isAtEdge && !isListed)) {
        words.push([]);
        isListed = false;
      }
      words.at(-1)?.push(ink);
      right = Math.max(isOver ? Number.NEGATIVE_INFINITY : right, ink.box[2]);
      isListed ||= isOption(ink);
    }
    run = ink.run ?? null;
  }
  return words.map(lineOf);
}

function isOption({ mark, text }: Ink): boolean {
  return mark !== null || MARK_GLYPHS.has(text);
}

/** Something else was drawn between the two: they are texts of two cells, however near. */
function isDrawnApart(before: number | null, { run }: Ink): boolean {
  if (before === null || run === null || run === undefined) return false;
  return run < before || run > before + NEXT_RUNS;
}
