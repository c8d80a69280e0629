import { expect, it } from 'vitest';
import { shownConfidence } from '../../src/cli/shown-confidence.js';

it.each([
  [0.9995, '0.99'],
  [0.29, '0.29'],
  [0.9, '0.90'],
  [0.8999, '0.89'],
  [0, '0.00'],
  [1, '1.00'],
])('%d is shown as %s', (confidence, shown) => {
  expect(shownConfidence(confidence)).toBe(shown);
});
