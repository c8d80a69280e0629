/** Radio buttons on paper: ○ before an option that is not chosen, also where thin print broke it to pieces. */
import type { Component, Components } from './components.js';
import { measured, type OptionMark } from './option-mark.js';
import { boundsOf, type Ink, inkShare, type Rect, rectHeight, rectWidth } from './raster.js';
import { isRing } from './shapes.js';
import { SLOT_GAP, sized } from './slots.js';
import type { MarkInk } from './squares.js';
import type { TextLine } from './text-lines.js';

/** Sides of a ring in character heights. */
const SIDE = { least: 0.4, most: 1.3 } as const;

/** Width of the bounds of a broken ring over their height. */
const ROUND = { least: 0.88, most: 1.14 } as const;
/** Directions from the centre in which its line is looked for, and how many may lack it. */
const DIRECTIONS = 24;
const MISSING_DIRECTIONS = 1;
/** Between which shares of its radius a broken ring's line runs, and up to where there is no ink. */
const LINE = { outer: 1.1, inner: 0.8, empty: 0.66 } as const;

/** A ring of one piece, or of several that thin print broke it to. */
interface Ring extends Rect {
  readonly parts: readonly Component[];
}

/** `discs` are the chosen options of the line: beside one a ring is no character. */
export function ringMarks(
  free: readonly Component[],
  discs: readonly OptionMark[],
  line: TextLine,
  ink: MarkInk,
  components: Components,
  glyph: number,
): OptionMark[] {
  const whole = free
    .filter((component) => sized(component, glyph, SIDE.least, SIDE.most) && isRing(component, components))
    .map((ring): Ring => ({ ...ring, parts: [ring] }));
  const left = free.filter((component) => !whole.some((ring) => ring.parts.includes(component)));
  const rings = [...whole, ...brokenRings(left, ink.outline, glyph)];
  return rings
    .filter((ring) => opensAnOption(ring, line, glyph))
    .map((ring) => {
      const middle = {
        x0: ring.x0 + rectWidth(ring) / 4,
        y0: ring.y0 + rectHeight(ring) / 4,
        x1: ring.x1 - rectWidth(ring) / 4,
        y1: ring.y1 - rectHeight(ring) / 4,
      };
      const inner = free.filter(
        (other) => other.x0 > ring.x0 && other.x1 < ring.x1 && other.y0 > ring.y0 && other.y1 < ring.y1,
      );
      return {
        rect: ring,
        piece: measured({ fill: inkShare(ink.dense, middle), outline: 0.95 }),
        components: [...new Set([...ring.parts, ...inner])],
        doubtful: rings.length + discs.length < 2,
      };
    });
}

/** Pieces of ink side by side that lie on one circle with nothing in it, which is whole in the ink of outlines. */
function brokenRings(free: readonly Component[], outline: Ink, glyph: number): Ring[] {
  const rings: Ring[] = [];
  const used = new Set<Component>();
  for (const [i, first] of free.entries()) {
    if (used.has(first)) continue;
    for (let n = i + 2; n <= free.length; n++) {
      const parts = free.slice(i, n);
      const bounds = boundsOf(parts);
      if (rectWidth(bounds) > SIDE.most * glyph) break;
      if (!sized(bounds, glyph, SIDE.least, SIDE.most) || !isEmptyRing(bounds, outline)) continue;
      rings.push({ ...bounds, parts });
      for (const part of parts) used.add(part);
      break;
    }
  }
  return rings;
}

function isEmptyRing(bounds: Rect, { width, data }: Ink): boolean {
  const [w, h] = [rectWidth(bounds), rectHeight(bounds)];
  if (w < ROUND.least * h || w > ROUND.most * h) return false;
  const [cx, cy] = [(bounds.x0 + bounds.x1 - 1) / 2, (bounds.y0 + bounds.y1 - 1) / 2];
  const isInk = (angle: number, share: number) => {
    const x = Math.round(cx + (Math.cos(angle) * share * w) / 2);
    const y = Math.round(cy + (Math.sin(angle) * share * h) / 2);
    return data[y * width + x] === 1;
  };
  const step = 1 / Math.max(w, h);
  let missing = 0;
  for (let n = 0; n < DIRECTIONS; n++) {
    const angle = (2 * Math.PI * n) / DIRECTIONS;
    for (let share = 0; share <= LINE.empty; share += step) if (isInk(angle, share)) return false;
    let share: number = LINE.outer;
    while (share >= LINE.inner && !isInk(angle, share)) share -= step;
    if (share < LINE.inner) missing++;
  }
  return missing <= MISSING_DIRECTIONS;
}

/** A ring is a radio button only before its word: nothing close on its left, a full character close on its right. */
function opensAnOption(ring: Ring, line: TextLine, glyph: number): boolean {
  const others = line.components.filter((component) => !ring.parts.includes(component));
  const before = others.filter(({ x1 }) => x1 <= ring.x0);
  const after = others.filter(({ x0 }) => x0 >= ring.x1 - 1 && x0 - ring.x1 < 0.9 * glyph);
  const alone = before.every(({ x1 }) => ring.x0 - x1 >= 2 * SLOT_GAP * glyph);
  return alone && after.some((component) => rectHeight(component) > 0.4 * glyph);
}
