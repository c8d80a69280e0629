import { expect, test } from 'vitest';
import { exportSource } from '../../src/export/export-source.js';
import { exportTable } from '../../src/export/tables.js';
import { temporaryDatabase, writerOf } from '../load/database.js';
import { sampleField, sampleFiling, sampleReport } from '../load/sample-filing.js';
import { corpusDatabase } from './corpus-database.js';
import { asObjects, exported, parseCsv } from './written.js';

const corpus = corpusDatabase();

test('fields: every stored field comes back, numbers as numbers', async () => {
  const rows = asObjects(parseCsv((await exported(corpus.db, { format: 'csv' })).toString()));
  const stored = corpus.db
    .prepare('SELECT report_id, indicator, period, status, value_number, value_text, confidence FROM fields')
    .all() as Record<string, unknown>[];
  expect(rows).toHaveLength(stored.length);
  const byKey = new Map(rows.map((row) => [`${row.report_id} ${row.indicator} ${row.period}`, row]));
  for (const field of stored) {
    const row = byKey.get(`${field.report_id} ${field.indicator} ${field.period}`);
    expect(row).toMatchObject({
      status: field.status,
      value_number: field.value_number === null ? '' : String(field.value_number),
      value_text: field.value_text ?? '',
      confidence: String(field.confidence),
    });
  }
});

test('work_reports has the values that the view of the same name has', async () => {
  const bytes = await exported(corpus.db, { format: 'csv', table: 'work_reports' });
  const rows = asObjects(parseCsv(bytes.toString()));
  const view = corpus.db.prepare('SELECT * FROM work_reports').all() as Record<string, unknown>[];
  expect(rows).toHaveLength(view.length);
  for (const expected of view) {
    const row = rows.find(({ report_id }) => report_id === String(expected.report_id)) ?? {};
    for (const [name, value] of Object.entries(expected)) {
      if (name === 'document_id') continue;
      expect([name, row[name]]).toEqual([name, value === null ? '' : String(value)]);
    }
  }
});

test('supervision_reports has a row a quarter', async () => {
  const bytes = await exported(corpus.db, { format: 'csv', table: 'supervision_reports' });
  const rows = asObjects(parseCsv(bytes.toString()));
  expect(rows.map(({ period }) => period)).toEqual(['q1', 'q2', 'q3', 'q4', 'year']);
});

test('a byte order mark only when it is asked for', async () => {
  const plain = await exported(corpus.db, { format: 'csv', table: 'indicators' });
  const marked = await exported(corpus.db, { format: 'csv', table: 'indicators', bom: true });
  expect(marked.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(marked.subarray(3)).toEqual(plain);
});

test('formulas are neutralised in text, a negative number stays a number, quotes and line breaks survive', async () => {
  const db = temporaryDatabase();
  const evil = '=HYPERLINK("http://x","a")\n<img src=x onerror=alert(1)>';
  const report = sampleReport({
    siteName: evil,
    fields: [sampleField('site.name', evil), sampleField('messages.average_days', -3.5, { raw: '-3.5' })],
  });
  writerOf(db).write(sampleFiling('@a.txt', 'x', { reports: [report] }));
  const [name, days] = asObjects(parseCsv((await exported(db, { format: 'csv' })).toString()));
  expect(name).toMatchObject({ site_name: `'${evil}`, value_text: `'${evil}`, path: "'@a.txt" });
  expect(days).toMatchObject({ value_number: '-3.5', raw: "'-3.5" });
});

test('what a person decided stands in place of what was read', async () => {
  const db = temporaryDatabase();
  writerOf(db).write(sampleFiling('a.txt', 'content'));
  db.exec(`INSERT INTO reviews (source_sha256, form, report_ordinal, indicator, period, extracted_status,
      extracted_confidence, decision, status, value_number, reviewer, decided_at)
    SELECT sha256, 'work', 0, 'messages.average_days', 'year', 'reported', 0.6, 'corrected', 'reported', 35,
      '李', '2024-06-01T00:00:00Z' FROM documents`);
  const rows = asObjects(parseCsv((await exported(db, { format: 'csv' })).toString()));
  expect(rows.find(({ indicator }) => indicator === 'messages.average_days')).toMatchObject({
    value_number: '35',
    decision: 'corrected',
    raw: '3.5',
  });
});

test('rows are made one report at a time', () => {
  const rows = exportTable(exportSource(corpus.db, 'all'), 'fields').rows();
  expect(rows.next().done).toBe(false);
  rows.return(undefined);
});
