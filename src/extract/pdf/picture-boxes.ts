/**
 * Check boxes that are small pictures, as web pages print them: each picture beside text that is drawn as a frame
 * is a box, ticked where something dark stands inside. Bullets and icons have no frame.
 */
import type { Box } from '../../model/document.js';
import type { PlacedField } from './form-fields.js';
import type { PDFPageProxy } from './open.js';
import type { PageContent, PlacedImage } from './page-content.js';
import { type Pixels, pixelsOf } from './page-images.js';
import { isSmallSquare } from './paths.js';

const CHECKED = '☑';
const UNCHECKED = '☐';
/** A page has two states of box, in one or two designs; more pictures than these are ornaments. */
const MOST_PICTURES = 8;
const LARGEST_SIDE = 256;
/** Darker than this is ink; the grey frames of web pages have 118 to 204. */
const INK = 215;
/** Share of the side, from the edge, in which the frame lies, and where what is inside begins. */
const FRAME_DEPTH = 0.25;
const INSIDE_FROM = 0.28;
/** Share of a side that its frame covers: round ones touch it with less than half. */
const FRAME_COVER = 0.3;
/** Share of dark or coloured inside from which a box is ticked. */
const TICKED = 0.08;

/** Boxes among the page's pictures, as characters where they stand. */
export async function pictureBoxes(page: PDFPageProxy, content: PageContent): Promise<PlacedField[]> {
  const small = content.images.filter((image) => image.name !== null && isSmallSquare(image.box));
  const names = [...new Set(small.map(({ name }) => name))];
  if (names.length === 0 || names.length > MOST_PICTURES) return [];
  const states = new Map<string | null, string | null>();
  for (const name of names) {
    const pixels = name === null ? null : await pixelsOf(page, name);
    states.set(name, pixels === null ? null : boxIn(pixels));
  }
  return small.flatMap((image): PlacedField[] => {
    const character = states.get(image.name) ?? null;
    return character === null || !isBesideText(image, content) ? [] : [placed(character, image.box)];
  });
}

/** The box that a picture shows, or null where it is none. */
export function boxIn(pixels: Pixels): string | null {
  const { width, height } = pixels;
  if (width > LARGEST_SIDE || height > LARGEST_SIDE || width < 5 || height < 5) return null;
  const dark = (x: number, y: number): boolean => lightnessAt(pixels, x, y) < INK;
  const rows = (from: number, to: number) => sidesIn(from, to, height, width, (y, x) => dark(x, y));
  const columns = (from: number, to: number) => sidesIn(from, to, width, height, dark);
  const framed = [
    rows(0, FRAME_DEPTH),
    rows(1 - FRAME_DEPTH, 1),
    columns(0, FRAME_DEPTH),
    columns(1 - FRAME_DEPTH, 1),
  ];
  if (framed.some((cover) => cover < FRAME_COVER)) return null;
  let [inside, inked] = [0, 0];
  for (let y = Math.ceil(INSIDE_FROM * height); y < (1 - INSIDE_FROM) * height; y++) {
    for (let x = Math.ceil(INSIDE_FROM * width); x < (1 - INSIDE_FROM) * width; x++) {
      inside += 1;
      if (dark(x, y)) inked += 1;
    }
  }
  return inked >= TICKED * inside ? CHECKED : UNCHECKED;
}

/** The largest share of any line between two depths that is dark. */
function sidesIn(
  from: number,
  to: number,
  depth: number,
  length: number,
  dark: (at: number, along: number) => boolean,
): number {
  let most = 0;
  for (let at = Math.floor(from * depth); at < Math.ceil(to * depth) && at < depth; at++) {
    let count = 0;
    for (let along = 0; along < length; along++) if (dark(at, along)) count += 1;
    most = Math.max(most, count / length);
  }
  return most;
}

/** On white paper, 0 to 255. */
function lightnessAt({ width, channels, data }: Pixels, x: number, y: number): number {
  const at = (y * width + x) * channels;
  if (channels === 1) return data[at] ?? 255;
  const [red, green, blue] = [data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255];
  const opacity = channels === 4 ? (data[at + 3] ?? 255) / 255 : 1;
  return 255 - opacity * (255 - (red * 77 + green * 150 + blue * 29) / 256);
}

/** A logo stands alone; an option's box has its words within a few characters on the line. */
function isBesideText({ box }: PlacedImage, { glyphs }: PageContent): boolean {
  const side = box[2] - box[0];
  return glyphs.some(({ visible, text, box: other }) => {
    const shared = Math.min(other[3], box[3]) - Math.max(other[1], box[1]);
    const gap = Math.max(other[0] - box[2], box[0] - other[2]);
    return visible && text.trim() !== '' && shared > 0.4 * side && gap < 2 * side;
  });
}

function placed(text: string, box: Box): PlacedField {
  const glyph = { text, font: '', box, size: box[3] - box[1], direction: 'right', visible: true } as const;
  return { id: '', glyphs: [{ ...glyph, run: null, clip: null }] };
}
