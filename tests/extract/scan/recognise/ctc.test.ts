import { describe, expect, it } from 'vitest';
import { decode, otherForms } from '../../../../src/extract/scan/recognise/ctc.js';

const KEYS = ['', '条', '(', '（', '7', ' '];

/** Probabilities of the keys, a row a position. */
function output(...rows: readonly (readonly number[])[]) {
  return { data: Float32Array.from(rows.flat()), offset: 0, positions: rows.length, classes: KEYS.length };
}

const BLANK = [0.9, 0.02, 0.02, 0.02, 0.02, 0.02];

describe('decoding', () => {
  it('takes the likeliest class, also where none has half of the probability', () => {
    const { text, least } = decode(output(BLANK, [0.2, 0.1, 0.05, 0.05, 0.4, 0.2]), KEYS);
    expect([text, least]).toEqual(['7', expect.closeTo(0.4)]);
  });

  it('is as sure of a sign as of both of its forms together', () => {
    const rows = output([0.02, 0.02, 0.44, 0.48, 0.02, 0.02], BLANK, [0.02, 0.9, 0.02, 0.02, 0.02, 0.02]);
    expect(decode(rows, KEYS).least).toBeCloseTo(0.48);
    const { text, least } = decode(rows, KEYS, { others: otherForms(KEYS) });
    expect([text, least]).toEqual(['（条', expect.closeTo(0.9)]);
  });

  it('leaves out the blanks at the edges, and no others', () => {
    const space = [0.1, 0.1, 0.1, 0.1, 0.1, 0.5];
    const seven = [0.02, 0.02, 0.02, 0.02, 0.9, 0.02];
    expect(decode(output(space, seven, space, seven, space), KEYS).text).toBe('7 7');
    expect(decode(output(space, BLANK), KEYS).text).toBe('');
  });
});
