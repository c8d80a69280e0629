import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FilingReader, inProcessReader } from '../../src/batch/filing-reader.js';
import { type ImportOptions, runImport } from '../../src/batch/run-import.js';
import type { WalkedFile } from '../../src/batch/walk.js';
import { DEFAULT_LIMITS } from '../../src/limits.js';
import { openForReading } from '../../src/load/open.js';
import type { FilingResult } from '../../src/model/result.js';
import { buildZip } from '../extract/zip/build-zip.js';
import { rowsOf, temporaryFolder } from '../load/database.js';
import { sampleDocument, sampleFiling } from '../load/sample-filing.js';

/** Reads `failed` as a file that cannot be read, `fault` as one that the program cannot stand. */
async function readSample({ path, bytes }: { path: string; bytes: Uint8Array }): Promise<FilingResult> {
  const content = Buffer.from(bytes).toString();
  if (content.startsWith('fault')) throw new TypeError('x is undefined');
  if (!content.startsWith('failed')) return sampleFiling(path, content);
  const document = sampleDocument(path, content, { status: 'failed', error: 'It is encrypted.' });
  return { document, reports: [], definitions: [] };
}

class Workspace {
  readonly folder = temporaryFolder();
  readonly database = join(temporaryFolder(), 'reports.sqlite');
  readonly read: string[] = [];

  put(files: Record<string, string | Uint8Array>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), content);
    }
  }

  reader(change: Partial<FilingReader> = {}): FilingReader {
    const inner = inProcessReader(readSample);
    const read = (file: WalkedFile) => {
      this.read.push(this.name(file.path));
      return inner.read(file);
    };
    return { ...inner, read, ...change };
  }

  name(path: string): string {
    return path.slice(this.folder.length + 1);
  }

  async import(change: Partial<ImportOptions> = {}) {
    this.read.length = 0;
    return runImport({
      paths: [this.folder],
      database: this.database,
      reader: this.reader(),
      programVersion: '1.0.0',
      importedAt: '2024-05-01T08:30:00Z',
      now: () => '2024-05-01T08:30:05Z',
      ...change,
    });
  }

  query(sql: string): unknown[] {
    const db = openForReading(this.database);
    try {
      return db.prepare(sql).all();
    } finally {
      db.close();
    }
  }

  documents(): unknown[] {
    const rows = this.query(`SELECT d.path, d.status, count(r.id) AS reports
      FROM documents d LEFT JOIN reports r ON r.document_id = d.id GROUP BY d.id ORDER BY d.path`);
    return (rows as { path: string; status: string; reports: number }[]).map(
      ({ path, status, reports }) => `${this.name(path)} ${status} ${reports}`,
    );
  }

  rows() {
    const db = openForReading(this.database);
    try {
      return rowsOf(db);
    } finally {
      db.close();
    }
  }
}

describe('what is read', () => {
  test('every file once; a second import reads and writes nothing', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'sub/b.txt': 'two' });
    const summary = await space.import();
    expect(space.read).toEqual(['a.txt', 'sub/b.txt']);
    expect(summary.reports).toHaveLength(2);
    const before = space.rows();

    const again = await space.import({ importedAt: '2030-01-01T00:00:00Z' });
    expect(space.read).toEqual([]);
    expect(again).toMatchObject({ unchanged: 2, reports: [], failed: [] });
    expect(space.rows()).toEqual(before);
    expect(space.query('SELECT id FROM runs')).toHaveLength(1);
  });

  test('a changed file is read again, and nothing else', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'b.txt': 'two' });
    await space.import();
    space.put({ 'b.txt': 'changed' });
    await space.import();
    expect(space.read).toEqual(['b.txt']);
    expect(space.query('SELECT traffic_page_views AS views FROM work_reports ORDER BY 1')).toEqual([
      { views: 3 },
      { views: 7 },
    ]);
  });

  test('another version of the program reads everything again', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'copy.txt': 'one' });
    await space.import();
    await space.import({ programVersion: '1.0.1' });
    expect(space.read).toEqual(['a.txt']);
    expect(space.query('SELECT DISTINCT program_version FROM documents')).toEqual([
      { program_version: '1.0.1' },
    ]);
  });

  test('force reads everything again, a content once', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'copy.txt': 'one', 'b.txt': 'two' });
    await space.import();
    await space.import({ force: true });
    expect(space.read).toEqual(['a.txt', 'b.txt']);
  });

  test('failed files are told again but read again only on demand', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'failed', 'b.txt': 'two' });
    await space.import();
    const again = await space.import();
    expect(space.read).toEqual([]);
    expect(again.failed.map(({ reason }) => reason)).toEqual(['It is encrypted.']);
    await space.import({ retryFailed: true });
    expect(space.read).toEqual(['a.txt']);
  });

  test('the database in the folder that is imported is no filing', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one' });
    const database = join(space.folder, 'reports.sqlite');
    await space.import({ database });
    await space.import({ database });
    expect(space.read).toEqual([]);
    const summary = await space.import({ database });
    expect(summary.files).toBe(1);
  });
});

