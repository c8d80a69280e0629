/**
 * Ruling lines in ink: long thin runs, which may be broken, doubled, faint, and crossed by strokes. What is
 * found is given as straight segments to the cell builder, and wiped off the page before text is read.
 */
import type { Rulings, Segment } from '../grid/segments.js';
import type { Grey, Ink, Rect } from './raster.js';

/** A drawn line with its own thickness. */
export interface Rule extends Segment {
  readonly thickness: number;
}

export interface PageRules {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
}

/** Thickest rule and shortest run, in character heights: heavy frames have 0.2, a stroke of a glyph is under 1. */
const THICKEST = 0.34;
/** The two lines of a double rule run into one band at 120 dpi; only what is long is taken for one. */
const THICKEST_BAND = 0.52;
/** Length from which it is, in character heights, and the share of it that a rule found there must cover. */
const BAND_LENGTH = 5;
const COVERED = 0.7;
const SHORTEST_RUN = 0.9;
/** Breaks bridged within one row of pixels, and between pieces in line, in character heights. */
const RUN_GAP = 0.1;
const PIECE_GAP = 0.9;
/** Rules at least this long stand on their own; shorter ones must end at others on both sides. */
const FREE_LENGTH = 3.2;
/**
 * Up to this length a line may be a chain of strokes of neighbouring characters (the bars of 市教育), so the ink
 * beside it is looked at, and it must end at another rule or be drawn without the gaps between characters.
 */
const CHAIN_LENGTH = 9;
/** Share of its length that is ink: lines to write on have all, bars of characters in thin print under 0.9. */
const DRAWN = 0.97;
const ANCHORED_LENGTH = 1.05;
/** Upright rules shorter than this could be the stem of a character in a tight row. */
const SURE_LENGTH = 1.7;
/** From this length on no stem reaches from one rule to the next: a row of its own, with its own columns. */
const ROW_LENGTH = 1.25;
/** How near to another rule an end must come to be anchored there, in character heights. */
const ANCHOR_REACH = 0.1;
/** Pixels from the edge of another rule within which the end of a short one must lie: stems stop before it. */
const TOUCHING = 1.5;
/** A piece at least this long, in character heights, shows where its line goes on under characters that touch it. */
const LEADING_LENGTH = 2;
/** Pixels by which a line may stray from its place where it is followed. */
const STRAY = 1;
/** Share of a short rule's length beside which there may be ink: strokes of characters have others joining them. */
const TOUCHED = 0.2;
/** Depth, in character heights, within which the other line of a double rule lies, and the share of its length. */
const SECOND_LINE = 0.3;
const PARALLEL = 0.85;

/** Finds the rules of a page on which characters are `glyph` pixels high. */
export function findRules(ink: Ink, glyph: number): PageRules {
  const across = transposed(ink);
  const isChain = (plane: Ink) => (rule: Rule) => drawnShare(rule, plane) < DRAWN;
  const horizontal = longRules(ink, glyph);
  const vertical = longRules(across, glyph);
  // Bars of characters must not hold their stems, so level lines are settled first.
  const level = anchored(horizontal, vertical, isChain(ink), glyph);
  // Stems one above the other in tight rows line up through the rules between them, but have strokes all along.
  const upright = vertical.filter(
    (rule) =>
      rule.to - rule.from >= CHAIN_LENGTH * glyph ||
      vertical.some((other) => other !== rule && isSecondLine(other, rule, glyph)) ||
      touchedShare(rule, across, glyph, level) <= TOUCHED,
  );
  return { horizontal: level, vertical: anchored(upright, level, isChain(across), glyph, ALIGNED) };
}

export function asRulings({ horizontal, vertical }: PageRules): Rulings {
  return { horizontal, vertical };
}

