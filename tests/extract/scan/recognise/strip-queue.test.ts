import { describe, expect, it } from 'vitest';
import { summed } from '../../../../src/extract/scan/recognise/ctc.js';
import { STRIP_HEIGHT, type Strip } from '../../../../src/extract/scan/recognise/strip.js';
import { positionsOf, type Row, StripQueue } from '../../../../src/extract/scan/recognise/strip-queue.js';

function strip(width: number): Strip {
  return { width, data: new Uint8Array(width * STRIP_HEIGHT), left: 0, scale: 1 };
}

/** Reads each strip as its width and notes the rows. */
function noting(): { queue: StripQueue; rows: Row[] } {
  const rows: Row[] = [];
  const queue = new StripQueue(async (row) => {
    rows.push(row);
    return row.placed.map(({ strip: { width } }) => {
      const decoded = summed([{ char: `${width}`, score: 1, position: 0 }]);
      return { ...decoded, digits: decoded };
    });
  });
  return { queue, rows };
}

describe('reading strips side by side', () => {
  it('fills rows in the order of asking and gives each strip its own reading', async () => {
    const { queue, rows } = noting();
    const widths = [100, 200, 250, 40, 30];
    const readings = await Promise.all(widths.map((width) => queue.read(strip(width))));
    expect(readings.map(({ text }) => text)).toEqual(widths.map(String));
    expect(rows.map(({ placed }) => placed.map((one) => one.strip.width))).toEqual([
      [100, 40, 30],
      [200],
      [250],
    ]);
  });

  it('leaves room between strips, so that no position of the output belongs to two', async () => {
    const { queue, rows } = noting();
    await Promise.all([50, 61, 72].map((width) => queue.read(strip(width))));
    const [row] = rows;
    const positions = row?.placed.map((placed) => positionsOf(placed, row)) ?? [];
    expect(positions).toHaveLength(3);
    for (const [i, [from, to]] of positions.entries()) {
      expect(to).toBeGreaterThan(from);
      expect(from).toBeGreaterThanOrEqual(positions[i - 1]?.[1] ?? 0);
    }
  });

  it('reads a strip that is to be padded alone', async () => {
    const { queue, rows } = noting();
    await Promise.all([queue.read(strip(40)), queue.read(strip(40), 320), queue.read(strip(40))]);
    expect(rows.map(({ width, placed }) => [width, placed.length])).toEqual([
      [128, 2],
      [320, 1],
    ]);
  });

  it('fails for the strips of a row that cannot be read, and goes on', async () => {
    let first = true;
    const queue = new StripQueue(async (row) => {
      if (first) {
        first = false;
        throw new Error('no memory');
      }
      const decoded = summed([]);
      return row.placed.map(() => ({ ...decoded, digits: decoded }));
    });
    const [failed, read] = await Promise.allSettled([queue.read(strip(300)), queue.read(strip(300))]);
    expect([failed?.status, read?.status]).toEqual(['rejected', 'fulfilled']);
  });
});