describe('files that moved', () => {
  test('a file that is gone is told, its rows stay', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'b.txt': 'two' });
    await space.import();
    rmSync(join(space.folder, 'b.txt'));
    const summary = await space.import();
    expect(summary.vanished.map((path) => space.name(path))).toEqual(['b.txt']);
    expect(space.documents()).toEqual(['a.txt loaded 1', 'b.txt loaded 1']);
  });

  test('only what lies under the given paths can be gone', async () => {
    const space = new Workspace();
    space.put({ 'a/1.txt': 'one', 'ab/2.txt': 'two' });
    await space.import();
    rmSync(join(space.folder, 'ab/2.txt'));
    const summary = await space.import({ paths: [join(space.folder, 'a')] });
    expect(summary.vanished).toEqual([]);
  });

  test('two files that swap their names keep their reports, and are not read', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'b.txt': 'three' });
    await space.import();
    renameSync(join(space.folder, 'a.txt'), join(space.folder, 'x'));
    renameSync(join(space.folder, 'b.txt'), join(space.folder, 'a.txt'));
    renameSync(join(space.folder, 'x'), join(space.folder, 'b.txt'));
    await space.import();
    const rows = space.query(`SELECT d.path, w.traffic_page_views AS views
      FROM work_reports w JOIN documents d ON d.id = w.document_id ORDER BY d.path`);
    expect((rows as { views: number }[]).map(({ views }) => views)).toEqual([5, 3]);
    expect(space.documents()).toEqual(['a.txt loaded 1', 'b.txt loaded 1']);
  });

  test('a copy with a smaller path, imported later, becomes the first', async () => {
    const space = new Workspace();
    space.put({ 'b.txt': 'one' });
    await space.import();
    space.put({ 'a.txt': 'one' });
    const summary = await space.import();
    expect(space.read).toEqual([]);
    expect(space.documents()).toEqual(['a.txt loaded 1', 'b.txt skipped 0']);
    expect(summary.skipped.map(({ path }) => space.name(path))).toEqual(['b.txt']);
  });
});

describe('archives', () => {
  test('the files in an archive are documents of their own, named by both paths', async () => {
    const space = new Workspace();
    const inner = buildZip([{ name: '深/c.txt', data: Buffer.from('three') }]);
    const archive = buildZip([
      { name: '南宁/a.txt', data: Buffer.from('one') },
      { name: 'inner.zip', data: inner },
    ]);
    space.put({ 'all.zip': archive, 'z.txt': 'one' });
    await space.import();
    expect(space.documents()).toEqual([
      'all.zip loaded 0',
      'all.zip!/inner.zip!/深/c.txt loaded 1',
      'all.zip!/南宁/a.txt loaded 1',
      'z.txt skipped 0',
    ]);
    const before = space.rows();
    expect(await space.import()).toMatchObject({ unchanged: 4, vanished: [] });
    expect(space.rows()).toEqual(before);
  });

  test('an archive that cannot be walked is a failed document', async () => {
    const space = new Workspace();
    const archive = buildZip([
      { name: '1.txt', data: Buffer.from('one') },
      { name: '2.txt', data: Buffer.from('two') },
    ]);
    space.put({ 'all.zip': archive });
    const summary = await space.import({ limits: { ...DEFAULT_LIMITS, zipEntries: 1 } });
    expect(space.documents()).toEqual(['all.zip failed 0']);
    expect(summary.failed).toHaveLength(1);
  });

  test('an archive is left to the reader to unpack, where it can', async () => {
    const space = new Workspace();
    const archive = buildZip([{ name: 'a.txt', data: Buffer.from('one') }]);
    space.put({ 'all.zip': archive, 'office.docx': buildZip([{ name: 'word/document.xml', data: 'two' }]) });
    const asked: string[] = [];
    const indexArchive = async ({ path }: WalkedFile) => {
      asked.push(space.name(path));
      return {
        members: [{ name: 'b.txt', bytes: 3, sha256: 'b'.repeat(64) }],
        refused: [],
        leftBySystems: [],
      };
    };
    await space.import({ reader: space.reader({ indexArchive }) });
    // An office file is told by its start, and b.txt is nowhere but in the index.
    expect(asked).toEqual(['all.zip']);
    expect(space.read).toContain('all.zip!/b.txt');
    expect(space.read).not.toContain('all.zip!/a.txt');
  });
});

