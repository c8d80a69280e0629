import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCompoundFile } from '../../../src/extract/doc/compound-file.js';
import { docAdapter } from '../../../src/extract/doc.js';
import { lines, readWith } from '../docx/read-office.js';

/** Made with LibreOffice Writer: symbols, symbol-font letters, form fields, merges, tracked changes, a nested table. */
const CONSTRUCTS = readFileSync(new URL('./fixtures/constructs.doc', import.meta.url));

/** Runs without LibreOffice, so that what is seen is the built-in reader alone. */
async function withoutLibreOffice<T>(act: () => Promise<T>): Promise<T> {
  const before = process.env.NIANBAO_SOFFICE;
  process.env.NIANBAO_SOFFICE = 'none';
  try {
    return await act();
  } finally {
    if (before === undefined) delete process.env.NIANBAO_SOFFICE;
    else process.env.NIANBAO_SOFFICE = before;
  }
}

describe('doc', () => {
  it('reads marks, merges, lines of a cell, fields and tracked changes from the binary tables', async () => {
    const document = await withoutLibreOffice(() => readWith(docAdapter, CONSTRUCTS, 'doc'));
    expect(document).toMatchObject({ reader: 'doc', sourceKind: 'office', warnings: [] });
    expect(lines(document.blocks)).toEqual([
      '标题',
      '0: 符号 | [x]是 [ ]否{2×1}',
      '1: 字母{1×2} | [x]是 [ ]否 | [x]是 [ ]否',
      '2: [x]是 [ ]否 | 三级',
      '3: 一\n二 | 78 | a.gov.cn',
      '4: 套 | 内1\t内2\n外{2×1}',
      '尾',
    ]);
  });

  it('gives each cell its place', async () => {
    const { blocks } = await withoutLibreOffice(() => readWith(docAdapter, CONSTRUCTS, 'doc'));
    const table = blocks.find((block) => block.kind === 'table');
    expect(table?.grid).toBe(true);
    const places = table?.cells.map(({ row, column, origin }) => [row, column, origin.row, origin.column]);
    expect(places?.slice(0, 5)).toEqual([
      [0, 0, 0, 0],
      [0, 1, 0, 1],
      [1, 0, 1, 0],
      [1, 1, 1, 1],
      [1, 2, 1, 2],
    ]);
  });

  it('gives one clear error, or what is still whole, however a file is cut off', async () => {
    for (let length = 0; length < CONSTRUCTS.length; length += 512) {
      const outcome = await withoutLibreOffice(() =>
        readWith(docAdapter, CONSTRUCTS.subarray(0, length), 'doc').catch((error: unknown) => error),
      );
      if (outcome instanceof Error)
        expect(outcome, `${length} bytes`).toMatchObject({ code: 'corrupt-input' });
    }
  });

  it('throws only declared errors on flipped bytes', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const damaged = Buffer.from(CONSTRUCTS);
      for (let flip = 0; flip < 20; flip++) {
        const at = (seed * 7919 + flip * 104_729) % damaged.length;
        damaged[at] = (damaged[at] ?? 0) ^ (1 + ((seed + flip) % 255));
      }
      const outcome = await withoutLibreOffice(() =>
        readWith(docAdapter, damaged, 'doc').catch((error: unknown) => error),
      );
      if (outcome instanceof Error)
        expect(outcome).toMatchObject({ code: expect.stringMatching(/corrupt|limit|encr|unsup/) });
    }
  });

  it('names password protection', async () => {
    const locked = Buffer.from(CONSTRUCTS);
    const main = readCompoundFile(CONSTRUCTS).get('WordDocument');
    const start = locked.indexOf(Buffer.from(main?.subarray(0, 64) ?? []));
    locked.writeUInt16LE(locked.readUInt16LE(start + 0x0a) | 0x0100, start + 0x0a);
    await expect(readWith(docAdapter, locked, 'doc')).rejects.toMatchObject({ code: 'encrypted' });
  });
});

describe('readCompoundFile', () => {
  it('does not follow a chain that runs in a ring', () => {
    const ring = Buffer.from(CONSTRUCTS);
    const fat = 512 * (ring.readUInt32LE(76) + 1);
    for (let sector = 0; sector < 127; sector++) ring.writeUInt32LE(sector === 0 ? 1 : 0, fat + sector * 4);
    expect(() => readCompoundFile(ring)).not.toThrow();
  });
});
