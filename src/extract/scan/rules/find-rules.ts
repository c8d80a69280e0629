/**
 * Ruling lines in ink. What is found is given as straight segments to the cell builder, and wiped off the page
 * before text is read.
 */
import type { Ink } from '../raster.js';
import { anchored, isChain, UPRIGHT } from './anchored.js';
import { cutAtCrossings } from './cut-at-crossings.js';
import { longRules } from './long-rules.js';
import type { PageRules } from './rule.js';
import { isSecondLine, standsFree } from './touched.js';

/** Finds the rules of a page on which characters are `glyph` pixels high. */
export function findRules(ink: Ink, glyph: number): PageRules {
  const across = transposed(ink);
  const horizontal = longRules(ink, across, glyph);
  const vertical = longRules(across, ink, glyph);
  // Bars of characters must not hold their stems, so level lines are settled first.
  const level = anchored(horizontal, vertical, isChain(ink), glyph);
  // Stems one above the other in tight rows line up through the rules between them, but have strokes all along.
  const pieces = cutAtCrossings(vertical, level, across, glyph);
  const upright = pieces.filter(
    (rule) =>
      pieces.some((other) => other !== rule && isSecondLine(other, rule, glyph)) ||
      standsFree(rule, across, glyph, level),
  );
  return { horizontal: level, vertical: anchored(upright, level, isChain(across), glyph, UPRIGHT) };
}

function transposed({ width, height, data }: Ink): Ink {
  const turned = new Uint8Array(data.length);
  for (let i = data.indexOf(1); i >= 0; ) {
    const y = Math.floor(i / width);
    const end = (y + 1) * width;
    for (let to = (i - y * width) * height + y; i < end && data[i] === 1; i++, to += height) turned[to] = 1;
    i = data.indexOf(1, i);
  }
  return { width: height, height: width, data: turned };
}