describe('bad files', () => {
  test('fail alone, each with its reason', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'failed', 'b.txt': 'fault', 'c.txt': 'good', 'd.txt': 'x' });
    truncateSync(join(space.folder, 'd.txt'), 5_000);
    const summary = await space.import({ limits: { ...DEFAULT_LIMITS, fileBytes: 4_000 } });
    expect(space.documents()).toEqual([
      'a.txt failed 0',
      'b.txt failed 0',
      'c.txt loaded 1',
      'd.txt failed 0',
    ]);
    expect(summary.failed.map(({ reason }) => reason)).toEqual([
      'It is encrypted.',
      expect.stringMatching(/unexpected error \(x is undefined\).*report it/),
      expect.stringMatching(/more than the 0 MB that are read/),
    ]);
    const again = await space.import({ limits: { ...DEFAULT_LIMITS, fileBytes: 4_000 } });
    expect(again).toMatchObject({ unchanged: 4 });
    expect(again.failed).toEqual(summary.failed);
  });

  test('a file that disappears before it is read fails alone', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'b.txt': 'two' });
    const reader = space.reader();
    const read: FilingReader['read'] = (file) => {
      rmSync(join(space.folder, 'b.txt'), { force: true });
      return reader.read(file);
    };
    const summary = await space.import({ reader: { ...reader, read } });
    expect(summary.failed.map(({ reason }) => reason)).toEqual([expect.stringContaining('disappeared')]);
    expect(space.documents()).toEqual(['a.txt loaded 1', 'b.txt failed 0']);
  });

  test('a content that changed under the import is stored as what was read', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'b.txt': 'one' });
    const reader = space.reader();
    const read: FilingReader['read'] = (file) => {
      if (file.path.endsWith('a.txt')) space.put({ 'a.txt': 'longer' });
      return reader.read(file);
    };
    await space.import({ reader: { ...reader, read } });
    expect(space.documents()).toEqual(['a.txt loaded 1', 'b.txt loaded 1']);
  });
});

describe('the same rows', () => {
  /** A reader that answers in an order of its own, several files at once. */
  function shuffledReader(space: Workspace, concurrency: number, delays: readonly number[]): FilingReader {
    const reader = space.reader();
    let turn = 0;
    const read: FilingReader['read'] = async (file) => {
      const delay = delays[turn++ % delays.length] ?? 0;
      await new Promise((resolve) => setTimeout(resolve, delay));
      return reader.read(file);
    };
    return { ...reader, concurrency, read };
  }

  test('whatever the order and grouping of imports and the number of readers', async () => {
    const space = new Workspace();
    const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt', 'f.txt'];
    space.put({
      'a.txt': 'same',
      'b.txt': 'two',
      'c.txt': 'same',
      'd.txt': 'failed',
      'e.txt': 'same',
      'f.txt': 'failed',
    });
    await space.import();
    const expected = space.rows();
    const property = fc.asyncProperty(
      fc.shuffledSubarray(names, { minLength: names.length }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }),
      async (order, sizes, concurrency, delays) => {
        const database = join(temporaryFolder(), 'reports.sqlite');
        const other = Object.assign(new Workspace(), { folder: space.folder, database });
        const rest = [...order];
        for (let turn = 0; rest.length > 0; turn += 1) {
          const paths = rest.splice(0, sizes[turn % sizes.length]).map((name) => join(space.folder, name));
          await other.import({ paths, reader: shuffledReader(other, concurrency, delays) });
        }
        expect(other.rows()).toEqual(expected);
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });

  test('whatever was there before: a history of changes ends like a fresh import', async () => {
    const contents = fc.constantFrom('one', 'two', 'three', 'failed');
    const state = fc.record({ 'a.txt': contents, 'b.txt': contents, 'c.txt': contents });
    await fc.assert(
      fc.asyncProperty(fc.array(state, { minLength: 2, maxLength: 4 }), async (history) => {
        const space = new Workspace();
        for (const files of history) {
          space.put(files);
          await space.import();
        }
        const fresh = Object.assign(new Workspace(), { folder: space.folder });
        await fresh.import();
        expect(space.rows()).toEqual(fresh.rows());
      }),
      { numRuns: 15 },
    );
  });
});

describe('a run that cannot go on', () => {
  test('leaves whole documents and a run without an end, and the next one goes on', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' });
    const onProgress = ({ done }: { done: number }) => {
      if (done === 2) throw new Error('the power went out');
    };
    await expect(space.import({ onProgress })).rejects.toThrow('the power went out');
    expect(space.documents()).toEqual(['a.txt loaded 1', 'b.txt loaded 1']);
    expect(space.query('SELECT finished_at FROM runs')).toEqual([{ finished_at: null }]);

    await space.import();
    expect(space.read).toEqual(['c.txt']);
    const fresh = Object.assign(new Workspace(), { folder: space.folder });
    await fresh.import();
    expect(space.rows()).toEqual(fresh.rows());
  });

  test('a run is logged with its options and counts', async () => {
    const space = new Workspace();
    space.put({ 'a.txt': 'one', 'b.txt': 'one', 'c.txt': 'failed' });
    await space.import();
    const [run] = space.query('SELECT * FROM runs') as Record<string, unknown>[];
    expect(run).toEqual({
      id: 1,
      program_version: '1.0.0',
      options: JSON.stringify({ paths: [space.folder], force: false, retryFailed: false }),
      started_at: '2024-05-01T08:30:00Z',
      finished_at: '2024-05-01T08:30:05Z',
      files: 3,
      loaded: 1,
      skipped: 1,
      failed: 1,
      unchanged: 0,
      vanished: 0,
    });
  });
});
