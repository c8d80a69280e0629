/**
 * Lines of text from connected ink. The height that characters usually have on the page decides what is a
 * line: the bar of a 5 or the dots of 六 are no lines of their own, and no two lines ever share a pixel row
 * of what is cut out for the recogniser (a lone 5 cut in two was once read as 55).
 */
import { addAll } from '../../add-all.js';
import type { Component } from './components.js';
import { boundsOf, median, quantile, type Rect, rectHeight, rectWidth } from './raster.js';

export interface TextLine {
  /** Bounds of the ink. */
  readonly rect: Rect;
  /** From left to right. */
  readonly components: readonly Component[];
}

/** Heights of ink, in character heights, that can be a character: from a small digit to a bracket. */
const CHARACTER_HEIGHT = { least: 0.45, most: 1.35 } as const;
/** Share of the tallest character's height from which another shows the rows of the line as well. */
const TALL = 0.8;
/** Height, in character heights, within which two lines do not fit. */
const ONE_LINE = 1.12;
/** Ink smaller than this in both directions is dirt where no character stands near; a full stop has 0.1. */
const DIRT = 0.11;
/** How far above or below its line, in line heights, an accent, a comma or a dash may lie. */
const REACH = 0.35;

/** Pixels of ink in one component that are surely noise, as a share of the character's square. */
const SPECK_AREA = 0.006;

/** Height of a full Chinese character on the page, from the sizes of its components; 0 for a blank page. */
export function characterHeight(components: readonly Component[]): number {
  const likely = components.filter((component) => {
    const [width, height] = [rectWidth(component), rectHeight(component)];
    return height >= 7 && height <= 160 && width <= 3 * height && component.area >= 0.08 * width * height;
  });
  if (likely.length === 0) return 0;
  const usual = median(likely.map(rectHeight));
  const whole = likely.filter((component) => {
    const [width, height] = [rectWidth(component), rectHeight(component)];
    return height >= 0.6 * usual && height <= 2.2 * usual && width >= 0.5 * height && width <= 1.5 * height;
  });
  return quantile((whole.length >= 8 ? whole : likely).map(rectHeight), 0.85);
}

/** Whether a component is a grain of noise at this character height. */
export function isSpeck(component: Component, glyph: number): boolean {
  return component.area < Math.max(3, SPECK_AREA * glyph * glyph);
}

/** Splits the components of one cell, or of the page outside tables, into lines from the top. */
export function splitLines(
  components: readonly Component[],
  glyph: number,
  tallest: number = CHARACTER_HEIGHT.most,
): TextLine[] {
  const isCharacter = (component: Component) =>
    rectHeight(component) >= CHARACTER_HEIGHT.least * glyph && rectHeight(component) <= tallest * glyph;
  const lines = gatherCharacters(components.filter(isCharacter), glyph);
  const loose = attachParts(
    lines,
    components.filter((component) => !isCharacter(component)),
    glyph,
  );
  const own = gatherLoose(loose, glyph);
  return [...lines.map((line) => line.components), ...own]
    .map(asLine)
    .sort((a, b) => a.rect.y0 + a.rect.y1 - b.rect.y0 - b.rect.y1);
}

interface OpenLine {
  /** Rows of the line, from its tallest characters: halves and digits must not narrow it. */
  y0: number;
  y1: number;
  readonly components: Component[];
}

function gatherCharacters(characters: readonly Component[], glyph: number): OpenLine[] {
  const lines: OpenLine[] = [];
  // The tallest first: they show the full height of a line, to which digits and halves are then added.
  for (const character of [...characters].sort((a, b) => rectHeight(b) - rectHeight(a) || a.y0 - b.y0)) {
    const line = lines.find((open) => {
      const common = Math.min(open.y1, character.y1) - Math.max(open.y0, character.y0);
      return common >= 0.5 * Math.min(open.y1 - open.y0, rectHeight(character));
    });
    if (line === undefined) lines.push({ y0: character.y0, y1: character.y1, components: [character] });
    else {
      line.components.push(character);
      const tall = line.components.filter(
        (other) => rectHeight(other) >= TALL * rectHeight(line.components[0] ?? other),
      );
      line.y0 = median(tall.map(({ y0 }) => y0));
      line.y1 = median(tall.map(({ y1 }) => y1));
    }
  }
  return mergeOverlapping(lines, glyph);
}

