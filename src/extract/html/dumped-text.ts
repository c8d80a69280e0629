/**
 * Forms that stand on a page as text: the dump of a word processor or tab-separated rows in `<pre>`, Markdown or
 * columns of blanks with `<br>` between the lines or a `<p>` a line. Cut into rows by the readers of text files.
 */
import type { Block, Piece } from '../../model/document.js';
import { joinPieces } from '../../model/piece-text.js';
import { splitMarks } from '../marks/glyph.js';
import { textBlocks } from '../text/blocks.js';
import { splitRuns } from '../text/runs.js';
import type { Run } from './run-text.js';

/** Lines from which rows of text are a table; a heading underlined with bars and a menu have fewer. */
const LEAST_ROWS = 3;

/** Blocks of paragraphs that follow on each other, or null where they are running text. */
export function dumpedBlocks(runs: readonly Run[], firstTable: number): Block[] | null {
  // Most pages have neither; splitting them into runs would cost more than reading them.
  const source = runs.map(sourceOf).join('\n');
  if (!/[\t|│┃║]|\S[ \u00a0\u3000]{2,}\S|\u3000\S/u.test(source)) return null;
  const parts = splitRuns(source);
  const isTable = (part: (typeof parts)[number]) =>
    part.layout !== 'paragraphs' &&
    part.layout !== 'html' &&
    part.lines.filter((line) => line.trim() !== '').length >= LEAST_ROWS;
  return parts.some(isTable) ? textBlocks(parts, firstTable) : null;
}

/** A run as it would be typed: marks by a character that means the same. */
function sourceOf(run: Run): string {
  return joinPieces(run, typed);
}

function typed({ state, glyph }: Extract<Piece, { kind: 'mark' }>): string {
  const [same, ...others] = splitMarks(glyph);
  if (same?.kind === 'mark' && same.state === state && others.length === 0) return glyph;
  return state === 'checked' ? '☑' : state === 'unchecked' ? '☐' : glyph;
}
