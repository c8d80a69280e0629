/** Reading of one region of a page (a cell, or what stands outside tables): lines, marks, text. */
import type { AlternativeReading, Piece } from '../../model/document.js';
import type { Component } from './components.js';
import type { Layout } from './layout.js';
import { looksNumeric, scoreOf, type TextReading, weighNumber } from './numbers.js';
import { findOptionMarks, type OptionMark } from './option-marks.js';
import { boundsOf, overlapArea, type Rect } from './raster.js';
import { POSITION_PIXELS } from './recognise/ctc.js';
import type { StripReader } from './recognise/pp-ocr.js';
import { cutStrip, type Strip } from './recognise/strip.js';
import { tesseract } from './recognise/tesseract.js';
import { dashText, isDash } from './shapes.js';
import type { Stopwatch } from './stopwatch.js';
import { cropRows, isSpeck, splitAtGaps, splitLines, type TextLine } from './text-lines.js';

export interface RegionLine {
  readonly pieces: readonly Piece[];
  readonly rect: Rect;
  readonly alternatives: readonly AlternativeReading[];
}

export interface Reading {
  readonly layout: Layout;
  readonly reader: StripReader;
  readonly watch: Stopwatch;
}

/** Gap between characters, in character heights, from which two pieces of text are read apart. */
const WIDE_GAP = 1.3;
/** A blank for each of these many character heights of gap. */
const BLANK_WIDTH = 0.5;
const MOST_BLANKS = 12;

/** Pixels of paper round a line's ink in what is cut out, in character heights (3 px at 200 dpi). */
const MARGIN = 0.1;

/**
 * A box that the recogniser saw and the search for boxes did not, beside words of which others have boxes: that
 * there is one is then certain, whether it is ticked is not.
 */
const UNFOUND_BOX = /^[□囗口回☐☑○](?=\p{Script=Han})/u;

/** What a recogniser makes of an empty or ticked box; it settles doubt in favour of a mark. */
const BOX_LOOK_ALIKES = new Set('口囗回□■☑☒√团困囚曰区V○●〇◎');
/** Characters that look like a box with something in it: text when read with certainty; others already when likely. */
const FRAMED = new Set('国图因固园圆四日目田由甲申自白曲');
const CERTAIN = 0.85;
const LIKELY = 0.45;

/** Reads the components of one region; `tallest` bounds, in character heights, what is taken for a character. */
export async function readRegion(
  components: readonly Component[],
  reading: Reading,
  tallest?: number,
): Promise<RegionLine[]> {
  const { glyph } = reading.layout.page;
  const lines = splitLines(components, glyph, tallest);
  const rows = cropRows(lines, glyph, Math.max(2, Math.round(MARGIN * glyph)));
  const read: RegionLine[] = [];
  for (const [i, line] of lines.entries()) {
    const rect = rows[i];
    if (rect !== undefined) read.push(await readLine(line, rect, reading));
  }
  return read.filter(({ pieces }) => pieces.length > 0);
}

