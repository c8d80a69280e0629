import { describe, expect, it } from 'vitest';
import XLSX from 'xlsx';
import { xlsAdapter } from '../../../src/extract/xls.js';
import { lines, readWith } from '../docx/read-office.js';

function build(fill: (sheet: XLSX.WorkSheet, book: XLSX.WorkBook) => void, date1904 = false): Uint8Array {
  const sheet: XLSX.WorkSheet = { '!ref': 'A1:F20' };
  const book: XLSX.WorkBook = {
    SheetNames: ['年报'],
    Sheets: { 年报: sheet },
    Workbook: { WBProps: { date1904 } },
  };
  fill(sheet, book);
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'biff8' }));
}

describe('xls', () => {
  it('reads text, numbers as shown, dates, merges and marks', async () => {
    const file = build((sheet) => {
      sheet.B2 = { t: 's', v: '普查合格率' };
      sheet.C2 = { t: 'n', v: 0.9946, z: '0.00%' };
      sheet.D2 = { t: 'n', v: 44211, z: 'yyyy/m/d' };
      sheet.B3 = { t: 's', v: '☑是 □否' };
      sheet.D3 = { t: 'b', v: true };
      sheet['!merges'] = [{ s: { r: 2, c: 1 }, e: { r: 2, c: 2 } }];
    });
    const document = await readWith(xlsAdapter, file, 'xls');
    expect(lines(document.blocks)).toEqual([
      '年报',
      '0: 普查合格率 | 99.46% | 2021-01-15',
      '1: [x]是 [ ]否{2×1} | TRUE',
    ]);
    const table = document.blocks.find((block) => block.kind === 'table');
    expect(table?.cells[0]?.origin).toMatchObject({ table: 0, row: 1, column: 1 });
  });

  it.each([
    ['cut off', (file: Uint8Array) => file.subarray(0, 700)],
    ['empty', () => new Uint8Array()],
  ])('gives one clear error for a file that is %s', async (_, damage) => {
    const file = build((sheet) => {
      sheet.A1 = { t: 's', v: 'x' };
    });
    await expect(readWith(xlsAdapter, damage(file), 'xls')).rejects.toMatchObject({ code: 'corrupt-input' });
  });
});
