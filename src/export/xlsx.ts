/** A workbook that an office reads at once: what the colours mean, a sheet a template, dictionary, findings. */

import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import exceljs from 'exceljs';
import type { ExportSource } from './export-source.js';
import type { SheetCell } from './xlsx/field-cell.js';
import { HEADING_ROWS, writeHeading } from './xlsx/heading-rows.js';
import { dictionarySheet, findingsSheet, legendSheet, type PlainSheet } from './xlsx/plain-sheets.js';
import { HEADING } from './xlsx/styles.js';
import { type TemplateSheet, templateSheet } from './xlsx/template-sheet.js';

type Workbook = InstanceType<typeof exceljs.stream.xlsx.WorkbookWriter>;
type Sheet = ReturnType<Workbook['addWorksheet']>;

/** A sheet that is printed all the same: across the page, as wide as its columns. */
const PAPER = {
  orientation: 'landscape',
  paperSize: 9,
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

/** Rows after which the archive gets time to be compressed and written: exceljs itself never waits. */
const ROWS_BETWEEN_WAITS = 50;

async function writeRows(sheet: Sheet, rows: Iterable<readonly SheetCell[]>): Promise<void> {
  let count = 0;
  for (const cells of rows) {
    const row = sheet.addRow(cells.map(({ value }) => value));
    cells.forEach(({ style }, index) => {
      row.getCell(index + 1).style = style;
    });
    row.commit();
    count += 1;
    if (count % ROWS_BETWEEN_WAITS === 0) await setImmediate();
  }
  sheet.commit();
}

async function writeTemplate(workbook: Workbook, { name, columns, frozenColumns, rows }: TemplateSheet) {
  const views = [{ state: 'frozen' as const, xSplit: frozenColumns, ySplit: HEADING_ROWS }];
  const sheet = workbook.addWorksheet(name, { views });
  writeHeading(sheet, columns);
  await writeRows(sheet, rows());
}

async function writePlain(workbook: Workbook, { name, columns, rows }: PlainSheet): Promise<void> {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: PAPER,
  });
  sheet.columns = columns.map(([, width]) => ({ width }));
  const heading = sheet.addRow(columns.map(([label]) => label));
  columns.forEach((_, index) => {
    heading.getCell(index + 1).style = HEADING;
  });
  heading.commit();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  await writeRows(sheet, rows());
}

export async function writeXlsx(source: ExportSource, stream: Writable): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  });
  workbook.creator = 'nianbao';
  // The time of the data and not of the export.
  if (source.importedAt !== null) workbook.created = new Date(source.importedAt);
  await writePlain(workbook, legendSheet());
  for (const { template, form } of source.templates) {
    await writeTemplate(workbook, templateSheet(source, template, form));
  }
  await writePlain(workbook, dictionarySheet(source));
  await writePlain(workbook, findingsSheet(source));
  await workbook.commit();
}
