import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import type { ExportFormat } from '../../src/export/export-database.js';
import { TABLE_NAMES } from '../../src/export/tables.js';
import type { Connection } from '../../src/load/open.js';
import { temporaryDatabase, writerOf } from '../load/database.js';
import { sampleCandidate, sampleField, sampleFiling, sampleReport } from '../load/sample-filing.js';
import { corpusDatabase } from './corpus-database.js';
import { exported, openWorkbook } from './written.js';

const corpus = corpusDatabase();

/** All text of an export. */
async function textOf(db: Connection, format: ExportFormat, contacts: 'all' | 'none'): Promise<string> {
  if (format === 'xlsx') {
    const workbook = await openWorkbook(await exported(db, { format, contacts }));
    return workbook.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues())).join('\n');
  }
  if (format === 'jsonl') return (await exported(db, { format, contacts })).toString();
  if (format === 'parquet') return parquetText(db, contacts);
  let text = '';
  for (const table of TABLE_NAMES) text += (await exported(db, { format, table, contacts })).toString();
  return text;
}

async function parquetText(db: Connection, contacts: 'all' | 'none'): Promise<string> {
  let text = '';
  for (const table of TABLE_NAMES) {
    const file = new Uint8Array(await exported(db, { format: 'parquet', table, contacts })).buffer;
    const rows = await parquetReadObjects({ file });
    text += JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
    // Names of columns, which an empty table has too.
    text += parquetMetadata(file)
      .schema.map(({ name }) => name)
      .join(' ');
  }
  return text;
}

const FORMATS = ['csv', 'jsonl', 'xlsx', 'parquet'] as const;

test.each(FORMATS)('%s: without contacts no signature of the corpus is anywhere', async (format) => {
  const secrets = corpus.db
    .prepare(`SELECT DISTINCT value_text FROM fields WHERE value_text IS NOT NULL AND indicator IN
      ('filing.responsible_person', 'filing.reviewer', 'filing.preparer', 'filing.phone')`)
    .pluck()
    .all() as string[];
  expect(secrets.length).toBeGreaterThan(5);
  const all = await textOf(corpus.db, format, 'all');
  const none = await textOf(corpus.db, format, 'none');
  expect(secrets.filter((secret) => !all.includes(secret))).toEqual([]);
  expect(secrets.filter((secret) => none.includes(secret))).toEqual([]);
  expect(none).not.toMatch(/filing[._]phone/);
});

test.each(FORMATS)('%s: nor in the text of neighbours, findings, rivals', async (format) => {
  const db = temporaryDatabase();
  const line = '单位负责人：王小明 审核人：李大力 联系电话：0771-5815300 填报日期：2021-01-15';
  const report = sampleReport({
    fields: [
      sampleField('filing.responsible_person', '王小明', { raw: line }),
      sampleField('filing.reviewer', null, {
        candidates: [sampleCandidate(null, ''), sampleCandidate('赵六六')],
      }),
      sampleField('filing.phone', '0771-5815300', { raw: '0771-5815300' }),
      sampleField('filing.date', '2021-01-15', { raw: line, labelRaw: '王小明 填报日期', note: '王小明' }),
      sampleField('publishing.total', 12, { raw: '12 13807710000' }),
    ],
    findings: [
      {
        indicator: 'filing.phone',
        period: 'year',
        rule: 'x',
        severity: 'info',
        message: '电话 0771-5815300',
      },
      { indicator: null, period: null, rule: 'y', severity: 'info', message: 'next to 赵六六 and 王小明' },
      { indicator: null, period: null, rule: 'unclaimed_text', severity: 'info', message: '“钱七七” is odd' },
    ],
  });
  writerOf(db).write(sampleFiling('a.txt', 'x', { reports: [report] }));
  const text = await textOf(db, format, 'none');
  for (const secret of ['王小明', '李大力', '赵六六', '钱七七', '5815300', '13807710000']) {
    expect(text).not.toContain(secret);
  }
  expect(text).toContain('2021-01-15');
});
