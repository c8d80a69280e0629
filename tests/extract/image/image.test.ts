import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ExtractionError, LimitExceeded } from '../../../src/errors.js';
import { imageAdapter } from '../../../src/extract/image.js';
import { drawForm, FRESH, shown } from '../scan/draw.js';

const SNIFFED = { format: 'image', mediaType: 'image/png', text: null };

async function encoded(
  rows: readonly (readonly [string, string])[],
  format: 'png' | 'tiff' | 'webp' | 'gif',
): Promise<Buffer> {
  const { data, width, height } = await drawForm(rows);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

describe('reading picture files', () => {
  it.each(['png', 'webp', 'gif', 'tiff'] as const)(
    'reads a form in %s',
    async (format) => {
      const bytes = await encoded(
        [
          ['维护数量', '7'],
          ['新开设数量', '3'],
        ],
        format,
      );
      const document = await imageAdapter.read(bytes, SNIFFED, FRESH);
      expect(document).toMatchObject({ sourceKind: 'scan', pages: 1, mediaType: 'image/png' });
      const cells = document.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
      expect(cells.map(({ content }) => shown(content))).toEqual(['维护数量', '7', '新开设数量', '3']);
    },
    60_000,
  );

  it('reads the pages of a TIFF in order, tables counted through', async () => {
    const pages = [await encoded([['维护数量', '7']], 'png'), await encoded([['新开设数量', '3']], 'png')];
    const bytes = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer();
    const document = await imageAdapter.read(bytes, SNIFFED, FRESH);
    const tables = document.blocks.filter((block) => block.kind === 'table');
    expect(document.pages).toBe(2);
    expect(tables.map(({ index }) => index)).toEqual([0, 1]);
    expect(tables.map(({ cells }) => cells.map(({ origin }) => [origin.page, origin.table]))).toEqual([
      [
        [1, 0],
        [1, 0],
      ],
      [
        [2, 1],
        [2, 1],
      ],
    ]);
  });

  it('reads bitmaps of 1 and 24 bits', async () => {
    const { data, width, height } = await drawForm([['维护数量', '7']]);
    for (const bits of [1, 24] as const) {
      const bytes = asBitmap(data, width, height, bits);
      const document = await imageAdapter.read(bytes, { ...SNIFFED, mediaType: 'image/bmp' }, FRESH);
      const cells = document.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
      expect(cells.map(({ content }) => shown(content))).toEqual(['维护数量', '7']);
    }
  });

  it('refuses a picture of too many pixels by its header, without decoding it', async () => {
    const blank = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    // A PNG states its size in bytes 16 to 23; nothing behind the header fits it, so decoding would fail otherwise.
    const bomb = Buffer.from(blank);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    const before = process.memoryUsage().rss;
    await expect(imageAdapter.read(bomb, SNIFFED, FRESH)).rejects.toThrow(LimitExceeded);
    await expect(imageAdapter.read(bomb, SNIFFED, FRESH)).rejects.toMatchObject({
      code: 'limit.image-pixels',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('says that a damaged picture is damaged', async () => {
    const whole = await encoded([['维护数量', '7']], 'png');
    for (const bytes of [
      whole.subarray(0, whole.length >> 1),
      Buffer.from('\x89PNG\r\n\x1a\nnothing', 'latin1'),
    ]) {
      const reading = imageAdapter.read(bytes, SNIFFED, FRESH);
      await expect(reading).rejects.toThrow(ExtractionError);
      await expect(reading).rejects.toMatchObject({ code: 'corrupt-input' });
    }
  });
});

/** A Windows bitmap, rows from the bottom; one bit a pixel through a palette of black and white. */
function asBitmap(rgb: Uint8Array, width: number, height: number, bits: 1 | 24): Uint8Array {
  const stride = Math.ceil((width * bits) / 32) * 4;
  const start = 54 + (bits === 1 ? 8 : 0);
  const bytes = Buffer.alloc(start + stride * height);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(start, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(bits, 28);
  if (bits === 1) bytes.writeUInt32LE(0x00ffffff, 58);
  for (let y = 0; y < height; y++) {
    const row = start + stride * (height - 1 - y);
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      if (bits === 24) bytes.set([rgb[at + 2] ?? 0, rgb[at + 1] ?? 0, rgb[at] ?? 0], row + x * 3);
      else if ((rgb[at] ?? 0) > 128) bytes[row + (x >> 3)] = (bytes[row + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bytes;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
