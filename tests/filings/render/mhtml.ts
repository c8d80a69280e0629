/** A web page saved whole (.mht, or .doc as Word saves it): MIME multipart, quoted-printable or base64. */
import type { PrintedForm } from '../layout/sheet.js';
import type { Variation } from '../layout/variation.js';
import { writeHtml } from './html.js';

const BOUNDARY = '----=_NextPart_01D7_ABCDEF.01234567';
const BASE64_LINE = 76;
/** Soft line breaks of quoted-printable stand before the 76th character. */
const QUOTED_LINE = 72;

function quotedPrintable(bytes: Uint8Array): string {
  const lines: string[] = [];
  let line = '';
  for (const byte of bytes) {
    if (byte === 0x0a) {
      lines.push(line);
      line = '';
      continue;
    }
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x3d;
    line += plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (line.length >= QUOTED_LINE) {
      lines.push(`${line}=`);
      line = '';
    }
  }
  return [...lines, line].join('\r\n');
}

function base64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64');
  return text.match(new RegExp(`.{1,${BASE64_LINE}}`, 'g'))?.join('\r\n') ?? '';
}

export function writeMhtml(form: PrintedForm, variation: Variation): Uint8Array {
  const page = writeHtml(form, variation, { kind: 'word', charset: 'utf-8' });
  const quoted = variation.seed % 2 === 0;
  const message = [
    'MIME-Version: 1.0',
    `Content-Type: multipart/related; boundary="${BOUNDARY}"; type="text/html"`,
    '',
    'This document is a Single File Web Page.',
    '',
    `--${BOUNDARY}`,
    'Content-Location: file:///C:/AB12/page.htm',
    `Content-Transfer-Encoding: ${quoted ? 'quoted-printable' : 'base64'}`,
    'Content-Type: text/html; charset="utf-8"',
    '',
    quoted ? quotedPrintable(page) : base64(page),
    '',
    `--${BOUNDARY}`,
    'Content-Location: file:///C:/AB12/page.files/filelist.xml',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Type: text/xml; charset="utf-8"',
    '',
    '<xml xmlns:o=3D"urn:schemas-microsoft-com:office:office"></xml>',
    '',
    `--${BOUNDARY}--`,
    '',
  ];
  return new TextEncoder().encode(message.join('\r\n'));
}
