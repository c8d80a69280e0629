/** The lines of one direction: long thin runs, which may be broken, doubled, faint, and crossed by strokes. */
import type { Ink } from '../raster.js';
import { type Rule, STRAY } from './rule.js';
import { joinRows, longRuns, type Run, thinInk } from './thin-runs.js';
import { standsFree } from './touched.js';

/** Thickest rule and shortest run, in character heights: heavy frames have 0.2, a stroke of a glyph is under 1. */
const THICKEST = 0.34;
/** The two lines of a double rule run into one band at 120 dpi; only what is long is taken for one. */
const THICKEST_BAND = 0.52;
/** Length from which it is, in character heights, and the share of it that a rule found there must cover. */
const BAND_LENGTH = 5;
const COVERED = 0.7;
const SHORTEST_RUN = 0.9;
/** Breaks bridged within one row of pixels, and between pieces in line, in character heights. */
export const RUN_GAP = 0.1;
const PIECE_GAP = 0.9;
const ANCHORED_LENGTH = 1.05;
/** A piece at least this long, in character heights, shows where its line goes on under characters that touch it. */
const LEADING_LENGTH = 2;

/** Horizontal rules of `ink`; `across` is the same transposed. For vertical rules they change places. */
export function longRules(ink: Ink, across: Ink, glyph: number): Rule[] {
  const thin = thinInk(across, Math.max(2, Math.round(THICKEST * glyph)));
  const runs = longRuns(thin, ink, Math.max(2, Math.round(RUN_GAP * glyph)), SHORTEST_RUN * glyph);
  const pieces = joinRows(runs, THICKEST * glyph, glyph)
    .flatMap((rule) => (standsFree(rule, ink, glyph) ? rule : freeCore(rule, runs, ink, glyph)))
    .map((piece) => followed(piece, ink, glyph));
  const rules = joinInLine([...pieces, ...bands(ink, across, pieces, glyph)], glyph);
  return rules.filter(({ from, to }) => to - from >= ANCHORED_LENGTH * glyph);
}

/** The line without strokes of characters in line with it, which in tight rows stand close before its end. */
function freeCore(rule: Rule, runs: readonly Run[], ink: Ink, glyph: number): Rule[] {
  if (rule.to - rule.from < LEADING_LENGTH * glyph) return [];
  const own = runs.filter(
    ({ row, from, to }) =>
      Math.abs(row + 0.5 - rule.at) <= rule.thickness && from >= rule.from && to <= rule.to,
  );
  const longest = Math.max(0, ...own.map(({ from, to }) => to - from));
  if (longest < LEADING_LENGTH * glyph) return [];
  const core = own.filter(({ from, to }) => to - from >= COVERED * longest);
  return joinRows(core, THICKEST * glyph, glyph).filter((line) => standsFree(line, ink, glyph));
}

/** Long rules too thick to be told by their thickness, where no other was found. */
function bands(ink: Ink, across: Ink, found: readonly Rule[], glyph: number): Rule[] {
  const most = Math.round(THICKEST_BAND * glyph);
  const gap = Math.max(2, Math.round(RUN_GAP * glyph));
  const runs = longRuns(thinInk(across, most), ink, gap, BAND_LENGTH * glyph);
  return joinRows(runs, most, glyph).filter(
    (band) =>
      band.thickness > THICKEST * glyph &&
      !found.some(
        ({ at, from, to }) =>
          Math.abs(at - band.at) <= band.thickness &&
          Math.min(to, band.to) - Math.max(from, band.from) >= COVERED * (band.to - band.from),
      ),
  );
}

/** Bridges the breaks of a worn line. */
function joinInLine(pieces: readonly Rule[], glyph: number): Rule[] {
  const joined: Rule[] = [];
  for (const piece of [...pieces].sort((a, b) => a.from - b.from)) {
    const i = joined.findIndex(
      (rule) =>
        Math.abs(rule.at - piece.at) <= 0.12 * glyph &&
        piece.from - rule.to <= PIECE_GAP * glyph &&
        piece.to > rule.to,
    );
    const before = joined[i];
    if (before === undefined) {
      joined.push(piece);
      continue;
    }
    const [a, b] = [before.to - before.from, piece.to - piece.from];
    joined[i] = {
      at: (before.at * a + piece.at * b) / (a + b),
      from: before.from,
      to: piece.to,
      thickness: Math.max(before.thickness, piece.thickness),
    };
  }
  return joined;
}

/**
 * A piece with what lies in line with it: in tight rows characters stand on the line, and what is drawn under
 * them is no thin ink. The line itself has no gaps there, as strokes of characters in a row have.
 */
function followed(piece: Rule, { width, height, data }: Ink, glyph: number): Rule {
  if (piece.to - piece.from < LEADING_LENGTH * glyph) return piece;
  const gap = Math.max(2, Math.round(RUN_GAP * glyph));
  const rows = [0, -STRAY, STRAY].map((stray) => Math.floor(piece.at) + stray);
  const isInk = (x: number) => rows.some((y) => y >= 0 && y < height && data[y * width + x] === 1);
  const end = (from: number, step: 1 | -1) => {
    let last = from;
    for (let x = from + step; x >= 0 && x < width && Math.abs(x - last) <= gap; x += step) {
      if (isInk(x)) last = x;
    }
    return last;
  };
  return { ...piece, from: end(piece.from, -1), to: end(piece.to - 1, 1) + 1 };
}
