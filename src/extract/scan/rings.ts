/** Radio buttons on paper: ○ before an option that is not chosen, also where thin print broke it to pieces. */
import { DIRECTIONS, directionsWithInk, isRound } from './circle.js';
import type { Component, Components } from './components.js';
import { measured, type OptionMark } from './option-mark.js';
import { boundsOf, type Ink, middleFill, type Rect, rectHeight, rectWidth } from './raster.js';
import { isRing } from './shapes.js';
import { SLOT_GAP, sized } from './slots.js';
import type { MarkInk } from './squares.js';
import type { TextLine } from './text-lines.js';

/** Sides of a ring in character heights. */
const SIDE = { least: 0.4, most: 1.3 } as const;

/** How many directions from the centre may lack a broken ring's line. */
const MISSING_DIRECTIONS = 1;
/** Between which shares of its radius a broken ring's line runs, and where there is no ink. */
const LINE = { outer: 1.1, inner: 0.8 } as const;
const EMPTY = { outer: 0.66, inner: 0 } as const;

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
  const rings = [...whole, ...brokenRings(left, ink.outline, glyph)].filter((ring) =>
    opensAnOption(ring, line, glyph),
  );
  return rings.map((ring) => {
    const inner = free.filter(
      (other) => other.x0 > ring.x0 && other.x1 < ring.x1 && other.y0 > ring.y0 && other.y1 < ring.y1,
    );
    return {
      rect: ring,
      piece: measured({ fill: middleFill(ink.dense, ring), outline: 0.95 }),
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
  if (!isRound(bounds)) return false;
  const isInk = (x: number, y: number) => data[y * width + x] === 1;
  if (directionsWithInk(bounds, EMPTY, isInk) > 0) return false;
  return directionsWithInk(bounds, LINE, isInk) >= DIRECTIONS - MISSING_DIRECTIONS;
}

/** A ring is a radio button only before its word: nothing close on its left, a full character close on its right. */
function opensAnOption(ring: Ring, line: TextLine, glyph: number): boolean {
  const others = line.components.filter((component) => !ring.parts.includes(component));
  const before = others.filter(({ x1 }) => x1 <= ring.x0);
  const after = others.filter(({ x0 }) => x0 >= ring.x1 - 1 && x0 - ring.x1 < 0.9 * glyph);
  const alone = before.every(({ x1 }) => ring.x0 - x1 >= 2 * SLOT_GAP * glyph);
  return alone && after.some((component) => rectHeight(component) > 0.4 * glyph);
}
