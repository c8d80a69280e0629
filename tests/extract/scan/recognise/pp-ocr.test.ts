import { describe, expect, it } from 'vitest';
import { summed } from '../../../../src/extract/scan/recognise/ctc.js';
import { isCertain } from '../../../../src/extract/scan/recognise/pp-ocr.js';

function read(text: string, score: number) {
  return summed([...text].map((char, position) => ({ char, score, position })));
}

describe('what is read again by itself', () => {
  it('is what was read with little certainty, and a lone character already where it was not read with much', () => {
    expect(isCertain(read('条数', 0.7))).toBe(true);
    expect(isCertain(read('条数', 0.5))).toBe(false);
    expect(isCertain(read('③', 0.7))).toBe(false);
    expect(isCertain(read('3', 0.95))).toBe(true);
    expect(isCertain(read('', 0))).toBe(false);
  });
});
