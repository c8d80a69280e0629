/** Reading of one run of text: what is cut out for the recognisers, and what is made of their answers. */
import { weighAddress } from './address.js';
import { asPrinted } from './conventions.js';
import { type HeldReading, heldToInk } from './ink-check.js';
import type { Layout } from './layout.js';
import { looksNumeric, scoreOf, type TextReading, weighNumber } from './numbers.js';
import type { OptionMark } from './option-mark.js';
import { clip, overlapArea, type Rect } from './raster.js';
import { cutStrip, type Strip } from './recognise/strip.js';
import type { StripReader } from './recognise/strip-reader.js';
import { tesseract } from './recognise/tesseract.js';
import { dashText, isDash, isSlash } from './shapes.js';
import type { Stopwatch } from './stopwatch.js';
import { isSpeck, type TextLine } from './text-lines.js';
import { isZeroAsRead } from './zero.js';

export interface Reading {
  readonly layout: Layout;
  readonly reader: StripReader;
  readonly watch: Stopwatch;
}

/** Pixels of paper round a line's ink in what is cut out, in character heights (3 px at 200 dpi). */
export const MARGIN = 0.1;

/** What a line to write on is read as: an answer left out, where a dash would say "none". */
export const BLANK_LINE = '____';
/** Where in a line, from its top, a line to write on begins at the earliest; a dash stands in the middle. */
const LOW = 0.78;

function standsLow(dash: Rect, rows: Rect, glyph: number): boolean {
  const height = rows.y1 - rows.y0;
  return height > 0.8 * glyph && (dash.y0 + dash.y1) / 2 > rows.y0 + LOW * height;
}

/** In one row with the rest: not one over the other, as in 二 and =. */
function isLevel({ y0, y1 }: Rect, { rect }: TextLine): boolean {
  return y1 - y0 >= 0.5 * (rect.y1 - rect.y0);
}

/** Score of a sign that is told by its shape alone. */
const LONE_SIGN = 0.95;

export async function readSegment(
  segment: TextLine,
  rows: Rect,
  marks: readonly OptionMark[],
  reading: Reading,
): Promise<TextReading> {
  const { layout, reader, watch } = reading;
  const { glyph } = layout.page;
  const [only] = segment.components;
  if (segment.components.length === 1 && only !== undefined) {
    if (isDash(only, glyph)) {
      const text = standsLow(only, rows, glyph) ? BLANK_LINE : dashText(only, glyph);
      return { text, score: LONE_SIGN, alternatives: [] };
    }
    if (isSlash(only, layout.components)) return { text: '/', score: LONE_SIGN, alternatives: [] };
  } else if (
    segment.components.every((component) => isDash(component, glyph) && isLevel(component, segment))
  ) {
    const dashes = segment.components.map((component) => dashText(component, glyph)).join('');
    const text = standsLow(segment.rect, rows, glyph) ? BLANK_LINE : dashes;
    return { text, score: LONE_SIGN, alternatives: [] };
  }
  const margin = Math.max(2, Math.round(MARGIN * glyph));
  const rect = { ...rows, x0: segment.rect.x0 - margin, x1: segment.rect.x1 + margin };
  const strip = cutStrip(layout.clean, rect, ownPixels(segment, rect, marks, layout));
  const underStamp = layout.page.stamps.some((stamp) => overlapArea(stamp, rect) > 0);
  const [decoded, stamped] = await watch.timeAsync('recognition', () =>
    Promise.all([reader.read(strip), underStamp ? reader.read(cutStrip(layout.page.plain, rect)) : null]),
  );
  const inFull = readerInFull(segment, strip, reading);
  const held = await readInFullIfUnread(heldToInk(decoded, segment.components, strip, glyph), inFull);
  const isZero = isZeroAsRead(held.text, segment.components, layout.components, glyph);
  const first = isZero
    ? { text: '0', score: Math.max(LONE_SIGN, scoreOf(held)), alternatives: [] }
    : asPrinted(weighAddress(await weighedNumber(held, segment, glyph, inFull)));
  const weighed = await withSecondOpinion(first, strip, reading);
  if (stamped === null || stamped.text === weighed.text) return weighed;
  const alternative = { reader: 'stamped', text: stamped.text, score: scoreOf(stamped) };
  return { ...weighed, alternatives: [...weighed.alternatives, alternative] };
}

