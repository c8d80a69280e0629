/** Windows bitmaps, which scanners' old programs write and libvips does not read: plain pixels of 1 to 32 bits. */
import { ExtractionError } from '../../errors.js';

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Interleaved RGB. */
  readonly data: Uint8Array;
}

export interface BitmapHeader {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  readonly pixels: number;
  readonly palette: number;
  readonly colours: number;
}

/** Bytes of the shortest header that states compression (BITMAPINFOHEADER), and of the file header before it. */
const INFO_HEADER = 40;
const FILE_HEADER = 14;
/** `BI_RGB` and `BI_BITFIELDS`; run-length and embedded JPEG are for printers. */
const UNCOMPRESSED = [0, 3];

/** Reads the sizes only; throws `ExtractionError` where the header is cut short or of a kind that is not read. */
export function readBitmapHeader(bytes: Uint8Array): BitmapHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER + INFO_HEADER || view.getUint32(14, true) < INFO_HEADER) throw damaged();
  const height = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const header = {
    width: view.getInt32(18, true),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    pixels: view.getUint32(10, true),
    palette: FILE_HEADER + view.getUint32(14, true),
    colours: view.getUint32(46, true) || (bits <= 8 ? 2 ** bits : 0),
  };
  const known = [1, 4, 8, 24, 32].includes(bits) && UNCOMPRESSED.includes(view.getUint32(30, true));
  if (header.width <= 0 || header.height === 0 || !known) throw damaged();
  return header;
}

export function decodeBitmap(bytes: Uint8Array): Bitmap {
  const header = readBitmapHeader(bytes);
  const { width, height, topDown, bits, pixels } = header;
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (pixels + stride * height > bytes.length) throw damaged();
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = pixels + stride * (topDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) {
      const at = colourAt(bytes, header, row, x);
      const to = (y * width + x) * 3;
      data[to] = bytes[at + 2] ?? 0;
      data[to + 1] = bytes[at + 1] ?? 0;
      data[to + 2] = bytes[at] ?? 0;
    }
  }
  return { width, height, data };
}

/** Where the blue, green and red bytes of a pixel stand: in the pixel itself or in the palette. */
function colourAt(
  bytes: Uint8Array,
  { bits, palette, colours }: BitmapHeader,
  row: number,
  x: number,
): number {
  if (bits >= 24) return row + x * (bits / 8);
  const perByte = 8 / bits;
  const shift = 8 - bits * ((x % perByte) + 1);
  const index = ((bytes[row + Math.floor(x / perByte)] ?? 0) >> shift) & (2 ** bits - 1);
  return palette + 4 * Math.min(index, colours - 1);
}

function damaged(): ExtractionError {
  return new ExtractionError(
    'corrupt-input',
    'The bitmap is damaged, cut short or compressed: save it as PNG or TIFF and try again.',
  );
}
