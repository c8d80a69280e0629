/** Reading of one region of a page (a cell, or what stands outside tables): lines, marks, text. */
import { addAll } from '../../add-all.js';
import type { AlternativeReading, Piece } from '../../model/document.js';
import { wordsOf } from '../../model/piece-text.js';
import type { Component } from './components.js';
import { isBox } from './confirm-box.js';
import { looksNumeric } from './numbers.js';
import type { OptionMark } from './option-mark.js';
import { findOptionMarks } from './option-marks.js';
import { boundsOf, type Rect, rectHeight, rectWidth } from './raster.js';
import { MARGIN, type Reading, readSegment } from './segment.js';
import { cropRows, splitAtGaps, splitLines, type TextLine } from './text-lines.js';

export interface RegionLine {
  readonly pieces: readonly Piece[];
  readonly rect: Rect;
  readonly alternatives: readonly AlternativeReading[];
}

/** Gap between characters, in character heights, from which two pieces of text are read apart. */
const WIDE_GAP = 1.3;
/** A blank for each of these many character heights of gap. */
const BLANK_WIDTH = 0.5;
const MOST_BLANKS = 12;

/**
 * A box that the recogniser saw and the search for boxes did not, beside words of which others have boxes: that
 * there is one is then certain, whether it is ticked is not.
 */
const UNFOUND_BOX = /^[□囗口回☐☑○](?=\p{Script=Han})/u;

/** Score from which figures and letters are taken for what they are where marks were found among them. */
const SURE_CODE = 0.75;
/** Signs of addresses, so many that it is no tick with a speck beside it. */
const ADDRESS = /^[!-~]{4,}$/u;

/** Longest side, in character heights, of a grain of dirt; the bar of 一 has 0.8, a hyphen 0.3. */
const GRAIN = 0.24;
/** A dash set off from what stands before it by a gap. */
const STRAY_DASH = /\s+[-—一]\s*$/u;
/** The beginning of a name; a remark in brackets may explain a dash. */
const WORDS = /^\s*\p{Script=Han}{4}/u;

/** Reads the components of one region; `tallest` bounds, in character heights, what is taken for a character. */
export async function readRegion(
  components: readonly Component[],
  reading: Reading,
  tallest?: number,
): Promise<RegionLine[]> {
  const { layout, watch } = reading;
  const { glyph } = layout.page;
  const lines = withoutDirt(splitLines(components, glyph, tallest), glyph);
  const rows = cropRows(lines, glyph, Math.max(2, Math.round(MARGIN * glyph)));
  const marks = watch.time('marks', () => findOptionMarks(lines, layout.markInk, layout.components, glyph));
  const read = await Promise.all(
    lines.map(async (line, i) => {
      const own = marks[i] ?? [];
      const hasPeers =
        own.length > 1 || marks.some((other, n) => n !== i && other.some(({ doubtful }) => !doubtful));
      const at = rows[i] ?? line.rect;
      return readLine(line, at, await confirmed(own, line, at, hasPeers, reading), reading);
    }),
  );
  return withoutStrayDashes(read.filter(({ pieces }) => !saysNothing(pieces)));
}

/** Lines of nothing but grains are dirt where the region has characters. */
function withoutDirt(lines: readonly TextLine[], glyph: number): readonly TextLine[] {
  const isGrain = (component: Component) =>
    Math.max(rectWidth(component), rectHeight(component)) < GRAIN * glyph;
  const clean = lines.filter(({ components }) => !components.every(isGrain));
  return clean.length > 0 ? clean : lines;
}

