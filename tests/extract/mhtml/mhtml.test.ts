import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { mhtmlAdapter } from '../../../src/extract/mhtml.js';
import { sniff } from '../../../src/extract/sniff.js';
import { DEFAULT_LIMITS } from '../../../src/limits.js';

const HTML = '<html><body><table><tr><td>网站名称</td><td>某市=局</td></tr></table></body></html>';

function archive(encoding: string, body: string, charset: string): Buffer {
  return Buffer.from(
    [
      'MIME-Version: 1.0',
      'X-Document-Type: Workbook',
      'Content-Type: multipart/related;',
      ' boundary="----=_NextPart_01"',
      '',
      'This document is a Single File Web Page.',
      '',
      '------=_NextPart_01',
      'Content-Location: file:///C:/form.htm',
      `Content-Transfer-Encoding: ${encoding}`,
      `Content-Type: text/html; charset="${charset}"`,
      '',
      body,
      '------=_NextPart_01',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '------=_NextPart_01--',
      '',
    ].join('\r\n'),
    'latin1',
  );
}

function quoted(bytes: Buffer): string {
  const text = [...bytes].map((b) =>
    b > 126 || b === 61 ? `=${b.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(b),
  );
  return text.join('').replace(/((?:=..|[^=]){40})/g, '$1=\r\n');
}

describe('mhtmlAdapter', () => {
  it.each([
    ['quoted-printable', quoted(iconv.encode(HTML, 'gbk')), 'gb2312'],
    [
      'base64',
      Buffer.from(HTML)
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n'),
      'utf-8',
    ],
    ['8bit', iconv.encode(HTML, 'gbk').toString('latin1'), 'utf-8'],
  ])('reads a page in %s', async (encoding, body, charset) => {
    const bytes = archive(encoding, body, charset);
    const sniffed = sniff(bytes);
    expect(sniffed).toMatchObject({ format: 'mhtml', mediaType: 'multipart/related' });
    const document = await mhtmlAdapter.read(bytes, sniffed, {
      limits: DEFAULT_LIMITS,
      debugImages: null,
      cacheDir: null,
    });
    expect(document.blocks).toMatchObject([
      { kind: 'table', cells: [{ content: [{ text: '网站名称' }] }, { content: [{ text: '某市=局' }] }] },
    ]);
    expect(document.warnings).toEqual([]);
  });

  it('reads the sheets of a workbook in order, and not the page that frames them nor the strip of tabs', async () => {
    const sheet = (text: string) =>
      `<html><body><table><tr><td>${text}</td><td>1</td></tr></table></body></html>`;
    const pages = [
      '<html><frameset><frame src="sheet001.htm"><frame src="tabstrip.htm"><noframes><body><p>?</p></body></noframes></frameset></html>',
      '<html><head><title>t</title></head><body><table><tr><td><a href="sheet001.htm">Sheet1</a>&nbsp;</td></tr></table></body></html>',
      sheet('first <a href="x">link</a>'),
      sheet('second'),
    ];
    const parts = pages.map((page) => `--x\r\nContent-Type: text/html\r\n\r\n${page}\r\n`).join('');
    const bytes = Buffer.from(
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n${parts}--x--\r\n`,
    );
    const document = await mhtmlAdapter.read(bytes, sniff(bytes), {
      limits: DEFAULT_LIMITS,
      debugImages: null,
      cacheDir: null,
    });
    expect(document.blocks).toMatchObject([
      { kind: 'table', index: 0, cells: [{ content: [{ text: 'first link' }] }, {}] },
      { kind: 'table', index: 1, cells: [{ content: [{ text: 'second' }], origin: { table: 1 } }, {}] },
    ]);
  });

  it('says what to do about an archive without a page', async () => {
    const bytes = Buffer.from(
      'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\n--x--\n',
    );
    const reading = mhtmlAdapter.read(bytes, sniff(bytes), {
      limits: DEFAULT_LIMITS,
      debugImages: null,
      cacheDir: null,
    });
    await expect(reading).rejects.toMatchObject({ code: 'corrupt-input' });
  });
});
