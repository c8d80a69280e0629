/** Which way up a page lies, told by how well a few of its longest lines can be read. */
import { type Layout, layOut } from './layout.js';
import { turnPage } from './prepare.js';
import { quantile, rectHeight, rectWidth } from './raster.js';
import type { StripReader } from './recognise/pp-ocr.js';
import { cutStrip } from './recognise/strip.js';
import type { Stopwatch } from './stopwatch.js';
import { cropRows, splitAtGaps, splitLines, type TextLine } from './text-lines.js';

/** Lines that are read to tell the orientation. */
const SAMPLES = 4;
/** Characters at most of a sample: longer ones only cost time. */
const SAMPLE_WIDTH = 9;
/** Mean score from which a page is upright beyond doubt; upside down it reads at 0.2 to 0.6. */
const UPRIGHT = 0.8;
/** By how much another orientation must read better. */
const BETTER_BY = 0.1;

/** The layout of the page turned upright; the given one where that is upright or nothing reads better. */
export async function uprightLayout(first: Layout, reader: StripReader, watch: Stopwatch): Promise<Layout> {
  const score = await legibility(first, reader, watch);
  if (score === null || score >= UPRIGHT) return first;
  let best = { layout: first, score: score + BETTER_BY };
  for (const quarters of [2, 1, 3]) {
    const layout = watch.time('lines', () => layOut(turnPage(first.page, quarters)));
    const turned = (await legibility(layout, reader, watch)) ?? 0;
    if (turned > best.score) best = { layout, score: turned };
    if (best.score >= UPRIGHT + BETTER_BY) break;
  }
  return best.layout;
}

/** Mean score of some long lines; null where the page has no lines to tell by. */
async function legibility(layout: Layout, reader: StripReader, watch: Stopwatch): Promise<number | null> {
  const { glyph } = layout.page;
  const samples = longestLines(layout, glyph);
  if (samples.length === 0) return null;
  const scores: number[] = [];
  for (const { rect } of samples) {
    const cut = { ...rect, x1: Math.min(rect.x1, rect.x0 + SAMPLE_WIDTH * glyph) };
    const reading = await watch.timeAsync('recognition', () => reader.read(cutStrip(layout.clean, cut)));
    scores.push(reading.score * Math.min(1, reading.characters.length / 3));
  }
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function longestLines(layout: Layout, glyph: number): TextLine[] {
  const regions = [layout.outside, ...layout.cells.map(({ components }) => components)];
  const lines = regions.flatMap((components) => {
    const whole = splitLines(components, glyph);
    const rows = cropRows(whole, glyph, 3);
    return whole.flatMap((line, i) =>
      splitAtGaps(line, glyph).map((part) => ({
        ...part,
        rect: { ...(rows[i] ?? part.rect), x0: part.rect.x0 - 3, x1: part.rect.x1 + 3 },
      })),
    );
  });
  const usual = quantile(
    lines.map(({ rect }) => rectHeight(rect)),
    0.5,
  );
  return lines
    .filter(({ rect }) => rectWidth(rect) >= 3 * glyph && rectHeight(rect) <= 1.6 * usual)
    .sort(
      (a, b) =>
        Math.min(SAMPLE_WIDTH * glyph, rectWidth(b.rect)) -
          Math.min(SAMPLE_WIDTH * glyph, rectWidth(a.rect)) || a.rect.y0 - b.rect.y0,
    )
    .slice(0, SAMPLES);
}
