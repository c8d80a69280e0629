import { describe, expect, it } from 'vitest';
import { boxIn } from '../../../src/extract/pdf/picture-boxes.js';
import { gridLines, text } from './make-pdf.js';
import { blocksOf, written } from './read-pdf.js';

const SIDE = 16;

/** Grey pixels, 0 for ink, by what stands where. */
function picture(isInk: (x: number, y: number) => boolean, grey = 0): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, at) =>
    isInk(at % SIDE, Math.floor(at / SIDE)) ? grey : 255,
  );
}

const frame = (x: number, y: number): boolean => [x, y].some((at) => at <= 1 || at >= SIDE - 2);
const tick = (x: number, y: number): boolean =>
  x >= 4 && x <= 12 && Math.abs(y - (x < 7 ? x + 5 : 19 - x)) <= 1;
const ring = (x: number, y: number): boolean => Math.abs(Math.hypot(x - 7.5, y - 7.5) - 6.5) <= 1;
const dot = (x: number, y: number): boolean => Math.hypot(x - 7.5, y - 7.5) <= 3;
const arrow = (x: number, y: number): boolean => Math.abs(y - 7.5) <= (x - 3) / 2 && x > 2 && x < 13;

const PICTURES: readonly (readonly [string, Uint8Array, string | null])[] = [
  ['an empty square', picture(frame), '☐'],
  ['a grey empty square', picture(frame, 190), '☐'],
  ['a ticked square', picture((x, y) => frame(x, y) || tick(x, y)), '☑'],
  ['a filled square with a light tick', picture((x, y) => !tick(x, y), 90), '☑'],
  ['an empty ring', picture(ring), '☐'],
  ['a ring with a dot', picture((x, y) => ring(x, y) || dot(x, y)), '☑'],
  ['an arrow', picture(arrow), null],
  ['a bullet', picture(dot), null],
  ['nothing', picture(() => false), null],
];

const drawn = (data: Uint8Array, ...xs: readonly number[]) =>
  blocksOf({
    pages: [
      {
        content: [
          gridLines([50, 400], [700, 720]),
          text(60, 706, '网站类型'),
          text(122, 706, '是'),
          text(152, 706, '否'),
          text(182, 706, '无'),
          ...xs.map((x) => `q 9 0 0 9 ${x} 705 cm /I0 Do Q`),
        ].join('\n'),
        image: { width: SIDE, height: SIDE, bits: 8, colours: 1, data },
      },
    ],
  }).then(written);

describe('small pictures', () => {
  it.each(PICTURES)('of %s are told', (_, data, box) => {
    expect(boxIn({ width: SIDE, height: SIDE, channels: 1, data })).toBe(box);
  });

  it('beside options are their boxes, whether drawn singly or as a series', async () => {
    const [, , ticked] = PICTURES;
    expect(await drawn(ticked?.[1] ?? new Uint8Array(), 111)).toEqual([
      expect.stringMatching(/^网站类型 *☑ *是 *否 *无$/),
    ]);
    expect(await drawn(picture(frame), 111, 141, 171)).toEqual([
      expect.stringMatching(/^网站类型 *☐ *是 *☐ *否 *☐ *无$/),
    ]);
  });

  it('that are no boxes, or stand alone, are left out', async () => {
    expect(await drawn(picture(arrow), 111)).toEqual([expect.stringMatching(/^网站类型 *是 *否 *无$/)]);
    expect(await drawn(picture(frame), 350)).toEqual([expect.stringMatching(/^网站类型 *是 *否 *无$/)]);
  });
});
