import { describe, expect, it } from 'vitest';
import { findComponents } from '../../../src/extract/scan/components.js';
import type { OptionMark } from '../../../src/extract/scan/option-mark.js';
import type { Ink } from '../../../src/extract/scan/raster.js';
import { scribbledBoxes } from '../../../src/extract/scan/scribbles.js';

const GLYPH = 28;
const EMPTY: OptionMark = {
  rect: { x0: 100, y0: 10, x1: 124, y1: 34 },
  piece: { kind: 'mark', state: 'unchecked', glyph: 'ink 0.00', score: 0.99 },
  components: [],
  doubtful: false,
};

/** A patch as large as the empty box, inked where `isInk` says. */
function plane(isInk: (x: number, y: number) => boolean): Ink {
  const [width, height] = [200, 44];
  const data = new Uint8Array(width * height);
  for (let y = 10; y < 34; y++) {
    for (let x = 20; x < 44; x++) if (isInk(x - 20, y - 10)) data[y * width + x] = 1;
  }
  return { width, height, data };
}

function marksOf(ink: Ink, dense: Ink, empty = { beside: [EMPTY], elsewhere: [] as OptionMark[] }) {
  const components = findComponents(ink);
  const line = { rect: { x0: 20, y0: 10, x1: 124, y1: 34 }, components: components.list };
  return scribbledBoxes(empty, components.list, line, dense, components, GLYPH);
}

describe('boxes filled by a pen', () => {
  const full = plane(() => true);

  it('are as dense as a pen makes them', () => {
    expect(marksOf(full, full)).toMatchObject([{ piece: { state: 'checked' }, doubtful: false }]);
  });

  it('are told from characters whose strokes have run together in a blurred scan', () => {
    const strokes = plane((_, y) => y % 4 < 2);
    expect(marksOf(full, strokes)).toEqual([]);
  });

  it('are known by an empty box in another line of the cell', () => {
    const below = { ...EMPTY, rect: { x0: 20, y0: 60, x1: 44, y1: 84 } };
    expect(marksOf(full, full, { beside: [below], elsewhere: [] })).toEqual([]);
    expect(marksOf(full, full, { beside: [], elsewhere: [below] })).toHaveLength(1);
  });
});
