import { describe, expect, test } from 'vitest';
import { rowsOf, temporaryDatabase, writerOf } from './database.js';
import {
  sampleCandidate,
  sampleDocument,
  sampleField,
  sampleFiling,
  sampleReport,
  sha256Of,
} from './sample-filing.js';

const DOCUMENTS = `SELECT d.path, d.status, o.path AS original, count(r.id) AS reports
  FROM documents d LEFT JOIN documents o ON o.id = d.copy_of LEFT JOIN reports r ON r.document_id = d.id
  GROUP BY d.id ORDER BY d.path`;

function knownFile(path: string, content: string) {
  return { path, sha256: sha256Of(content), bytes: content.length };
}

describe('values', () => {
  test('numbers, booleans and text go to their columns, whole numbers as integers', () => {
    const db = temporaryDatabase();
    writerOf(db).write(sampleFiling('a.txt', 'content'));
    const rows = db
      .prepare('SELECT indicator, value_number, typeof(value_number) AS type, value_text FROM fields')
      .all();
    expect(rows).toEqual([
      { indicator: 'messages.average_days', value_number: 3.5, type: 'real', value_text: null },
      { indicator: 'publishing.total', value_number: null, type: 'null', value_text: null },
      { indicator: 'services.catalogue_published', value_number: 1, type: 'integer', value_text: null },
      { indicator: 'site.name', value_number: null, type: 'null', value_text: '南宁市教育局' },
      { indicator: 'traffic.page_views', value_number: 7, type: 'integer', value_text: null },
    ]);
  });

  test('a field keeps its place: page, table, row, column, the box around all its lines', () => {
    const db = temporaryDatabase();
    writerOf(db).write(sampleFiling('a.txt', 'content'));
    const place = db
      .prepare(
        "SELECT page, table_index, row_index, column_index, bbox, boxes FROM fields WHERE indicator = 'site.name'",
      )
      .get();
    expect(place).toEqual({
      page: 2,
      table_index: 0,
      row_index: 4,
      column_index: 1,
      bbox: '10,20,110.12,42',
      boxes: '[[10,20,110.12,30],[10,32,60,42]]',
    });
  });

  test('rival readings are ranked from 1, features are stored in key order without those that are 0', () => {
    const db = temporaryDatabase();
    const field = sampleField('traffic.page_views', 12, {
      candidates: [sampleCandidate(12), sampleCandidate(13)],
      features: { strictness: 1, absent: 0, distance: 2 },
    });
    writerOf(db).write(sampleFiling('a.txt', 'a', { reports: [sampleReport({ fields: [field] })] }));
    expect(db.prepare('SELECT rank, value_number, relation FROM candidates').all()).toEqual([
      { rank: 1, value_number: 12, relation: 'right' },
      { rank: 2, value_number: 13, relation: 'right' },
    ]);
    expect(db.prepare('SELECT features FROM fields').pluck().get()).toBe('{"distance":2,"strictness":1}');
  });

  test('findings keep their order, those of the whole report have no indicator', () => {
    const db = temporaryDatabase();
    writerOf(db).write(sampleFiling('a.txt', 'a'));
    const findings = db.prepare('SELECT ordinal, indicator, rule FROM findings').all();
    expect(findings).toEqual([
      { ordinal: 0, indicator: 'publishing.total', rule: 'total-blank' },
      { ordinal: 1, indicator: null, rule: 'cover-letter' },
    ]);
  });
});

