/**
 * The marks of options in one line: boxes with and without a tick, ticks with no box, discs and rings. What
 * they are is measured; where the measure is in doubt the state is `unreadable`.
 */
import type { MarkPiece } from '../../model/document.js';
import type { Component, Components } from './components.js';
import { measured, type OptionMark, UNTICKED_TO } from './option-mark.js';
import { ATTACHED, risesBefore, withAttachedTick } from './pen-beside.js';
import { boundsOf, inkShare, type Rect, rectHeight, rectWidth } from './raster.js';
import { ringMarks } from './rings.js';
import { scribbledBoxes } from './scribbles.js';
import { isSolid, isTick } from './shapes.js';
import { aloneInColumns, belongsTo, gapAfter, gapBefore, inSlot, SLOT_GAP, sized } from './slots.js';
import { BLACKED_OUT, findSquares, type MarkInk, type Square } from './squares.js';
import type { TextLine } from './text-lines.js';

/** Fill above which a box may as well be a character with a frame. */
const DENSE_FILL = 0.45;

/** A tick no farther than this from an empty box ticks it. */
const BESIDE = 0.5;

/** Width in character heights that no character has, the strokes of a pen beside a box do. */
const WIDER_THAN_CHARACTERS = 1.3;

/** How much the boxes of one line may differ in size. */
const SAME_SIZE = 1.22;

/** The marks of each line of a cell, from left to right. */
export function findOptionMarks(
  lines: readonly TextLine[],
  ink: MarkInk,
  components: Components,
  glyph: number,
): OptionMark[][] {
  const alone = lines.map((line) => boxMarks(line, [], ink, glyph));
  return lines.map((line, i) => {
    // What is hard to tell is known by the boxes in other lines, as an option that went over to the next is.
    const elsewhere = alone.filter((_, n) => n !== i).flat();
    const known = elsewhere.filter(({ doubtful }) => !doubtful);
    const boxes = known.length === 0 ? (alone[i] ?? []) : boxMarks(line, known, ink, glyph);
    return lineMarks(line, boxes, elsewhere, ink, components, glyph);
  });
}

function lineMarks(
  line: TextLine,
  found: readonly OptionMark[],
  elsewhere: readonly OptionMark[],
  ink: MarkInk,
  components: Components,
  glyph: number,
): OptionMark[] {
  const boxes = found.map((box) => withAttachedTick(box, line, components));
  const taken = new Set(boxes.flatMap((mark) => mark.components));
  const untaken = line.components.filter((component) => !taken.has(component));
  const empty = { beside: boxes.filter(isEmpty), elsewhere: elsewhere.filter(isEmpty) };
  const scribbles = scribbledBoxes(empty, untaken, line, ink.dense, components, glyph);
  const scribbled = new Set(scribbles.flatMap((mark) => mark.components));
  const free = untaken.filter((component) => !scribbled.has(component));
  const ticks = free
    .filter((component) => sized(component, glyph, 0.45, 1.9) && isTick(component, components))
    .filter(
      (tick) => inSlot(tick, line, glyph) || boxes.some((box) => gapBetween(box.rect, tick) < BESIDE * glyph),
    )
    .concat(free.filter((stroke) => isStrokeBefore(stroke, boxes, line, components, glyph)));
  const others = free.filter((component) => !ticks.includes(component));
  const discs = discMarks(others, line, components, glyph);
  const marks = [
    ...tickBoxes(boxes, ticks, glyph),
    ...scribbles,
    ...discs,
    ...ringMarks(others, discs, line, ink, components, glyph),
  ];
  return marks.sort((a, b) => a.rect.x0 - b.rect.x0);
}

/** Whether it is a rising stroke before an empty box, with nothing before it that it could belong to. */
function isStrokeBefore(
  stroke: Component,
  boxes: readonly OptionMark[],
  line: TextLine,
  components: Components,
  glyph: number,
): boolean {
  return (
    !isTick(stroke, components) &&
    boxes.some((box) => risesBefore(stroke, box, components)) &&
    gapBefore(stroke, line) >= SLOT_GAP * glyph
  );
}

function isUnticked({ fill }: Square): boolean {
  return fill <= UNTICKED_TO;
}

function isEmpty({ piece }: OptionMark): boolean {
  return piece.state === 'unchecked';
}

function boxMarks(
  line: TextLine,
  /** Boxes in other lines that are no characters. */
  known: readonly OptionMark[],
  ink: MarkInk,
  glyph: number,
): OptionMark[] {
  const area = { x0: line.rect.x0 - 2, y0: line.rect.y0 - 2, x1: line.rect.x1 + 2, y1: line.rect.y1 + 2 };
  const squares = findSquares(
    ink,
    area,
    glyph,
    known.map(({ rect }) => rect),
  ).filter(
    (square) =>
      standsFree(square, line, ink, glyph) &&
      (!(square.crowded || square.barred) || gapBefore(square, line) >= SLOT_GAP * glyph),
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
  // An empty box is like no part of a character; full ones, and those of another size, have to be told from those.
  const isCertain = (square: Square) => {
    const alike = [
      ...inSlots
        .filter((other) => other !== square)
        .map((other) => ({ rect: other, empty: isUnticked(other) })),
      ...known.map((mark) => ({ rect: mark.rect, empty: isEmpty(mark) })),
    ].filter(({ rect }) => sameSize(square, rect));
    return alike.length > 0 && (isUnticked(square) || alike.some(({ empty }) => empty));
  };
  const oddOneOut = (square: Rect) => leading.length > 0 && !leading.some((other) => other === square);
  return squares
    .filter((square) => inSlots.some((other) => other === square || sameSize(other, square)))
    .map((square) => ({
      rect: square,
      piece: measured(square),
      components: line.components.filter((component) => belongsTo(component, square)),
      doubtful:
        !isCertain(square) ||
        oddOneOut(square) ||
        (square.fill > DENSE_FILL && square.fill < BLACKED_OUT) ||
        square.barred,
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

function sameSize(a: Rect, b: Rect): boolean {
  const ratio = (rectWidth(a) + rectHeight(a)) / (rectWidth(b) + rectHeight(b));
  return ratio > 1 / SAME_SIZE && ratio < SAME_SIZE;
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

function gapBetween(a: Rect, b: Rect): number {
  return Math.max(a.x0 - b.x1, b.x0 - a.x1, 0);
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
