/** Walks a parsed page once and collects its runs of text and its tables in reading order. */

import { addAll } from '../../add-all.js';
import type { Limits } from '../../limits.js';
import type { SpannedRow } from '../grid/spans.js';
import { controlPieces } from './controls.js';
import type { PageElement, PageVisitor } from './dom.js';
import { attribute, isBlock, isShown, keepsWhiteSpace, symbolFontOf } from './elements.js';
import { RunText } from './run-text.js';
import { type CellItems, draftTable, type Item } from './table-draft.js';
import { WordFields } from './word-fields.js';

/** Text that is collected for the page, a cell or a caption. */
interface Flow {
  readonly kind: 'flow';
  readonly items: Item[];
  readonly text: RunText;
}

interface OpenTable {
  readonly kind: 'table';
  readonly rows: { group: number; footer: boolean; cells: SpannedRow<CellItems>['cells'][number][] }[];
  readonly captions: Item[];
  group: number;
  inFooter: boolean;
}

const ROW_GROUPS = new Set(['thead', 'tbody', 'tfoot']);

export class PageReader implements PageVisitor {
  private readonly page: Flow = newFlow();
  private readonly open: (Flow | OpenTable)[] = [this.page];
  /** Symbol font and white-space mode of the elements that set one, innermost last. */
  private readonly fonts: { element: PageElement; font: string }[] = [];
  private preservedDepth = 0;
  private readonly fields = new WordFields();

  constructor(private readonly limits: Pick<Limits, 'cells'>) {}

  /** What the page holds, once it was walked. */
  items(): readonly Item[] {
    endRun(this.page);
    return this.page.items;
  }

  enter(element: PageElement): boolean {
    if (!isShown(element)) return false;
    const pieces = controlPieces(element);
    if (pieces !== null) {
      for (const piece of pieces) this.flow().text.piece(piece);
      return false;
    }
    if (element.name === 'br') this.flow().text.lineBreak();
    if (this.enterTablePart(element)) return true;
    if (isBlock(element)) endRun(this.flow());
    const font = symbolFontOf(element);
    if (font !== null) this.fonts.push({ element, font });
    if (keepsWhiteSpace(element)) this.preservedDepth += 1;
    return true;
  }

  leave(element: PageElement): void {
    if (this.leaveTablePart(element)) return;
    if (isBlock(element)) endRun(this.flow());
    if (this.fonts.at(-1)?.element === element) this.fonts.pop();
    if (keepsWhiteSpace(element)) this.preservedDepth -= 1;
  }

  text(text: string): void {
    this.flow().text.add(text, this.preservedDepth > 0, this.fonts.at(-1)?.font ?? '');
  }

  comment(comment: string): void {
    const shown = this.fields.read(comment);
    if (shown !== '') this.flow().text.add(shown, false, '');
  }

  private flow(): Flow {
    // Text that stands in a table but in no cell belongs to what is around the table.
    for (let at = this.open.length - 1; at >= 0; at -= 1) {
      const context = this.open[at];
      if (context?.kind === 'flow') return context;
    }
    return this.page;
  }

  private enterTablePart(element: PageElement): boolean {
    const top = this.open.at(-1);
    if (element.name === 'table') {
      endRun(this.flow());
      this.open.push({ kind: 'table', rows: [], captions: [], group: 0, inFooter: false });
      return true;
    }
    if (top?.kind !== 'table') return false;
    if (ROW_GROUPS.has(element.name)) {
      top.group += 1;
      top.inFooter = element.name === 'tfoot';
    } else if (element.name === 'tr') {
      top.rows.push({ group: top.group, footer: top.inFooter, cells: [] });
    } else if (isCell(element) || element.name === 'caption') this.open.push(newFlow());
    else return false;
    return true;
  }

  private leaveTablePart(element: PageElement): boolean {
    const top = this.open.at(-1);
    if (element.name === 'table' && top?.kind === 'table') {
      this.open.pop();
      this.closeTable(top);
      return true;
    }
    if (top?.kind === 'flow' && (isCell(element) || element.name === 'caption') && this.open.length > 1) {
      this.closeCell(element, top);
      return true;
    }
    if (top?.kind !== 'table') return false;
    if (ROW_GROUPS.has(element.name)) top.inFooter = false;
    else if (element.name === 'tr' && isMeasure(element, top.rows.at(-1))) top.rows.pop();
    return ROW_GROUPS.has(element.name) || element.name === 'tr';
  }

  private closeCell(element: PageElement, flow: Flow): void {
    endRun(flow);
    this.open.pop();
    const table = this.open.at(-1);
    if (table?.kind !== 'table') return;
    if (element.name === 'caption') {
      addAll(table.captions, flow.items);
      return;
    }
    const rowSpan = spanOf(attribute(element, 'rowspan'));
    const columnSpan = Math.max(1, spanOf(attribute(element, 'colspan')));
    const value = { items: flow.items };
    const cells = table.rows.at(-1)?.cells;
    if (columnSpan <= MOST_RUN_TOGETHER && isRunTogether(element)) {
      cells?.push({ rowSpan, columnSpan: 1, value });
      for (let more = 1; more < columnSpan; more += 1)
        cells?.push({ rowSpan, columnSpan: 1, value: { items: [] } });
    } else cells?.push({ rowSpan, columnSpan, value });
  }

  private closeTable(table: OpenTable): void {
    // A footer may stand before the body in the source; it is shown after it.
    const rows = [...table.rows.filter((row) => !row.footer), ...table.rows.filter((row) => row.footer)];
    const captions = table.captions.flatMap((item) => (item.kind === 'run' ? [item.run] : item.draft.lines));
    this.flow().items.push({ kind: 'table', draft: draftTable(rows, captions, this.limits) });
  }
}

function newFlow(): Flow {
  return { kind: 'flow', items: [], text: new RunText() };
}

function endRun(flow: Flow): void {
  const run = flow.text.take();
  if (run !== null) flow.items.push({ kind: 'run', run });
}

function isCell(element: PageElement): boolean {
  return element.name === 'td' || element.name === 'th';
}

/** Columns of a form have their own cells even where Excel wrote a blank row of them as one; forms have under ten. */
const MOST_RUN_TOGETHER = 50;

/** Excel's web pages write neighbouring empty cells, and a text with the empty cells that it runs over, as one. */
function isRunTogether(cell: PageElement): boolean {
  return /mso-ignore\s*:\s*colspan/i.test(attribute(cell, 'style') ?? '');
}

/** Word ends tables with merged cells by a row of height 0 that only measures the columns. */
function isMeasure(row: PageElement, read: OpenTable['rows'][number] | undefined): boolean {
  const height = attribute(row, 'height');
  return (
    height !== undefined &&
    /^0(?:px|pt)?$/.test(height.trim()) &&
    (read?.cells ?? []).every((cell) => cell.value.items.length === 0)
  );
}

/** A span attribute as browsers parse it: digits at the start; 1 for anything else. */
function spanOf(value: string | undefined): number {
  const digits = /^\s*\+?(\d{1,9})/.exec(value ?? '')?.[1];
  return digits === undefined ? 1 : Number(digits);
}
