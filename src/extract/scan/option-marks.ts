/**
 * The marks of options in one line: boxes with and without a tick, ticks with no box, discs and rings. What
 * they are is measured; where the measure is in doubt the state is `unreadable`.
 */
import type { MarkPiece, MarkState } from '../../model/document.js';
import type { Component, Components } from './components.js';
import { boundsOf, clip, type Ink, type Rect, rectHeight, rectWidth } from './raster.js';
import { isRing, isSolid, isTick } from './shapes.js';
import { findSquares, type MarkInk, type Square } from './squares.js';
import type { TextLine } from './text-lines.js';

export interface OptionMark {
  readonly rect: Rect;
  readonly piece: MarkPiece;
  /** Components that are the mark and not text. */
  readonly components: readonly Component[];
  /** Whether the shape alone could also be a character (国, 口, 〇), so that the text has to confirm it. */
  readonly doubtful: boolean;
}

/** Ink in the middle of a box: unticked ones have 0 to 0.01, printed ticks 0.23 and more, thin pens 0.1. */
const TICKED_FROM = 0.1;
const UNTICKED_TO = 0.035;
/** Fill at which a ticked state is as good as certain. */
const CERTAIN_FILL = 0.22;

/** Fill above which a box may as well be a character with a frame. */
const DENSE_FILL = 0.45;

/** Gap, in character heights, that sets an option off from the one before it. */
const SLOT_GAP = 0.4;
/** A tick no farther than this from an empty box ticks it. */
const BESIDE = 0.5;

/** Ink of a box that was filled by hand, as a share of its bounds; how far the pen goes beyond it; certainty. */
const SCRIBBLED = { cover: 0.62, grown: 1.3, score: 0.9 } as const;

/** A stroke through the left side of a box: how far it reaches, from where on it counts, and its least ink; in sides. */
const ATTACHED = { reach: 1.4, away: 0.2, ink: 0.03 } as const;

/** Width in character heights that no character has, the strokes of a pen beside a box do. */
const WIDER_THAN_CHARACTERS = 1.3;

/** How much the boxes of one line may differ in size. */
const SAME_SIZE = 1.22;

/** All marks of a line, from left to right. `alone` is false where the cell has other marks of the kind. */
export function findOptionMarks(
  line: TextLine,
  ink: MarkInk,
  components: Components,
  glyph: number,
): OptionMark[] {
  const boxes = boxMarks(line, ink, glyph).map((box) => withAttachedTick(box, line, components));
  const taken = new Set(boxes.flatMap((mark) => mark.components));
  const untaken = line.components.filter((component) => !taken.has(component));
  const scribbles = scribbledBoxes(boxes, untaken, line, components, glyph);
  const scribbled = new Set(scribbles.flatMap((mark) => mark.components));
  const free = untaken.filter((component) => !scribbled.has(component));
  const ticks = free
    .filter((component) => sized(component, glyph, 0.45, 1.9) && isTick(component, components))
    .filter(
      (tick) => inSlot(tick, line, glyph) || boxes.some((box) => gapBetween(box.rect, tick) < BESIDE * glyph),
    );
  const others = free.filter((component) => !ticks.includes(component));
  const marks = [
    ...tickBoxes(boxes, ticks, glyph),
    ...scribbles,
    ...discMarks(others, line, components, glyph),
    ...ringMarks(others, line, ink, components, glyph),
  ];
  return marks.sort((a, b) => a.rect.x0 - b.rect.x0);
}

