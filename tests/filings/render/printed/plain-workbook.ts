/** A workbook of one sheet without borders, set for printing in a given look: what LibreOffice prints to PDF. */
import type { Ink, PlacedCell, PrintedForm } from '../../layout/sheet.js';
import type { Variation } from '../../layout/variation.js';
import { escapeXml } from '../docx.js';
import { inkText } from '../ink.js';
import { HEAD, MAIN, reference, workbookParts } from '../workbook-parts.js';
import { zip } from '../zip.js';
import { isLabel, type SheetLook, widthOf } from './sheet-look.js';

/** Indices into the style table below. */
const STYLES = { label: 0, value: 1, line: 2, title: 3, note: 4 } as const;

interface Entry {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly style: number;
  readonly text: string;
  readonly isNumber: boolean;
}

interface Page {
  readonly entries: readonly Entry[];
  /** Points of each row, from the first. */
  readonly heights: readonly number[];
}

export function writePlainWorkbook(form: PrintedForm, variation: Variation, look: SheetLook): Uint8Array {
  return zip([
    ...workbookParts(['Sheet1'], stylesXml(look)),
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(pageOf(form, variation, look), look) },
  ]);
}

/** Letter, title and heading, table, signatures and notes below each other. */
function pageOf(form: PrintedForm, variation: Variation, look: SheetLook): Page {
  const whole = form.table.columns;
  const line =
    (text: string, style: number, isMerged: boolean) =>
    (row: number): Entry => ({
      row,
      column: 0,
      rowSpan: 1,
      columnSpan: isMerged ? whole : 1,
      style,
      text,
      isNumber: false,
    });
  const inks = (lines: readonly (readonly Ink[])[]) => lines.map((ink) => inkText(ink, variation));
  const above = [
    ...form.before.map((text) => line(text, STYLES.line, look.mergesHeading)),
    ...form.title.map((text) => line(text, STYLES.title, true)),
    ...inks(form.heading).map((text) => line(text, STYLES.line, look.mergesHeading)),
  ].map((place, row) => place(row));
  const cells = form.table.rows.flat().map((cell) => entryOf(cell, above.length, variation, look));
  const end = above.length + form.table.rows.length + 1;
  const below = [
    ...inks(form.footing).map((text) => line(text, STYLES.line, false)),
    ...form.after.map((text) => line(text, STYLES.note, true)),
  ].map((place, index) => place(end + index));
  const entries = [...above, ...cells, ...below];
  const last = end + below.length;
  const heights = [...Array(last).keys()].map((row) =>
    heightOf(
      entries.filter((entry) => entry.row === row),
      look,
      row >= above.length && row < end - 1,
    ),
  );
  return { entries, heights };
}

/** Figures as a spreadsheet takes them that recognises them: codes and large numbers stay as they were typed. */
const FIGURE = /^(?:0|[1-9]\d{0,7})(?:\.\d+)?$/;

function entryOf(cell: PlacedCell, top: number, variation: Variation, look: SheetLook): Entry {
  const text = inkText(cell.ink, variation);
  return {
    row: top + cell.row,
    column: cell.column,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    style: isLabel(cell) ? STYLES.label : STYLES.value,
    text,
    isNumber: !look.figuresAsText && cell.role === 'value' && FIGURE.test(text),
  };
}

/** As high as its tallest text, by an estimate of where it is broken: rows of files keep heights of other programs. */
function heightOf(entries: readonly Entry[], look: SheetLook, isOfTable: boolean): number {
  if (isOfTable && look.rowHeight !== null) return look.rowHeight;
  const title = entries.some(({ style }) => style === STYLES.title) ? 2.2 : 1.5;
  if (!isOfTable) return look.size * title;
  const lines = entries.filter(({ rowSpan }) => rowSpan === 1).map((entry) => linesOf(entry, look));
  return Math.max(1, ...lines) * look.size * look.lineHeight + look.padding;
}

function linesOf({ text, style, column, columnSpan }: Entry, look: SheetLook): number {
  const wraps = style === STYLES.label ? look.wrapsLabels : look.wrapsValues;
  const room = look.widths.slice(column, column + columnSpan).reduce((sum, width) => sum + width, 0) - 1;
  // Widths of columns are told in characters of 11 points.
  const widthInPrint = (line: string) => (widthOf(line) * look.size) / 11;
  const lines = text.split('\n');
  return lines.reduce(
    (sum, line) => sum + (wraps ? Math.max(1, Math.ceil((1.08 * widthInPrint(line)) / room)) : 1),
    0,
  );
}

function cellXml({ row, column, style, text, isNumber }: Entry): string {
  const place = `r="${reference(row, column)}" s="${style}"`;
  if (text === '') return `<c ${place}/>`;
  if (isNumber) return `<c ${place}><v>${text}</v></c>`;
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

function sheetXml({ entries, heights }: Page, look: SheetLook): string {
  const rows = heights.map((height, row) => {
    const own = entries.filter((entry) => entry.row === row).sort((a, b) => a.column - b.column);
    return `<row r="${row + 1}" ht="${height.toFixed(2)}" customHeight="1">${own.map(cellXml).join('')}</row>`;
  });
  const columns = look.widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const merges = entries
    .filter(({ rowSpan, columnSpan }) => rowSpan * columnSpan > 1)
    .map(({ row, column, rowSpan, columnSpan }) => {
      const end = reference(row + rowSpan - 1, column + columnSpan - 1);
      return `<mergeCell ref="${reference(row, column)}:${end}"/>`;
    });
  const merged = merges.length ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '';
  const fit = look.fitsWidth ? ' fitToWidth="1" fitToHeight="0"' : '';
  const orientation = look.landscape ? 'landscape' : 'portrait';
  return [
    `${HEAD}<worksheet ${MAIN}><sheetPr><pageSetUpPr fitToPage="${look.fitsWidth ? 1 : 0}"/></sheetPr>`,
    `<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>${merged}`,
    `<pageSetup paperSize="9" orientation="${orientation}"${fit}/></worksheet>`,
  ].join('');
}

function stylesXml({ font, size, horizontal, vertical, wrapsLabels, wrapsValues }: SheetLook): string {
  const format = (fontId: number, across: string, wraps: boolean) =>
    `<xf numFmtId="0" fontId="${fontId}" fillId="0" borderId="0" xfId="0" applyAlignment="1" applyFont="1"><alignment horizontal="${across}" vertical="${vertical}"${wraps ? ' wrapText="1"' : ''}/></xf>`;
  const formats = [
    format(0, horizontal, wrapsLabels),
    format(0, horizontal, wrapsValues),
    format(0, 'general', false),
    format(1, 'center', false),
    format(0, 'left', true),
  ];
  const fonts = `<font><sz val="${size}"/><name val="${font}"/></font><font><b/><sz val="${size + 5}"/><name val="${font}"/></font>`;
  return [
    `${HEAD}<styleSheet ${MAIN}><fonts count="2">${fonts}</fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`,
  ].join('');
}
