import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { datasetteMetadata, schemaMarkdown } from '../../scripts/schema-docs.js';
import { columnHelp, columnHelpText } from '../../src/load/column-help.js';
import { temporaryDatabase } from '../load/database.js';

function docs(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

test('every table, view and column has help', () => {
  const rows = columnHelp(temporaryDatabase());
  expect(rows.length).toBeGreaterThan(400);
  expect(rows.filter(({ help }) => help === '').map(({ object, column }) => `${object}.${column}`)).toEqual(
    [],
  );
});

test('no help is about a column that is no longer there', () => {
  const rows = columnHelp(temporaryDatabase());
  const there = new Set(rows.map(({ object, column }) => `${object}\t${column}`));
  const columns = new Set(rows.map(({ column }) => `*\t${column}`));
  const [, ...lines] = columnHelpText().trim().split('\n');
  const keys = lines.map((line) => line.split('\t').slice(0, 2).join('\t'));
  expect(keys.filter((key) => !there.has(key) && !columns.has(key))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
});

test('columns_help in the database is the same help', () => {
  const db = temporaryDatabase();
  const stored = db.prepare('SELECT * FROM columns_help').all();
  expect(stored).toHaveLength(columnHelp(db).length);
  const views = db
    .prepare("SELECT help FROM columns_help WHERE object = 'work_reports' AND column = 'traffic_page_views'")
    .pluck()
    .get();
  expect(views).toBe('用户访问 › 网站总访问量, 次, count (`traffic.page_views`)');
});

test('docs/schema.md is up to date (npm run docs:schema)', () => {
  expect(docs('schema.md')).toBe(schemaMarkdown(temporaryDatabase()));
});

test('docs/datasette/metadata.json is up to date (npm run docs:schema)', () => {
  const text = `${JSON.stringify(datasetteMetadata(temporaryDatabase()), null, 2)}\n`;
  expect(docs('datasette/metadata.json')).toBe(text);
});

test('the questions of docs/analysis.md run as canned queries', () => {
  const db = temporaryDatabase();
  const metadata = datasetteMetadata(db) as {
    databases: { reports: { queries: Record<string, { sql: string }> } };
  };
  const queries = Object.values(metadata.databases.reports.queries);
  expect(queries).toHaveLength(10);
  for (const { sql } of queries) expect(() => db.prepare(sql).all()).not.toThrow();
});
