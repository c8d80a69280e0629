/** Lines of characters on a page, of which some were printed twice or lie under another text. */
import { describe, expect, it } from 'vitest';
import { type Ink, linesOf, writtenIn } from '../../../src/extract/grid/text-lines.js';

const WIDTH = 6;

function run(number: number, x: number, text: string): Ink[] {
  return [...text].map((char, at) => {
    const left = x + WIDTH * at;
    return { box: [left, 0, left + WIDTH, 10], size: 10, text: char, mark: null, run: number };
  });
}

function read(...runs: readonly Ink[][]): string[] {
  return linesOf(runs.flat()).map(({ inks }) => writtenIn(inks));
}

describe('characters at the place of others', () => {
  it('are printed twice for bold where all of a text is', () => {
    expect(read(run(1, 0, '1108'), run(2, 0.5, '1108'))).toEqual(['1108']);
    expect(read(run(1, 0.5, '1108'), run(2, 0, '1108'))).toEqual(['1108']);
  });

  it('are two texts’ own where one runs under the other', () => {
    const cut = run(1, 0, '06号-12');
    expect(read(cut, run(2, 4 * WIDTH + 0.2, '1101020'))).toEqual(['06号-121101020']);
  });
});
