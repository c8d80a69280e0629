import { expect, test } from 'vitest';
import { compareDatabases } from '../../src/load/compare-databases.js';
import type { Connection } from '../../src/load/open.js';
import type { Field, Report } from '../../src/model/reading.js';
import { temporaryDatabase, writerOf } from './database.js';
import { sampleDocument, sampleField, sampleReport } from './sample-filing.js';

interface Run {
  readonly path?: string;
  readonly content?: string;
  readonly version?: string;
  readonly report?: Partial<Report>;
}

function run({ path = 'a.docx', content = 'bytes', version = '1.0.0', report = {} }: Run): Connection {
  const db = temporaryDatabase();
  const document = sampleDocument(path, content);
  writerOf(db, version).write({ document, reports: [sampleReport(report)], definitions: [] });
  return db;
}

const views = (value: number, change: Partial<Field> = {}): Partial<Report> => ({
  fields: [sampleField('traffic.page_views', value, change)],
});

test('two equal runs do not differ, and a renamed file is the same filing', () => {
  expect(compareDatabases(run({}), run({ path: 'b.docx' }))).toEqual({ reports: [], compared: 1, fields: 5 });
});

test('a value that moved is told with the features that moved, and the program that did it', () => {
  const was = run({ report: views(12) });
  const is = run({ version: '1.1.0', report: views(72, { features: { strictness: 0.5, distance: 0 } }) });
  const [report] = compareDatabases(was, is).reports;
  expect(report?.why).toEqual(['program 1.0.0 → 1.1.0']);
  expect(report?.fields).toMatchObject([
    {
      indicator: 'traffic.page_views',
      before: { value: 12 },
      after: { value: 72 },
      why: ['the value is read from another text', 'strictness 1 → 0.5'],
    },
  ]);
});

test('a changed file is compared by its path', () => {
  const [report] = compareDatabases(
    run({ report: views(1) }),
    run({ content: 'new', report: views(2) }),
  ).reports;
  expect(report).toMatchObject({ outcome: 'changed', why: ["the file's bytes changed"] });
});

test('confidence counts where it leaves its band', () => {
  const at = (confidence: number) => run({ report: views(1, { confidence }) });
  expect(compareDatabases(at(0.95), at(0.91)).reports).toEqual([]);
  const [report] = compareDatabases(at(0.95), at(0.89)).reports;
  expect(report?.fields[0]?.why).toEqual(['the same features weigh differently']);
});

test('a report that one run does not have is told', () => {
  const outcomes = compareDatabases(run({}), run({ path: 'b', content: 'other' })).reports.map(
    ({ path, outcome }) => [path, outcome],
  );
  expect(outcomes).toEqual([
    ['a.docx', 'only in A'],
    ['b', 'only in B'],
  ]);
});
