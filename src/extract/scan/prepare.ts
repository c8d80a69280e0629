/**
 * From the picture of a page to the page as it should look: upright pixels at a working scale, even paper,
 * straight lines, with and without its stamp. Boxes on it lead back to the picture through `toSource`.
 */
import sharp from 'sharp';
import type { PageImage } from '../page-image.js';
import { type PagePlanes, splitColours } from './colour.js';
import { findComponents } from './components.js';
import { liftGreyStamps } from './grey-stamp.js';
import { flattenPaper, inkBelow, type Thresholds, thresholdsOf } from './paper.js';
import { followedBy, IDENTITY, type Projection, projectRect, scaling, turnedBack } from './projection.js';
import { clip, type Grey, type Ink, type Rect, turn } from './raster.js';
import { characterHeight, isSpeck } from './text-lines.js';
import { measureTilt, straightening } from './tilt.js';
import { warp } from './warp.js';

export interface Page {
  /** Everything that is on the page, stamp included. */
  readonly plain: Grey;
  /** Without the stamp; the same object as `plain` where there is none. */
  readonly unstamped: Grey;
  readonly stamps: readonly Rect[];
  readonly thresholds: Thresholds;
  /** Height of a Chinese character in pixels; 0 on a page without ink. */
  readonly glyph: number;
  /** Character height in pixels of the picture as it came: what the resolution is worth. */
  readonly sourceGlyph: number;
  /** From this page's pixels to the picture's. */
  readonly toSource: Projection;
}

// One thread a process: the pool of processes uses the cores.
sharp.concurrency(1);

/** Shorter side above which a picture is reduced at once: A4 at 200 dpi has 1,654, and reads as well as at 300. */
const LARGEST_SIDE = 1_900;
/** Longest side that is worked on, so that a tall screenshot at most fills 60 MB of planes. */
const LONGEST_SIDE = 20_000;
/** Character heights that the later stages are made for; outside of these the page is scaled to `GOAL`. */
const GLYPH = { least: 21, goal: 28, most: 46 } as const;
/** Enlarging adds no detail, only room between lines. */
const MOST_ENLARGED = 2.6;

export async function preparePage(image: PageImage): Promise<Page> {
  const shorter = Math.min(image.width, image.height);
  const longer = Math.max(image.width, image.height);
  const first = Math.min(1, LARGEST_SIDE / shorter, LONGEST_SIDE / longer);
  const planes = await load(image, first);
  const page = finish(planes, first, first);
  const wanted = first * scaleFor(page.glyph, shorter * first, longer * first);
  if (Math.abs(wanted / first - 1) < 0.05) return page;
  return finish(await load(image, wanted), wanted, wanted);
}

function scaleFor(glyph: number, shorter: number, longer: number): number {
  if (glyph === 0 || (glyph >= GLYPH.least && glyph <= GLYPH.most)) return 1;
  const room = Math.min((2 * LARGEST_SIDE) / shorter, LONGEST_SIDE / longer);
  return Math.min(GLYPH.goal / glyph, MOST_ENLARGED, Math.max(1, room));
}

/** Decoded pixels at a scale, split into the page with and without its stamp. */
async function load(image: PageImage, scale: number): Promise<PagePlanes> {
  const { width, height, channels, data } = image;
  let picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  if (channels === 4) picture = picture.flatten({ background: '#ffffff' });
  if (scale !== 1) {
    picture = picture.resize(
      Math.max(1, Math.round(width * scale)),
      Math.max(1, Math.round(height * scale)),
      { fit: 'fill' },
    );
  }
  if (channels === 1) picture = picture.toColourspace('b-w');
  const { data: pixels, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  if (info.channels === 1) {
    const plain = { width: info.width, height: info.height, data: new Uint8Array(pixels) };
    return { plain, unstamped: plain, stamps: [] };
  }
  return splitColours(pixels, info.width, info.height);
}

/** Evens the paper and straightens the lines. */
function finish(planes: PagePlanes, scaleX: number, scaleY: number): Page {
  const plain = flattenPaper(planes.plain);
  const withoutRed = planes.unstamped === planes.plain ? plain : flattenPaper(planes.unstamped);
  const grey = liftGreyStamps(withoutRed);
  const unstamped = grey?.unstamped ?? withoutRed;
  const thresholds = thresholdsOf(unstamped);
  const toPicture = scaling(1 / scaleX, 1 / scaleY);
  const base = { stamps: [...planes.stamps, ...(grey?.stamps ?? [])], thresholds };
  if (thresholds.text === 0) {
    return { ...base, plain, unstamped, glyph: 0, sourceGlyph: 0, toSource: toPicture };
  }
  const ink = inkBelow(unstamped, thresholds.text);
  const glyph = glyphOf(ink);
  const lean = straightening(measureTilt(ink), plain.width, plain.height);
  const toSource = followedBy(lean ?? IDENTITY, toPicture);
  const sizes = { glyph, sourceGlyph: glyph / scaleY, toSource };
  if (lean === null) return { ...base, plain, unstamped, ...sizes };
  const straightPlain = warp(plain, lean);
  const straightUnstamped = unstamped === plain ? straightPlain : warp(unstamped, lean);
  // Stamps were found before straightening; a lean of some degrees moves them by less than their margin.
  return { ...base, plain: straightPlain, unstamped: straightUnstamped, ...sizes };
}

function glyphOf(ink: Ink): number {
  const pieces = findComponents(ink).list.filter((component) => !isSpeck(component, 20));
  return characterHeight(pieces);
}

/** The page turned clockwise by quarter turns. */
export function turnPage(page: Page, quarters: number): Page {
  const { width, height } = page.plain;
  const plain = turn(page.plain, quarters);
  const back = turnedBack(quarters, width, height);
  const forth = turnedBack(-quarters, plain.width, plain.height);
  const turnedRect = (rect: Rect): Rect => {
    const [x0, y0, x1, y1] = projectRect(forth, rect);
    return clip({ x0, y0, x1, y1 }, plain);
  };
  return {
    ...page,
    plain,
    unstamped: page.unstamped === page.plain ? plain : turn(page.unstamped, quarters),
    stamps: page.stamps.map(turnedRect),
    toSource: followedBy(back, page.toSource),
  };
}
