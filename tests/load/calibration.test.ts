import { expect, test } from 'vitest';
import { printCalibration } from '../../src/golden/print.js';
import { storeCalibration } from '../../src/load/store-calibration.js';
import { type Calibration, readCalibration, unmeasuredKinds } from '../../src/normalize/calibration.js';
import { temporaryDatabase } from './database.js';

const BINS = [
  { from: 0.8, to: 0.9, fields: 0, right: 0, meanConfidence: 0 },
  { from: 0.9, to: 1, fields: 200, right: 199, meanConfidence: 0.99 },
];
const summary = { bins: BINS, expectedCalibrationError: 0.005, sure: 200, wrongThoughSure: 1 };
const CALIBRATION: Calibration = {
  note: 'a test',
  measured: [
    { sourceKind: 'all', ...summary },
    { sourceKind: 'html', ...summary },
  ],
};

test('the table holds the filled bins of each kind, and no field twice', () => {
  const db = temporaryDatabase();
  for (let round = 0; round < 2; round += 1) storeCalibration(db, CALIBRATION);
  expect(db.prepare('SELECT * FROM calibration').all()).toEqual([
    { source_kind: 'html', bin_low: 0.9, bin_high: 1, n: 200, correct: 199, mean_confidence: 0.99 },
  ]);
});

test('a new database holds what the program was measured at', () => {
  const stored = temporaryDatabase().prepare('SELECT DISTINCT source_kind FROM calibration').pluck().all();
  const kinds = readCalibration().measured.map(({ sourceKind }) => sourceKind as string);
  expect(stored).toEqual(kinds.filter((kind) => kind !== 'all').sort());
});

test('a kind without measured fields is named as never measured', () => {
  expect(unmeasuredKinds(CALIBRATION)).toEqual(['word-dump', 'ocr-text', 'office', 'pdf', 'scan']);
  const text = printCalibration(CALIBRATION);
  expect(text).toContain('wrong at 0.9 or more: 1 of 200');
  expect(text).toContain('calibration error 0.0050');
  expect(text).toContain('never measured: word-dump, ocr-text, office, pdf, scan');
});
