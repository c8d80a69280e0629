/**
 * One worksheet part, read as a stream: a sheet may have a million styled empty rows, of which nothing is kept.
 */
import { LimitExceeded } from '../../errors.js';
import type { Limits } from '../../limits.js';
import type { Piece } from '../../model/document.js';
import { splitMarks } from '../marks/glyph.js';
import { scanXml, type XmlAttributes } from '../ooxml/scan-xml.js';
import { element, type XmlElement } from '../ooxml/xml-tree.js';
import { numberText } from './number-text.js';
import { richText } from './rich-text.js';
import type { SheetCell, SheetRange } from './sheet-model.js';
import { type CellStyle, PLAIN_STYLE } from './xlsx-styles.js';

export interface SheetContext {
  readonly strings: readonly XmlElement[];
  readonly styles: readonly CellStyle[];
  readonly date1904: boolean;
  readonly limits: Limits;
}

export interface SheetContent {
  readonly cells: readonly SheetCell[];
  readonly merges: readonly SheetRange[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  /** Formulas whose result the file does not hold: programs other than Excel leave it out. */
  readonly formulasWithoutValue: number;
}

const MOST_COLUMNS = 16_384;
/** A form has under 300 merged cells. */
const MOST_MERGES = 5_000;
const MOST_ROWS = 1_048_576;
/** Bordered empty cells that are kept: they tell a blank value from a missing one. */
const MOST_BORDERED_PER_ROW = 64;

/** The cell that is being read. */
interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: CellStyle;
  value: string | null;
  formula: boolean;
  inline: XmlElement[];
}

export function readSheetXml(xml: string, part: string, context: SheetContext): SheetContent {
  const reader = new SheetReader(context);
  scanXml(xml, part, context.limits.xmlDepth, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
  });
  return reader;
}

class SheetReader implements SheetContent {
  readonly cells: SheetCell[] = [];
  readonly merges: SheetRange[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  formulasWithoutValue = 0;

  readonly #context: SheetContext;
  #row = -1;
  #column = -1;
  #bordered = 0;
  #filled = 0;
  #cell: OpenCell | null = null;
  /** Elements open inside a cell's value or inline string. */
  #path: { name: string; attributes: XmlAttributes; children: (XmlElement | string)[] }[] = [];

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (this.#cell !== null) {
      this.#openInCell(this.#cell, name, attributes);
    } else if (name === 's:row') {
      this.#openRow(attributes);
    } else if (name === 's:c') {
      this.#openCell(attributes);
    } else if (name === 's:mergeCell') {
      const range = parseRange(attributes.get('ref') ?? '');
      if (range !== null && this.merges.length < MOST_MERGES) this.merges.push(range);
    } else if (name === 's:col' && isTrue(attributes.get('hidden'))) {
      const last = Math.min(Number(attributes.get('max')), MOST_COLUMNS);
      for (let column = Number(attributes.get('min')); column <= last; column++)
        this.hiddenColumns.add(column - 1);
    }
  }

  text(text: string): void {
    this.#path.at(-1)?.children.push(text);
  }

  close(name: string): void {
    const cell = this.#cell;
    if (cell === null) return;
    const closed = this.#path.pop();
    if (closed === undefined) {
      if (name === 's:c') this.#closeCell(cell);
    } else if (this.#path.length > 0) {
      this.#path.at(-1)?.children.push(closed);
    } else if (name === 's:v') {
      cell.value = closed.children.join('');
    } else if (name === 's:is') {
      cell.inline.push(closed);
    }
  }

  #openRow(attributes: XmlAttributes): void {
    const number = Number(attributes.get('r') ?? this.#row + 2);
    this.#row = Number.isInteger(number) && number >= 1 && number <= MOST_ROWS ? number - 1 : this.#row + 1;
    this.#column = -1;
    this.#bordered = 0;
    if (isTrue(attributes.get('hidden'))) this.hiddenRows.add(this.#row);
  }

  #openCell(attributes: XmlAttributes): void {
    const place = parseAddress(attributes.get('r') ?? '') ?? { row: this.#row, column: this.#column + 1 };
    this.#column = place.column;
    const style = this.#context.styles[Number(attributes.get('s') ?? 0)] ?? PLAIN_STYLE;
    const type = attributes.get('t') ?? 'n';
    this.#cell = { ...place, type, style, value: null, formula: false, inline: [] };
  }

  #openInCell(cell: OpenCell, name: string, attributes: XmlAttributes): void {
    if (name === 's:f') cell.formula = true;
    this.#path.push({ ...element(name), attributes });
  }

  #closeCell(cell: OpenCell): void {
    this.#cell = null;
    if (cell.formula && cell.value === null) this.formulasWithoutValue += 1;
    const content = cellContent(cell, this.#context);
    if (content.length > 0) {
      this.#filled += 1;
      if (this.#filled > this.#context.limits.cells) throw tooManyCells(this.#context.limits);
    } else {
      this.#bordered += 1;
      if (!cell.style.bordered || this.#bordered > MOST_BORDERED_PER_ROW) return;
      // Empty rows without end: of these, only as many are kept as a form could have.
      if (this.cells.length > this.#filled + this.#context.limits.cells) return;
    }
    this.cells.push({ row: cell.row, column: cell.column, content });
  }
}

function tooManyCells(limits: Limits): LimitExceeded {
  return new LimitExceeded(
    'cells',
    `A sheet has more than ${limits.cells} filled cells: keep the form's sheet only and import the file again.`,
  );
}

function cellContent(cell: OpenCell, context: SheetContext): readonly Piece[] {
  if (cell.type === 'b' && cell.style.checkBox) {
    const checked = cell.value?.trim() === '1';
    return [
      {
        kind: 'mark',
        state: checked ? 'checked' : 'unchecked',
        glyph: `check box ${cell.value ?? ''}`,
        score: null,
      },
    ];
  }
  const text = cellText(cell, context);
  return text.trim() === '' ? [] : splitMarks(text);
}

/** Types of ECMA-376 part 1, 18.18.11. */
function cellText(cell: OpenCell, context: SheetContext): string {
  const font = cell.style.symbolFont;
  if (cell.type === 'inlineStr') return cell.inline.map((item) => richText(item, font)).join('');
  const value = cell.value ?? '';
  switch (cell.type) {
    case 's': {
      const item = context.strings[Number(value)];
      return item === undefined || value === '' ? '' : richText(item, font);
    }
    case 'b':
      return value.trim() === '1' ? 'TRUE' : 'FALSE';
    case 'str':
      return richText(element('s:si', {}, [element('s:t', {}, [value])]), font);
    case 'e':
      return value;
    case 'd':
      return value.replace(/T00:00:00(\.0+)?Z?$/, '');
    default:
      return value.trim() === '' || !Number.isFinite(Number(value))
        ? value
        : numberText(Number(value), cell.style.format, context.date1904);
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function parseRange(reference: string): SheetRange | null {
  const [first = '', last = first] = reference.split(':');
  const from = parseAddress(first);
  const to = parseAddress(last);
  if (from === null || to === null) return null;
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}

function parseAddress(address: string): { readonly row: number; readonly column: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(address) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const row = Number(digits) - 1;
  return column < MOST_COLUMNS && row >= 0 && row < MOST_ROWS ? { row, column } : null;
}