function boxMarks(line: TextLine, ink: MarkInk, glyph: number): OptionMark[] {
  const area = { x0: line.rect.x0 - 2, y0: line.rect.y0 - 2, x1: line.rect.x1 + 2, y1: line.rect.y1 + 2 };
  const squares = findSquares(ink, area, glyph).filter(
    (square) =>
      standsFree(square, line, ink, glyph) &&
      (!square.crowded || gapBefore(square, line) >= SLOT_GAP * glyph),
  );
  // From all ink that hangs on it: the 也 of 他 and the 口 of 员 stand apart from the words beside, but 他 and 员 do not.
  const gaps = squares.map((square) => {
    const hanging = line.components.filter((component) => hangsOn(component, square, glyph));
    const own = line.components.filter((component) => belongsTo(component, square));
    const rest = { ...line, components: line.components.filter((component) => !hanging.includes(component)) };
    const whole = boundsOf([square, ...own, ...hanging]);
    const before = whole.x0 - square.x0 + gapBefore(square, rest);
    const after = square.x1 - whole.x1 + gapAfter(square, rest);
    return { square, before: before >= SLOT_GAP * glyph, after: after >= SLOT_GAP * glyph };
  });
  const inSlots = gaps.filter(({ before, after }) => before || after).map(({ square }) => square);
  const leading = gaps.filter(({ before }) => before).map(({ square }) => square);
  // An empty box is like no part of a character; full ones have to be told from those.
  const certain = inSlots.length >= 2 && inSlots.some(({ fill }) => fill <= UNTICKED_TO);
  const oddOneOut = (square: Rect) => leading.length > 0 && !leading.some((other) => other === square);
  return squares
    .filter((square) => inSlots.some((other) => other === square || sameSize(other, square)))
    .map((square) => ({
      rect: square,
      piece: measured(square),
      components: line.components.filter((component) => belongsTo(component, square)),
      doubtful: !certain || oddOneOut(square) || square.fill > DENSE_FILL,
    }));
}

/** Nothing above or below it in its line: squares within characters (量, 题, 路) have the rest of them there. */
function standsFree(square: Rect, line: TextLine, ink: MarkInk, glyph: number): boolean {
  const inset = 0.2 * rectWidth(square);
  const away = 0.1 * glyph;
  const columns = { x0: square.x0 + inset, x1: square.x1 - inset };
  const below = { ...columns, y0: square.y1 + away, y1: line.rect.y1 };
  return below.y1 - below.y0 < 1 || inkShare(ink.dense, below) === 0;
}

/** Whether nothing else of the line stands above, below or across it, which in parts of characters it does. */
function aloneInColumns(component: Component, line: TextLine): boolean {
  const width = rectWidth(component);
  return line.components.every((other) => {
    if (other === component) return true;
    const common = Math.min(component.x1, other.x1) - Math.max(component.x0, other.x0);
    return common <= 0.2 * Math.min(width, rectWidth(other));
  });
}

function sameSize(a: Rect, b: Rect): boolean {
  const ratio = (rectWidth(a) + rectHeight(a)) / (rectWidth(b) + rectHeight(b));
  return ratio > 1 / SAME_SIZE && ratio < SAME_SIZE;
}

function measured({ fill, outline }: Pick<Square, 'fill' | 'outline'>): MarkPiece {
  const state: MarkState = fill >= TICKED_FROM ? 'checked' : fill <= UNTICKED_TO ? 'unchecked' : 'unreadable';
  const clear = state === 'checked' ? Math.min(1, fill / CERTAIN_FILL) : 1 - fill / UNTICKED_TO / 2;
  const score = state === 'unreadable' ? 0.5 : Math.round(1000 * outline * (0.7 + 0.29 * clear)) / 1000;
  return { kind: 'mark', state, glyph: `ink ${fill.toFixed(2)}`, score };
}

/** The box's own ink, and a tick's that ends little beyond it. */
function belongsTo(component: Component, square: Rect): boolean {
  const side = rectWidth(square);
  const [x, y] = [(component.x0 + component.x1) / 2, (component.y0 + component.y1) / 2];
  const reach = 0.2 * side;
  const near =
    x > square.x0 - reach && x < square.x1 + reach && y > square.y0 - 2 * reach && y < square.y1 + reach;
  return near && rectWidth(component) <= 1.75 * side;
}

/** A box with a tick that a pen drew through its left side: one piece of ink, wider than any character. */
function hangsOn(component: Component, square: Rect, glyph: number): boolean {
  const side = rectWidth(square);
  return (
    Math.abs(component.x1 - square.x1) <= 0.2 * side &&
    component.x0 >= square.x0 - ATTACHED.reach * side &&
    rectWidth(component) >= WIDER_THAN_CHARACTERS * glyph
  );
}

