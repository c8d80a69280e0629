import { describe, expect, it } from 'vitest';
import { text } from './make-pdf.js';
import { blocksOf, written } from './read-pdf.js';

/** Points a pixel of the pictures. */
const SCALE = 2;
const [WIDTH, HEIGHT] = [595, 842];

/** A picture of the page with nothing on it but dark bars, given in points from the top left. */
function picture(bars: readonly (readonly [x0: number, y0: number, x1: number, y1: number])[]) {
  const [width, height] = [WIDTH * SCALE, HEIGHT * SCALE];
  const data = new Uint8Array(width * height).fill(255);
  for (const [x0, y0, x1, y1] of bars) {
    for (let y = y0 * SCALE; y < y1 * SCALE; y++)
      data.fill(40, y * width + x0 * SCALE, y * width + x1 * SCALE);
  }
  return { width, height, bits: 8, colours: 1, data } as const;
}

const SHOWN = `q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /I0 Do Q`;
const ROWS = ['总数', '概况类信息更新量', '政务动态信息更新量', '信息公开目录信息更新量'];
const words = ROWS.flatMap((label, row) => [
  text(110, 720 - row * 30, label),
  text(310, 720 - row * 30, `${row + 7}`),
]);
const rules = [100, 130, 160, 190, 220].map((y) => [100, y, 500, y + 1] as const);
const borders = [100, 300, 499].map((x) => [x, 100, x + 1, 221] as const);

describe('a text page over a picture', () => {
  it('takes its cells from the lines in the picture', async () => {
    const content = [SHOWN, ...words].join('\n');
    const blocks = await blocksOf({ pages: [{ content, image: picture([...rules, ...borders]) }] });
    expect(written(blocks)).toEqual([
      '总数 | 7',
      '概况类信息更新量 | 8',
      '政务动态信息更新量 | 9',
      '信息公开目录信息更新量 | 10',
    ]);
    expect(blocks.map((block) => block.kind)).toEqual(['table']);
  });

  it('is read by its looks where the picture has print that the text lacks', async () => {
    // Eighty specks of the size of characters, as a scanned form's labels are.
    const print = Array.from({ length: 80 }, (_, at) => {
      const [x, y] = [110 + (at % 10) * 18, 400 + Math.floor(at / 10) * 20];
      return [x, y, x + 9, y + 9] as const;
    });
    const image = picture([...rules, ...borders, ...print]);
    const { readBytes } = await import('./read-pdf.js');
    const { makePdf } = await import('./make-pdf.js');
    const { reader } = await readBytes(
      makePdf({ pages: [{ content: [SHOWN, ...words].join('\n'), image }] }),
    );
    expect(reader).toBe('pdf (scan)');
  });
});
