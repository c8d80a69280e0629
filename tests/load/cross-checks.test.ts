import { describe, expect, test } from 'vitest';
import { checkAcrossReports } from '../../src/load/cross-checks.js';
import type { Connection } from '../../src/load/open.js';
import type { SourceKind } from '../../src/model/document.js';
import type { Field, Report } from '../../src/model/reading.js';
import { rowsOf, temporaryDatabase, writerOf } from './database.js';
import { sampleDocument, sampleField, sampleReport } from './sample-filing.js';

interface Copy {
  readonly path: string;
  readonly kind?: SourceKind;
  readonly report?: Partial<Report>;
}

function databaseOf(copies: readonly Copy[]): Connection {
  const db = temporaryDatabase();
  const writer = writerOf(db);
  for (const { path, kind = 'office', report } of copies) {
    const document = sampleDocument(path, path, { sourceKind: kind });
    writer.write({ document, reports: [sampleReport({ findings: [], ...report })], definitions: [] });
  }
  checkAcrossReports(db);
  return db;
}

function currentPaths(db: Connection): unknown[] {
  return db.prepare('SELECT path FROM current_reports ORDER BY path').pluck().all();
}

interface FoundRow {
  path: string;
  indicator: string;
  severity: string;
  message: string;
}

function findings(db: Connection, rule: string): FoundRow[] {
  return db
    .prepare<[string], FoundRow>(
      `SELECT d.path, f.indicator, f.severity, f.message FROM findings f JOIN reports r ON r.id = f.report_id
       JOIN documents d ON d.id = r.document_id WHERE f.rule = ? ORDER BY d.path, f.ordinal`,
    )
    .all(rule);
}