/** Wipes rules off both planes. Ink that crosses a rule stays, so that a tick over a border is not cut. */
export function eraseRules(page: Grey, ink: Ink, { horizontal, vertical }: PageRules): void {
  const { width, height } = ink;
  for (const rule of horizontal) {
    for (let x = Math.max(0, rule.from - 1); x < Math.min(width, rule.to + 1); x++) {
      eraseAcross(page, ink, x, width, rule, height);
    }
  }
  for (const rule of vertical) {
    for (let y = Math.max(0, rule.from - 1); y < Math.min(height, rule.to + 1); y++) {
      eraseAcross(page, ink, y * width, 1, rule, width);
    }
  }
}

/** Erases one slice of a rule: pixels `start + n * step` for n within its thickness. */
function eraseAcross(page: Grey, ink: Ink, start: number, step: number, rule: Rule, limit: number): void {
  const reach = rule.thickness / 2 + 0.5;
  let from = Math.max(0, Math.round(rule.at - reach));
  let to = Math.min(limit - 1, Math.round(rule.at + reach));
  // The line may lie a little off its mean place: follow it while there is ink, by no more than its thickness.
  const slack = Math.ceil(rule.thickness / 2) + 1;
  const isInk = (n: number) => ink.data[start + n * step] === 1;
  const before = Math.max(0, from - slack);
  const after = Math.min(limit - 1, to + slack);
  const crossed = isInk(before) && isInk(after) && isInk(from) && isInk(to);
  if (crossed) return;
  while (from > before && isInk(from) && isInk(from - 1) && !isInk(before)) from--;
  while (to < after && isInk(to) && isInk(to + 1) && !isInk(after)) to++;
  for (let n = from; n <= to; n++) {
    ink.data[start + n * step] = 0;
    page.data[start + n * step] = 255;
  }
}

interface Run {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Horizontal rules; for vertical ones the plane is transposed first. */
function longRules(ink: Ink, glyph: number): Rule[] {
  const thin = thinInk(ink, Math.max(2, Math.round(THICKEST * glyph)));
  const runs = longRuns(thin, ink, Math.max(2, Math.round(RUN_GAP * glyph)), SHORTEST_RUN * glyph);
  const alone = (rule: Rule) =>
    rule.to - rule.from >= CHAIN_LENGTH * glyph || touchedShare(rule, ink, glyph) <= TOUCHED;
  const pieces = joinRows(runs, THICKEST * glyph, glyph)
    .filter(alone)
    .map((piece) => followed(piece, ink, glyph));
  const rules = joinInLine([...pieces, ...bands(ink, pieces, glyph)], glyph);
  return rules.filter(({ from, to }) => to - from >= ANCHORED_LENGTH * glyph);
}

/** Long rules too thick to be told by their thickness, where no other was found. */
function bands(ink: Ink, found: readonly Rule[], glyph: number): Rule[] {
  const most = Math.round(THICKEST_BAND * glyph);
  const gap = Math.max(2, Math.round(RUN_GAP * glyph));
  const runs = longRuns(thinInk(ink, most), ink, gap, BAND_LENGTH * glyph);
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

/** Ink whose extent across the line is no more than `thickest`: shaded areas and pictures have no rules in them. */
function thinInk({ width, height, data }: Ink, thickest: number): Uint8Array {
  const thin = new Uint8Array(data.length);
  const depth = new Uint16Array(width);
  for (let y = 0; y <= height; y++) {
    // Past the last row everything is paper.
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const extent = depth[x] ?? 0;
      if (data[i] === 1) depth[x] = extent + 1;
      else if (extent > 0) {
        if (extent <= thickest) for (let v = y - extent; v < y; v++) thin[v * width + x] = 1;
        depth[x] = 0;
      }
    }
  }
  return thin;
}

/** Runs of thin ink, in which gaps up to `gap` are bridged, and longer ones where thick ink crosses the line. */
function longRuns(thin: Uint8Array, { width, height, data }: Ink, gap: number, shortest: number): Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < height; row++) {
    const base = row * width;
    const own = thin.subarray(base, base + width);
    let from = -1;
    let last = -1;
    let empty = 0;
    const close = () => {
      if (from >= 0 && last + 1 - from >= shortest) runs.push({ row, from, to: last + 1 });
      from = -1;
    };
    for (let x = 0; x < width; x++) {
      if (from < 0) {
        // Most of a page is paper, which the engine's own search passes many times faster.
        x = own.indexOf(1, x);
        if (x < 0) break;
      }
      if (thin[base + x] === 1) {
        if (from < 0) from = x;
        last = x;
        empty = 0;
      } else if (from >= 0) {
        // Under crossing ink the line goes on, but not through a whole character.
        empty += data[base + x] === 1 ? 0.5 : 1;
        if (empty > gap) close();
      }
    }
    close();
  }
  return runs;
}

