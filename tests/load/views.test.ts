import { describe, expect, test } from 'vitest';
import type { Connection } from '../../src/load/open.js';
import { columnName } from '../../src/load/wide-views.js';
import { INDICATORS } from '../../src/normalize/catalogue.js';
import { temporaryDatabase, writerOf } from './database.js';
import { everyField, sampleField, sampleFiling, sampleReport, sha256Of } from './sample-filing.js';

function review(db: Connection, value: number): void {
  db.prepare(`
    INSERT INTO reviews (source_sha256, form, report_ordinal, indicator, period, extracted_status,
      extracted_value_number, extracted_confidence, decision, status, value_number, reviewer, decided_at)
    VALUES (?, 'work', 0, 'messages.average_days', 'year', 'reported', 3.5, 0.6, 'corrected', 'reported', ?,
      '李', '2024-06-01T00:00:00Z')`).run(sha256Of('content'), value);
}

describe('wide views', () => {
  test.each(['work', 'supervision'] as const)('%s: a column for each indicator, none twice', (form) => {
    const db = temporaryDatabase();
    const columns = (db.pragma(`table_info(${form}_reports)`) as { name: string }[]).map(({ name }) => name);
    const expected = INDICATORS.filter((indicator) => indicator.form === form).map(({ key }) =>
      columnName(key),
    );
    expect(columns).toEqual(expect.arrayContaining(expected));
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns.filter((name) => name.includes(':'))).toEqual([]);
  });

  test('work_reports has a row a report, with every value of the form', () => {
    const db = temporaryDatabase();
    const report = sampleReport({ fields: everyField('work') });
    writerOf(db).write(sampleFiling('a.txt', 'content', { reports: [report] }));
    const rows = db.prepare('SELECT * FROM work_reports').all() as Record<string, unknown>[];
    expect(rows).toHaveLength(1);
    const empty = Object.entries(rows[0] ?? {}).filter(([, value]) => value === null);
    expect(empty).toEqual([]);
  });

  test('supervision_reports has a row a period; what is asked for the year stands there only', () => {
    const db = temporaryDatabase();
    const report = sampleReport({
      form: 'supervision',
      template: 'supervision-2020-gx',
      siteCode: null,
      fields: everyField('supervision'),
    });
    writerOf(db).write(sampleFiling('a.txt', 'content', { reports: [report], definitions: [] }));
    const rows = db
      .prepare(
        'SELECT period, supervision_sites_total AS total, filing_phone AS phone FROM supervision_reports',
      )
      .all();
    expect(rows).toEqual([
      { period: 'q1', total: 1, phone: null },
      { period: 'q2', total: 1, phone: null },
      { period: 'q3', total: 1, phone: null },
      { period: 'q4', total: 1, phone: null },
      { period: 'year', total: 1, phone: 1 },
    ]);
  });

  test('a query pays only for the columns that it names', () => {
    const db = temporaryDatabase();
    const plan = db.prepare('EXPLAIN QUERY PLAN SELECT traffic_page_views FROM work_reports').all() as {
      detail: string;
    }[];
    expect(plan.filter(({ detail }) => /SEARCH f /.test(detail))).toHaveLength(1);
    expect(plan.filter(({ detail }) => /SCAN f\b/.test(detail))).toEqual([]);
  });
});

describe('reviews', () => {
  test('the latest decision is what the views show; the reading itself stays', () => {
    const db = temporaryDatabase();
    writerOf(db).write(sampleFiling('a.txt', 'content'));
    review(db, 35);
    review(db, 5);
    expect(db.prepare('SELECT messages_average_days FROM work_reports').pluck().get()).toBe(5);
    const extracted = db.prepare("SELECT value_number FROM fields WHERE indicator = 'messages.average_days'");
    expect(extracted.pluck().get()).toBe(3.5);
  });

  test('a decision no longer counts once the source has changed', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('a.txt', 'content'));
    review(db, 5);
    writer.write(sampleFiling('a.txt', 'changed'));
    expect(db.prepare('SELECT messages_average_days FROM work_reports').pluck().get()).toBe(3.5);
  });

  test('low_confidence lists what nobody has looked at yet', () => {
    const db = temporaryDatabase();
    writerOf(db).write(sampleFiling('a.txt', 'content'));
    const query = db.prepare('SELECT indicator, label, confidence, path FROM low_confidence');
    expect(query.all()).toEqual([
      { indicator: 'messages.average_days', label: '平均办理时间', confidence: 0.6, path: 'a.txt' },
    ]);
    review(db, 5);
    expect(query.all()).toEqual([]);
  });
});

test('fields_located leads from a field to its file, row, column and raw text', () => {
  const db = temporaryDatabase();
  writerOf(db).write(sampleFiling('folder/a.txt', 'content'));
  const row = db
    .prepare(`SELECT path, page, table_index, row_index, column_index, raw, label_raw, value_number
      FROM fields_located WHERE indicator = 'traffic.page_views' AND site_code = '4501000010'`)
    .get();
  expect(row).toEqual({
    path: 'folder/a.txt',
    page: 2,
    table_index: 0,
    row_index: 4,
    column_index: 1,
    raw: '7',
    label_raw: '标签',
    value_number: 7,
  });
});

describe('year_over_year', () => {
  function filing(path: string, year: number, views: number, change: object = {}) {
    const fields = [
      sampleField('traffic.page_views', views),
      sampleField('services.catalogue_published', true),
    ];
    return sampleFiling(path, path, { reports: [sampleReport({ year, fields, ...change })] });
  }

  test('compares a site with itself a year before, numbers only', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(filing('2020.txt', 2020, 200));
    writer.write(filing('2021.txt', 2021, 150));
    writer.write(filing('2023.txt', 2023, 900));
    writer.write(filing('elsewhere.txt', 2022, 1, { siteCode: '4502000001' }));
    const rows = db
      .prepare(
        'SELECT previous_year, year, indicator, previous_value, value, change, change_percent FROM year_over_year',
      )
      .all();
    expect(rows).toEqual([
      {
        previous_year: 2020,
        year: 2021,
        indicator: 'traffic.page_views',
        previous_value: 200,
        value: 150,
        change: -50,
        change_percent: -25,
      },
    ]);
  });

  test('a filing that was published twice counts once, in its fullest version', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(filing('2020.txt', 2020, 200));
    writer.write(filing('2021.txt', 2021, 150));
    writer.write(filing('2021-scan.pdf', 2021, 999, { completeness: 0.5 }));
    expect(db.prepare('SELECT value FROM year_over_year').pluck().all()).toEqual([150]);
  });

  test('a site without a code is known by its name, a share from nothing is unknown', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(filing('2020.txt', 2020, 0, { siteCode: null }));
    writer.write(filing('2021.txt', 2021, 5, { siteCode: null }));
    const rows = db.prepare('SELECT change, change_percent FROM year_over_year').all();
    expect(rows).toEqual([{ change: 5, change_percent: null }]);
  });
});
