import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printGolden } from '../../src/golden/print.js';
import { readGolden, runGolden } from '../../src/golden/run.js';
import type { GoldenFile } from '../../src/golden/schema.js';
import { formatGolden } from '../../src/golden/write.js';
import type { FilingResult } from '../../src/model/result.js';
import { GOLDEN_DIR, readingOf } from './reading.js';

let dir: string;

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'golden-')), 'golden');
  cpSync(GOLDEN_DIR, dir, { recursive: true });
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

const goldenPath = (source: string): string => join(GOLDEN_DIR, basename(source).replace(/\.txt$/, '.json'));
const readAsGolden = async (path: string): Promise<FilingResult> =>
  readingOf(readGolden(goldenPath(path)), path);

function edit(file: string, change: (text: string) => string): void {
  const path = join(dir, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

const run = (read = readAsGolden, update = false) => runGolden({ dir, update, read });
const WORK_2022 = '001_794783a65cf15956.json';

describe('a golden run', () => {
  it('passes when readings and golden files agree, and asks for the documents in corpus/', async () => {
    const asked: string[] = [];
    const result = await run((path) => {
      asked.push(path);
      return readAsGolden(path);
    });
    expect(result).toMatchObject({ passed: true, total: { precision: 1, recall: 1 } });
    expect(asked[0]).toBe(join(dir, '..', 'corpus', '000_765245b491b0006f.txt'));
    expect(printGolden(result)).toMatch(/passed: 5 files, 472 of 472 fields right\n$/);
  });

  it('turns red when one value differs, and says which', async () => {
    edit(WORK_2022, (text) => text.replace('"value": 453679', '"value": 453678'));
    const result = await run();
    expect(result.passed).toBe(false);
    expect(result.files.flatMap(({ changes }) => changes)).toMatchObject([
      {
        kind: 'field',
        indicator: 'traffic.unique_visitors',
        expected: { status: 'reported', value: 453678 },
        actual: { status: 'reported', value: 453679 },
      },
    ]);
    expect(printGolden(result)).toContain('work traffic.unique_visitors year: 453678 → 453679');
    expect(printGolden(result)).toMatch(/FAILED: 1 of 5 files differ; 471 of 472 fields right\n$/);
    expect(result.reliability.wrongThoughSure).toBe(1);
    expect(result.byTemplate.find(({ name }) => name === 'work-2022')).toMatchObject({
      expected: 130,
      right: 129,
    });
  });

  it('turns red when only the status differs', async () => {
    edit(WORK_2022, (text) =>
      text.replace('"status": "none", "value": null', '"status": "blank", "value": null'),
    );
    expect((await run()).passed).toBe(false);
  });

  it('turns red on an unexpected finding, and on a missing one', async () => {
    const first = '{ "rule": "publishing-sum", "indicator": "publishing.total", "period": "year" },\n';
    edit(WORK_2022, (text) => text.replace(first, ''));
    const unexpected = await run();
    expect(unexpected.passed).toBe(false);
    expect(unexpected.files.flatMap(({ changes }) => changes)).toMatchObject([
      {
        kind: 'finding',
        outcome: 'unexpected',
        finding: { rule: 'publishing-sum' },
        message: 'numbers differ',
      },
    ]);
    edit(WORK_2022, (text) => text.replace('"findings": [', `"findings": [\n${first.repeat(2)}`));
    const missing = await run();
    expect(missing.files.flatMap(({ changes }) => changes)).toMatchObject([
      { kind: 'finding', outcome: 'missing' },
    ]);
  });

  it('turns red when the kind, the year or a whole report differs', async () => {
    const changed = async (change: (golden: GoldenFile) => FilingResult) =>
      (await run(async (path) => change(readGolden(goldenPath(path))))).files.flatMap(
        ({ changes }) => changes,
      );
    const kinds = await changed((golden) => readingOf({ ...golden, kind: 'other' }));
    expect(kinds.filter(({ kind }) => kind === 'property')).toHaveLength(5);
    const years = await changed((golden) =>
      readingOf({ ...golden, reports: golden.reports.map((report) => ({ ...report, year: null })) }),
    );
    expect(years).toHaveLength(5);
    const lost = await changed((golden) => readingOf({ ...golden, reports: golden.reports.slice(0, 1) }));
    expect(lost).toEqual([{ kind: 'report', report: 'supervision', outcome: 'missing' }]);
  });

  it('counts the fields of a lost report as not found', async () => {
    const result = await run(async (path) => {
      const golden = readGolden(goldenPath(path));
      return readingOf({ ...golden, reports: golden.reports.slice(0, 1) });
    });
    expect(result.total).toMatchObject({ expected: 472, found: 276, precision: 1 });
    expect(result.total.recall).toBeCloseTo(276 / 472);
  });

  it('turns red when a document cannot be read, and counts its fields as lost', async () => {
    const result = await run(async (path) => {
      if (path.includes('003_')) throw new Error('no such file');
      return readAsGolden(path);
    });
    expect(result.passed).toBe(false);
    expect(printGolden(result)).toContain('003_0a60332abacfaad1.json\n  ! no such file');
    expect(result.total).toMatchObject({ expected: 472, found: 407 });
  });

  it('turns red on a golden file with a value that its status forbids', async () => {
    edit(WORK_2022, (text) =>
      text.replace('"status": "none", "value": null', '"status": "none", "value": 0'),
    );
    const result = await run();
    expect(result.passed).toBe(false);
    expect(printGolden(result)).toContain('a value goes with the status `reported`');
  });

  it('turns red when there is nothing to compare', async () => {
    for (const name of readdirSync(dir)) rmSync(join(dir, name));
    const result = await run();
    expect(result.passed).toBe(false);
    expect(printGolden(result)).toBe('FAILED: no golden files found\n');
  });

  it('rewrites what differs with --update, and nothing else', async () => {
    const original = readFileSync(join(dir, WORK_2022), 'utf8');
    edit(WORK_2022, (text) => text.replace('453679', '1'));
    const result = await run(readAsGolden, true);
    expect(result.files.filter(({ updated }) => updated).map(({ file }) => file)).toEqual([WORK_2022]);
    expect(readFileSync(join(dir, WORK_2022), 'utf8')).toBe(original);
    expect((await run()).passed).toBe(true);
  });
});

describe('the golden files', () => {
  const names = readdirSync(GOLDEN_DIR).filter((name) => name.endsWith('.json'));

  it.each(names)('%s is laid out as --update would write it', (name) => {
    const path = join(GOLDEN_DIR, name);
    const golden = readGolden(path);
    expect(formatGolden(golden)).toBe(readFileSync(path, 'utf8'));
  });

  it('cover every document of the corpus', () => {
    const corpus = readdirSync(join(GOLDEN_DIR, '..', 'corpus')).filter((name) =>
      /^\d{3}_.*\.txt$/.test(name),
    );
    expect(names.map((name) => readGolden(join(GOLDEN_DIR, name)).source)).toEqual(corpus);
  });

  it('hold as many filled, declared-empty and blank fields as people counted', () => {
    const counts = names.flatMap((name) =>
      readGolden(join(GOLDEN_DIR, name)).reports.map(
        ({ fields }) => fields.filter(({ status }) => status !== 'missing').length,
      ),
    );
    expect(counts).toEqual([65, 65, 81, 196, 65]);
  });
});
