/** The summary lists the first reports by path, in whatever order they were read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReadingLog } from '../../src/batch/import-summary.js';
import type { FilingRows } from '../../src/load/filing-rows.js';

const SHOWN = 200;
const PATHS = Array.from({ length: 3 * SHOWN }, (_, index) => `${String(index).padStart(4, '0')}.txt`);

function withoutReport(path: string): FilingRows {
  return {
    document: { path, kind: 'other', status: 'loaded' },
    reports: [],
    definitions: [],
  } as unknown as FilingRows;
}

test('the first of many files are the same in every order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(PATHS, { minLength: PATHS.length }), (order) => {
      const log = new ReadingLog();
      for (const path of order) log.add(withoutReport(path));
      expect(log.lines.withoutReport.map(({ path }) => path)).toEqual(PATHS.slice(0, SHOWN));
      expect(log.lines.filesWithoutReport).toBe(PATHS.length);
    }),
    { numRuns: 50, seed: 7 },
  );
});
