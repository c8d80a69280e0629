import { describe, expect, it } from 'vitest';
import { liftGreyStamps } from '../../../src/extract/scan/grey-stamp.js';
import type { Grey } from '../../../src/extract/scan/raster.js';

const [WIDTH, HEIGHT] = [600, 500];
const STAMP = 130;

/** Black bars of print, and what `shade` says for each other pixel. */
function page(shade: (x: number, y: number) => number): Grey {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const print = y % 60 >= 50 && y % 60 < 54 && x > 40 && x < 560 && x % 30 < 20;
      data[y * WIDTH + x] = print ? 30 : shade(x, y);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

function isRing(x: number, y: number): boolean {
  const distance = Math.hypot(x - 300, y - 250);
  return distance > 92 && distance <= 100;
}

describe('stamps on grey pages', () => {
  it('lifts a ring and keeps the print under it and grey rules of another grey', () => {
    const flat = page((x, y) => (isRing(x, y) ? STAMP : y >= 240 && y < 244 ? 180 : 255));
    const lifted = liftGreyStamps(flat);
    const at = (x: number, y: number) => lifted?.unstamped.data[y * WIDTH + x] ?? 0;
    expect(lifted?.stamps).toHaveLength(1);
    expect(at(300, 250 - 96)).toBe(255);
    expect(at(310, 232)).toBe(30);
    expect(at(300, 242)).toBe(180);
    const [stamp] = lifted?.stamps ?? [];
    expect(Math.abs((stamp?.x0 ?? 0) - 200)).toBeLessThan(14);
    expect(Math.abs((stamp?.y1 ?? 0) - 350)).toBeLessThan(14);
  });

  it('leaves shaded cells, and pages printed in grey throughout', () => {
    expect(
      liftGreyStamps(page((x, y) => (x > 200 && x < 400 && y > 150 && y < 350 ? STAMP : 255))),
    ).toBeNull();
    const faint = page((x, y) => (isRing(x, y) ? STAMP : 255));
    const data = faint.data.map((value) => (value === 30 ? STAMP : value));
    expect(liftGreyStamps({ ...faint, data })).toBeNull();
  });
});
