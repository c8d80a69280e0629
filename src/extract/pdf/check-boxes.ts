/**
 * Check boxes that are drawn and not written: a small square or ring beside text, ticked when a stroke, a fill
 * or a character stands inside it. Browsers and form designers print them so.
 */
import type { Box, MarkState } from '../../model/document.js';
import { MARK_GLYPHS } from '../../model/mark-glyphs.js';
import { centreWithin } from './frame.js';
import type { PageInk } from './ink.js';
import { isClosedOutline, isSmallSquare, type Shape } from './paths.js';

/** How far from a box text must stand for it to be an option, in box sizes. */
const BESIDE = 3;
/** The same for a box like others of the page: its option's text may begin on the next line, far from the last. */
const IN_LINE = 8;
const NEXT_LINE = 1.5;
/** Boxes of one page are alike when their sides differ by no more than this share. */
const ALIKE = 0.15;
/** Paint darker than this inside a box ticks it; the accent blue of browsers has 0.35. */
const DARK = 0.7;
/** Boxes whose sides are this near are one box: its frame, its ground, its shadow. */
const SAME_BOX = 2.6;
/** What is painted in a box reaches out of it by up to this; a tick drawn by hand by up to this share of its side. */
const OUTREACH = 2.5;
const STROKE_OUTREACH = 0.5;
/** A fleck smaller than this share of the box is no tick. */
const LEAST_TICK = 0.25;

export interface FoundBoxes {
  readonly marks: readonly PageInk[];
  /** Inks that were ticks inside boxes, which must not be read again as text. */
  readonly ticks: ReadonlySet<PageInk>;
}

/** `borders` are lines round one character, which are boxes where that is a tick or a blank. */
export function findCheckBoxes(
  shapes: readonly Shape[],
  inks: readonly PageInk[],
  borders: readonly Box[] = [],
): FoundBoxes {
  const small = shapes.filter(({ box }) => box[2] - box[0] < 24 && box[3] - box[1] < 24);
  const squares = small.filter(({ box, outline }) => isClosedOutline(outline) && isSmallSquare(box));
  const marks: PageInk[] = borderMarks(borders, inks);
  const ticks = new Set<PageInk>();
  const groups = groupSquares(squares).map((group) => ({ group, box: outerBox(group) }));
  const plain = groups.filter(({ box }) => isBeside(box, inks)).map(({ box }) => box);
  for (const { group, box } of groups) {
    const inside = inks.filter((ink) => ink.text.trim() !== '' && centreWithin(ink.box, box));
    // A box character inside a drawn frame is a mark of its own.
    if (inside.some((ink) => MARK_GLYPHS.get(ink.text)?.shape === 'box' || ink.mark === 'unchecked'))
      continue;
    if (!(plain.includes(box) || isWrapped(box, plain, inks)) || inside.length > 1) continue;
    const ticked = inside.length === 1 || isPaintedIn(group) || hasStroke(box, group, small);
    for (const ink of inside) ticks.add(ink);
    marks.push(
      ticked ? markAt(box, 'checked', 'drawn box with a tick') : markAt(box, 'unchecked', 'drawn box'),
    );
  }
  const boxes = groups.map(({ box }) => box);
  const alone = small.filter((shape) => isTickAlone(shape, boxes, inks));
  return { marks: [...marks, ...alone.map(({ box }) => markAt(box, 'checked', 'drawn tick'))], ticks };
}

/** Blanks with a border are boxes; a tick with one stays the mark that it is. */
function borderMarks(borders: readonly Box[], inks: readonly PageInk[]): PageInk[] {
  return borders
    .filter((box) => !inks.some((ink) => ink.text.trim() !== '' && centreWithin(ink.box, box)))
    .filter((box) => isBeside(box, inks))
    .map((box) => markAt(box, 'unchecked', 'drawn box'));
}

function markAt(box: Box, mark: MarkState, text: string): PageInk {
  return { box, size: box[3] - box[1], direction: 'right', run: null, clip: null, text, mark };
}

