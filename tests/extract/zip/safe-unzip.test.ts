import { describe, expect, it } from 'vitest';
import { packZip } from '../../../src/extract/zip/pack-zip.js';
import { unzip } from '../../../src/extract/zip/safe-unzip.js';
import { DEFAULT_LIMITS } from '../../../src/limits.js';
import { buildZip } from './build-zip.js';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const blanks = (megabytes: number) => Buffer.alloc(megabytes * 1_000_000, 0x20);

describe('unzip', () => {
  it('gives files in the order of the directory, folders left out', async () => {
    const files = await unzip(
      buildZip([
        { name: '年报/', data: '' },
        { name: '年报/b.txt', data: 'bee' },
        { name: 'a.txt', data: 'ay', method: 0 },
      ]),
      DEFAULT_LIMITS,
    );
    expect(files.map((file) => [file.name, text(file.bytes)])).toEqual([
      ['年报/b.txt', 'bee'],
      ['a.txt', 'ay'],
    ]);
  });

  it('reads what packZip packs', async () => {
    const entry = { name: '报表.xml', bytes: new TextEncoder().encode('<a/>') };
    const [file] = await unzip(packZip([entry]), DEFAULT_LIMITS);
    expect(file?.name).toBe('报表.xml');
    expect(text(file?.bytes)).toBe('<a/>');
  });

  it('decodes names of Chinese Windows, and separators of old programs', async () => {
    // 报表\年报.doc in GBK, without the UTF-8 flag
    const gbk = Buffer.from([0xb1, 0xa8, 0xb1, 0xed, 0x5c, 0xc4, 0xea, 0xb1, 0xa8, 0x2e, 0x64, 0x6f, 0x63]);
    const files = await unzip(
      buildZip([
        { name: gbk, data: 'x' },
        { name: Buffer.from('南宁.doc'), data: 'y' },
      ]),
      DEFAULT_LIMITS,
    );
    expect(files.map((file) => file.name)).toEqual(['报表/年报.doc', '南宁.doc']);
  });

  it.each([['../../etc/passwd'], ['/etc/passwd'], ['C:\\windows\\x'], ['a\\..\\..\\x']])(
    'refuses the name %s',
    async (name) => {
      await expect(unzip(buildZip([{ name, data: 'x' }]), DEFAULT_LIMITS)).rejects.toMatchObject({
        code: 'corrupt-input',
        message: expect.stringContaining('points outside'),
      });
    },
  );

  it('refuses a bomb by its ratio, whatever size it claims', async () => {
    const bomb = buildZip([{ name: 'word/document.xml', data: blanks(50), claimedSize: 100 }]);
    await expect(unzip(bomb, DEFAULT_LIMITS)).rejects.toMatchObject({ code: 'limit.zip' });
  });

  it('refuses what inflates beyond the total, though each entry is modest', async () => {
    const entries = Array.from({ length: 5 }, (_, index) => ({ name: `${index}`, data: blanks(0.9) }));
    const limits = { ...DEFAULT_LIMITS, zipBytes: 4_000_000 };
    await expect(unzip(buildZip(entries), limits)).rejects.toMatchObject({
      code: 'limit.zip',
      message: expect.stringContaining('4000000 bytes'),
    });
    await expect(unzip(buildZip(entries.slice(1)), limits)).resolves.toHaveLength(4);
  });

  it('counts entries, whatever the directory says of their number', async () => {
    const entries = Array.from({ length: 100_000 }, (_, index) => ({
      name: `f${index}`,
      data: '',
      method: 0,
    }));
    const archive = buildZip(entries);
    await expect(unzip(archive, DEFAULT_LIMITS)).rejects.toMatchObject({ code: 'limit.zip' });
  });

  it('refuses entries that share bytes', async () => {
    const overlapping = buildZip([
      { name: 'a', data: 'same' },
      { name: 'b', data: 'same', sharesWith: 0 },
    ]);
    await expect(unzip(overlapping, DEFAULT_LIMITS)).rejects.toMatchObject({ code: 'limit.zip' });
  });

  it.each([
    [
      'two entries of one name',
      [
        { name: 'a', data: '1' },
        { name: 'a', data: '2' },
      ],
      'two entries named a',
    ],
    [
      'a size that is not so',
      [{ name: 'a', data: '12345', claimedSize: 4 }],
      'said to have 4 bytes and has 5',
    ],
    ['a wrong checksum', [{ name: 'a', data: '12345', claimedCrc: 1 }], 'checksum'],
  ])('refuses %s', async (_, entries, sentence) => {
    await expect(unzip(buildZip(entries), DEFAULT_LIMITS)).rejects.toMatchObject({
      code: 'corrupt-input',
      message: expect.stringContaining(sentence),
    });
  });

  it('says that an entry needs a password', async () => {
    const locked = buildZip([{ name: 'a', data: 'x', flags: 1 }]);
    await expect(unzip(locked, DEFAULT_LIMITS)).rejects.toMatchObject({ code: 'encrypted' });
  });

  it('gives one clear error for every way of cutting a file off', async () => {
    const archive = buildZip([{ name: 'a', data: 'some text that is long enough' }]);
    for (let length = 0; length < archive.length; length++) {
      await expect(
        unzip(archive.subarray(0, length), DEFAULT_LIMITS),
        `${length} bytes`,
      ).rejects.toMatchObject({
        code: 'corrupt-input',
      });
    }
  });
});