async function readLine(line: TextLine, rows: Rect, reading: Reading): Promise<RegionLine> {
  const { layout, watch } = reading;
  const glyph = layout.page.glyph;
  const found = watch.time('marks', () => findOptionMarks(line, layout.markInk, layout.components, glyph));
  const marks: OptionMark[] = [];
  for (const mark of found) if (!mark.doubtful || (await isBox(mark, line, rows, reading))) marks.push(mark);
  const owned = new Set(marks.flatMap((mark) => mark.components));
  const text = line.components.filter((component) => !owned.has(component));
  const pieces: Piece[] = [];
  const alternatives: AlternativeReading[] = [];
  let end = line.rect.x0;
  for (const part of inOrder(text, marks, glyph)) {
    const gap = blanks(part.rect.x0 - end, glyph);
    end = part.rect.x1;
    if ('piece' in part) {
      if (gap !== '' && pieces.length > 0) pieces.push({ kind: 'text', text: gap, score: null });
      pieces.push(part.piece);
      continue;
    }
    const read = await readSegment(part, rows, marks, reading);
    if (read.text === '') continue;
    const lead = marks.length > 0 ? UNFOUND_BOX.exec(read.text) : null;
    if (pieces.length > 0 && gap !== '') pieces.push({ kind: 'text', text: gap, score: null });
    if (lead !== null) pieces.push({ kind: 'mark', state: 'unreadable', glyph: lead[0], score: 0.5 });
    pieces.push({ kind: 'text', text: read.text.slice(lead?.[0].length ?? 0), score: read.score });
    alternatives.push(...read.alternatives);
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

async function readSegment(
  segment: TextLine,
  rows: Rect,
  marks: readonly OptionMark[],
  reading: Reading,
): Promise<TextReading> {
  const { layout, reader, watch } = reading;
  const { glyph } = layout.page;
  const [only] = segment.components;
  if (segment.components.length === 1 && only !== undefined && isDash(only, glyph)) {
    const alternatives = [{ reader: 'shape', text: '一', score: 0.3 }];
    return { text: dashText(only, glyph), score: 0.95, alternatives };
  }
  const margin = Math.max(2, Math.round(MARGIN * glyph));
  const rect = { ...rows, x0: segment.rect.x0 - margin, x1: segment.rect.x1 + margin };
  const strip = cutStrip(layout.clean, rect, ownPixels(segment, marks, layout));
  const decoded = await watch.timeAsync('recognition', () => reader.read(strip));
  const weighed = await withSecondOpinion(weighNumber(decoded, segment.components, glyph), strip, reading);
  if (!layout.page.stamps.some((stamp) => overlapArea(stamp, rect) > 0)) return weighed;
  const stamped = await watch.timeAsync('recognition', () => reader.read(cutStrip(layout.page.plain, rect)));
  if (stamped.text === weighed.text) return weighed;
  const alternative = { reader: 'stamped', text: stamped.text, score: scoreOf(stamped) };
  return { ...weighed, alternatives: [...weighed.alternatives, alternative] };
}

/** Score below which a number is read by the other reader as well. */
const DOUBTFUL_NUMBER = 0.75;
/** Score of a number that two readers, which err in different places, read alike. */
const AGREED = 0.9;

/** A doubtful number as Tesseract reads it: a rival where it differs, trust where it does not. */
async function withSecondOpinion(
  first: TextReading,
  strip: Strip,
  { reader, watch }: Reading,
): Promise<TextReading> {
  if (first.score >= DOUBTFUL_NUMBER || !looksNumeric(first.text)) return first;
  const second = await tesseract();
  if (second === null || second === reader) return first;
  const reading = await watch.timeAsync('recognition', () => second.read(strip));
  if (reading.text === first.text) return { ...first, score: Math.max(first.score, AGREED) };
  if (reading.text === '') return first;
  const rival = { reader: 'tesseract', text: reading.text, score: scoreOf(reading) };
  return { ...first, alternatives: [...first.alternatives, rival] };
}

/** Tells the pixels of a segment, and the paper round it, from ink that belongs to something else. */
function ownPixels(
  segment: TextLine,
  marks: readonly OptionMark[],
  layout: Layout,
): (index: number) => boolean {
  const { labels, width, list } = layout.components;
  const own = new Set(segment.components.map(({ label }) => label));
  const isForeign = (label: number) => {
    const component = list[label - 1];
    return !own.has(label) && component !== undefined && !isSpeck(component, layout.page.glyph);
  };
  const near = 1;
  return (index) => {
    const label = labels[index] ?? 0;
    if (label !== 0 && isForeign(label)) return false;
    if (label === 0) {
      // The grey rim of foreign ink would leave its outline behind.
      for (let dy = -near; dy <= near; dy++) {
        for (let dx = -near; dx <= near; dx++) {
          const beside = labels[index + dy * width + dx] ?? 0;
          if (beside !== 0 && isForeign(beside)) return false;
        }
      }
    }
    return !inMark(index, width, marks);
  };
}

function inMark(index: number, width: number, marks: readonly OptionMark[]): boolean {
  if (marks.length === 0) return false;
  const [x, y] = [index % width, Math.floor(index / width)];
  return marks.some(({ rect }) => x >= rect.x0 - 1 && x <= rect.x1 && y >= rect.y0 - 1 && y <= rect.y1);
}

/** Settles a doubtful shape by what the recogniser reads in its place. */
async function isBox(
  mark: OptionMark,
  line: TextLine,
  rows: Rect,
  { layout, reader, watch }: Reading,
): Promise<boolean> {
  const { glyph } = layout.page;
  const reach = 3 * glyph;
  const rect = {
    ...rows,
    x0: Math.max(line.rect.x0 - 2, mark.rect.x0 - reach),
    x1: Math.min(line.rect.x1 + 2, mark.rect.x1 + reach),
  };
  const strip = cutStrip(layout.clean, rect);
  const { characters } = await watch.timeAsync('recognition', () => reader.read(strip));
  const middle = (mark.rect.x0 + mark.rect.x1) / 2;
  const placed = characters.map((character, i) => {
    const x = strip.left + ((character.position + 0.5) * POSITION_PIXELS) / strip.scale;
    return { ...character, i, distance: Math.abs(x - middle) };
  });
  const [near] = placed
    .filter(({ distance }) => distance <= 0.7 * glyph)
    .sort((a, b) => a.distance - b.distance);
  if (near === undefined || BOX_LOOK_ALIKES.has(near.char)) return true;
  if (/\p{Script=Han}/u.test(near.char)) return near.score < (FRAMED.has(near.char) ? CERTAIN : LIKELY);
  // A tick in a box is read as a letter now and then, but not within a word or number of its kind.
  const beside = [characters[near.i - 1], characters[near.i + 1]].filter((other) => other !== undefined);
  if (/\d/u.test(near.char) && beside.length === 0) return false;
  const inWord = beside.every(({ char }) => /[\p{L}\p{N}.:/-]/u.test(char) && !/\p{Script=Han}/u.test(char));
  return near.score < CERTAIN || !inWord;
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