/** Unites runs of neighbouring rows that overlap: one drawn line, thick or slightly slanting. */
function joinRows(runs: readonly Run[], thickest: number, glyph: number): Rule[] {
  const open: { rows: Run[]; lastRow: number; from: number; to: number }[] = [];
  const done: Run[][] = [];
  const reach = glyph * 0.5;
  for (const run of runs) {
    for (let i = open.length - 1; i >= 0; i--) {
      const line = open[i];
      if (line !== undefined && line.lastRow < run.row - 1) {
        done.push(line.rows);
        open.splice(i, 1);
      }
    }
    const touching = open.filter((line) => run.from <= line.to + reach && run.to >= line.from - reach);
    const [first, ...others] = touching;
    if (first === undefined) {
      open.push({ rows: [run], lastRow: run.row, from: run.from, to: run.to });
      continue;
    }
    for (const other of others) {
      first.rows.push(...other.rows);
      first.from = Math.min(first.from, other.from);
      first.to = Math.max(first.to, other.to);
      open.splice(open.indexOf(other), 1);
    }
    first.rows.push(run);
    first.lastRow = run.row;
    first.from = Math.min(first.from, run.from);
    first.to = Math.max(first.to, run.to);
  }
  return [...done, ...open.map(({ rows }) => rows)].map(asRule).filter((rule) => rule.thickness <= thickest);
}