/**
 * Two gatherings whose rows overlap by more than half are one line, begun twice at glyphs of odd height; so
 * are two that together are no higher than a character (the upper half of 个 beside a 1).
 */
function mergeOverlapping(lines: OpenLine[], glyph: number): OpenLine[] {
  const merged: OpenLine[] = [];
  for (const line of [...lines].sort((a, b) => b.components.length - a.components.length)) {
    const into = merged.find((other) => {
      const common = Math.min(other.y1, line.y1) - Math.max(other.y0, line.y0);
      const height = Math.max(other.y1, line.y1) - Math.min(other.y0, line.y0);
      return common > 0.5 * Math.min(other.y1 - other.y0, line.y1 - line.y0) || height <= ONE_LINE * glyph;
    });
    if (into === undefined) {
      merged.push(line);
      continue;
    }
    addAll(into.components, line.components);
    into.y0 = Math.min(into.y0, line.y0);
    into.y1 = Math.max(into.y1, line.y1);
  }
  return merged;
}

/** Gives each part of a character to the nearest line within reach; returns those that belong to none. */
function attachParts(lines: readonly OpenLine[], parts: readonly Component[], glyph: number): Component[] {
  return parts.filter((part) => {
    const centre = (part.y0 + part.y1) / 2;
    const reach = (line: OpenLine) => REACH * Math.max(glyph, line.y1 - line.y0);
    const distance = (line: OpenLine) => Math.max(line.y0 - centre, centre - line.y1, 0);
    const [nearest] = [...lines]
      .filter((line) => distance(line) <= reach(line) || overlapsRows(part, line))
      .sort((a, b) => distance(a) - distance(b) || a.y0 - b.y0);
    nearest?.components.push(part);
    return nearest === undefined;
  });
}

function overlapsRows(part: Component, line: OpenLine): boolean {
  const common = Math.min(part.y1, line.y1) - Math.max(part.y0, line.y0);
  return common >= 0.5 * (line.y1 - line.y0);
}

/** Parts with no character near: a lone dash, dots, a small digit in pieces. */
function gatherLoose(parts: readonly Component[], glyph: number): Component[][] {
  const groups: Component[][] = [];
  for (const part of [...parts].sort((a, b) => a.y0 + a.y1 - b.y0 - b.y1)) {
    const group = groups.at(-1);
    const bounds = group === undefined ? null : boundsOf([...group, part]);
    if (group !== undefined && bounds !== null && rectHeight(bounds) <= glyph) group.push(part);
    else groups.push([part]);
  }
  return groups.filter((group) => {
    const bounds = boundsOf(group);
    return Math.max(rectWidth(bounds), rectHeight(bounds)) > DIRT * glyph * 1.5;
  });
}

function asLine(components: readonly Component[]): TextLine {
  return {
    rect: boundsOf(components),
    components: [...components].sort((a, b) => a.x0 - b.x0 || a.y0 - b.y0),
  };
}

/** Cuts a line where it has gaps of at least `gap` pixels; the gaps come back as blanks in the text. */
export function splitAtGaps(line: TextLine, gap: number): TextLine[] {
  const parts: Component[][] = [];
  let end = -Infinity;
  for (const component of line.components) {
    const part = parts.at(-1);
    if (part === undefined || component.x0 - end >= gap) parts.push([component]);
    else part.push(component);
    end = Math.max(end, component.x1);
  }
  return parts.map(asLine);
}

/** Rows that may be cut out for each line: `margin` round its ink, never past the middle between two lines. */
export function cropRows(lines: readonly TextLine[], glyph: number, margin: number): Rect[] {
  return lines.map((line, i) => {
    const above = lines[i - 1]?.rect.y1 ?? -Infinity;
    const below = lines[i + 1]?.rect.y0 ?? Infinity;
    const { x0, x1 } = line.rect;
    // A dash or a dot is shown at the size it has beside characters, not blown up to their height.
    const missing = Math.max(0, 0.8 * glyph - rectHeight(line.rect)) / 2;
    const y0 = Math.max(line.rect.y0 - margin - missing, Math.min(line.rect.y0, (above + line.rect.y0) / 2));
    const y1 = Math.min(line.rect.y1 + margin + missing, Math.max(line.rect.y1, (below + line.rect.y1) / 2));
    return { x0: x0 - margin, y0: Math.floor(y0), x1: x1 + margin, y1: Math.ceil(y1) };
  });
}