/** Set off by a gap or the line's end on one side at least, as options are and letters within words are not. */
function inSlot(rect: Rect, line: TextLine, glyph: number): boolean {
  return gapBefore(rect, line) >= SLOT_GAP * glyph || gapAfter(rect, line) >= SLOT_GAP * glyph;
}

/** Pixels to the ink on the left that is not the mark's own; infinite at the start of the line. */
function gapBefore(rect: Rect, line: TextLine): number {
  const middle = (rect.x0 + rect.x1) / 2;
  const before = line.components.filter(
    (other) => !belongsTo(other, rect) && (other.x0 + other.x1) / 2 < middle,
  );
  return rect.x0 - Math.max(-Infinity, ...before.map(({ x1 }) => x1));
}

function gapAfter(rect: Rect, line: TextLine): number {
  const middle = (rect.x0 + rect.x1) / 2;
  const after = line.components.filter(
    (other) => !belongsTo(other, rect) && (other.x0 + other.x1) / 2 >= middle,
  );
  return Math.min(Infinity, ...after.map(({ x0 }) => x0)) - rect.x1;
}

function sized(rect: Rect, glyph: number, least: number, most: number): boolean {
  const [width, height] = [rectWidth(rect), rectHeight(rect)];
  return Math.min(width, height) >= least * glyph && Math.max(width, height) <= most * glyph;
}

function gapBetween(a: Rect, b: Rect): number {
  return Math.max(a.x0 - b.x1, b.x0 - a.x1, 0);
}

/**
 * A stroke that crosses the left side of an empty box and ends before it is the tick of a pen that missed the middle.
 * On the right the box's own word may touch it, so nothing is told there.
 */
function withAttachedTick(box: OptionMark, line: TextLine, components: Components): OptionMark {
  if (box.piece.state === 'checked') return box;
  const side = rectWidth(box.rect);
  const before = {
    x0: box.rect.x0 - ATTACHED.reach * side,
    x1: box.rect.x0 - ATTACHED.away * side,
    y0: box.rect.y0 - 0.6 * side,
    y1: box.rect.y1 + 0.2 * side,
  };
  const stroke = line.components.find(
    (component) =>
      component.x1 > box.rect.x0 + 0.1 * side &&
      component.x0 < before.x1 &&
      component.x0 >= before.x0 &&
      component.y1 > box.rect.y0 &&
      component.y0 < box.rect.y1 &&
      ownInk(component, before, components) >= ATTACHED.ink * side * side,
  );
  if (stroke === undefined) return box;
  return {
    ...box,
    piece: { kind: 'mark', state: 'checked', glyph: 'ink √□', score: 0.85 },
    components: [...new Set([...box.components, stroke])],
  };
}

function ownInk({ label }: Component, rect: Rect, { labels, width, height }: Components): number {
  const { x0, y0, x1, y1 } = clip(rect, { width, height });
  let ink = 0;
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) if (labels[y * width + x] === label) ink++;
  return ink;
}

/**
 * Boxes that a pen has filled, badly: told by the empty ones beside them, since a character is hardly ever of
 * their size, as full of ink, and set off as they are.
 */
function scribbledBoxes(
  boxes: readonly OptionMark[],
  free: readonly Component[],
  line: TextLine,
  components: Components,
  glyph: number,
): OptionMark[] {
  const empty = boxes.filter(({ piece }) => piece.state === 'unchecked');
  return free
    .filter(
      (component) =>
        empty.some(({ rect }) => isScribbledOver(rect, component)) &&
        component.area >= SCRIBBLED.cover * rectWidth(component) * rectHeight(component) &&
        aloneInColumns(component, line) &&
        inSlot(component, line, glyph) &&
        !isTick(component, components),
    )
    .map((component) => ({
      rect: component,
      piece: { kind: 'mark', state: 'checked', glyph: 'ink ■', score: SCRIBBLED.score },
      components: [component],
      doubtful: false,
    }));
}

