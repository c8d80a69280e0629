/**
 * Bytes to text. Government pages declare one character set and send another, so the bytes have the first
 * word and the declaration only breaks ties: BOM, then UTF-8, then UTF-16 by its zero bytes, then GB18030
 * (which contains GBK and GB2312), with Big5 and Windows-1252 for the few files that are plainly those.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { declaredCharset } from './decode/declaration.js';
import { pairsOf, utf8Sequences, utf16Order } from './decode/evidence.js';

export interface DecodedText {
  /** Every line break is `\n`; no byte order mark. */
  readonly text: string;
  /** WHATWG name of the encoding that was used, such as `gb18030`. */
  readonly encoding: string;
}

/** Byte order marks, the longer first: UTF-32 little-endian starts like UTF-16 does. */
const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Broken UTF-8 sequences per sound one up to which a file still is UTF-8 (a cut-off end, a few stray bytes of
 * another encoding). GBK read as UTF-8 has more broken sequences than sound ones.
 */
const BROKEN_UTF8_SHARE = 0.2;

/** Share of two-byte pairs in the common range below which GB18030 is doubted: real text is above 0.9. */
const COMMON_GB_SHARE = 0.6;
/** Share in Big5's common range from which doubted text is taken for Big5. */
const COMMON_BIG5_SHARE = 0.9;

/** Reads text of any encoding that filings come in. Never throws: what cannot be decoded becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): DecodedText {
  for (const [encoding, mark] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, index) => bytes[index] === byte)) {
      return decodedAs(encoding, bytes.subarray(mark.length));
    }
  }
  return decodedAs(encodingOf(bytes), bytes);
}

/**
 * Flawless UTF-8 with characters beyond ASCII, and no zero byte: nothing else looks so, and what native code says
 * of it spares most files the statistics. ASCII alone may be UTF-16 (䐠 is the bytes of `D `).
 */
function isPlainUtf8(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !isAscii(bytes) && !bytes.includes(0);
}

function encodingOf(bytes: Uint8Array): string {
  if (isPlainUtf8(bytes)) return 'utf-8';
  const order = utf16Order(bytes);
  if (order !== null) return order;
  const { sound, broken, endsCut } = utf8Sequences(bytes);
  const strayBytes = broken - (endsCut ? 1 : 0);
  if (strayBytes <= sound * BROKEN_UTF8_SHARE && (broken === 0 || sound > 0)) return 'utf-8';

  const declared = declaredCharset(bytes);
  const pairs = pairsOf(bytes);
  if (declared === 'big5' && pairs.big5Share >= pairs.gbShare) return 'big5';
  if (declared === 'windows-1252' && pairs.loneShare > 0.5) return 'windows-1252';
  if (pairs.gbShare < COMMON_GB_SHARE && pairs.big5Share >= COMMON_BIG5_SHARE) return 'big5';
  return 'gb18030';
}

function decodedAs(encoding: string, bytes: Uint8Array): DecodedText {
  const text = encoding.startsWith('utf-32')
    ? decodeUtf32(bytes, encoding === 'utf-32le')
    : new TextDecoder(encoding, { ignoreBOM: false }).decode(bytes);
  return { text: withPlainLineBreaks(text), encoding };
}

/** TextDecoder knows no UTF-32. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    parts.push(valid ? String.fromCodePoint(point) : '\uFFFD');
  }
  return parts.join('');
}

/** `\v` is what Word's plain-text export writes for a line break inside a paragraph. */
function withPlainLineBreaks(text: string): string {
  return text.replace(/\r\n|[\r\v\u0085\u2028\u2029]/g, '\n');
}
