import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/load/open.js';
import { runCli } from './run-cli.js';

const FILING = 'corpus/000_765245b491b0006f.txt';
const folder = mkdtempSync(join(tmpdir(), 'nianbao-'));
let database = '';
let other = '';

beforeAll(async () => {
  [database, other] = [join(folder, 'a.sqlite'), join(folder, 'b.sqlite')];
  for (const db of [database, other]) await runCli(['import', FILING, '--db', db]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('explain shows place, reading, candidates, features and findings of a field', async () => {
  const { code, stdout } = await runCli(['explain', FILING, 'publishing.total']);
  expect(code).toBe(0);
  for (const part of [
    'publishing.total year: reported 594 条',
    'table 1, row 9, column 3',
    'value in the document: “594”',
    'checkFails',
    'publishing-sum',
  ])
    expect(stdout).toContain(part);
});

test('a file and its row in the database are explained alike, by label too', async () => {
  const [read, stored] = await Promise.all([
    runCli(['explain', FILING, '网站总访问量', '--json']),
    runCli(['explain', FILING, 'traffic.page_views', '--json', '--db', database]),
  ]);
  expect(JSON.parse(stored.stdout)).toEqual(JSON.parse(read.stdout));
  const [field] = JSON.parse(read.stdout).fields;
  expect(field).toMatchObject({ value: 1667866, candidates: [{ rank: 1, raw: '1667866' }] });
  expect(field.model).toMatchObject({ isSame: true, confidence: field.confidence });
  const byId = await runCli(['explain', String(field.reportId), 'traffic.page_views', '--db', database]);
  expect(byId.stdout).toContain('reported 1667866');
});

test('explain refuses what there is not', async () => {
  const unknown = await runCli(['explain', FILING, 'traffic.page']);
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('traffic.page_views')]);
  const period = await runCli(['explain', FILING, 'traffic.page_views', '--period', 'q2']);
  expect([period.code, period.stderr]).toEqual([1, expect.stringContaining('has no field')]);
  const elsewhere = await runCli(['explain', 'nowhere.docx', 'traffic.page_views', '--db', database]);
  expect([elsewhere.code, elsewhere.stderr]).toEqual([1, expect.stringContaining('no such report')]);
});

test('diff says nothing moved, or what', async () => {
  expect(await runCli(['diff', database, other])).toMatchObject({ code: 0 });
  const db = openDatabase(other);
  db.exec("UPDATE fields SET value_number = 7 WHERE indicator = 'traffic.page_views'");
  db.close();
  const moved = await runCli(['diff', database, other]);
  expect(moved.code).toBe(1);
  expect(moved.stdout).toContain('traffic.page_views year: “1667866” → “7”');
  expect((await runCli(['diff', database, 'nowhere.sqlite'])).code).toBe(3);
});
