/** Where things stand on a prepared page: its rules, the cells between them, and the ink of each. */
import { cellsFromRulings, type GridCell, pixelSettings } from '../grid/rulings.js';
import { type Component, type Components, findComponents } from './components.js';
import { mendCrossingStrokes } from './crossing-strokes.js';
import { inkBelow } from './paper.js';
import type { Page } from './prepare.js';
import type { Grey, Ink } from './raster.js';
import { eraseRules } from './rules/erase-rules.js';
import { findRules } from './rules/find-rules.js';
import { asRulings, type PageRules, type Rule } from './rules/rule.js';
import { isRuleRest } from './rules/rule-rests.js';
import { withSharedSides } from './rules/shared-sides.js';
import { standsOut } from './rules/stands-out.js';
import type { MarkInk } from './squares.js';
import { isSpeck } from './text-lines.js';
import { componentsByRow } from './tied-rows.js';

export interface LaidOutCell {
  readonly cell: GridCell;
  readonly components: readonly Component[];
}

export interface Layout {
  readonly page: Page;
  /** The unstamped page without its rules: what is read. */
  readonly clean: Grey;
  /** The same with the sides that boxes share with rules; the same object where there are none. */
  readonly boxed: Grey;
  /** The ink of `clean`. */
  readonly ink: Ink;
  /** The same twice more, for marks. */
  readonly markInk: MarkInk;
  readonly components: Components;
  readonly rules: PageRules;
  readonly cells: readonly LaidOutCell[];
  /** Ink outside all tables. */
  readonly outside: readonly Component[];
}

/** Height of a character in points of the usual form (10.5 to 12 pt): what the cell builder's tolerances assume. */
const POINTS_PER_CHARACTER = 10.5;

/** Rules this long, in character heights, are no part of a stamp: the flat arc of a seal's ring has 4. */
const LONG_RULE = 9;

/** Ink larger than this in character heights is a picture, a scanner's black edge or a seal's rest. */
const LARGEST_COMPONENT = 7;

/** Finds the parts of a page; `plane` is the version of it that is to be read. */
export function layOut(page: Page, plane: Grey = page.unstamped): Layout {
  const { glyph, thresholds } = page;
  const clean = { ...plane, data: Uint8Array.from(plane.data) };
  const ink = inkBelow(clean, thresholds.text);
  const found = rulesOn(plane, page);
  const rules = page.stamps.length === 0 ? found : withRulesUnderStamps(found, page);
  const settings = pixelSettings(glyph / POINTS_PER_CHARACTER);
  const grid = cellsFromRulings(asRulings(rules), settings);
  eraseRules(clean, ink, rules, glyph);
  const cut = componentsByRow(clean, ink, rules, glyph);
  const mended = mendCrossingStrokes(clean, ink, cut, rules, glyph);
  const components = mended.length > 0 ? findComponents(ink) : cut;
  const crossing = new Set(mended.map((pixel) => components.labels[pixel]));
  const outline = inkBelow(clean, thresholds.faint);
  const boxed = withSharedSides(clean, outline, rules, glyph);
  const markInk = {
    outline: boxed === clean ? outline : inkBelow(boxed, thresholds.faint),
    dense: inkBelow(clean, thresholds.dense),
  };
  const pieces = components.list.filter(
    (component) =>
      !isSpeck(component, glyph) &&
      !isRuleRest(component, rules, glyph) &&
      component.y1 - component.y0 <= LARGEST_COMPONENT * glyph &&
      component.x1 - component.x0 <= 2 * LARGEST_COMPONENT * glyph,
  );
  return {
    page,
    clean,
    boxed,
    ink,
    markInk,
    components,
    rules,
    ...assign(grid, pieces, crossing),
  };
}

/** What is found in ink as faint as that of rules, but for the grain of shaded cells. */
function rulesOn(plane: Grey, { thresholds, glyph }: Page): PageRules {
  const { horizontal, vertical } = findRules(inkBelow(plane, thresholds.rule), glyph);
  return {
    horizontal: horizontal.filter(standsOut(plane, 'horizontal', thresholds.rule)),
    vertical: vertical.filter(standsOut(plane, 'vertical', thresholds.rule)),
  };
}

/** Lifting a stamp breaks faint rules at its edges; long ones are still whole on the page with its stamp. */
function withRulesUnderStamps(found: PageRules, page: Page): PageRules {
  const stamped = rulesOn(page.plain, page);
  const isLong = ({ from, to }: Rule) => to - from >= LONG_RULE * page.glyph;
  return {
    horizontal: [...found.horizontal, ...stamped.horizontal.filter(isLong)],
    vertical: [...found.vertical, ...stamped.vertical.filter(isLong)],
  };
}

/** Gives each piece of ink to the cell in which its middle lies, a stroke that crosses a rule to the one where it ends. */
function assign(
  grid: readonly GridCell[],
  pieces: readonly Component[],
  crossing: ReadonlySet<number | undefined>,
) {
  const cells = grid.map((cell) => ({ cell, components: [] as Component[] }));
  const outside: Component[] = [];
  for (const piece of pieces) {
    const x = crossing.has(piece.label) ? piece.x1 - 1 : (piece.x0 + piece.x1) / 2;
    const y = (piece.y0 + piece.y1) / 2;
    const home = cells.find(({ cell: { box } }) => x >= box[0] && x < box[2] && y >= box[1] && y < box[3]);
    if (home === undefined) outside.push(piece);
    else home.components.push(piece);
  }
  return { cells, outside };
}
