import { describe, expect, it } from 'vitest';
import type { Projection } from '../../../src/extract/scan/projection.js';
import { warp } from '../../../src/extract/scan/warp.js';

const [WIDTH, HEIGHT] = [500, 400];

/** Grey that rises evenly to the right and slower downwards, so that every place has a value of its own. */
function greyAt(x: number, y: number): number {
  return 20 + 0.3 * x + 0.15 * y;
}

describe('resampling through a projection', () => {
  it('takes each pixel from where it leads, to a grey, and leaves white what lies outside', () => {
    const data = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
      greyAt(i % WIDTH, Math.floor(i / WIDTH)),
    );
    // A photograph: turned, moved, and with lines that meet.
    const lean: Projection = [1.01, 0.03, -4, -0.02, 1.02, 6, 0.00004, 0.00003, 1];
    const warped = warp({ width: WIDTH, height: HEIGHT, data }, lean);
    let worst = 0;
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        const scale = 1 / (0.00004 * x + 0.00003 * y + 1);
        const [u, v] = [(1.01 * x + 0.03 * y - 4) * scale, (-0.02 * x + 1.02 * y + 6) * scale];
        if (u < 1 || v < 1 || u > WIDTH - 3 || v > HEIGHT - 3) continue;
        worst = Math.max(worst, Math.abs((warped.data[y * WIDTH + x] ?? 0) - greyAt(u, v)));
      }
    }
    expect(worst).toBeLessThan(1.6);
    expect(warped.data[0]).toBe(255);
  });
});