describe('writing again', () => {
  test('the same result gives the same rows', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('a.txt', 'content'));
    const before = rowsOf(db);
    writer.write(sampleFiling('a.txt', 'content'));
    expect(rowsOf(db)).toEqual(before);
  });

  test('a changed file replaces its own reports and no others', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('a.txt', 'first'));
    writer.write(sampleFiling('b.txt', 'other file'));
    const idBefore = db.prepare("SELECT id FROM documents WHERE path = 'a.txt'").pluck().get();
    writer.write(sampleFiling('a.txt', 'second version'));
    expect(db.prepare('SELECT traffic_page_views FROM work_reports ORDER BY 1').pluck().all()).toEqual([
      10, 14,
    ]);
    expect(db.prepare("SELECT id FROM documents WHERE path = 'a.txt'").pluck().get()).toBe(idBefore);
    expect(db.prepare('SELECT count(*) FROM definitions').pluck().get()).toBe(2);
    expect(db.prepare('SELECT count(*) FROM fields').pluck().get()).toBe(10);
  });

  test('a file that became unreadable keeps no report', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('a.txt', 'first'));
    const document = sampleDocument('a.txt', '', { sha256: '', status: 'failed', error: 'It is gone.' });
    writer.write({ document, reports: [], definitions: [] });
    expect(db.prepare(DOCUMENTS).all()).toEqual([
      { path: 'a.txt', status: 'failed', original: null, reports: 0 },
    ]);
    expect(db.prepare('SELECT sha256 FROM documents').pluck().get()).toBeNull();
  });

  test('reviews stay as they are', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('a.txt', 'content'));
    db.prepare(`
      INSERT INTO reviews (source_sha256, form, report_ordinal, indicator, period, extracted_status,
        extracted_value_number, extracted_confidence, decision, status, value_number, reviewer, decided_at)
      VALUES (?, 'work', 0, 'traffic.page_views', 'year', 'reported', 7, 0.9, 'corrected', 'reported', 70, '李',
        '2024-06-01T00:00:00Z')`).run(sha256Of('content'));
    const before = db.prepare('SELECT * FROM reviews').all();
    writer.write(sampleFiling('a.txt', 'content'));
    writer.write(sampleFiling('a.txt', 'changed content'));
    expect(db.prepare('SELECT * FROM reviews').all()).toEqual(before);
  });
});

describe('files with the same content', () => {
  test.each([
    ['smallest path first', ['a.txt', 'b.txt', 'c.txt']],
    ['smallest path last', ['c.txt', 'b.txt', 'a.txt']],
    ['smallest path between', ['b.txt', 'a.txt', 'c.txt']],
  ])('%s: the smallest path holds the reports, the others name it', (_, [first = '', ...others]) => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling(first, 'content'));
    for (const path of others) writer.writeCopy(knownFile(path, 'content'));
    expect(db.prepare(DOCUMENTS).all()).toEqual([
      { path: 'a.txt', status: 'loaded', original: null, reports: 1 },
      { path: 'b.txt', status: 'skipped', original: 'a.txt', reports: 0 },
      { path: 'c.txt', status: 'skipped', original: 'a.txt', reports: 0 },
    ]);
    const errors = db.prepare("SELECT DISTINCT error FROM documents WHERE status = 'skipped'").pluck().all();
    expect(errors).toEqual(['Same content as a.txt, where it is recorded; nothing to do.']);
  });

  test('order is by code unit, as everywhere, and not by locale', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('b.txt', 'content'));
    writer.writeCopy(knownFile('Z.txt', 'content'));
    const first = db.prepare("SELECT path FROM documents WHERE status = 'loaded' AND sha256 = ?").pluck();
    expect(first.get(sha256Of('content'))).toBe('Z.txt');
    for (const path of ['a.txt', 'Y.txt']) writer.writeCopy(knownFile(path, 'content'));
    writer.write(sampleFiling('Y.txt', 'new'));
    expect(first.get(sha256Of('content'))).toBe('Z.txt');
    writer.write(sampleFiling('Z.txt', 'newer'));
    expect(first.get(sha256Of('content'))).toBe('a.txt');
  });

  test('when the first changes, the next one takes its former reports over', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('a.txt', 'content'));
    for (const path of ['b.txt', 'c.txt']) writer.writeCopy(knownFile(path, 'content'));
    writer.write(sampleFiling('a.txt', 'new'));
    expect(db.prepare(DOCUMENTS).all()).toEqual([
      { path: 'a.txt', status: 'loaded', original: null, reports: 1 },
      { path: 'b.txt', status: 'loaded', original: null, reports: 1 },
      { path: 'c.txt', status: 'skipped', original: 'b.txt', reports: 0 },
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  test('a copy whose content changes becomes a document of its own', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('a.txt', 'content'));
    writer.writeCopy(knownFile('b.txt', 'content'));
    writer.write(sampleFiling('b.txt', 'other'));
    expect(db.prepare(DOCUMENTS).all()).toEqual([
      { path: 'a.txt', status: 'loaded', original: null, reports: 1 },
      { path: 'b.txt', status: 'loaded', original: null, reports: 1 },
    ]);
  });

  test('a newer reading from a copy replaces the former one, at the smallest path', () => {
    const db = temporaryDatabase();
    writerOf(db, '1.0.0').write(sampleFiling('a.txt', 'content'));
    const next = sampleFiling('b.txt', 'content', { reports: [sampleReport({ year: 1999 })] });
    writerOf(db, '2.0.0').write(next);
    expect(db.prepare(DOCUMENTS).all()).toEqual([
      { path: 'a.txt', status: 'loaded', original: null, reports: 1 },
      { path: 'b.txt', status: 'skipped', original: 'a.txt', reports: 0 },
    ]);
    expect(db.prepare('SELECT year FROM reports').pluck().all()).toEqual([1999]);
    expect(db.prepare('SELECT DISTINCT program_version FROM documents').pluck().all()).toEqual(['2.0.0']);
  });

  test('a copy of a failed file says so', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    const document = sampleDocument('a.doc', 'x', { status: 'failed', error: 'It is encrypted.' });
    writer.write({ document, reports: [], definitions: [] });
    writer.writeCopy(knownFile('b.doc', 'x'));
    const row = db.prepare("SELECT status, error FROM documents WHERE path = 'b.doc'").get();
    expect(row).toEqual({
      status: 'skipped',
      error: 'Same content as a.doc, which could not be read either; see there.',
    });
  });

  test('a copy of content that was never read is refused', () => {
    const writer = writerOf(temporaryDatabase());
    expect(() => writer.writeCopy(knownFile('a.txt', 'content'))).toThrow(/no reading/);
  });
});

