/** A table as CSV: UTF-8, a comma between cells, a line feed at the end of each row (RFC 4180 otherwise). */
import type { Writable } from 'node:stream';
import { neutralText } from './neutral-text.js';
import type { CellValue, ExportTable } from './tables.js';
import { writeChunk } from './write-chunk.js';

/** Tells Excel that the file is UTF-8, without which it shows Chinese as garbage. */
const BYTE_ORDER_MARK = '\uFEFF';
/** Characters to gather before a write: one write a row would be most of the time. */
const CHUNK_LENGTH = 65_536;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function csvText(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return csvText(neutralText(value));
  // As SQLite has it.
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

export interface CsvOptions {
  readonly bom: boolean;
}

export async function writeCsv(table: ExportTable, stream: Writable, { bom }: CsvOptions): Promise<void> {
  let text = `${bom ? BYTE_ORDER_MARK : ''}${table.columns.map(({ name }) => csvText(name)).join(',')}\n`;
  for (const row of table.rows()) {
    text += `${row.map(csvCell).join(',')}\n`;
    if (text.length > CHUNK_LENGTH) {
      await writeChunk(stream, text);
      text = '';
    }
  }
  await writeChunk(stream, text);
}
