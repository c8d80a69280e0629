/** What holds for every type and every content. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Piece } from '../../../src/model/document.js';
import { VALUE_TYPES } from '../../../src/model/indicator.js';
import { LOOK_ALIKE_GLYPHS, MARK_GLYPHS } from '../../../src/model/mark-glyphs.js';
import type { Reading } from '../../../src/model/reading.js';
import {
  bracketReading,
  readMultipleChoice,
  readPresence,
  readValue,
} from '../../../src/normalize/values/index.js';
import { processorTime } from '../../processor-time.js';
import { indicator, UNTOLD } from './cells.js';

const FRAGMENTS = [
  ...MARK_GLYPHS.keys(),
  ...LOOK_ALIKE_GLYPHS.keys(),
  ...'0123456789.,，。-－—/%（）()[]【】_ \n　万亿千百余约是否有无年月日天周次半每个条二三级其他',
  '政府门户网站',
  '部门网站',
  '搜索即服务',
  'http://',
  '百分之',
];
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join('')),
);
const pieces = fc.oneof(
  words.map((text): Piece => ({ kind: 'text', text, score: null })),
  fc
    .constantFrom('checked', 'unchecked', 'unreadable')
    .map((state): Piece => ({ kind: 'mark', state, glyph: '×', score: null })),
);
const contents = fc.array(pieces, { maxLength: 4 });
const OPTIONS = [
  { id: 'portal', label: '政府门户网站' },
  { id: 'department', label: '部门网站' },
];

function expectSound(reading: Reading): void {
  expect(reading.status === 'reported').toBe(reading.value !== null);
  expect(reading.strictness).toBeGreaterThan(0);
  expect(reading.strictness).toBeLessThanOrEqual(1);
  if (typeof reading.value === 'number')
    expect(Number.isFinite(reading.value) && reading.value >= 0).toBe(true);
  if (typeof reading.value === 'string') expect(reading.value).not.toBe('');
  if (reading.status === 'invalid') expect(reading.remarks.length).toBeGreaterThan(0);
}

describe('any content', () => {
  it.each(VALUE_TYPES)('as %s gives a sound reading', (type) => {
    fc.assert(
      fc.property(contents, (content) => {
        expectSound(readValue(indicator(type, '个', OPTIONS), content, { formYear: 2020, tickSide: null }));
      }),
      { numRuns: 400 },
    );
  });

  it('as options gives sound readings', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const labels = [{ label: '搜索即服务' }, { label: '其他' }];
        const { options, otherText } = readMultipleChoice(content, labels, UNTOLD);
        for (const reading of [...options, otherText]) if (reading) expectSound(reading);
        expectSound(readPresence(content, UNTOLD));
        expectSound(bracketReading(indicator('percent', '%'), content, UNTOLD));
      }),
      { numRuns: 400 },
    );
  });

  it.each(['1', ' ', '一', '□', '(', '1,', '半', '是', 'l', '1年', '\n中'])(
    'stays quick on a cell of 10,000 times %j',
    (unit) => {
      const content: Piece[] = [{ kind: 'text', text: unit.repeat(10_000), score: null }];
      const start = processorTime();
      for (const type of VALUE_TYPES) readValue(indicator(type, '个', OPTIONS), content, UNTOLD);
      expect(processorTime() - start).toBeLessThan(5_000);
    },
  );
});
