import { describe, expect, it } from 'vitest';
import { containerRefusal, listArchive } from '../../../src/extract/archive.js';
import { DEFAULT_LIMITS } from '../../../src/limits.js';
import { buildZip } from '../zip/build-zip.js';

const names = async (bytes: Uint8Array, limits = DEFAULT_LIMITS) =>
  (await listArchive(bytes, limits)).files.map((file) => file.name);

describe('listArchive', () => {
  it('walks archives in archives, and leaves office files whole', async () => {
    const office = buildZip([{ name: 'word/document.xml', data: '<a/>' }]);
    const inner = buildZip([{ name: '南宁/年报.docx', data: office }]);
    const outer = buildZip([
      { name: '一季度.zip', data: inner },
      { name: '说明.txt', data: '说明' },
      { name: '__MACOSX/._说明.txt', data: 'junk' },
    ]);
    expect(await names(outer)).toEqual(['一季度.zip!/南宁/年报.docx', '说明.txt']);
  });

  it('names files that operating systems left, wherever they stand', async () => {
    const inner = buildZip([
      { name: 'a.txt', data: 'a' },
      { name: 'Thumbs.db', data: 'x' },
    ]);
    const outer = buildZip([
      { name: '一季度.zip', data: inner },
      { name: '__MACOSX/._一季度.zip', data: 'x' },
    ]);
    const { leftBySystems } = await listArchive(outer, DEFAULT_LIMITS);
    expect([...leftBySystems].sort()).toEqual(['__MACOSX/._一季度.zip', '一季度.zip!/Thumbs.db']);
  });

  it('reads the files beside one that is damaged, and says what is wrong with that', async () => {
    const damaged = buildZip([{ name: 'b.txt', data: 'b', claimedCrc: 1 }]);
    const archive = buildZip([
      { name: 'a.txt', data: 'a' },
      { name: 'bad.txt', data: 'b', claimedCrc: 1 },
      { name: 'in.zip', data: damaged },
    ]);
    const { files, refused } = await listArchive(archive, DEFAULT_LIMITS);
    expect(files.map(({ name }) => name)).toEqual(['a.txt']);
    expect(refused.map(({ name, reason }) => [name, reason.code])).toEqual([
      ['bad.txt', 'corrupt-input'],
      ['in.zip!/b.txt', 'corrupt-input'],
    ]);
  });

  it('is refused whole where none of its files can be had', async () => {
    const archive = buildZip([{ name: 'bad.txt', data: 'b', claimedCrc: 1 }]);
    await expect(listArchive(archive, DEFAULT_LIMITS)).rejects.toMatchObject({ code: 'corrupt-input' });
  });

  it('stops at the depth limit', async () => {
    let archive = buildZip([{ name: 'a.txt', data: 'x' }]);
    for (let depth = 1; depth < DEFAULT_LIMITS.zipDepth; depth++)
      archive = buildZip([{ name: 'in.zip', data: archive }]);
    expect(await names(archive)).toHaveLength(1);
    await expect(names(buildZip([{ name: 'in.zip', data: archive }]))).rejects.toMatchObject({
      code: 'limit.zip',
    });
  });

  it('counts all inner archives against one budget', async () => {
    const inner = buildZip([{ name: 'a.txt', data: Buffer.alloc(600_000) }]);
    const outer = buildZip([
      { name: '1.zip', data: inner },
      { name: '2.zip', data: inner },
    ]);
    await expect(names(outer, { ...DEFAULT_LIMITS, zipBytes: 1_000_000 })).rejects.toMatchObject({
      code: 'limit.zip',
    });
  });
});

describe('containerRefusal', () => {
  it.each([
    ['rar', 'unsupported-format', 'RAR'],
    ['7z', 'unsupported-format', '7-Zip'],
    ['gzip', 'unsupported-format', 'gzip'],
    ['zip', 'unsupported-format', 'zip'],
    ['encrypted', 'encrypted', 'remove the password'],
  ])('says what to do with %s', (format, code, words) => {
    expect(containerRefusal(format)).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('lets documents through', () => {
    expect(containerRefusal('docx')).toBeNull();
  });
});