function asRule(runs: readonly Run[]): Rule {
  let area = 0;
  let moment = 0;
  let [from, to] = [Infinity, -Infinity];
  for (const run of runs) {
    const length = run.to - run.from;
    area += length;
    moment += length * (run.row + 0.5);
    from = Math.min(from, run.from);
    to = Math.max(to, run.to);
  }
  return { at: moment / area, from, to, thickness: Math.max(1, area / (to - from)) };
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

/** Upright lines of less than a row must stand in line with others, level ones need not. */
const ALIGNED = true;

/** Drops what are strokes of characters: short, and not between two rules. */
function anchored(
  rules: readonly Rule[],
  others: readonly Rule[],
  isChain: (rule: Rule) => boolean,
  glyph: number,
  aligned = false,
): Rule[] {
  const reach = Math.max(3, ANCHOR_REACH * glyph);
  const length = ({ from, to }: Rule) => to - from;
  const anchors = others.filter((other) => length(other) >= FREE_LENGTH * glyph);
  return rules.filter((rule) => {
    if (length(rule) >= CHAIN_LENGTH * glyph) return true;
    const sure = length(rule) >= SURE_LENGTH * glyph;
    const meets = (end: number) =>
      anchors.some(
        (other) =>
          Math.abs(other.at - end) <= other.thickness / 2 + (sure ? reach : TOUCHING) &&
          rule.at >= other.from - reach &&
          rule.at <= other.to + reach,
      );
    if (length(rule) >= FREE_LENGTH * glyph) return meets(rule.from) || meets(rule.to) || !isChain(rule);
    const inLine = !aligned || length(rule) >= ROW_LENGTH * glyph || alignsWith(rule, rules, glyph);
    return inLine && meets(rule.from) && meets(rule.to);
  });
}

/** Share of a level rule's length with ink in its rows or the one beside them. */
function drawnShare({ at, from, to, thickness }: Rule, { width, height, data }: Ink): number {
  const top = Math.max(0, Math.floor(at - thickness / 2 - STRAY));
  const bottom = Math.min(height - 1, Math.ceil(at + thickness / 2 + STRAY));
  let drawn = 0;
  for (let x = from; x < to; x++) {
    let y = top;
    while (y <= bottom && data[y * width + x] !== 1) y++;
    if (y <= bottom) drawn++;
  }
  return to <= from ? 0 : drawn / (to - from);
}

/** Whether a longer rule stands in the same place further up or down: columns are shared by rows, strokes are not. */
function alignsWith(rule: Rule, rules: readonly Rule[], glyph: number): boolean {
  return rules.some(
    (other) =>
      other !== rule &&
      other.to - other.from >= SURE_LENGTH * glyph &&
      Math.abs(other.at - rule.at) <= 0.15 * glyph,
  );
}

/**
 * Share of a level rule's length, its ends and the rules that cross it left out, with ink that joins it from above
 * or below. Where the rules that cross are not known yet, what runs along it may be the other line of a double rule.
 */
function touchedShare(
  rule: Rule,
  { width, height, data }: Ink,
  glyph: number,
  crossing?: readonly Rule[],
): number {
  const reach = rule.thickness / 2;
  const deep = Math.max(3, Math.round(SECOND_LINE * glyph));
  const [from, to] = [rule.from + 3, rule.to - 3];
  /** For each place along the rule, rows of ink that join it on one side, and whether any ink is near there. */
  const beside = (edge: number, step: 1 | -1) => {
    const joined: number[] = [];
    let near = 0;
    for (let x = from; x < to; x++) {
      let [rows, any, open] = [0, false, true];
      for (let n = 0, y = edge; n < deep && y >= 0 && y < height; n++, y += step) {
        const ink = data[y * width + x] === 1;
        any ||= ink;
        open &&= ink;
        if (open) rows++;
      }
      joined.push(rows);
      if (any) near++;
    }
    // The other line of a double rule runs all along; where print has run together it touches, but goes no deeper.
    return { joined, least: crossing === undefined && near >= PARALLEL * (to - from) ? deep : 2 };
  };
  const above = beside(Math.round(rule.at - reach - 1), -1);
  const below = beside(Math.round(rule.at + reach), 1);
  const crossed = crossingPlaces(rule, crossing ?? [], from, to);
  const free = above.joined.map((rows, n) => ({ rows, n })).filter(({ n }) => crossed[n] !== 1);
  const touched = free.filter(({ rows, n }) => rows >= above.least || (below.joined[n] ?? 0) >= below.least);
  return free.length === 0 ? 0 : touched.length / free.length;
}

/** Whether `other` is the second line of a double rule. */
function isSecondLine(other: Rule, rule: Rule, glyph: number): boolean {
  const common = Math.min(other.to, rule.to) - Math.max(other.from, rule.from);
  return Math.abs(other.at - rule.at) <= SECOND_LINE * glyph && common >= PARALLEL * (rule.to - rule.from);
}

/** 1 for each place along `rule` at which one of the rules across it runs. */
function crossingPlaces(rule: Rule, crossing: readonly Rule[], from: number, to: number): Uint8Array {
  const places = new Uint8Array(Math.max(0, to - from));
  for (const other of crossing) {
    if (other.from > rule.at + 2 * STRAY || other.to < rule.at - 2 * STRAY) continue;
    const reach = other.thickness / 2 + 2 * STRAY;
    places.fill(
      1,
      Math.max(0, Math.floor(other.at - reach) - from),
      Math.max(0, Math.ceil(other.at + reach) - from),
    );
  }
  return places;
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

/** The rectangle that a horizontal or vertical rule covers. */
export function ruleRect(rule: Rule, direction: 'horizontal' | 'vertical'): Rect {
  const [low, high] = [rule.at - rule.thickness / 2, rule.at + rule.thickness / 2];
  return direction === 'horizontal'
    ? { x0: rule.from, y0: low, x1: rule.to, y1: high }
    : { x0: low, y0: rule.from, x1: high, y1: rule.to };
}
