import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { xlsxAdapter } from '../../../src/extract/xlsx.js';
import { packZip } from '../../../src/extract/zip/pack-zip.js';
import { processorTime } from '../../processor-time.js';
import { lines, readWith } from '../docx/read-office.js';
import { buildZip } from '../zip/build-zip.js';

type Fill = (book: ExcelJS.Workbook) => void;

async function read(fill: Fill, limits = {}) {
  const book = new ExcelJS.Workbook();
  fill(book);
  return readWith(xlsxAdapter, new Uint8Array(await book.xlsx.writeBuffer()), 'xlsx', limits);
}

/** A workbook from the XML of one sheet, for what no library writes. */
function buildXlsx(sheet: string, extra: Readonly<Record<string, string>> = {}): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const links = (...targets: readonly (readonly [type: string, target: string])[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
      .map(
        ([type, target], index) =>
          `<Relationship Id="r${index}" Type="${office}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const files: Record<string, string> = {
    '_rels/.rels': links(['officeDocument', 'xl/workbook.xml']),
    'xl/_rels/workbook.xml.rels': links(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Sheet1" r:id="r0"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}>${sheet}</worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': links(['vmlDrawing', '../drawings/vmlDrawing1.vml']),
    ...extra,
  };
  const bytes = (text: string) => new TextEncoder().encode(text);
  return packZip(Object.entries(files).map(([name, content]) => ({ name, bytes: bytes(content) })));
}

const show = async (file: Uint8Array) => lines((await readWith(xlsxAdapter, file, 'xlsx')).blocks);

describe('xlsx', () => {
  it('keeps merges, empty cells of the used area, and the sheet’s own addresses', async () => {
    const { blocks } = await read((book) => {
      const sheet = book.addWorksheet('Sheet1');
      sheet.getCell('C5').value = '信息发布';
      sheet.mergeCells('C5:C6');
      sheet.getCell('D5').value = '总数';
      sheet.getCell('E5').value = 12;
      sheet.getCell('D6').value = '更新量';
    });
    expect(lines(blocks)).toEqual(['0: 信息发布{1×2} | 总数 | 12', '1: 更新量 | ']);
    const table = blocks.find((block) => block.kind === 'table');
    expect(table?.cells.map(({ row, column, origin }) => [row, column, origin.row, origin.column])).toEqual([
      [0, 0, 4, 2],
      [0, 1, 4, 3],
      [0, 2, 4, 4],
      [1, 1, 5, 3],
      [1, 2, 5, 4],
    ]);
  });

  it('shows values as the sheet shows them, dates in ISO form, codes in full', async () => {
    const { blocks } = await read((book) => {
      const sheet = book.addWorksheet('Sheet1');
      const values: readonly (readonly [ExcelJS.CellValue, string?])[] = [
        [0.9946, '0.00%'],
        [1234567, '#,##0'],
        [44211, 'yyyy/m/d'],
        [44211, 'yyyy"年"m"月"d"日"'],
        [44211, 'yyyy"年"'],
        [44211.5, 'yyyy-mm-dd hh:mm'],
        [45010002000123],
        [0.1 + 0.2],
        [5, '0"个"'],
        ['007', '@'],
        [true],
        [{ error: '#REF!' }],
        [{ formula: 'A1', result: 7 }],
        [{ text: 'www.gxzf.gov.cn', hyperlink: 'http://www.gxzf.gov.cn/' }],
        [{ richText: [{ text: '富' }, { text: '文本', font: { bold: true } }] }],
      ];
      values.forEach(([value, format], index) => {
        const cell = sheet.getCell(1, index + 1);
        cell.value = value;
        if (format !== undefined) cell.numFmt = format;
      });
    });
    expect(lines(blocks)[0]?.split(' | ')).toEqual([
      '0: 99.46%',
      '1,234,567',
      '2021-01-15',
      '2021-01-15',
      '2021年',
      '2021-01-15 12:00:00',
      '45010002000123',
      '0.3',
      '5个',
      '007',
      'TRUE',
      '#REF!',
      '7',
      'www.gxzf.gov.cn',
      '富文本',
    ]);
  });

  it('reads dates of the 1904 system', async () => {
    const { blocks } = await read((book) => {
      book.properties.date1904 = true;
      const cell = book.addWorksheet('Sheet1').getCell('A1');
      cell.value = 44211 - 1462;
      cell.numFmt = 'yyyy-mm-dd';
    });
    expect(lines(blocks)).toEqual(['0: 2021-01-15']);
  });

  it('reads marks as characters, in symbol-font cells and in symbol-font runs', async () => {
    const { blocks } = await read((book) => {
      const sheet = book.addWorksheet('Sheet1');
      sheet.getCell('A1').value = '☑是 □否';
      sheet.getCell('B1').value = 'R';
      sheet.getCell('B1').font = { name: 'Wingdings 2' };
      const box = { name: 'Wingdings' };
      sheet.getCell('C1').value = {
        richText: [
          { text: 'þ', font: box },
          { text: '是', font: { name: '宋体' } },
          { text: '¨', font: box },
        ],
      };
    });
    expect(lines(blocks)).toEqual(['0: [x]是 [ ]否 | [x] | [x]是[ ]']);
  });

  it('leaves out what is struck through beside the rest of its cell', async () => {
    const { blocks } = await read((book) => {
      book.addWorksheet('Sheet1').getCell('A1').value = {
        richText: [{ text: '是' }, { text: '否', font: { strike: true } }, { text: '（注）' }],
      };
    });
    expect(lines(blocks)).toEqual(['0: 是（注）']);
  });

  it('reads form controls into the cells that they stand over', async () => {
    const shape = (anchor: string, checked: string, caption: string) =>
      `<v:shape id="s"><v:textbox><div><font>${caption}</font><br></div></v:textbox>` +
      `<x:ClientData ObjectType="Checkbox"><x:Anchor>${anchor}</x:Anchor>${checked}</x:ClientData></v:shape>`;
    const vml =
      shape('1, 5, 0, 2, 1, 40, 0, 18', '<x:Checked>1</x:Checked>', '是') +
      shape('1, 50, 0, 2, 1, 90, 0, 18', '', '否') +
      shape('1, 60, 1, 2, 1, 90, 1, 18', '', '') +
      shape('1, 5, 0, 15, 1, 40, 1, 18', '<x:Checked>1</x:Checked>', '');
    const cells =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>智能问答</t></is></c></row>' +
      '<row r="2"><c r="A2" t="inlineStr"><is><t>应急演练</t></is></c><c r="B2" t="inlineStr"><is><t>是　 否</t></is></c></row>';
    const file = buildXlsx(`<sheetData>${cells}</sheetData>`, {
      'xl/drawings/vmlDrawing1.vml': `<xml>${vml}</xml>`,
    });
    expect(await show(file)).toEqual(['0: 智能问答 | [x]是 [ ]否 ', '1: 应急演练 | [x]是 [ ]否 ']);
  });

  it('names chosen sheets, leaves empty ones out, and warns of hidden content', async () => {
    const { blocks, warnings } = await read((book) => {
      book.addWorksheet('南宁').getCell('A1').value = '甲';
      book.addWorksheet('空');
      book.addWorksheet('旧', { state: 'hidden' }).getCell('A1').value = '去年';
      const last = book.addWorksheet('柳州');
      last.getCell('A1').value = '乙';
      last.getCell('A2').value = '藏';
      last.getCell('A3').value = '丙';
      last.getRow(2).hidden = true;
    });
    expect(lines(blocks)).toEqual(['南宁', '0: 甲', '柳州', '0: 乙', '2: 丙']);
    expect(warnings.map((warning) => warning.rule)).toEqual(['hidden-sheet', 'hidden-cells']);
  });

  it('keeps bordered empty cells of a blank form, not those below it', async () => {
    const { blocks } = await read((book) => {
      const sheet = book.addWorksheet('Sheet1');
      sheet.getCell('A1').value = '总数';
      for (let row = 1; row <= 500; row++) sheet.getCell(row, 2).border = { top: { style: 'thin' } };
    });
    expect(lines(blocks)).toEqual(['0: 总数 | ']);
  });

  it('says that a formula has no stored result', async () => {
    const file = buildXlsx(
      '<sheetData><row r="1"><c r="A1"><v>3</v></c><c r="B1"><f>A1*2</f></c></row></sheetData>',
    );
    const { warnings } = await readWith(xlsxAdapter, file, 'xlsx');
    expect(warnings).toMatchObject([{ rule: 'formula-without-value' }]);
  });
});

describe('hostile and broken xlsx', () => {
  const refusal = (bytes: Uint8Array, limits = {}) =>
    expect(readWith(xlsxAdapter, bytes, 'xlsx', limits)).rejects;

  it('reads a form on a sheet of a hundred thousand styled rows, with a merge over everything and an entry far out', async () => {
    const form = '<row r="1"><c r="A1" t="inlineStr"><is><t>总数</t></is></c><c r="B1"><v>5</v></c></row>';
    const rows = Array.from(
      { length: 100_000 },
      (_, index) => `<row r="${index + 2}"><c r="A${index + 2}" s="0"/></row>`,
    );
    const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const merge = '<mergeCells><mergeCell ref="D2:XFC1048575"/></mergeCells>';
    const file = buildXlsx(`<sheetData>${form}${rows.join('')}${far}</sheetData>${merge}`);
    const started = processorTime();
    const [first, last] = await show(file);
    expect([first, last]).toEqual(['0: 总数 | 5', '1048575: 1']);
    expect(processorTime() - started).toBeLessThan(20_000);
  });

  it('refuses more cells than the limit, document types, bombs, and packages that are no workbook', async () => {
    const cells = Array.from(
      { length: 30 },
      (_, row) => `<row r="${row + 1}"><c r="A${row + 1}"><v>1</v></c></row>`,
    );
    const full = buildXlsx(`<sheetData>${cells.join('')}</sheetData>`);
    await refusal(full, { cells: 20 }).toMatchObject({ code: 'limit.cells' });
    const bomb = buildXlsx('', { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' });
    await refusal(bomb).toMatchObject({ code: 'corrupt-input' });
    await refusal(buildZip([{ name: 'xl/workbook.xml', data: Buffer.alloc(100_000_000) }])).toMatchObject({
      code: 'limit.zip',
    });
    await refusal(buildXlsx('', { 'xl/workbook.xml': '<a/>' })).toMatchObject({ code: 'corrupt-input' });
    await refusal(full.subarray(0, 500)).toMatchObject({ code: 'corrupt-input' });
  });
});
