import { describe, expect, it } from 'vitest';
import type { Component } from '../../../src/extract/scan/components.js';
import { weighNumber } from '../../../src/extract/scan/numbers.js';
import type { StripReading } from '../../../src/extract/scan/recognise/strip-reader.js';

const GLYPH = 28;

/** Ink of one figure (or, where low, of a point) for each pair of left edge and height. */
function ink(...pieces: readonly (readonly [x: number, height: number])[]): Component[] {
  return pieces.map(([x, height], i) => ({
    label: i + 1,
    x0: x,
    x1: x + (height < 10 ? height : 11),
    y0: 30 - height,
    y1: 30,
    area: 60,
  }));
}

function read(text: string, digits = text): StripReading {
  const decoded = (words: string) => ({
    text: words,
    score: 0.98,
    least: 0.98,
    characters: [...words].map((char, position) => ({ char, score: 0.98, position })),
  });
  return { ...decoded(text), digits: decoded(digits) };
}

describe('weighing a number against its ink', () => {
  it('trusts as many figures as there are pieces of ink', () => {
    expect(weighNumber(read('47'), ink([0, 20], [14, 20]), GLYPH)).toEqual({
      text: '47',
      score: 0.98,
      alternatives: [],
      agrees: true,
    });
    expect(weighNumber(read('3.5'), ink([0, 20], [13, 4], [19, 20]), GLYPH).score).toBe(0.98);
    expect(weighNumber(read('2条'), ink([0, 20], [14, 24], [26, 24]), GLYPH).score).toBe(0.98);
  });

  it('doubts a digit read twice and a digit not read', () => {
    expect(weighNumber(read('55'), ink([0, 20]), GLYPH).score).toBeLessThan(0.7);
    expect(weighNumber(read('5'), ink([0, 20], [14, 20]), GLYPH).score).toBeLessThan(0.2);
  });

  it('doubts fewer figures than ink that has run together is wide', () => {
    const [one] = ink([0, 20]);
    const wide = ink([14, 20]).map((both) => ({ ...both, x1: both.x0 + 25 }));
    const pieces = [...(one === undefined ? [] : [one]), ...wide];
    expect(weighNumber(read('10'), pieces, GLYPH)).toMatchObject({ agrees: false });
    expect(weighNumber(read('10'), pieces, GLYPH).score).toBeLessThan(0.2);
    expect(weighNumber(read('100'), pieces, GLYPH)).toMatchObject({ agrees: true, score: 0.98 });
    expect(weighNumber(read('1%'), pieces, GLYPH)).toMatchObject({ agrees: true, score: 0.98 });
  });

  it('drops a leading sign only where no small ink stands for it, and keeps what was read', () => {
    const madeUp = weighNumber(read(':5'), ink([0, 20]), GLYPH);
    expect(madeUp).toMatchObject({
      text: '5',
      score: 0.98,
      alternatives: [{ reader: 'pp-ocr', text: ':5' }],
    });
    expect(weighNumber(read('.5'), ink([0, 4], [8, 20]), GLYPH).text).toBe('.5');
  });

  it('keeps the reading as digits beside look-alike letters', () => {
    const { text, alternatives } = weighNumber(read('1O5', '105'), ink([0, 20], [14, 20], [28, 20]), GLYPH);
    expect(text).toBe('1O5');
    expect(alternatives).toMatchObject([{ reader: 'pp-ocr digits', text: '105' }]);
  });

  it('reads figures of full width as one number, and two columns that ran together as two', () => {
    expect(weighNumber(read('3 2'), ink([0, 20], [29, 20]), GLYPH)).toMatchObject({
      text: '32',
      score: 0.98,
    });
    // In a brush face characters are smaller than their squares; the sign of a share is one of them.
    const brush = ink([0, 20], [38, 20], [76, 20]);
    expect(weighNumber(read('2 3 9'), brush, GLYPH).text).toBe('239');
    expect(weighNumber(read('9 6 %'), brush, GLYPH).text).toBe('96%');
    expect(weighNumber(read('1 2 8'), ink([0, 20], [29, 20], [58, 20]), GLYPH).text).toBe('128');
    expect(weighNumber(read('3 2'), ink([0, 20], [45, 20]), GLYPH).text).toBe('3 2');
    const even = ink([0, 20], [29, 20], [58, 20], [87, 20], [116, 20]);
    expect(weighNumber(read('113 83'), even, GLYPH).text).toBe('11383');
    expect(weighNumber(read('31 2'), ink([0, 20], [13, 20], [42, 20]), GLYPH).text).toBe('31 2');
  });

  it('gives words the score of their weakest character', () => {
    const name = { ...read('黄肿'), score: 0.9, least: 0.6 };
    expect(weighNumber(name, ink([0, 24], [26, 24]), GLYPH).score).toBe(0.6);
  });

  it('leaves words alone', () => {
    expect(weighNumber(read('总数'), ink([0, 24], [26, 24]), GLYPH)).toEqual({
      text: '总数',
      score: 0.98,
      alternatives: [],
      agrees: true,
    });
  });
});
