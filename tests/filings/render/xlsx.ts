/**
 * SpreadsheetML by hand (the product reads with exceljs, so its own writer would be no witness): numbers as numbers
 * or as text, percentages and dates as formatted numbers, the form not always at A1, further sheets beside it.
 */
import { INDICATORS } from '../../../src/normalize/catalogue.js';
import type { PlacedCell, PrintedForm } from '../layout/sheet.js';
import type { Variation } from '../layout/variation.js';
import { escapeXml } from './docx.js';
import { inkText } from './ink.js';
import { HEAD, MAIN, reference, workbookParts } from './workbook-parts.js';
import { zip } from './zip.js';

/** Indices into the style table below. */
const STYLES = { general: 0, percent: 1, percentTenths: 2, date: 3, text: 4, percentHundredths: 5 } as const;

const TYPE_OF_KEY = new Map(INDICATORS.map(({ key, type }) => [key, type]));

interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly xml: string;
}

function textCell(row: number, column: number, text: string): SheetCell {
  const at = reference(row, column);
  const content = text ? `<is><t xml:space="preserve">${escapeXml(text)}</t></is>` : '';
  return {
    row,
    column,
    xml: content ? `<c r="${at}" t="inlineStr" s="${STYLES.text}">${content}</c>` : `<c r="${at}"/>`,
  };
}

function numberCell(row: number, column: number, value: number, style: number): SheetCell {
  return { row, column, xml: `<c r="${reference(row, column)}" s="${style}"><v>${value}</v></c>` };
}

const DAY = 86_400_000;
/** Day 0 of the 1900 date system, its leap-year error included. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

function percentStyle(decimals: number): number {
  return [STYLES.percent, STYLES.percentTenths][decimals] ?? STYLES.percentHundredths;
}

/** The cell as Excel would have stored what the filer typed, where it recognises a number or a date. */
function typedCell(cell: PlacedCell, row: number, column: number, text: string): SheetCell | null {
  const [key = ''] = (cell.fields[0] ?? '').split('@');
  const type = TYPE_OF_KEY.get(key);
  if (cell.role !== 'value' || cell.fields.length !== 1) return null;
  if ((type === 'count' || type === 'decimal') && /^\d+(\.\d+)?$/.test(text)) {
    return numberCell(row, column, Number(text), STYLES.general);
  }
  const percent = /^(\d+)(?:\.(\d+))?%$/.exec(text);
  if (type === 'percent' && percent) {
    const points = Number(text.slice(0, -1));
    return numberCell(row, column, Number((points / 100).toFixed(6)), percentStyle(percent[2]?.length ?? 0));
  }
  const date = /^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?$/.exec(text);
  if (type === 'date' && date) {
    const day = Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
    return numberCell(row, column, (day - EXCEL_EPOCH) / DAY, STYLES.date);
  }
  return null;
}

interface Sheet {
  readonly cells: readonly SheetCell[];
  readonly merges: readonly string[];
}

function lineCells(lines: readonly string[], row: number, column: number): SheetCell[] {
  return lines.map((line, index) => textCell(row + index, column, line));
}

function formSheet(form: PrintedForm, variation: Variation): Sheet {
  const offset = variation.seed % 4 === 0 ? 1 + (variation.seed % 3) : 0;
  const asNumbers = variation.seed % 3 !== 0;
  const above = [...form.before, ...form.title, ...form.heading.map((ink) => inkText(ink, variation))];
  const top = offset + above.length;
  const merges: string[] = [];
  const cells = form.table.rows.flat().map((cell) => {
    const row = top + cell.row;
    const column = offset + cell.column;
    if (cell.rowSpan * cell.columnSpan > 1) {
      merges.push(
        `${reference(row, column)}:${reference(row + cell.rowSpan - 1, column + cell.columnSpan - 1)}`,
      );
    }
    const text = inkText(cell.ink, variation);
    return (asNumbers ? typedCell(cell, row, column, text) : null) ?? textCell(row, column, text);
  });
  const below = top + form.table.rows.length + 1;
  const footing = form.footing.map((ink) => inkText(ink, variation));
  return {
    cells: [...lineCells(above, offset, offset), ...cells, ...lineCells(footing, below, offset)],
    merges,
  };
}

function sheetXml({ cells, merges }: Sheet): string {
  const rows = new Map<number, SheetCell[]>();
  for (const cell of cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  const data = [...rows]
    .sort(([left], [right]) => left - right)
    .map(([row, entries]) => {
      const sorted = entries.sort((left, right) => left.column - right.column).map(({ xml }) => xml);
      return `<row r="${row + 1}">${sorted.join('')}</row>`;
    });
  const merged = merges.length
    ? `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
    : '';
  return `${HEAD}<worksheet ${MAIN}><sheetData>${data.join('')}</sheetData>${merged}</worksheet>`;
}

const STYLES_XML = `${HEAD}<styleSheet ${MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${[0, 9, 164, 165, 49, 10].map((format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`;

export function writeXlsx(form: PrintedForm, variation: Variation): Uint8Array {
  const filled = formSheet(form, variation);
  const instructions: Sheet = { cells: lineCells(form.after, 0, 0), merges: [] };
  const empty: Sheet = { cells: [], merges: [] };
  const sheets: (readonly [string, Sheet])[] = [['年度报表', filled]];
  if (form.after.length) sheets.push(['填写说明', instructions]);
  if (variation.seed % 5 === 0) sheets.unshift(['Sheet1', empty]);
  return zip([
    ...workbookParts(
      sheets.map(([name]) => name),
      STYLES_XML,
    ),
    ...sheets.map(([, sheet], index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: sheetXml(sheet),
    })),
  ]);
}
