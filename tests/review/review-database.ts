/** Databases for the tests of the review page: of real files, of made-up values, and one as large as a province's. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProcessReader } from '../../src/batch/filing-reader.js';
import { runImport } from '../../src/batch/run-import.js';
import { openDatabase } from '../../src/load/open.js';
import { readFiling } from '../../src/pipeline.js';

export const IMPORTED_AT = '2024-05-01T08:30:00Z';

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'nianbao-review-'));
}

export async function importInto(database: string, paths: readonly string[]): Promise<void> {
  await runImport({
    paths,
    database,
    reader: inProcessReader(readFiling),
    programVersion: 'test',
    importedAt: IMPORTED_AT,
    now: () => IMPORTED_AT,
    force: true,
    retryFailed: false,
  });
}

export interface Seed {
  readonly reports: number;
  /** Share of fields with little confidence, from 0 to 1. */
  readonly doubtful: number;
}

/** Years of each site, so that there is a year before; one in this many fields has a warning. */
const YEARS = 4;
const WARNED = 40;

/** A number from 0 to 1 that depends on report and field alone, as SQL: SQLite's own cannot be seeded. */
const DICE = '((r.id * 7919 + i.position * 104729 + (r.id * i.position) % 613) % 9973) / 9973.0';
const VALUE = `CAST(10 + d * d * 100000 AS INTEGER)`;
const IS_NUMBER = "value_type IN ('count', 'decimal', 'percent', 'interval')";

/** Work reports with all their fields, rivals and findings, by a few statements of SQL. */
export function seedDatabase(file: string, { reports, doubtful }: Seed): void {
  const db = openDatabase(file);
  db.pragma('synchronous = OFF');
  const n = db.transaction(() => {
    db.exec(`
      CREATE TEMP TABLE number AS
        WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ${reports}) SELECT id FROM n;
      INSERT INTO documents (id, path, sha256, media_type, bytes, kind, status, imported_at, source_kind, reader, program_version)
        SELECT id, 'filings/' || id || '.html', printf('%064x', id), 'text/html', 1000, 'filing', 'loaded', '${IMPORTED_AT}',
               CASE id % 4 WHEN 0 THEN 'html' WHEN 1 THEN 'office' WHEN 2 THEN 'pdf' ELSE 'scan' END, 'html', 'seed'
        FROM number;
      INSERT INTO reports (id, document_id, ordinal, form, template, year, site_code, site_name, region_code, completeness, confidence)
        SELECT id, id, 0, 'work', CASE WHEN id % ${YEARS} > 1 THEN 'work-2022' ELSE 'work-2019' END, 2019 + id % ${YEARS},
               printf('%s%06d', CASE id / ${YEARS} % 3 WHEN 0 THEN '4501' WHEN 1 THEN '4301' ELSE '4401' END, id / ${YEARS}),
               '第' || (id / ${YEARS}) || '号政府网站',
               CASE id / ${YEARS} % 3 WHEN 0 THEN '450100' WHEN 1 THEN '430100' ELSE '440100' END, 1, 0.97
        FROM number;
      CREATE TEMP TABLE draft AS
        SELECT r.id AS report_id, i.key, i.position, i.value_type, i.unit, ${DICE} AS d
        FROM reports r CROSS JOIN indicators i WHERE i.form = 'work' ORDER BY r.id, i.key;
      INSERT INTO fields (report_id, indicator, period, form, status, value_number, value_text, unit, raw, label_raw, confidence, features, table_index, row_index, column_index,
          relation, score)
        SELECT report_id, key, 'year', 'work', 'reported',
               CASE WHEN ${IS_NUMBER} THEN ${VALUE} WHEN value_type = 'boolean' THEN 1 END,
               CASE WHEN NOT ${IS_NUMBER} AND value_type <> 'boolean' THEN 'portal' END,
               unit, ${VALUE}, key, CASE WHEN d < ${doubtful} THEN 0.3 + d * 5 ELSE 0.92 + d * 0.079 END,
               '{"label":1,"margin":0.4,"parse":1,"source":0.98}', 0, position, 1, 'right', 0.9
        FROM draft;
      INSERT INTO findings (report_id, ordinal, indicator, period, rule, severity, message)
        SELECT report_id, position, key, 'year', 'publishing-sum', 'warning', key || ' 1 ≠ 2: the total differs'
        FROM draft WHERE (report_id * 31 + position) % ${WARNED} = 0;
      DROP TABLE draft;
      DROP TABLE number;`);
  });
  n();
  db.close();
}

/** An answer of the form that a page of `writeForm` gives. */
export type Answers = Readonly<Record<string, string>>;

const ROWS: readonly (readonly [label: string, value: string])[] = [
  ['网站名称', '长沙市教育局网站'],
  ['首页网址', 'http://jyj.changsha.gov.cn'],
  ['主办单位', '长沙市教育局'],
  ['网站类型', '□政府门户网站 ☑部门网站 □专项网站'],
  ['政府网站标识码', '4301000001'],
  ['ICP备案号', '湘ICP备05000001号-1'],
  ['公安机关备案号', '湘公网安备43010202000001号'],
  ['独立用户访问总量（单位：个）', '3000'],
  ['网站总访问量（单位：次）', '90000'],
  ['信息发布 总数（单位：条）', '60'],
  ['概况类信息更新量（单位：条）', '10'],
  ['政务动态信息更新量（单位：条）', '20'],
  ['信息公开目录信息更新量（单位：条）', '30'],
  ['专栏专题 维护数量（单位：个）', '5'],
  ['新开设数量（单位：个）', '2'],
  ['注册用户数（单位：个）', '400'],
  ['政务服务事项数量（单位：项）', '120'],
  ['可全程在线办理政务服务事项数量（单位：项）', '80'],
  ['收到留言数量（单位：条）', '50'],
  ['办结留言数量（单位：条）', '48'],
  ['平均办理时间（单位：天）', '3.5'],
  ['公开答复数量（单位：条）', '40'],
];

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Writes a web page with a national work form; `answers` replaces values by label. */
export function writeForm(path: string, answers: Answers = {}): string {
  const rows = ROWS.map(
    ([label, value]) => `<tr><td>${label}</td><td>${escaped(answers[label] ?? value)}</td></tr>`,
  );
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>报表</title></head><body>
<h1>政府网站工作年度报表</h1><p>（2022年度）</p><p>填报单位：长沙市教育局</p>
<table border="1">${rows.join('')}</table>
<script>document.title = 'ran';</script></body></html>`;
  writeFileSync(path, html);
  return path;
}
