/** What scanners, faxes, cameras and stamps do to a printed page, seeded; each keeps track of where points go. */
import sharp from 'sharp';
import { type Random, random } from '../../filings/random.js';

export interface Damage {
  readonly skew: number;
  /** Share of the width by which the upper edge is narrower. */
  readonly keystone: number;
  readonly noise: number;
  readonly blur: number;
  readonly jpeg: number | null;
  readonly stamp: boolean;
  readonly shade: number;
  readonly oneBit: boolean;
  /** Scanned without colour, stamp and all. */
  readonly grey: boolean;
  readonly quarters: number;
}

export const CLEAN: Damage = {
  skew: 0,
  keystone: 0,
  noise: 0,
  blur: 0,
  jpeg: null,
  stamp: false,
  shade: 0,
  oneBit: false,
  grey: false,
  quarters: 0,
};

/** Named kinds of damage with their resolution. */
export const DAMAGES: Readonly<Record<string, { readonly dpi: number; readonly damage: Damage }>> = {
  clean: { dpi: 200, damage: CLEAN },
  screenshot: { dpi: 121, damage: CLEAN },
  office: { dpi: 200, damage: { ...CLEAN, skew: 0.7, noise: 8, blur: 0.5, jpeg: 60 } },
  stamp: { dpi: 200, damage: { ...CLEAN, skew: -0.4, noise: 5, jpeg: 70, stamp: true } },
  coarse: { dpi: 110, damage: { ...CLEAN, skew: 0.3, noise: 5, jpeg: 55 } },
  fax: { dpi: 200, damage: { ...CLEAN, skew: 0.5, noise: 14, blur: 0.6, oneBit: true } },
  photo: {
    dpi: 200,
    damage: { ...CLEAN, skew: 1.6, keystone: 0.025, noise: 6, blur: 0.7, jpeg: 70, shade: 0.45 },
  },
  poor: {
    dpi: 150,
    damage: { ...CLEAN, skew: 1.2, noise: 16, blur: 0.5, jpeg: 40, stamp: true },
  },
  'grey-stamp': {
    dpi: 200,
    damage: { ...CLEAN, skew: 0.6, noise: 8, blur: 0.5, jpeg: 60, stamp: true, grey: true },
  },
  sideways: { dpi: 150, damage: { ...CLEAN, noise: 4, jpeg: 75, quarters: 1 } },
};

export interface DamagedPage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
  /** Where a point of the clean page has come to lie. */
  place(x: number, y: number): readonly [number, number];
}