describe('faults', () => {
  test.each([
    ['an indicator that the catalogue does not have', sampleField('no.such', 1)],
    ['a value without the status for it', sampleField('traffic.page_views', 1, { status: 'blank' })],
    ['a confidence that is no probability', sampleField('traffic.page_views', 1, { confidence: Number.NaN })],
  ])('%s fails the document and nothing else', (_, field) => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('good.txt', 'good'));
    const stored = writer.write(
      sampleFiling('bad.txt', 'bad', { reports: [sampleReport({ fields: [field] })] }),
    );
    expect(stored.document.status).toBe('failed');
    expect(stored.document.error).toMatch(/constraint failed.*report it/);
    expect(db.prepare(DOCUMENTS).all()).toEqual([
      { path: 'bad.txt', status: 'failed', original: null, reports: 0 },
      { path: 'good.txt', status: 'loaded', original: null, reports: 1 },
    ]);
  });

  test('a full disk ends the run and leaves what was written', () => {
    const db = temporaryDatabase();
    const writer = writerOf(db);
    writer.write(sampleFiling('a.txt', 'first'));
    const before = rowsOf(db);
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    const long = sampleField('site.name', '长'.repeat(100_000));
    const filing = sampleFiling('b.txt', 'second', { reports: [sampleReport({ fields: [long] })] });
    expect(() => writer.write(filing)).toThrow(/disk is full/);
    expect(rowsOf(db)).toEqual(before);
  });

  test('a database that another program locks ends the run', () => {
    const db = temporaryDatabase();
    const other = temporaryDatabase(db.name);
    const writer = writerOf(db);
    db.pragma('busy_timeout = 10');
    other.exec('BEGIN IMMEDIATE');
    expect(() => writer.write(sampleFiling('a.txt', 'first'))).toThrow(/another program is writing/);
    other.exec('ROLLBACK');
    writer.write(sampleFiling('a.txt', 'first'));
    expect(db.prepare('SELECT count(*) FROM reports').pluck().get()).toBe(1);
  });
});
