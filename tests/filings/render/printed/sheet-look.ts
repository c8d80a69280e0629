/**
 * How a filer's spreadsheet looks on paper where nobody drew borders: fonts, widths of columns, heights of rows,
 * what is wrapped and where texts stand in their cells. The kinds are those that go wrong in different ways.
 */
import type { PlacedCell, PrintedForm } from '../../layout/sheet.js';
import type { Variation } from '../../layout/variation.js';
import { type Random, random } from '../../random.js';
import { inkText } from '../ink.js';

/**
 * `default`: columns as wide as a new sheet has them; `narrow`: too narrow for many texts; `wrapped`, `centred`:
 * texts broken into lines; `far`: values far from their labels; `fixed`: rows too low for what is broken into lines;
 * `auto`: columns as wide as their texts.
 */
export const SHEET_KINDS = ['default', 'narrow', 'wrapped', 'centred', 'far', 'fixed', 'auto'] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];

export interface SheetLook {
  readonly font: string;
  /** Points. */
  readonly size: number;
  /** Of each column, in half-width characters. */
  readonly widths: readonly number[];
  readonly wrapsLabels: boolean;
  readonly wrapsValues: boolean;
  readonly horizontal: 'general' | 'left' | 'center';
  readonly vertical: 'top' | 'center' | 'bottom';
  /** Points of all rows alike; null for rows as high as their texts. */
  readonly rowHeight: number | null;
  /** Distance of lines in heights of characters, and room in a row besides, in points. */
  readonly lineHeight: number;
  readonly padding: number;
  /** Printed as wide as the page, or over several pages side by side. */
  readonly fitsWidth: boolean;
  readonly landscape: boolean;
  readonly mergesHeading: boolean;
  /** Figures are typed as text, which stands at the left. */
  readonly figuresAsText: boolean;
}

/** Chinese fonts that Debian packages; where one is not installed, another of them takes its place. */
export const FONTS = [
  'AR PL UMing CN',
  'Noto Serif CJK SC',
  'WenQuanYi Zen Hei',
  'AR PL UKai CN',
  'Noto Sans CJK SC',
] as const;

/** Width of a column in a new sheet. */
const NEW_WIDTH = 9;

/** Width in half-width characters of the widest line. */
export function widthOf(text: string): number {
  const widths = text
    .split('\n')
    .map((line) => [...line].reduce((sum, char) => sum + (char > '\u00ff' ? 2 : 1), 0));
  return Math.max(...widths);
}

export function drawSheetLook(kind: SheetKind, form: PrintedForm, variation: Variation): SheetLook {
  const chance = random(`sheet-look/${kind}/${variation.seed}`);
  const size = chance.pick([9, 10, 11, 12]);
  const look: SheetLook = {
    font: chance.pick(FONTS),
    size,
    widths: [],
    wrapsLabels: false,
    wrapsValues: false,
    horizontal: 'general',
    vertical: chance.pick(['center', 'bottom', 'top']),
    rowHeight: null,
    lineHeight: chance.pick([1.2, 1.3, 1.45]),
    padding: chance.pick([1, 3, 6, 10]),
    fitsWidth: true,
    landscape: chance.chance(0.15),
    mergesHeading: chance.chance(0.5),
    figuresAsText: chance.chance(0.4),
  };
  return { ...look, ...ofKind(kind, naturalWidths(form, variation), size, chance) };
}

/** What sets the kinds apart. `natural` are widths in which no text is broken. */
function ofKind(
  kind: SheetKind,
  natural: readonly number[],
  size: number,
  chance: Random,
): Partial<SheetLook> {
  const share = (least: number, low: number, high: number): number[] =>
    natural.map((width) => Math.max(least, Math.min(high, Math.round(width * (low + 0.4 * chance.next())))));
  switch (kind) {
    case 'default':
      return { widths: natural.map(() => NEW_WIDTH), fitsWidth: chance.chance(0.5) };
    case 'narrow':
      return { widths: share(7, 0.5, 26) };
    case 'wrapped':
      return { wrapsLabels: true, wrapsValues: chance.chance(0.7), widths: share(6, 0.4, 30) };
    case 'centred':
      return { wrapsLabels: true, wrapsValues: true, horizontal: 'center', widths: share(8, 0.4, 24) };
    case 'far':
      return {
        horizontal: chance.pick(['general', 'left', 'center']),
        widths: natural.map((width) => Math.min(60, width + chance.int(10, 26))),
      };
    case 'fixed':
      return {
        wrapsLabels: true,
        wrapsValues: chance.chance(0.5),
        rowHeight: size * chance.pick([1.4, 1.6, 2.2]),
        widths: share(8, 0.5, 24),
      };
    case 'auto':
      return {
        horizontal: chance.pick(['general', 'center', 'left']),
        widths: natural.map((width) => Math.min(70, width + 2)),
      };
  }
}

function naturalWidths({ table }: PrintedForm, variation: Variation): number[] {
  const widths = Array<number>(table.columns).fill(4);
  for (const cell of table.rows.flat()) {
    if (cell.columnSpan > 1) continue;
    widths[cell.column] = Math.max(widths[cell.column] ?? 0, widthOf(inkText(cell.ink, variation)));
  }
  return widths;
}

export function isLabel({ role }: PlacedCell): boolean {
  return role === 'label' || role === 'section' || role === 'heading';
}