/** Whether it is an empty box's size, or somewhat more where the pen went beyond, and stands as high. */
function isScribbledOver(empty: Rect, component: Component): boolean {
  const grown = (length: number, side: number) => length >= 0.9 * side && length <= SCRIBBLED.grown * side;
  const [width, height] = [rectWidth(empty), rectHeight(empty)];
  const apart = Math.abs((empty.y0 + empty.y1) / 2 - (component.y0 + component.y1) / 2);
  return grown(rectWidth(component), width) && grown(rectHeight(component), height) && apart <= 0.25 * height;
}

/** Ticks beside a box tick that box; the others are marks of their own. */
function tickBoxes(boxes: readonly OptionMark[], ticks: readonly Component[], glyph: number): OptionMark[] {
  const marks = [...boxes];
  for (const tick of ticks) {
    const i = marks.findIndex(
      (box) =>
        box.piece.state !== 'checked' && gapBetween(box.rect, tick) < BESIDE * glyph && tick.y0 < box.rect.y1,
    );
    const box = marks[i];
    if (box === undefined) {
      const piece: MarkPiece = { kind: 'mark', state: 'checked', glyph: '√', score: 0.9 };
      marks.push({ rect: tick, piece, components: [tick], doubtful: false });
      continue;
    }
    marks[i] = {
      rect: boundsOf([box.rect, tick]),
      piece: { kind: 'mark', state: 'checked', glyph: 'ink √', score: 0.85 },
      components: [...box.components, tick],
      doubtful: box.doubtful,
    };
  }
  return marks;
}

function discMarks(
  free: readonly Component[],
  line: TextLine,
  components: Components,
  glyph: number,
): OptionMark[] {
  return free
    .filter(
      (component) =>
        sized(component, glyph, 0.38, 1.35) &&
        isSolid(component, components) &&
        aloneInColumns(component, line) &&
        inSlot(component, line, glyph),
    )
    .map((component) => ({
      rect: component,
      piece: { kind: 'mark', state: 'checked', glyph: 'ink ■', score: 0.92 },
      components: [component],
      doubtful: false,
    }));
}

function ringMarks(
  free: readonly Component[],
  line: TextLine,
  ink: MarkInk,
  components: Components,
  glyph: number,
): OptionMark[] {
  const rings = free.filter(
    (component) => sized(component, glyph, 0.4, 1.3) && isRing(component, components),
  );
  return rings
    .filter((ring) => opensAnOption(ring, line, glyph))
    .map((ring) => {
      const middle = {
        x0: ring.x0 + rectWidth(ring) / 4,
        y0: ring.y0 + rectHeight(ring) / 4,
        x1: ring.x1 - rectWidth(ring) / 4,
        y1: ring.y1 - rectHeight(ring) / 4,
      };
      const fill = inkShare(ink.dense, middle);
      const inner = free.filter(
        (other) => other.x0 > ring.x0 && other.x1 < ring.x1 && other.y0 > ring.y0 && other.y1 < ring.y1,
      );
      return {
        rect: ring,
        piece: measured({ fill, outline: 0.95 }),
        components: [ring, ...inner],
        doubtful: rings.length < 2,
      };
    });
}

function inkShare(ink: Ink, rect: Rect): number {
  let [set, all] = [0, 0];
  for (let y = Math.round(rect.y0); y < rect.y1; y++) {
    for (let x = Math.round(rect.x0); x < rect.x1; x++, all++) set += ink.data[y * ink.width + x] ?? 0;
  }
  return all === 0 ? 0 : set / all;
}

/** A ring is a radio button only before its word: nothing close on its left, a full character close on its right. */
function opensAnOption(ring: Rect, line: TextLine, glyph: number): boolean {
  const before = line.components.filter(({ x1 }) => x1 <= ring.x0);
  const after = line.components.filter(({ x0 }) => x0 >= ring.x1 - 1 && x0 - ring.x1 < 0.9 * glyph);
  const alone = before.every(({ x1 }) => ring.x0 - x1 >= 2 * SLOT_GAP * glyph);
  return alone && after.some((component) => rectHeight(component) > 0.4 * glyph);
}
