import { deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { sniff } from '../../../src/extract/sniff.js';

/** A zip archive with these entries; `cutOff` leaves the central directory out. */
function zip(entries: Readonly<Record<string, string>>, cutOff = false): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const stored = name === 'mimetype';
    const body = stored ? Buffer.from(content) : deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(body.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\0\0'), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat(cutOff ? locals : [...locals, directory, end]);
}

/** The least compound file: a header, one allocation table, one directory sector. */
function compoundFile(names: readonly string[]): Buffer {
  const file = Buffer.alloc(512 * 3, 0);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(0, 76);
  file.writeUInt32LE(0xfffffffe, 512 + 4);
  ['Root Entry', ...names].forEach((name, index) => {
    const at = 1024 + index * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
    file[at + 66] = index === 0 ? 5 : 2;
  });
  return file;
}

const formatOf = (content: string | Buffer): string => sniff(Buffer.from(content)).format;

describe('sniff: packages', () => {
  it.each([
    ['docx', { '[Content_Types].xml': 'x', 'word/document.xml': 'x' }],
    ['docx', { '[Content_Types].xml': 'x', 'word\\document.xml': 'x' }],
    ['xlsx', { '[Content_Types].xml': 'x', 'xl/workbook.xml': 'x' }],
    ['ofd', { 'OFD.xml': 'x', 'Doc_0/Document.xml': 'x' }],
    ['odt', { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': 'x' }],
    ['ods', { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': 'x' }],
    ['zip', { 'a/年报.docx': 'x', 'b.doc': 'x' }],
  ])('tells %s by its entries', (format, entries) => {
    expect(formatOf(zip(entries as Record<string, string>))).toBe(format);
  });

  it('tells a docx that is cut off', () => {
    expect(formatOf(zip({ '[Content_Types].xml': 'x', 'word/document.xml': 'x' }, true))).toBe('docx');
  });

  it.each([
    ['doc', ['WordDocument', '1Table']],
    ['xls', ['Workbook']],
    ['xls', ['Book']],
    ['encrypted', ['EncryptionInfo', 'EncryptedPackage']],
    ['unknown', ['SomethingElse']],
  ])('tells %s by the streams %j', (format, names) => {
    expect(formatOf(compoundFile(names))).toBe(format);
  });
});

describe('sniff: pages', () => {
  it.each([
    ['<!DOCTYPE html><html><body>x</body></html>', 'html'],
    ['\n<table border=1><tr><td>网站名称</td><td>x</td></tr></table>', 'html'],
    ['<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'html'],
    ['MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary="a"\n\n--a\n', 'mhtml'],
    [
      'From: <Saved by Blink>\nSnapshot-Content-Location: http://a/\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"\n\n',
      'mhtml',
    ],
    [
      '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument></w:wordDocument>',
      'word-xml',
    ],
    ['{\\rtf1\\ansi x}', 'rtf'],
  ])('tells %j', (text, format) => {
    expect(formatOf(text)).toBe(format);
  });

  it('tells pages in GBK and UTF-16', () => {
    const page = '<html><body>政府网站工作年度报表，网站名称</body></html>';
    expect(sniff(iconv.encode(page, 'gbk'))).toMatchObject({ format: 'html', text: page });
    expect(sniff(iconv.encode(page, 'utf-16le'))).toMatchObject({ format: 'html', text: page });
  });

  it('says the media type of XHTML', () => {
    expect(
      sniff(Buffer.from('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>')).mediaType,
    ).toBe('application/xhtml+xml');
  });
});

describe('sniff: text', () => {
  it.each([
    '政府网站工作年度报表\n\t网站名称\n\t某网站\n',
    '# 报表\n\n| 网站名称 | 某市 |\n|---|---|\n| 类型 | <input type="checkbox" checked> 是 |\n',
    '标题\n\n说明文字一段，足够长，足够长，足够长，足够长，足够长，足够长，足够长。\n\n<table><tr><td>甲</td></tr></table>\n\n另一段说明文字，足够长，足够长，足够长，足够长。\n',
    'BM 网站',
    '1 < 2',
  ])('takes %j for text', (text) => {
    expect(sniff(Buffer.from(text))).toMatchObject({ format: 'text', text });
  });

  it('tells nothing and noise', () => {
    expect(formatOf('')).toBe('empty');
    expect(formatOf(' \r\n\uFEFF')).toBe('empty');
    expect(formatOf(Buffer.alloc(100))).toBe('empty');
    expect(formatOf(Buffer.from(Array.from({ length: 999 }, (_, n) => (n * n * 31) % 256)))).toBe('unknown');
  });
});

describe('sniff: images and PDF', () => {
  it.each([
    ['image/png', '89504e470d0a1a0a0000'],
    ['image/jpeg', 'ffd8ffe000104a464946'],
    ['image/gif', '474946383961000000'],
    ['image/tiff', '49492a0008000000'],
    ['image/tiff', '4d4d002a00000008'],
    ['image/webp', '524946460000000057454250'],
    ['image/bmp', `424d${'00'.repeat(12)}28000000${'00'.repeat(20)}`],
  ])('tells %s', (mediaType, hex) => {
    expect(sniff(Buffer.from(hex, 'hex'))).toEqual({ format: 'image', mediaType, text: null });
  });

  it('tells a PDF behind junk, but not a page that speaks of one', () => {
    expect(formatOf('%PDF-1.4\n')).toBe('pdf');
    expect(formatOf('HTTP/1.1 200 OK\r\n\r\n%PDF-1.7\n')).toBe('pdf');
    expect(formatOf('<html><body>Error: no %PDF-1.4 here</body></html>')).toBe('html');
  });
});
