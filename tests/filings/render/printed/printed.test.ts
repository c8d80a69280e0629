/** Sheets and pages without borders open again, hold every answer, and look as drawn. */
import { load } from 'cheerio';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '../../filing.js';
import { generateFiling } from '../../generate.js';
import { printForm } from '../../layout/print.js';
import { drawVariation } from '../../layout/variation.js';
import { inkText } from '../ink.js';
import { PAGE_KINDS, writePlainPage } from './plain-page.js';
import { writePlainWorkbook } from './plain-workbook.js';
import { drawSheetLook, SHEET_KINDS } from './sheet-look.js';

const PRINTS = TEMPLATES.map((template, seed) => {
  const variation = { ...drawVariation(template, seed), nativeBoxes: false };
  return { form: printForm(generateFiling({ template, seed }), variation), variation };
});

function textsOf({ form, variation }: (typeof PRINTS)[number]): string[] {
  return form.table.rows
    .flat()
    .map(({ ink }) => inkText(ink, variation))
    .filter((text) => text !== '');
}

async function sheetOf(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer as ArrayBuffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

describe('writePlainWorkbook', () => {
  it.each(SHEET_KINDS)('%s holds all texts of every template in cells without borders', async (kind) => {
    for (const print of PRINTS) {
      const look = drawSheetLook(kind, print.form, print.variation);
      const sheet = await sheetOf(writePlainWorkbook(print.form, print.variation, look));
      const texts: string[] = [];
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.master === cell) texts.push(cell.text);
          expect(Object.keys(cell.border ?? {})).toEqual([]);
        }),
      );
      expect(texts).toEqual(expect.arrayContaining(textsOf(print)));
      expect(look.widths.map((_, index) => sheet.getColumn(index + 1).width)).toEqual(look.widths);
    }
  });

  it('makes rows as high as their texts, but for rows of a fixed height', async () => {
    const [print] = PRINTS;
    if (!print) throw new Error('no print');
    const heights = async (kind: 'wrapped' | 'fixed') => {
      const look = drawSheetLook(kind, print.form, print.variation);
      const sheet = await sheetOf(writePlainWorkbook(print.form, print.variation, look));
      const first = print.form.before.length + print.form.title.length + print.form.heading.length + 1;
      return new Set(print.form.table.rows.map((_, row) => sheet.getRow(first + row).height));
    };
    expect((await heights('wrapped')).size).toBeGreaterThan(1);
    expect((await heights('fixed')).size).toBe(1);
  });
});

describe('writePlainPage', () => {
  it.each(PAGE_KINDS)('%s holds all texts of every template in cells without borders', (look) => {
    for (const print of PRINTS) {
      const page = new TextDecoder().decode(writePlainPage(print.form, print.variation, look));
      const $ = load(page.replaceAll('<br>', '\n'));
      const texts = $('td')
        .toArray()
        .map((cell) => $(cell).text());
      expect(texts).toEqual(expect.arrayContaining(textsOf(print)));
      expect(page).toContain('td{border:none;');
      expect($('table').attr('border')).toBeUndefined();
    }
  });
});
