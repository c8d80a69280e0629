import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { corpusDatabase } from './corpus-database.js';
import { exported } from './written.js';

const corpus = corpusDatabase();

async function readBack(table: 'work_reports' | 'fields') {
  const bytes = await exported(corpus.db, { format: 'parquet', table });
  const file = new Uint8Array(bytes).buffer;
  const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[];
  return { metadata: parquetMetadata(file), rows };
}

test('work_reports: counts are INT64, answers BOOLEAN, dates DATE, and the values those of the view', async () => {
  const { metadata, rows } = await readBack('work_reports');
  const element = (name: string) => metadata.schema.find((part) => part.name === name);
  expect(element('traffic_page_views')?.type).toBe('INT64');
  expect(element('messages_average_days')?.type).toBe('DOUBLE');
  expect(element('services_catalogue_published')?.type).toBe('BOOLEAN');
  expect(element('filing_date')).toMatchObject({ type: 'INT32', converted_type: 'DATE' });
  const view = corpus.db.prepare('SELECT * FROM work_reports').all() as Record<string, unknown>[];
  expect(rows).toHaveLength(view.length);
  for (const expected of view) {
    const row = rows.find(({ report_id }) => Number(report_id) === expected.report_id);
    expect(row?.traffic_page_views).toBe(BigInt(expected.traffic_page_views as number));
    expect(row?.services_catalogue_published).toBe(expected.services_catalogue_published === 1);
    expect(row?.site_name).toBe(expected.site_name);
    const date = row?.filing_date as Date | null;
    expect(date?.toISOString().slice(0, 10) ?? null).toBe(expected.filing_date);
  }
});

test('fields: as many rows as stored, empty cells are null', async () => {
  const { rows } = await readBack('fields');
  const stored = corpus.db.prepare('SELECT count(*) FROM fields').pluck().get();
  expect(rows).toHaveLength(stored as number);
  const missing = rows.find(({ status }) => status === 'missing');
  expect(missing).toMatchObject({ value_number: null, value_text: null, raw: null });
});
