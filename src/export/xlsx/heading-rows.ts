/** The heading of a sheet: sections over sub-sections over labels over units, merged as on the printed form. */
import type { stream } from 'exceljs';
import { HEADING, UNIT } from './styles.js';

type SheetWriter = ReturnType<InstanceType<typeof stream.xlsx.WorkbookWriter>['addWorksheet']>;

export interface SheetColumn {
  /** Path of sections from the outside in; empty for what the form itself does not ask. */
  readonly section: readonly string[];
  readonly label: string;
  readonly unit: string | null;
  /** In characters of the default font. */
  readonly width: number;
}

/** Two rows of sections, one of labels, one of units. */
export const HEADING_ROWS = 4;
const LABEL_ROW = 3;
const UNIT_ROW = 4;
/** Points: three lines of label. */
const LABEL_HEIGHT = 48;

/** Runs of neighbours with the same text, as [first, last] column numbers from 1. */
function runs(texts: readonly string[]): [text: string, first: number, last: number][] {
  const found: [string, number, number][] = [];
  texts.forEach((text, index) => {
    const previous = found.at(-1);
    if (previous && previous[0] === text) previous[2] = index + 1;
    else found.push([text, index + 1, index + 1]);
  });
  return found;
}

/** Text of one heading row; a sub-section counts only inside its section. */
function pathText({ section }: SheetColumn, depth: number): string {
  return section.length < depth ? '' : section.slice(0, depth).join('/');
}

function writeSections(sheet: SheetWriter, columns: readonly SheetColumn[], row: number): void {
  for (const [path, first, last] of runs(columns.map((column) => pathText(column, row)))) {
    if (path === '') continue;
    sheet.getCell(row, first).value = path.slice(path.lastIndexOf('/') + 1);
    if (last > first) sheet.mergeCells(row, first, row, last);
  }
}

/** A label fills the rows that its sections leave empty. */
function writeLabel(sheet: SheetWriter, { section, label }: SheetColumn, column: number): void {
  const first = Math.min(section.length, LABEL_ROW - 1) + 1;
  sheet.getCell(first, column).value = label;
  if (first < LABEL_ROW) sheet.mergeCells(first, column, LABEL_ROW, column);
}

export function writeHeading(sheet: SheetWriter, columns: readonly SheetColumn[]): void {
  sheet.columns = columns.map(({ width }) => ({ width }));
  for (let row = 1; row <= HEADING_ROWS; row += 1) {
    columns.forEach((_, index) => {
      sheet.getCell(row, index + 1).style = row === UNIT_ROW ? UNIT : HEADING;
    });
  }
  writeSections(sheet, columns, 1);
  writeSections(sheet, columns, 2);
  columns.forEach((column, index) => {
    writeLabel(sheet, column, index + 1);
    sheet.getCell(UNIT_ROW, index + 1).value = column.unit ?? '';
  });
  sheet.getRow(LABEL_ROW).height = LABEL_HEIGHT;
  sheet.autoFilter = { from: { row: UNIT_ROW, column: 1 }, to: { row: UNIT_ROW, column: columns.length } };
  for (let row = 1; row <= HEADING_ROWS; row += 1) sheet.getRow(row).commit();
}
