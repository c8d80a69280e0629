/** A binary workbook (`.xls`, BIFF 2 to 8) through SheetJS, which is old: this runs in a child process only. */
import XLSX from 'xlsx';
import { ExtractionError } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { splitMarks } from '../marks/glyph.js';
import { numberText } from './number-text.js';
import type { Sheet, SheetCell, Workbook } from './sheet-model.js';

/** Rows that are read of one sheet: BIFF ends at 65,536, and a form has under 200. */
const MOST_ROWS = 20_000;

export function readXls(bytes: Uint8Array, limits: Limits): Workbook {
  const book = parse(bytes);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.map((name, index): Sheet => {
    const sheet = book.Sheets[name] ?? {};
    return {
      name,
      hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      cells: readCells(sheet, date1904, limits),
      merges: (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c })),
      hiddenRows: hiddenIndexes(sheet['!rows']),
      hiddenColumns: hiddenIndexes(sheet['!cols']),
    };
  });
  return { sheets, warnings: [] };
}

/** First bytes of a compound file, and of the stream alone that Excel 2 to 4 wrote. Anything else SheetJS takes for CSV. */
const COMPOUND_FILE = 0xd0;
const BEGIN_OF_FILE = 0x09;

function parse(bytes: Uint8Array): XLSX.WorkBook {
  if (bytes[0] !== COMPOUND_FILE && bytes[0] !== BEGIN_OF_FILE) throw unreadable('it does not begin as one');
  try {
    return XLSX.read(bytes, { type: 'array', cellNF: true, cellStyles: true, sheetRows: MOST_ROWS });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(reason)) {
      throw new ExtractionError(
        'encrypted',
        'The file is password-protected: remove the password and import it again.',
        { cause: error },
      );
    }
    throw unreadable(reason, error);
  }
}

function unreadable(reason: string, cause?: unknown): ExtractionError {
  return new ExtractionError(
    'corrupt-input',
    `The workbook cannot be read (${reason}): open it in a spreadsheet program and save it as .xlsx.`,
    { cause },
  );
}

function readCells(sheet: XLSX.WorkSheet, date1904: boolean, limits: Limits): readonly SheetCell[] {
  const cells: SheetCell[] = [];
  for (const [address, cell] of Object.entries(sheet)) {
    if (address.startsWith('!') || !isCell(cell)) continue;
    const { r: row, c: column } = XLSX.utils.decode_cell(address);
    cells.push({ row, column, content: splitMarks(cellText(cell, date1904)) });
    if (cells.length > limits.cells) break;
  }
  return cells;
}

function isCell(value: unknown): value is XLSX.CellObject {
  return typeof value === 'object' && value !== null && 't' in value;
}

function cellText(cell: XLSX.CellObject, date1904: boolean): string {
  if (typeof cell.v === 'number' && cell.t === 'n')
    return numberText(cell.v, String(cell.z ?? 'General'), date1904);
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE';
  if (cell.t === 'e') return cell.w ?? '#N/A';
  return String(cell.v ?? '');
}

function hiddenIndexes(
  lines: readonly ({ readonly hidden?: boolean } | undefined)[] | undefined,
): ReadonlySet<number> {
  const hidden = new Set<number>();
  lines?.forEach((line, index) => {
    if (line?.hidden) hidden.add(index);
  });
  return hidden;
}
