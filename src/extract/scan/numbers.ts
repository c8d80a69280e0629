/**
 * What the ink says of a number that was read: how many figures there are, and whether a leading point is
 * really there. The recogniser's own scores do not tell when it reads one digit twice or makes up a sign.
 */
import type { AlternativeReading } from '../../model/document.js';
import type { Component } from './components.js';
import { rectHeight, rectWidth } from './raster.js';
import type { StripReading } from './recognise/strip-reader.js';

export interface TextReading {
  readonly text: string;
  readonly score: number;
  readonly alternatives: readonly AlternativeReading[];
}

/** A number as filed, with the letters that are read for digits and at most two characters of a unit behind. */
const NUMERIC =
  /^[\d.,:;·'’%％，．：\-—－/OoIl|]*[\dOoIl|][\d.,:;·'’%％，．：\-—－/OoIl|]*[个条次项件篇期天人万余]{0,2}$/u;
const LEADING_SIGN = /^[.:;·'’,，．：]+(?=\d)/u;

const SPACED_FIGURES = /^\d+(?: \d+)+(?: ?[%％])?$|^\d+ [%％]$/u;
/** Distance of figures of full width, at most, in character heights: characters of a brush face fill 0.75 of their square. */
const FULL_WIDTH = 1.4;
/** How much these distances may differ where blanks were read between some figures only. */
const EVEN = 1.3;

/** Height of a sign such as a point or a comma, at most, in character heights. */
const SIGN_HEIGHT = 0.42;
/** Widest single figure, in character heights; wider ink is two figures that touch. */
const FIGURE_WIDTH = 0.78;
/** Usual width of one figure, in character heights: what wide ink is divided by. */
const NARROW_FIGURE = 0.42;

/** Factors on the score where ink and reading disagree, and where there are more whole figures in ink than were read. */
const DISAGREEMENT = 0.6;
const FIGURE_LOST = 0.1;
/** Ink that is one figure at least, in character heights: halves of a broken one are narrower. */
const WHOLE_FIGURE = { height: 0.55, width: 0.3 } as const;

export function looksNumeric(text: string): boolean {
  return NUMERIC.test(text.replaceAll(/\s/gu, ''));
}

export interface WeighedReading extends TextReading {
  /** Whether a number has as many figures as its ink; true of what is no number. */
  readonly agrees: boolean;
}

/** Weighs a reading of a line against its ink; readings that are no numbers pass unchanged. */
export function weighNumber(
  reading: StripReading,
  components: readonly Component[],
  glyph: number,
): WeighedReading {
  const plain = { text: reading.text, score: scoreOfLine(reading), alternatives: [], agrees: true };
  if (!looksNumeric(reading.text)) return plain;
  const groups = inkGroups(components);
  const text = withoutSpacing(withoutMadeUpSign(reading.text, groups, glyph), groups, glyph);
  const alternatives: AlternativeReading[] = [];
  if (text !== reading.text) alternatives.push({ reader: 'pp-ocr', text: reading.text, score: plain.score });
  const { digits } = reading;
  if (digits.text !== '' && digits.text !== text && digits.text !== reading.text) {
    alternatives.push({ reader: 'pp-ocr digits', text: digits.text, score: digits.score });
  }
  const agrees = figuresAgree(text, groups, glyph);
  const factor = agrees ? 1 : lacksFigures(text, groups, glyph) ? FIGURE_LOST : DISAGREEMENT;
  return { text, score: plain.score * factor, alternatives, agrees };
}

/** Whether fewer characters were read than there are figures in ink, of which some may touch. */
function lacksFigures(text: string, groups: readonly InkGroup[], glyph: number): boolean {
  const { height: least, width: narrowest } = WHOLE_FIGURE;
  const read = [...text.replaceAll(/\s/gu, '')].length;
  const isFigure = ({ height, width }: InkGroup) => height >= least * glyph && width >= narrowest * glyph;
  return groups.filter(isFigure).length > read || leastFigures(text, groups, glyph) > read;
}

/** How many figures the ink is at least; 0 where signs and units, which may be wide, stand among them. */
function leastFigures(text: string, groups: readonly InkGroup[], glyph: number): number {
  if (!/^[\d.,]+$/u.test(text)) return 0;
  return groups.reduce((sum, { width }) => sum + Math.ceil(width / (FIGURE_WIDTH * glyph)), 0);
}

/** One wrong character makes a name wrong, and of the others it says nothing: rare ones are read as a look-alike. */
function scoreOfLine(reading: StripReading): number {
  const isName = /\p{Script=Han}/u.test(reading.text) && !looksNumeric(reading.text);
  return isName ? Math.round(1000 * reading.least) / 1000 : scoreOf(reading);
}

/** The mean, drawn towards the weakest character: one wrong digit makes a number wrong. */
export function scoreOf({ score, least }: { score: number; least: number }): number {
  return Math.round(1000 * Math.sqrt(Math.max(0, score * least))) / 1000;
}

interface InkGroup {
  readonly middle: number;
  readonly width: number;
  readonly height: number;
}

/** Ink parted by empty columns: one group a figure, unless figures touch. */
function inkGroups(components: readonly Component[]): InkGroup[] {
  const groups: { x0: number; x1: number; y0: number; y1: number }[] = [];
  for (const component of [...components].sort((a, b) => a.x0 - b.x0)) {
    const group = groups.at(-1);
    if (group === undefined || component.x0 >= group.x1) {
      groups.push({ x0: component.x0, x1: component.x1, y0: component.y0, y1: component.y1 });
      continue;
    }
    group.x1 = Math.max(group.x1, component.x1);
    group.y0 = Math.min(group.y0, component.y0);
    group.y1 = Math.max(group.y1, component.y1);
  }
  return groups.map((group) => ({
    middle: (group.x0 + group.x1) / 2,
    width: rectWidth(group),
    height: rectHeight(group),
  }));
}

/** Drops points before a number where no small ink stands before the first figure. */
function withoutMadeUpSign(text: string, groups: readonly InkGroup[], glyph: number): string {
  const [first] = groups;
  const signThere =
    first !== undefined && first.height <= SIGN_HEIGHT * glyph && first.width <= SIGN_HEIGHT * glyph;
  return signThere ? text : text.replace(LEADING_SIGN, '');
}

/** Figures of full width stand a character apart each, which is read as blanks between them. */
function withoutSpacing(text: string, groups: readonly InkGroup[], glyph: number): string {
  if (!SPACED_FIGURES.test(text)) return text;
  const apart = groups.slice(1).map(({ middle }, i) => middle - (groups[i]?.middle ?? 0));
  const closed = text.replaceAll(' ', '');
  const isEven = groups.length === closed.length && Math.max(...apart) <= EVEN * Math.min(...apart);
  const isSpaced = closed.length * 2 - 1 === text.length || isEven;
  return isSpaced && apart.every((distance) => distance <= FULL_WIDTH * glyph) ? closed : text;
}

/** Whether as many figures were read as there are groups of ink, allowing for figures that touch and for a unit. */
function figuresAgree(text: string, groups: readonly InkGroup[], glyph: number): boolean {
  const figures = [...text.replaceAll(/[\s\u4e00-\u9fff]/gu, '')].length;
  const unit = [...text.replaceAll(/[^\u4e00-\u9fff]/gu, '')].length;
  const most = groups.reduce(
    (sum, { width }) => sum + Math.max(1, Math.round(width / (NARROW_FIGURE * glyph))),
    0,
  );
  const visible = groups.filter(({ height, width }) => Math.max(height, width) > 0.12 * glyph).length;
  // A character of a unit is one to three groups (期, 个, 川).
  if (unit > 0) return figures + unit <= most && visible <= figures + 3 * unit;
  if (figures < leastFigures(text, groups, glyph)) return false;
  const touching = groups.some(({ width }) => width > FIGURE_WIDTH * glyph);
  return figures >= visible && figures <= (touching ? most : groups.length);
}
