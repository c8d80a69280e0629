/**
 * What a file is, by its content alone: names lie (a `.doc` that is a web page, a `.pdf` that is an error
 * page), and archives often have names that no longer decode.
 */
import type { Sniffed } from './adapter.js';
import { decodeText } from './decode.js';
import { compoundFormat, isCompoundFile } from './sniff/compound-file.js';
import { imageMediaType } from './sniff/image.js';
import { markupFormat, startsWithMarkup } from './sniff/markup.js';
import { isReadable } from './sniff/readable.js';
import { isZip, zipFormat } from './sniff/zip-format.js';

/** Formats that sniffing tells apart, with the media type of those that have only one. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ppt: 'application/vnd.ms-powerpoint',
  wps: 'application/vnd.ms-works',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  ofd: 'application/ofd',
  pdf: 'application/pdf',
  rtf: 'application/rtf',
  zip: 'application/zip',
  rar: 'application/vnd.rar',
  '7z': 'application/x-7z-compressed',
  gzip: 'application/gzip',
  // No registered type exists for an encrypted office file; the wrapper is a compound file.
  encrypted: 'application/x-ole-storage',
  html: 'text/html',
  mhtml: 'multipart/related',
  'word-xml': 'application/xml',
  text: 'text/plain',
  empty: 'application/octet-stream',
  unknown: 'application/octet-stream',
};

/** Junk that web servers and mail gateways put before `%PDF-`; readers accept 1,024 bytes of it. */
const PDF_JUNK_BYTES = 1_024;

/** Archives that are named, so that the message can say what to unpack, but not read. */
const FOREIGN_ARCHIVES: readonly (readonly [format: string, magic: readonly number[]])[] = [
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['gzip', [0x1f, 0x8b, 0x08]],
];

/** Tells the format of a file from its bytes. Never throws; what nobody reads is `unknown`. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return binary('empty');
  return sniffBinary(bytes) ?? sniffText(bytes);
}

function sniffBinary(bytes: Uint8Array): Sniffed | null {
  const image = imageMediaType(bytes);
  if (image !== null) return { format: 'image', mediaType: image, text: null };
  if (isZip(bytes)) return binary(zipFormat(bytes));
  if (isCompoundFile(bytes)) return binary(compoundFormat(bytes));
  if (isPdf(bytes)) return binary('pdf');
  const archive = FOREIGN_ARCHIVES.find(([, magic]) => startsWith(bytes, magic));
  return archive === undefined ? null : binary(archive[0]);
}

function sniffText(bytes: Uint8Array): Sniffed {
  const { text } = decodeText(bytes);
  const visible = text.trimStart();
  if (visible.replaceAll('\0', '').trim() === '') return binary('empty');
  if (visible.startsWith('{\\rtf')) return binary('rtf');
  if (!isReadable(text)) return binary('unknown');
  const markup = markupFormat(text);
  if (markup === null) return { format: 'text', mediaType: 'text/plain', text };
  return {
    format: markup.format,
    mediaType: markup.mediaType ?? MEDIA_TYPES[markup.format] ?? 'text/plain',
    text,
  };
}

/** `%PDF-` at the start, or after junk; but a web page that only speaks of `%PDF-` is a web page. */
function isPdf(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, PDF_JUNK_BYTES + 5));
  const at = head.indexOf('%PDF-');
  return at === 0 || (at > 0 && !startsWithMarkup(head.slice(0, at)));
}

function binary(format: string): Sniffed {
  return { format, mediaType: MEDIA_TYPES[format] ?? 'application/octet-stream', text: null };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
