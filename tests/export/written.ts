/** Exports into memory, and reads what was written back with other programs' eyes. */
import { Writable } from 'node:stream';
import exceljs from 'exceljs';
import { type ExportOptions, exportDatabase } from '../../src/export/export-database.js';
import type { Connection } from '../../src/load/open.js';

class Collector extends Writable {
  readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }
}

export async function exported(
  db: Connection,
  options: Partial<ExportOptions> & Pick<ExportOptions, 'format'>,
): Promise<Buffer> {
  const stream = new Collector();
  await exportDatabase(db, {
    target: { kind: 'stream', stream },
    table: 'fields',
    bom: false,
    contacts: 'all',
    ...options,
  });
  return Buffer.concat(stream.chunks);
}

/** A reader of RFC 4180, independent of the writer. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

export function asObjects([header = [], ...rows]: readonly string[][]): Record<string, string>[] {
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

export async function openWorkbook(bytes: Buffer): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  // The declaration wants an ArrayBuffer of its own.
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook;
}
