/**
 * What a text page shows that its operators do not say: the ruling lines of a form that is one picture, and print
 * in a picture that the text layer does not have, as where someone typed the answers over a scanned form.
 */
import type { Limits } from '../../limits.js';
import type { Box } from '../../model/document.js';
import type { Rulings } from '../grid/segments.js';
import type { PageImage } from '../page-image.js';
import type { Grey, Rect } from '../scan/raster.js';
import type { PDFPageProxy } from './open.js';
import type { PageContent } from './page-content.js';
import { render } from './page-images.js';
import type { Glyph } from './text-state.js';

export interface PageLooks {
  /** In points of the page. */
  readonly rulings: Rulings;
  /** Pieces of print, about a stroke group or a character each, where the text layer has no character. */
  readonly unwritten: number;
}

/** Enough for lines of half a point; text is not read from it. */
const LOOKING_DPI = 150;
/** Darker is ink: lines of forms are drawn in black to middle grey. */
const INK = 190;
/** Character height in points of a page without text. */
const USUAL_SIZE = 10.5;
/** Sizes of print in character heights: smaller are dots, larger are pictures. */
const PRINT = { least: 0.3, most: 1.6 } as const;

/** How far beyond a character's box its print may reach, and how far inside of it its strokes lie, in heights. */
const WRITTEN_MARGIN = 0.33;
const STROKE_MARGIN = 0.05;
/** A line of which more than this share runs through characters is made of their strokes. */
const THROUGH_CHARACTERS = 0.25;
/** Points between the places at which a line is looked at. */
const STEP = 2;

export async function lookAtPage(
  page: PDFPageProxy,
  content: PageContent,
  limits: Limits,
): Promise<PageLooks> {
  const { image } = await render(page, content, limits, LOOKING_DPI);
  // The scan reader's line finder; loaded for the few text pages that have pictures.
  const [{ findComponents }, { findRules }, { eraseRules }, { ruleRect }] = await Promise.all([
    import('../scan/components.js'),
    import('../scan/rules/find-rules.js'),
    import('../scan/rules/erase-rules.js'),
    import('../scan/rules/rule.js'),
  ]);
  const written = content.glyphs.filter(({ visible, text }) => visible && text.trim() !== '');
  const glyph = sizeOf(written) / image.toPoints;
  const grey = greyOf(image);
  const ink = { ...grey, data: grey.data.map((lightness) => (lightness < INK ? 1 : 0)) };
  const rules = findRules(ink, glyph);
  eraseRules(grey, ink, rules, glyph);
  const toPoints = ({ x0, y0, x1, y1 }: Rect): Box => {
    const { toPoints: scale } = image;
    return [x0 * scale, y0 * scale, x1 * scale, y1 * scale];
  };
  const glyphsAt = glyphFinder(written);
  const horizontal = rules.horizontal.map((rule) => toPoints(ruleRect(rule, 'horizontal')));
  const vertical = rules.vertical.map((rule) => toPoints(ruleRect(rule, 'vertical')));
  const print = findComponents(ink).list.filter((piece) => {
    const size = Math.max(piece.x1 - piece.x0, piece.y1 - piece.y0) / glyph;
    return size >= PRINT.least && size <= PRINT.most;
  });
  return {
    rulings: {
      horizontal: horizontal
        .filter((box) => !isStroke(box, glyphsAt))
        .map(([x0, y0, x1, y1]) => ({ at: (y0 + y1) / 2, from: x0, to: x1 })),
      vertical: vertical
        .filter((box) => !isStroke(box, glyphsAt))
        .map(([x0, y0, x1, y1]) => ({ at: (x0 + x1) / 2, from: y0, to: y1 })),
    },
    unwritten: print.map(toPoints).filter((box) => !isWritten(box, glyphsAt)).length,
  };
}

/** The commonest height of the characters: they are what strokes must be told from. */
function sizeOf(glyphs: readonly Glyph[]): number {
  const sizes = glyphs.map(({ size }) => size).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] ?? USUAL_SIZE;
}

function greyOf({ width, height, data }: PageImage): Grey {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    const [red, green, blue] = [data[at * 4] ?? 255, data[at * 4 + 1] ?? 255, data[at * 4 + 2] ?? 255];
    grey[at] = (red * 77 + green * 150 + blue * 29) >> 8;
  }
  return { width, height, data: grey };
}

type GlyphFinder = (x: number, y: number) => readonly Glyph[];

/** Lines go between characters; what goes through them is a stroke of theirs. */
function isStroke([x0, y0, x1, y1]: Box, glyphsAt: GlyphFinder): boolean {
  const steps = Math.max(2, Math.ceil((x1 - x0 + y1 - y0) / STEP));
  let inside = 0;
  for (let step = 0; step < steps; step++) {
    const share = (step + 0.5) / steps;
    // Along the middle of the line: one of the two extents is its thickness.
    const [x, y] =
      x1 - x0 > y1 - y0 ? [x0 + share * (x1 - x0), (y0 + y1) / 2] : [(x0 + x1) / 2, y0 + share * (y1 - y0)];
    if (glyphsAt(x, y).some((glyph) => reaches(glyph, x, y, -STROKE_MARGIN))) inside += 1;
  }
  return inside > THROUGH_CHARACTERS * steps;
}

function isWritten([x0, y0, x1, y1]: Box, glyphsAt: GlyphFinder): boolean {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return glyphsAt(x, y).some((glyph) => reaches(glyph, x, y, WRITTEN_MARGIN));
}

/** `margin` is in character heights. */
function reaches({ box: [x0, y0, x1, y1], size }: Glyph, x: number, y: number, margin: number): boolean {
  const slack = margin * size;
  return x >= x0 - slack && x <= x1 + slack && y >= y0 - slack && y <= y1 + slack;
}

/** Side of the squares, in points, in which characters are looked up. */
const SQUARE = 24;

/** Finds the characters round a place. */
function glyphFinder(glyphs: readonly Glyph[]): GlyphFinder {
  const squares = new Map<string, Glyph[]>();
  const key = (x: number, y: number) => `${Math.floor(x / SQUARE)} ${Math.floor(y / SQUARE)}`;
  for (const glyph of glyphs) {
    const at = key((glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2);
    const square = squares.get(at);
    if (square === undefined) squares.set(at, [glyph]);
    else square.push(glyph);
  }
  const steps = [-SQUARE, 0, SQUARE];
  return (x, y) => steps.flatMap((dx) => steps.flatMap((dy) => squares.get(key(x + dx, y + dy)) ?? []));
}