/** A number that has not as many figures as its ink is read again by itself: strips beside it may disturb it. */
async function weighedNumber(
  held: HeldReading,
  segment: TextLine,
  glyph: number,
  inFull: InFull,
): Promise<TextReading> {
  const weighed = weighNumber(held, segment.components, glyph);
  const full = weighed.agrees ? null : await inFull();
  const again = full && weighNumber(full, segment.components, glyph);
  return again?.agrees && looksNumeric(again.text) ? again : weighed;
}

/** A quotation mark without the other of its pair, which may stand in another line. */
function hasLoneQuote(text: string): boolean {
  return (text.match(/["“”]/gu)?.length ?? 0) % 2 === 1;
}

/** What was lost because the strip was read squeezed, such as the stop of a domain, is there at full width. */
async function readInFullIfUnread(held: HeldReading, inFull: InFull): Promise<HeldReading> {
  const isLacking = (one: HeldReading) => one.unread || hasLoneQuote(one.text);
  if (!isLacking(held) || held.squeezed !== true) return held;
  const again = await inFull();
  return again === null || isLacking(again) ? held : again;
}

/** The strip by itself and at its full width; null where the reader reads every strip so. */
type InFull = () => Promise<HeldReading | null>;

/** Read when it is first asked for, and once. */
function readerInFull(segment: TextLine, strip: Strip, { layout, reader, watch }: Reading): InFull {
  const read = async () => {
    const full = await watch.timeAsync('recognition', async () => reader.readInFull?.(strip));
    return full ? heldToInk(full, segment.components, strip, layout.page.glyph) : null;
  };
  let known: ReturnType<InFull> | null = null;
  return () => {
    known ??= read();
    return known;
  };
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

/**
 * Tells the pixels of a segment, and the paper round it, from ink that belongs to something else; undefined where
 * nothing else stands in `rect`, as in most.
 */
function ownPixels(
  segment: TextLine,
  rect: Rect,
  marks: readonly OptionMark[],
  layout: Layout,
): ((index: number) => boolean) | undefined {
  const { labels, width } = layout.components;
  const foreign = foreignLabels(segment, rect, layout);
  if (foreign.size === 0 && marks.every((mark) => overlapArea(grownByOne(mark.rect), rect) === 0)) return;
  const near = 1;
  return (index) => {
    const label = labels[index] ?? 0;
    if (label !== 0 && foreign.has(label)) return false;
    if (label === 0 && foreign.size > 0) {
      // The grey rim of foreign ink would leave its outline behind.
      for (let dy = -near; dy <= near; dy++) {
        for (let dx = -near; dx <= near; dx++) {
          const beside = labels[index + dy * width + dx] ?? 0;
          if (beside !== 0 && foreign.has(beside)) return false;
        }
      }
    }
    return !inMark(index, width, marks);
  };
}

function grownByOne({ x0, y0, x1, y1 }: Rect): Rect {
  return { x0: x0 - 1, y0: y0 - 1, x1: x1 + 1, y1: y1 + 1 };
}

/** Labels of ink in or just beside `rect` that is neither the segment's own nor a speck. */
function foreignLabels(segment: TextLine, rect: Rect, { components, page }: Layout): ReadonlySet<number> {
  const { labels, width, list } = components;
  const own = new Set(segment.components.map(({ label }) => label));
  const { x0, y0, x1, y1 } = clip(grownByOne(rect), components);
  const foreign = new Set<number>();
  let before = 0;
  for (let y = y0; y < y1; y++) {
    for (let i = y * width + x0, end = y * width + x1; i < end; i++) {
      const label = labels[i] ?? 0;
      if (label === 0 || label === before) continue;
      before = label;
      const component = list[label - 1];
      if (!own.has(label) && component !== undefined && !isSpeck(component, page.glyph)) foreign.add(label);
    }
  }
  return foreign;
}

function inMark(index: number, width: number, marks: readonly OptionMark[]): boolean {
  if (marks.length === 0) return false;
  const [x, y] = [index % width, Math.floor(index / width)];
  return marks.some(({ rect }) => x >= rect.x0 - 1 && x <= rect.x1 && y >= rect.y0 - 1 && y <= rect.y1);
}
