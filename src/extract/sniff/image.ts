/** Images by their magic bytes. */

type Signature = readonly [mediaType: string, offset: number, magic: string];

/** Latin-1 strings, so that each byte is one character. */
const SIGNATURES: readonly Signature[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  // BigTIFF
  ['image/tiff', 0, 'II+\0'],
  ['image/tiff', 0, 'MM\0+'],
  ['image/jp2', 4, 'jP  \r\n\x87\n'],
  ['image/avif', 4, 'ftypavif'],
  ['image/heic', 4, 'ftypheic'],
  ['image/heic', 4, 'ftypheix'],
  ['image/heic', 4, 'ftypmif1'],
];

const LONGEST_SIGNATURE = 64;

/** IANA media type of an image, or null for anything else. */
export function imageMediaType(bytes: Uint8Array): string | null {
  // Not TextDecoder('latin1'): that is windows-1252, where 0x80 to 0x9F are other characters.
  const head = Array.from(bytes.subarray(0, LONGEST_SIGNATURE), (byte) => String.fromCharCode(byte)).join('');
  for (const [mediaType, offset, magic] of SIGNATURES) {
    if (head.startsWith(magic, offset)) return mediaType;
  }
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp';
  return isBitmap(bytes) ? 'image/bmp' : null;
}

/** `BM` alone may open a text, so the header's size field must be one that exists. */
function isBitmap(bytes: Uint8Array): boolean {
  if (bytes.length < 26 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return false;
  const headerSize = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(14, true);
  return [12, 16, 40, 52, 56, 64, 108, 124].includes(headerSize);
}
