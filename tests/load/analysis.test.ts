import { describe, expect, test } from 'vitest';
import type { Connection } from '../../src/load/open.js';
import type { Field, Report } from '../../src/model/reading.js';
import { INDICATORS } from '../../src/normalize/catalogue.js';
import { temporaryDatabase, writerOf } from './database.js';
import { sampleField, sampleFiling, sampleReport } from './sample-filing.js';

function databaseOf(...reports: Partial<Report>[]): Connection {
  const db = temporaryDatabase();
  const writer = writerOf(db);
  reports.forEach((report, index) => {
    const filing = sampleFiling(`${index}.txt`, `content ${index}`, { reports: [sampleReport(report)] });
    writer.write({ ...filing, definitions: [] });
  });
  return db;
}

function ratioOf(db: Connection, ratio: string): unknown {
  return db.prepare('SELECT share, percent, gap FROM ratios WHERE ratio = ?').get(ratio);
}

function workWith(...fields: Field[]): Connection {
  return databaseOf({ fields });
}

describe('ratios', () => {
  test('a share is a fraction and percentage points', () => {
    const db = workWith(sampleField('services.fully_online_items', 29), sampleField('services.items', 60));
    expect(ratioOf(db, 'online_share')).toEqual({ share: 0.4833, percent: 48.33, gap: null });
  });

  test('more than the whole stays as the filing has it', () => {
    const db = workWith(sampleField('messages.closed', 12), sampleField('messages.received', 10));
    expect(ratioOf(db, 'messages_closed_share')).toMatchObject({ share: 1.2, percent: 120 });
  });

  test.each([
    [
      'nothing of nothing',
      sampleField('messages.closed', 0),
      sampleField('messages.received', 0),
      'denominator is 0',
    ],
    [
      'no whole',
      sampleField('messages.closed', 3),
      sampleField('messages.received', null),
      'denominator not reported',
    ],
    [
      'no part',
      sampleField('messages.closed', null),
      sampleField('messages.received', 3),
      'numerator not reported',
    ],
  ])('%s is no share, and says why', (_, part, whole, gap) => {
    expect(ratioOf(workWith(part, whole), 'messages_closed_share')).toEqual({
      share: null,
      percent: null,
      gap,
    });
  });

  test('a form that does not ask for a part has no such share', () => {
    expect(ratioOf(workWith(sampleField('messages.closed', 3)), 'messages_on_time_share')).toBeUndefined();
  });

  test('the confidence is that of its least certain part', () => {
    const db = workWith(
      sampleField('messages.closed', 1, { confidence: 0.7 }),
      sampleField('messages.received', 2, { confidence: 0.9 }),
    );
    expect(db.prepare('SELECT confidence FROM ratios').pluck().get()).toBe(0.7);
  });

  function supervision(late: Field): Connection {
    const fields = [
      sampleField('supervision.chairman_mailbox.received', 10, { period: 'q1' }),
      sampleField('supervision.chairman_mailbox.closed_on_time', 7, { period: 'q1' }),
      late,
    ];
    return databaseOf({ form: 'supervision', template: 'supervision-2020-gx', siteCode: null, fields });
  }

  test('cases closed in time and late are closed together, per quarter', () => {
    const db = supervision(sampleField('supervision.chairman_mailbox.closed_late', 2, { period: 'q1' }));
    expect(ratioOf(db, 'mailbox_closed_share')).toMatchObject({ share: 0.9 });
    expect(ratioOf(db, 'mailbox_on_time_share')).toMatchObject({ share: 0.7 });
    expect(db.prepare('SELECT DISTINCT period FROM ratios').pluck().all()).toEqual(['q1']);
  });

  test('无 closed late adds nothing; an empty cell leaves the share open', () => {
    const late = 'supervision.chairman_mailbox.closed_late';
    const none = supervision(sampleField(late, null, { period: 'q1', status: 'none', raw: '无' }));
    expect(ratioOf(none, 'mailbox_closed_share')).toMatchObject({ share: 0.7 });
    const blank = supervision(sampleField(late, null, { period: 'q1' }));
    expect(ratioOf(blank, 'mailbox_closed_share')).toMatchObject({ gap: 'numerator not reported' });
  });

  test('every ratio divides indicators that are in the catalogue', () => {
    const known = new Set(INDICATORS.map(({ key, form }) => `${form} ${key}`));
    const rows = temporaryDatabase().prepare('SELECT * FROM ratio_definitions').all() as Record<
      string,
      string
    >[];
    const keys = rows.flatMap(({ form, numerator, numerator_2, denominator }) =>
      [numerator, numerator_2, denominator].filter(Boolean).map((key) => `${form} ${key}`),
    );
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((key) => !known.has(key))).toEqual([]);
  });

  test('a change from year to year is in percentage points', () => {
    const part = (closed: number) => [
      sampleField('messages.closed', closed),
      sampleField('messages.received', 8),
    ];
    const db = databaseOf({ year: 2021, fields: part(4) }, { year: 2022, fields: part(6) });
    const rows = db
      .prepare('SELECT previous_percent, percent, change_points FROM ratios_year_over_year')
      .all();
    expect(rows).toEqual([{ previous_percent: 50, percent: 75, change_points: 25 }]);
  });
});

describe('regions', () => {
  test.each([
    ['430525', ['湖南省', '邵阳市', '洞口县', 'county']],
    ['460100', ['海南省', '海口市', null, 'city']],
    ['450000', ['广西壮族自治区', null, null, 'province']],
    ['110101', ['北京市', null, '东城区', 'county']],
    [null, [null, null, null, null]],
  ])('%s', (regionCode, names) => {
    const db = databaseOf({ regionCode });
    const row = db.prepare('SELECT province, city, county, region_level FROM reports_located').raw().get();
    expect(row).toEqual(names);
  });

  test('are loaded once, and stay when the file is opened again', () => {
    const db = temporaryDatabase();
    const count = db.prepare('SELECT count(*) FROM regions').pluck();
    expect(count.get()).toBeGreaterThan(4_000);
    expect(temporaryDatabase(db.name).prepare('SELECT count(*) FROM regions').pluck().get()).toBe(
      count.get(),
    );
  });
});

describe('coverage', () => {
  const other = { siteCode: '4301000001', siteName: '长沙市', regionCode: '430100' };

  function rows(db: Connection): unknown[] {
    return db
      .prepare('SELECT site_name, year, filed, gap FROM coverage ORDER BY site_code, year')
      .raw()
      .all();
  }

  test('a year between two filings is a gap, before the first and after the last is not', () => {
    const db = databaseOf({ year: 2019 }, { year: 2021 }, { ...other, year: 2020 });
    expect(rows(db)).toEqual([
      ['长沙市', 2019, 0, 0],
      ['长沙市', 2020, 1, 0],
      ['长沙市', 2021, 0, 0],
      ['南宁市教育局', 2019, 1, 0],
      ['南宁市教育局', 2020, 0, 1],
      ['南宁市教育局', 2021, 1, 0],
    ]);
  });

  test('a filing that was published twice counts once', () => {
    expect(rows(databaseOf({ year: 2021 }, { year: 2021 }))).toHaveLength(1);
  });

  test('names the region of the site', () => {
    const db = databaseOf({ ...other, year: 2020 });
    expect(db.prepare('SELECT province, city FROM coverage').raw().get()).toEqual(['湖南省', '长沙市']);
  });
});
