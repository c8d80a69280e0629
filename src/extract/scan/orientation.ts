/** Which way up a page lies, told by how well a few of its longest lines can be read. */
import type { Component } from './components.js';
import { type Layout, layOut } from './layout.js';
import { turnPage } from './prepare.js';
import { quantile, rectHeight, rectWidth } from './raster.js';
import { cutStrip } from './recognise/strip.js';
import type { StripReader } from './recognise/strip-reader.js';
import type { Stopwatch } from './stopwatch.js';
import { cropRows, splitAtGaps, splitLines, type TextLine } from './text-lines.js';

/** Lines that are read to tell the orientation. */
const SAMPLES = 4;
/** Characters at most of a sample: longer ones only cost time. */
const SAMPLE_WIDTH = 9;
/** Width in character heights of a line that has several characters. */
const LONG_LINE = 2.6;
/**
 * Gap in character heights that parts two characters: narrower than between tight lines (0.33 at a pitch of 1.25),
 * so that on its side a page falls into single characters.
 */
const APART = 0.3;
/** Share of the lines that are long on any upright form, tables of figures with 0.13; on its side a page has none. */
const LONG_SHARE = 0.1;
/** Fewer lines than this tell nothing. */
const FEWEST_LINES = 3;
/** With as many in its tables a page needs no others: round a photographed page the table top is full of dirt. */
const ENOUGH_LINES = 12;
/** Mean score from which a page is upright beyond doubt; upside down it reads at 0.2 to 0.6. */
const UPRIGHT = 0.8;
/** By how much another orientation must read better. */
const BETTER_BY = 0.1;

/** The layout of the page turned upright; the given one where that is upright or nothing reads better. */
export async function uprightLayout(first: Layout, reader: StripReader, watch: Stopwatch): Promise<Layout> {
  const score = await legibility(first, reader, watch);
  if (score === null || score >= UPRIGHT) return first;
  let best = { layout: first, score: score + BETTER_BY };
  for (const quarters of [3, 1, 2]) {
    const layout = watch.time('lines', () => layOut(turnPage(first.page, quarters)));
    const turned = (await legibility(layout, reader, watch)) ?? 0;
    if (turned > best.score) best = { layout, score: turned };
    if (best.score >= UPRIGHT + BETTER_BY) break;
  }
  return best.layout;
}

/**
 * Mean score of some long lines; null where the page has too little text to tell. Lying on its side, a page
 * falls into lines of single characters, each of which may be read well: few long lines count against it.
 */
async function legibility(layout: Layout, reader: StripReader, watch: Stopwatch): Promise<number | null> {
  const { glyph } = layout.page;
  const lines = textLines(layout, glyph);
  if (lines.length < FEWEST_LINES) return null;
  const long = lines.filter(({ rect }) => rectWidth(rect) >= LONG_LINE * glyph);
  const samples = longest(long, glyph);
  if (samples.length === 0) return 0;
  const cuts = samples.map(({ rect }) => ({
    ...rect,
    x1: Math.min(rect.x1, rect.x0 + SAMPLE_WIDTH * glyph),
  }));
  const readings = await watch.timeAsync('recognition', () =>
    Promise.all(cuts.map((cut) => reader.read(cutStrip(layout.clean, cut)))),
  );
  const scores = readings.map(({ score, characters }) => score * Math.min(1, characters.length / 3));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return mean * Math.min(1, long.length / lines.length / LONG_SHARE);
}

function textLines({ cells, outside }: Layout, glyph: number): TextLine[] {
  const within = linesOf(
    cells.map(({ components }) => components),
    glyph,
  );
  return within.length >= ENOUGH_LINES ? within : [...linesOf([outside], glyph), ...within];
}

function linesOf(regions: readonly (readonly Component[])[], glyph: number): TextLine[] {
  return regions.flatMap((components) => {
    const whole = splitLines(components, glyph);
    const rows = cropRows(whole, glyph, 3);
    return whole.flatMap((line, i) =>
      splitAtGaps(line, APART * glyph).map((part) => ({
        ...part,
        rect: { ...(rows[i] ?? part.rect), x0: part.rect.x0 - 3, x1: part.rect.x1 + 3 },
      })),
    );
  });
}

/** The longest lines of the usual height, from the top. */
function longest(lines: readonly TextLine[], glyph: number): TextLine[] {
  const usual = quantile(
    lines.map(({ rect }) => rectHeight(rect)),
    0.5,
  );
  const length = ({ rect }: TextLine) => Math.min(SAMPLE_WIDTH * glyph, rectWidth(rect));
  return lines
    .filter(({ rect }) => rectHeight(rect) <= 1.6 * usual)
    .sort((a, b) => length(b) - length(a) || a.rect.y0 - b.rect.y0)
    .slice(0, SAMPLES);
}