/** Points alone are specks of dirt: nothing is answered with them. */
function saysNothing(pieces: readonly Piece[]): boolean {
  return pieces.every((piece) => piece.kind === 'text' && /^[\s.,·:;'`’、。，：]*$/u.test(piece.text));
}

/** A dash far from a number, or above or below it or words, is the rest of a rule or of a seal; a lone one means "none". */
function withoutStrayDashes(lines: readonly RegionLine[]): RegionLine[] {
  const cut = lines.map((line) => {
    const [only] = line.pieces;
    if (line.pieces.length !== 1 || only?.kind !== 'text') return line;
    const number = only.text.replace(STRAY_DASH, '');
    return number !== only.text && looksNumeric(number)
      ? { ...line, pieces: [{ ...only, text: number }] }
      : line;
  });
  const isText = (line: RegionLine, says: (text: string) => boolean) =>
    line.pieces.length === 1 && line.pieces.every((piece) => piece.kind === 'text' && says(piece.text));
  const isAnswer = (text: string) => (looksNumeric(text) && /\d/u.test(text)) || WORDS.test(text);
  return cut.some((line) => isText(line, isAnswer))
    ? cut.filter((line) => !isText(line, (text) => /^\s*[-—]\s*$/u.test(text)))
    : cut;
}

/** The marks that no text speaks against. */
async function confirmed(
  marks: readonly OptionMark[],
  line: TextLine,
  rows: Rect,
  hasPeers: boolean,
  reading: Reading,
): Promise<OptionMark[]> {
  const certain = await Promise.all(
    marks.map((mark) => !mark.doubtful || isBox(mark, line, rows, hasPeers, reading)),
  );
  return marks.filter((_, i) => certain[i]);
}

/** Options have words: marks with nothing but figures or letters beside them are some of those. */
async function readLine(
  line: TextLine,
  rows: Rect,
  marks: readonly OptionMark[],
  reading: Reading,
): Promise<RegionLine> {
  const marked = await readParts(line, rows, marks, reading);
  if (marks.length === 0 || !isCode(marked.pieces.filter(({ kind }) => kind === 'text'))) return marked;
  const unmarked = await readParts(line, rows, [], reading);
  return isCode(unmarked.pieces) && unmarked.pieces.every(({ score }) => (score ?? 0) >= SURE_CODE)
    ? unmarked
    : marked;
}

/** A number, with its unit or without, or an address; nothing is none. */
function isCode(pieces: readonly Piece[]): boolean {
  const text = wordsOf(pieces);
  return pieces.every(({ kind }) => kind === 'text') && (looksNumeric(text) || ADDRESS.test(text.trim()));
}

async function readParts(
  line: TextLine,
  rows: Rect,
  marks: readonly OptionMark[],
  reading: Reading,
): Promise<RegionLine> {
  const { glyph } = reading.layout.page;
  const owned = new Set(marks.flatMap((mark) => mark.components));
  const text = line.components.filter((component) => !owned.has(component));
  const pieces: Piece[] = [];
  const alternatives: AlternativeReading[] = [];
  let end = line.rect.x0;
  const parts = inOrder(text, marks, glyph);
  const readings = await Promise.all(
    parts.map((part) => ('piece' in part ? null : readSegment(part, rows, marks, reading))),
  );
  for (const [i, part] of parts.entries()) {
    const gap = blanks(part.rect.x0 - end, glyph);
    end = part.rect.x1;
    if ('piece' in part) {
      if (gap !== '' && pieces.length > 0) pieces.push({ kind: 'text', text: gap, score: null });
      pieces.push(part.piece);
      continue;
    }
    const read = readings[i] ?? null;
    if (read === null || read.text === '') continue;
    const lead = marks.length > 0 ? UNFOUND_BOX.exec(read.text) : null;
    if (pieces.length > 0 && gap !== '') pieces.push({ kind: 'text', text: gap, score: null });
    if (lead !== null) pieces.push({ kind: 'mark', state: 'unreadable', glyph: lead[0], score: 0.5 });
    pieces.push({ kind: 'text', text: read.text.slice(lead?.[0].length ?? 0), score: read.score });
    addAll(alternatives, read.alternatives);
  }
  return { pieces: joinText(pieces), rect: line.rect, alternatives };
}

/** Marks and runs of text between them, from left to right. */
function inOrder(
  text: readonly Component[],
  marks: readonly OptionMark[],
  glyph: number,
): (TextLine | OptionMark)[] {
  const borders = marks.map(({ rect }) => (rect.x0 + rect.x1) / 2);
  const between: Component[][] = [[], ...borders.map(() => [])];
  for (const component of text) {
    const middle = (component.x0 + component.x1) / 2;
    between[borders.filter((border) => border < middle).length]?.push(component);
  }
  return between.flatMap((components, i) => {
    const mark = marks[i - 1];
    const sorted = [...components].sort((a, b) => a.x0 - b.x0);
    const segments =
      sorted.length === 0
        ? []
        : splitAtGaps({ rect: boundsOf(sorted), components: sorted }, WIDE_GAP * glyph);
    return mark === undefined ? segments : [mark, ...segments];
  });
}

function blanks(gap: number, glyph: number): string {
  if (gap < 0.8 * WIDE_GAP * glyph) return '';
  return ' '.repeat(Math.min(MOST_BLANKS, Math.max(1, Math.round((gap / glyph) * BLANK_WIDTH))));
}

/** Neighbouring texts as one piece; its score is the weakest of its parts. */
function joinText(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind !== 'text' || last?.kind !== 'text') joined.push(piece);
    else
      joined[joined.length - 1] = {
        kind: 'text',
        text: last.text + piece.text,
        score: weaker(last.score, piece.score),
      };
  }
  return joined;
}

function weaker(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** The lines of a cell as one content, parted by line breaks. */
export function joinLines(lines: readonly RegionLine[]): Piece[] {
  return joinText(
    lines.flatMap(({ pieces }, i) =>
      i === 0 ? pieces : [{ kind: 'text' as const, text: '\n', score: null }, ...pieces],
    ),
  );
}
