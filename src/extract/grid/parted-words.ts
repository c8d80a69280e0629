/** Lines of a page → words, by all that parts close texts: room, edges that others share, and the order of drawing. */
import { brokenRuns, stretchesOf, undrawnGaps, wordsOf } from './cell-words.js';
import { likelyEdges } from './text-columns.js';
import type { InkLine } from './text-lines.js';

/** `size` is the height of most characters. */
export function partedWords(lines: readonly InkLine[], size: number): InkLine[] {
  const stretches = lines.map(stretchesOf);
  const pieces = stretches.flat();
  const partings = {
    edges: likelyEdges(pieces, 0, size),
    ends: likelyEdges(pieces, 2, size),
    starts: undrawnGaps(lines, stretches),
    isBroken: brokenRuns(lines),
  };
  return lines.flatMap((line) => wordsOf(line, partings));
}