export async function damagePage(png: Buffer, damage: Damage, seed: number): Promise<DamagedPage> {
  const chance = random(`damage/${seed}`);
  const { data, info } = await sharp(png)
    .flatten({ background: '#fff' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const source = { width: info.width, height: info.height, rgb: new Uint8Array(data) };
  if (damage.stamp) drawStamp(source, chance);
  const map = leaning(damage, source.width, source.height);
  const leaned = damage.skew === 0 && damage.keystone === 0 ? source.rgb : warped(source, map.back);
  soil(leaned, source.width, source.height, damage, chance);
  let picture = sharp(leaned, { raw: { width: source.width, height: source.height, channels: 3 } });
  if (damage.blur > 0) picture = picture.blur(Math.max(0.3, damage.blur));
  let bytes = await picture.png({ compressionLevel: 1 }).toBuffer();
  if (damage.jpeg !== null) bytes = await sharp(bytes).jpeg({ quality: damage.jpeg }).toBuffer();
  let last = sharp(bytes);
  if (damage.oneBit) last = last.greyscale().threshold(170);
  else if (damage.grey) last = sharp(await last.greyscale().png({ compressionLevel: 1 }).toBuffer());
  if (damage.quarters !== 0)
    last = sharp(await last.png({ compressionLevel: 1 }).toBuffer()).rotate(90 * damage.quarters);
  const result = await last
    .toColourspace(damage.oneBit || damage.grey ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = source;
  return {
    width: result.info.width,
    height: result.info.height,
    channels: result.info.channels === 1 ? 1 : 3,
    data: result.data,
    place: (x, y) => turned(map.forth(x, y), damage.quarters, width, height),
  };
}

type Move = (x: number, y: number) => readonly [number, number];

function turned(
  [x, y]: readonly [number, number],
  quarters: number,
  width: number,
  height: number,
): readonly [number, number] {
  switch (quarters) {
    case 1:
      return [height - y, x];
    case 2:
      return [width - x, height - y];
    case 3:
      return [y, width - x];
    default:
      return [x, y];
  }
}

/** A turn about the middle, then a keystone: rows get narrower towards the top. */
function leaning({ skew, keystone }: Damage, width: number, height: number): { forth: Move; back: Move } {
  const angle = (skew * Math.PI) / 180;
  const [cx, cy, cos, sin] = [width / 2, height / 2, Math.cos(angle), Math.sin(angle)];
  const narrow = (y: number) => 1 - keystone * (1 - y / height);
  return {
    forth: (x, y) => {
      const [u, v] = [cx + cos * (x - cx) - sin * (y - cy), cy + sin * (x - cx) + cos * (y - cy)];
      return [cx + (u - cx) * narrow(v), v];
    },
    back: (x, y) => {
      const u = cx + (x - cx) / narrow(y);
      return [cx + cos * (u - cx) + sin * (y - cy), cy - sin * (u - cx) + cos * (y - cy)];
    },
  };
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

function warped({ width, height, rgb }: Picture, back: Move): Uint8Array {
  const result = new Uint8Array(rgb.length).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = back(x, y);
      if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) continue;
      const [left, top] = [Math.floor(u), Math.floor(v)];
      const [right, below] = [u - left, v - top];
      for (let c = 0; c < 3; c++) {
        const at = (top * width + left) * 3 + c;
        const upper = (rgb[at] ?? 255) * (1 - right) + (rgb[at + 3] ?? 255) * right;
        const lower = (rgb[at + width * 3] ?? 255) * (1 - right) + (rgb[at + width * 3 + 3] ?? 255) * right;
        result[(y * width + x) * 3 + c] = upper * (1 - below) + lower * below;
      }
    }
  }
  return result;
}

/** A round seal with a star, half transparent, over the upper right of the page. */
function drawStamp({ width, height, rgb }: Picture, chance: Random): void {
  const radius = 0.1 * width;
  const [cx, cy] = [
    width * (0.5 + 0.3 * chance.next()),
    Math.min(height * 0.5, width * (0.3 + 0.5 * chance.next())),
  ];
  const [red, green, blue] = [220, chance.int(30, 60), chance.int(30, 60)];
  for (let y = Math.floor(cy - radius); y <= cy + radius; y++) {
    for (let x = Math.floor(cx - radius); x <= cx + radius; x++) {
      const [dx, dy] = [x - cx, y - cy];
      const distance = Math.hypot(dx, dy) / radius;
      const angle = Math.atan2(dy, dx);
      const ring = distance > 0.95 && distance <= 1;
      const letters = distance > 0.72 && distance < 0.88 && Math.sin(angle * 22) > 0 && dy < 0.5 * radius;
      const star = distance < 0.16 + 0.16 * Math.abs(Math.cos(2.5 * (angle + Math.PI / 2)));
      if (!(ring || letters || star) || y < 0 || y >= height || x < 0 || x >= width) continue;
      const at = (y * width + x) * 3;
      [red, green, blue].forEach((value, c) => {
        rgb[at + c] = ((rgb[at + c] ?? 255) * (0.25 + (0.75 * value) / 255)) | 0;
      });
    }
  }
}

function soil(
  rgb: Uint8Array,
  width: number,
  height: number,
  { noise, shade }: Damage,
  chance: Random,
): void {
  if (noise === 0 && shade === 0) return;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = 1 - shade * (0.6 * (x / width) + 0.4 * (y / height));
      // The sum of three uniform draws is near enough to a normal one.
      const grain = noise * 1.15 * (chance.next() + chance.next() + chance.next() - 1.5);
      const at = (y * width + x) * 3;
      for (let c = 0; c < 3; c++)
        rgb[at + c] = Math.max(0, Math.min(255, (rgb[at + c] ?? 255) * light + grain));
    }
  }
}