describe('current_reports', () => {
  test('keeps the fullest, then the surest, then the format that loses least, then the smallest path', () => {
    const fuller = databaseOf([
      { path: 'a.docx', report: { completeness: 0.9 } },
      { path: 'b.png', kind: 'scan', report: { completeness: 1 } },
    ]);
    expect(currentPaths(fuller)).toEqual(['b.png']);
    const surer = databaseOf([
      { path: 'a.docx', report: { confidence: 0.8 } },
      { path: 'b.png', kind: 'scan', report: { confidence: 0.9 } },
    ]);
    expect(currentPaths(surer)).toEqual(['b.png']);
    const kinds = ['scan', 'ocr-text', 'pdf', 'word-dump', 'html', 'office'] as const;
    const copies = kinds.map((kind, index) => ({ path: `${index}.${kind}`, kind }));
    for (let count = 1; count <= kinds.length; count += 1) {
      const last = copies[count - 1];
      expect(currentPaths(databaseOf(copies.slice(0, count)))).toEqual([last?.path]);
    }
    expect(currentPaths(databaseOf([{ path: 'b.docx' }, { path: 'a.docx' }]))).toEqual(['a.docx']);
  });

  test('other years, other sites and other forms are other filings', () => {
    const db = databaseOf([
      { path: 'a', report: { year: 2022 } },
      { path: 'b', report: { year: 2021 } },
      { path: 'c', report: { siteCode: '4501000099', siteName: '另一个网站' } },
      { path: 'd', report: { form: 'supervision', template: 'supervision-2020-gx', fields: [] } },
    ]);
    expect(currentPaths(db)).toEqual(['a', 'b', 'c', 'd']);
    expect(db.prepare('SELECT * FROM linked_reports').all()).toEqual([]);
  });

  test('a copy without a code is known by its name; without either, or without a year, by nothing', () => {
    const named = { siteCode: null };
    expect(currentPaths(databaseOf([{ path: 'a' }, { path: 'b', report: named }]))).toEqual(['a']);
    expect(
      currentPaths(
        databaseOf([
          { path: 'a', report: named },
          { path: 'b', report: named },
        ]),
      ),
    ).toEqual(['a']);
    const nameless = { siteCode: null, siteName: null, reportingUnit: null };
    const undated = { year: null };
    const db = databaseOf([
      { path: 'a', report: nameless },
      { path: 'b', report: nameless },
      { path: 'c', report: undated },
      { path: 'd', report: undated },
    ]);
    expect(currentPaths(db)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a name that two sites share takes the code of neither', () => {
    const db = databaseOf([
      { path: 'a', report: { siteCode: '4501000001' } },
      { path: 'b', report: { siteCode: '4502000001' } },
      { path: 'c', report: { siteCode: null } },
    ]);
    expect(currentPaths(db)).toEqual(['a', 'b', 'c']);
  });
});

function withField(...fields: Field[]): Partial<Report> {
  return { fields };
}

describe('formats-differ', () => {
  const views = (value: number, change: Partial<Field> = {}) =>
    withField(sampleField('traffic.page_views', value, change));

  test('names both files and both values, at both reports', () => {
    const db = databaseOf([
      { path: 'a.docx', report: views(1284) },
      { path: 'b.html', kind: 'html', report: views(1234) },
    ]);
    const found = findings(db, 'formats-differ');
    expect(found.map(({ path }) => path)).toEqual(['a.docx', 'b.html']);
    for (const { message, severity, indicator } of found) {
      expect(message).toMatch(/网站总访问量: 1284 in a\.docx, 1234 in b\.html/);
      expect([severity, indicator]).toEqual(['warning', 'traffic.page_views']);
    }
  });

  test('what one format lost is told, but contradicts nothing', () => {
    const lost = sampleField('traffic.page_views', null, { status: 'missing', raw: null });
    const db = databaseOf([
      { path: 'a.docx', report: views(12) },
      { path: 'b.txt', report: withField(lost) },
    ]);
    expect(findings(db, 'formats-differ').map(({ severity }) => severity)).toEqual(['info', 'info']);
  });

  test('blanks and the width of signs are no difference', () => {
    const name = (text: string) => withField(sampleField('site.name', text));
    const db = databaseOf([
      { path: 'a.docx', report: name('南宁市（教育局）') },
      { path: 'b.txt', report: name('南宁市 (教育局)') },
    ]);
    expect(findings(db, 'formats-differ')).toEqual([]);
  });

  test('agreement is worth the confidence of the surest that says the same', () => {
    const db = databaseOf([
      { path: 'a.docx', report: views(12, { confidence: 0.7 }) },
      { path: 'b.html', kind: 'html', report: views(12, { confidence: 0.99 }) },
      { path: 'c.png', kind: 'scan', report: views(72, { confidence: 0.995 }) },
    ]);
    expect(
      db.prepare('SELECT confidence, agreed_confidence, agreeing, differing FROM agreement').all(),
    ).toEqual([{ confidence: 0.7, agreed_confidence: 0.99, agreeing: 1, differing: 1 }]);
    expect(db.prepare('SELECT confidence FROM fields WHERE confidence = 0.7').pluck().all()).toEqual([0.7]);
  });
});

describe('leap-from-last-year', () => {
  function pair(previous: number, value: number): FoundRow[] {
    const total = (count: number) => withField(sampleField('publishing.total', count));
    const db = databaseOf([
      { path: '2021', report: { year: 2021, ...total(previous) } },
      { path: '2022', report: { year: 2022, ...total(value) } },
    ]);
    return findings(db, 'leap-from-last-year');
  }

  test.each([
    [100, 5000, true],
    [100, 4999, false],
    [5000, 100, true],
    [0, 5000, false],
  ])('%i, then %i: %s', (previous, value, isLeap) => {
    expect(pair(previous, value).map(({ path }) => path)).toEqual(isLeap ? ['2022'] : []);
  });

  test('tells both numbers, and a slip of 条 and 万条 by name', () => {
    const [slip] = pair(12, 123_000);
    expect(slip?.message).toMatch(/总数: 12 .*2021, 123000 .*2022/);
    expect(slip?.message).toContain('万');
    const [news] = pair(12, 1200);
    expect(news?.message).not.toContain('万');
  });

  test('a copy does not make the same leap twice', () => {
    const total = (count: number) => withField(sampleField('publishing.total', count));
    const db = databaseOf([
      { path: '2021', report: { year: 2021, ...total(1) } },
      { path: '2022', report: { year: 2022, ...total(100) } },
      { path: '2022 copy', report: { year: 2022, ...total(100) } },
    ]);
    expect(findings(db, 'leap-from-last-year')).toHaveLength(1);
  });
});

test('the findings are the same in whatever order the files came, and a second pass writes nothing', () => {
  const copies: Copy[] = [
    { path: 'a.docx', report: withField(sampleField('publishing.total', 5)) },
    { path: 'b.html', kind: 'html', report: withField(sampleField('publishing.total', 6)) },
    { path: 'c.docx', report: { year: 2021, ...withField(sampleField('publishing.total', 50_000)) } },
  ];
  const db = databaseOf(copies);
  const other = databaseOf(copies.toReversed());
  expect(rowsOf(other).findings).toEqual(rowsOf(db).findings);
  expect(rowsOf(db).findings).toHaveLength(3);
  // Changes whenever another connection writes to the file.
  const watching = temporaryDatabase(db.name);
  const version = () => watching.pragma('data_version', { simple: true });
  const before = version();
  checkAcrossReports(db);
  expect(version()).toBe(before);
  db.prepare('DELETE FROM findings').run();
  checkAcrossReports(db);
  expect(version()).not.toBe(before);
});

test('findings go when what they are about is gone', () => {
  const db = databaseOf([
    { path: 'a.docx', report: withField(sampleField('publishing.total', 5)) },
    { path: 'b.html', kind: 'html', report: withField(sampleField('publishing.total', 6)) },
  ]);
  writerOf(db).write({ document: sampleDocument('b.html', 'other'), reports: [], definitions: [] });
  checkAcrossReports(db);
  expect(rowsOf(db).findings).toEqual([]);
});