/** A tick drawn beside an option that has no box, as one writes it by hand. */
function isTickAlone({ box, painted, outline }: Shape, boxes: readonly Box[], inks: readonly PageInk[]) {
  const isOfNoText = (ink: PageInk) => ink.text.trim() === '' || !centreWithin(ink.box, box);
  return (
    painted === 'stroke' &&
    outline === 'tick' &&
    !boxes.some((other) => centreWithin(box, other)) &&
    inks.every(isOfNoText) &&
    isBeside(box, inks, 1)
  );
}

type Squares = [Shape, ...Shape[]];

/** Concentric squares are parts of one box. */
function groupSquares(squares: readonly Shape[]): Squares[] {
  const groups: Squares[] = [];
  for (const square of squares) {
    const group = groups.find(([first]) => isSameBox(first.box, square.box));
    if (group === undefined) groups.push([square]);
    else group.push(square);
  }
  return groups;
}

function outerBox(group: Squares): Box {
  return group.reduce<Box>((widest, { box }) => (area(box) > area(widest) ? box : widest), group[0].box);
}

function isSameBox(a: Box, b: Box): boolean {
  return a.every((side, index) => Math.abs(side - (b[index] ?? 0)) <= SAME_BOX);
}

/** The last ground painted is what is seen: a dark frame under a light ground is an empty box. */
function isPaintedIn(group: Squares): boolean {
  const largest = Math.max(...group.map(({ box }) => area(box)));
  const ground = group.findLast(({ painted, box }) => painted === 'fill' && area(box) > 0.3 * largest);
  if (ground === undefined) return false;
  const isRing = group.filter(({ painted }) => painted === 'fill').length === 2 && isNearlyAs(group, ground);
  return ground.lightness < DARK && !isRing;
}

/** A ring is filled as two outlines of one path: the outer one and, a line's width inside, the inner one. */
function isNearlyAs(group: Squares, ground: Shape): boolean {
  return group.every(
    (shape) => shape.painted !== 'fill' || Math.abs(shape.lightness - ground.lightness) < 0.01,
  );
}

function hasStroke(box: Box, group: Squares, shapes: readonly Shape[]): boolean {
  const parts = new Set<Shape>(group);
  const side = box[2] - box[0];
  return shapes.some((shape) => {
    const isDrawn = shape.painted === 'stroke' && !isClosedOutline(shape.outline);
    const reach = isDrawn ? Math.max(OUTREACH, STROKE_OUTREACH * side) : OUTREACH;
    if (parts.has(shape) || !within(shape.box, box, reach) || !centreWithin(shape.box, box)) return false;
    const size = Math.max(shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]);
    return size >= LEAST_TICK * side;
  });
}

/** Text stands beside the box on its line. */
function isBeside(box: Box, inks: readonly PageInk[], reach = BESIDE): boolean {
  const farthest = reach * (box[2] - box[0]);
  return inks.some((ink) => {
    if (ink.text.trim() === '' || centreWithin(ink.box, box)) return false;
    const overlaps = Math.min(ink.box[3], box[3]) - Math.max(ink.box[1], box[1]) > 0.4 * (box[3] - box[1]);
    const gap = Math.max(ink.box[0] - box[2], box[0] - ink.box[2]);
    return overlaps && gap < farthest;
  });
}

/** A box at the end of a line or alone on one, while the text of its option begins on the next. */
function isWrapped(box: Box, plain: readonly Box[], inks: readonly PageInk[]): boolean {
  const side = box[2] - box[0];
  const isAlike = (other: Box) => Math.abs(other[2] - other[0] - side) <= ALIKE * side;
  if (!plain.some(isAlike)) return false;
  const isBelow = (ink: PageInk) =>
    ink.text.trim() !== '' &&
    ink.box[1] >= box[3] - side / 2 &&
    ink.box[1] - box[3] <= NEXT_LINE * side &&
    ink.box[0] <= box[2] &&
    ink.box[2] >= box[0];
  return inks.some(isBelow) || isBeside(box, inks, IN_LINE);
}

function within(inner: Box, outer: Box, reach: number): boolean {
  return (
    inner[0] >= outer[0] - reach &&
    inner[1] >= outer[1] - reach &&
    inner[2] <= outer[2] + reach &&
    inner[3] <= outer[3] + reach
  );
}

function area([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0);
}
