import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/extract/decode.js';

const FORM = '政府网站工作年度报表\n（2022年度）\n网站名称：某市教育局\n独立用户访问总量（单位：个）\t1234\n';
const page = (charset: string): string =>
  `<html><head><meta charset="${charset}"></head><body>${FORM}</body></html>`;

describe('decodeText', () => {
  it.each([
    ['utf-8', Buffer.from(FORM)],
    ['utf-8', Buffer.from(`\uFEFF${FORM}`)],
    ['gb18030', iconv.encode(FORM, 'gb18030')],
    ['utf-16le', iconv.encode(FORM, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(FORM, 'utf-16be', { addBOM: true })],
    ['utf-16le', iconv.encode(FORM, 'utf-16le', { addBOM: false })],
    ['utf-16be', iconv.encode(FORM, 'utf-16be', { addBOM: false })],
    ['utf-32le', iconv.encode(FORM, 'utf-32le', { addBOM: true })],
    ['utf-32be', iconv.encode(FORM, 'utf-32be', { addBOM: true })],
  ])('reads %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: FORM, encoding });
  });

  it('believes the bytes, not a wrong declaration', () => {
    expect(decodeText(iconv.encode(page('utf-8'), 'gbk')).text).toBe(page('utf-8'));
    expect(decodeText(Buffer.from(page('gb2312'))).text).toBe(page('gb2312'));
  });

  it('keeps UTF-8 when the last character is cut off or a few bytes are stray', () => {
    const whole = Buffer.from(FORM.trim());
    expect(decodeText(Buffer.from('网站').subarray(0, 5)).text).toBe('网\uFFFD');
    const stray = Buffer.concat([whole, Buffer.from([0xa3, 0x20]), whole]);
    expect(decodeText(stray).encoding).toBe('utf-8');
  });

  it('reads UTF-16 of Chinese characters alone', () => {
    const text = '政府网站年度报表单位名称';
    expect(decodeText(iconv.encode(text, 'utf-16le', { addBOM: false })).text).toBe(text);
  });

  it('does not take a GBK page that is mostly markup for UTF-16', () => {
    const markup = `<p>${'abcdefgh'.repeat(50)}</p>网站`;
    expect(decodeText(iconv.encode(markup, 'gbk'))).toEqual({ text: markup, encoding: 'gb18030' });
  });

  it('reads Big5 where the page says so, and where GB18030 would give rare characters', () => {
    const text = '政府網站工作年度報表，網站名稱，主辦單位，資訊發布數量，總數，更新量';
    const declared = `<meta charset=big5>${text}`;
    expect(decodeText(iconv.encode(declared, 'big5'))).toEqual({ text: declared, encoding: 'big5' });
    expect(decodeText(iconv.encode(text, 'big5')).text).toBe(text);
  });

  it('reads a Latin page that holds lone symbol letters', () => {
    const text = '<meta charset="windows-1252"><font face="Wingdings 2">£</font> &#26159; <font>R</font>';
    expect(decodeText(iconv.encode(text, 'windows-1252')).text).toBe(text);
  });

  it('makes one line break of every kind', () => {
    expect(decodeText(Buffer.from('a\r\nb\rc\u2028d\u0085e\vf')).text).toBe('a\nb\nc\nd\ne\nf');
  });
});
