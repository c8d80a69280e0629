import type exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { chineseMessage } from '../../src/load/finding-wording.js';
import { temporaryDatabase, writerOf } from '../load/database.js';
import { sampleField, sampleFiling, sampleReport } from '../load/sample-filing.js';
import { corpusDatabase } from './corpus-database.js';
import { exported, openWorkbook } from './written.js';

const corpus = corpusDatabase();
/** Sections, sub-sections, labels, units. */
const FIRST_ROW = 5;

function sheetOf(workbook: exceljs.Workbook, name: string): exceljs.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** Column number by label, as merged headings show it in row 3. */
function columnOf(sheet: exceljs.Worksheet, label: string): number {
  for (let column = 1; column <= sheet.columnCount; column += 1) {
    if (sheet.getCell(3, column).value === label) return column;
  }
  throw new Error(`no column ${label}`);
}

function argbOf(cell: exceljs.Cell): string | undefined {
  return cell.fill?.type === 'pattern' ? cell.fill.fgColor?.argb : undefined;
}

test('a sheet a template, between legend and dictionary', async () => {
  const workbook = await openWorkbook(await exported(corpus.db, { format: 'xlsx' }));
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    '说明',
    '工作年度报表 work-2019',
    '工作年度报表 work-2020-gx',
    '工作年度报表 work-2022',
    '监管年度报表 supervision-2020-gx',
    '数据字典',
    '核查发现',
  ]);
});

test('headings are merged by section, with units, and stay in sight', async () => {
  const workbook = await openWorkbook(await exported(corpus.db, { format: 'xlsx' }));
  const sheet = sheetOf(workbook, '工作年度报表 work-2022');
  const column = columnOf(sheet, '解读材料数量');
  expect([1, 2, 3, 4].map((row) => sheet.getCell(row, column).value)).toEqual([
    '解读回应',
    '解读信息发布',
    '解读材料数量',
    '条',
  ]);
  expect(sheet.getCell(1, column).isMerged).toBe(true);
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 4 });
});

test('every reported value of the corpus stands in its cell', async () => {
  const workbook = await openWorkbook(await exported(corpus.db, { format: 'xlsx' }));
  const rows = corpus.db
    .prepare(`SELECT r.template, r.site_name, f.value_number FROM fields f JOIN reports r ON r.id = f.report_id
      WHERE f.indicator = 'traffic.page_views'`)
    .all() as { template: string; site_name: string; value_number: number }[];
  expect(rows.length).toBeGreaterThan(3);
  for (const { template, site_name, value_number } of rows) {
    const sheet = sheetOf(workbook, `工作年度报表 ${template}`);
    const values = sheet.getColumn(columnOf(sheet, '网站总访问量')).values;
    const sites = sheet.getColumn(columnOf(sheet, '网站（单位）')).values;
    expect(values[sites.indexOf(site_name)]).toBe(value_number);
  }
});

test('a supervision report has a row a quarter', async () => {
  const workbook = await openWorkbook(await exported(corpus.db, { format: 'xlsx' }));
  const sheet = sheetOf(workbook, '监管年度报表 supervision-2020-gx');
  expect(sheet.getColumn(columnOf(sheet, '期间')).values.slice(FIRST_ROW)).toEqual([
    '第一季度',
    '第二季度',
    '第三季度',
    '第四季度',
    '全年',
  ]);
});

test('dictionary and findings hold what the database holds', async () => {
  const workbook = await openWorkbook(await exported(corpus.db, { format: 'xlsx' }));
  const count = (table: string) => corpus.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  expect(sheetOf(workbook, '数据字典').rowCount).toBe(count('indicators') + 1);
  const findings = sheetOf(workbook, '核查发现');
  expect(findings.rowCount).toBe(count('findings') + 1);
  const names = corpus.db.prepare('SELECT name_zh FROM rules JOIN findings USING (rule)').pluck().all();
  const columnNamed = (heading: string) => {
    const column = (findings.getRow(1).values as string[]).indexOf(heading);
    return [...findings.getColumn(column).values.slice(2)].map(String).sort();
  };
  expect(columnNamed('发现')).toEqual([...names].sort());
  const messages = corpus.db.prepare('SELECT message FROM findings').pluck().all() as string[];
  expect(columnNamed('Message')).toEqual([...messages].sort());
  expect(columnNamed('说明')).toEqual(messages.map(chineseMessage).sort());
});

async function sampleSheet(fields: ReturnType<typeof sampleField>[], siteName = '南宁市教育局') {
  const db = temporaryDatabase();
  writerOf(db).write(sampleFiling('a.txt', 'x', { reports: [sampleReport({ fields, siteName })] }));
  return sheetOf(await openWorkbook(await exported(db, { format: 'xlsx' })), '工作年度报表 work-2022');
}

test('doubtful, missing and impossible cells are coloured, others are not', async () => {
  const sheet = await sampleSheet([
    sampleField('traffic.page_views', 12, { confidence: 0.99 }),
    sampleField('traffic.unique_visitors', 7, { confidence: 0.89 }),
    sampleField('publishing.total', 7, { confidence: 0.3 }),
    sampleField('services.items', null, { status: 'missing', raw: null }),
    sampleField('services.fully_online_items', null, { status: 'invalid', raw: '若干' }),
    sampleField('messages.received', null, { status: 'none', raw: '无' }),
  ]);
  const shown = ['网站总访问量', '独立用户访问总量', '总数', '政务服务事项数量'].map((label) => {
    const cell = sheet.getCell(FIRST_ROW, columnOf(sheet, label));
    return [cell.value, argbOf(cell)];
  });
  expect(shown).toEqual([
    [12, undefined],
    [7, 'FFFFF2CC'],
    [7, 'FFF8CBAD'],
    [null, 'FFD9D9D9'],
  ]);
  const invalid = sheet.getCell(FIRST_ROW, columnOf(sheet, '可全程在线办理政务服务事项数量'));
  expect([invalid.value, argbOf(invalid)]).toEqual(['若干', 'FFFF9999']);
  expect(sheet.getCell(FIRST_ROW, columnOf(sheet, '收到留言数量')).value).toBe('无');
});

test('values in the words of the form: 是, the option, a date; numbers stay numbers', async () => {
  const sheet = await sampleSheet([
    sampleField('services.catalogue_published', true),
    sampleField('site.type', 'portal'),
    sampleField('filing.date', '2023-01-11'),
    sampleField('messages.average_days', -3.5),
  ]);
  const value = (label: string) => sheet.getCell(FIRST_ROW, columnOf(sheet, label)).value;
  expect(value('是否发布服务事项目录')).toBe('是');
  expect(value('网站类型')).toBe('政府门户网站');
  expect(value('填报日期')).toEqual(new Date('2023-01-11T00:00:00Z'));
  expect(value('平均办理时间')).toBe(-3.5);
});

test.each(['=cmd|calc!A0', '+1', '-1', '@x', '<img src=x onerror=alert(1)>', 'a\u0000b'])(
  'text %j is text, and the workbook opens',
  async (text) => {
    const sheet = await sampleSheet([sampleField('site.name', text)], text);
    const cell = sheet.getCell(FIRST_ROW, columnOf(sheet, '网站名称'));
    const printable = text.replace('\u0000', '\uFFFD');
    expect(cell.value).toBe(/^[=+\-@]/.test(text) ? `'${text}` : printable);
    expect(cell.formula).toBeUndefined();
  },
);
