/** A Word 97–2003 file opened: its streams, the places of its tables, and its text in reading order. */
import { ExtractionError, UnsupportedFormat } from '../../errors.js';
import { readCompoundFile } from './compound-file.js';

/** Offsets in the file information block, [MS-DOC] 2.5. */
const FIB = {
  magic: 0x00,
  version: 0x02,
  flags: 0x0a,
  textLength: 0x4c,
  footnoteLength: 0x50,
  headerLength: 0x54,
  annotationLength: 0x5c,
  endnoteLength: 0x60,
  textBoxLength: 0x64,
  characterRuns: 0xfa,
  paragraphRuns: 0x102,
  fonts: 0x112,
  pieceTable: 0x1a2,
} as const;
const MAGIC = 0xa5ec;
const WORD_97 = 193;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const COMPRESSED_PIECE = 0x40000000;
const PIECE_BYTES = 8;

/** Text that stands in one piece in the stream; where it does tells the properties of each of its characters. */
export interface Stretch {
  readonly text: string;
  /** Place of its first character in the stream. */
  readonly position: number;
  /** Bytes of each character (UTF-16 code unit): 1 or 2. */
  readonly unit: number;
}

export interface WordFile {
  readonly main: Uint8Array;
  readonly table: Uint8Array;
  readonly data: Uint8Array;
  readonly body: readonly Stretch[];
  readonly textBoxes: readonly Stretch[];
  /** Names of fonts by their number. */
  readonly fonts: readonly string[];
  readonly runs: { readonly characters: Uint8Array; readonly paragraphs: Uint8Array };
}

export function openWordFile(bytes: Uint8Array): WordFile {
  const streams = readCompoundFile(bytes);
  const main = streams.get('WordDocument');
  if (main === undefined) throw damaged('it has no text stream');
  const fib = viewOf(main);
  if (fib.getUint16(FIB.magic, true) !== MAGIC) throw damaged('its text stream is not Word');
  const flags = fib.getUint16(FIB.flags, true);
  if (flags & ENCRYPTED) {
    throw new ExtractionError(
      'encrypted',
      'The file is password-protected: remove the password and import it again.',
    );
  }
  if (fib.getUint16(FIB.version, true) < WORD_97) {
    throw new UnsupportedFormat(
      'The document was written by Word 95 or older: open it and save it as .docx, or install LibreOffice.',
    );
  }
  const table = streams.get(flags & SECOND_TABLE ? '1Table' : '0Table');
  if (table === undefined) throw damaged('its tables are missing');
  const tablePart = (place: number) => {
    const start = fib.getUint32(place, true);
    return table.subarray(start, start + fib.getUint32(place + 4, true));
  };
  const text = readPieces(main, tablePart(FIB.pieceTable));
  const bodyEnd = fib.getUint32(FIB.textLength, true);
  const boxesStart = [FIB.footnoteLength, FIB.headerLength, FIB.annotationLength, FIB.endnoteLength]
    .map((place) => fib.getUint32(place, true))
    .reduce((sum, length) => sum + length, bodyEnd);
  return {
    main,
    table,
    data: streams.get('Data') ?? new Uint8Array(),
    body: cut(text, 0, bodyEnd),
    textBoxes: cut(text, boxesStart, boxesStart + fib.getUint32(FIB.textBoxLength, true)),
    fonts: readFonts(tablePart(FIB.fonts)),
    runs: { characters: tablePart(FIB.characterRuns), paragraphs: tablePart(FIB.paragraphRuns) },
  };
}

/** The piece table puts text that was edited in any order back in reading order ([MS-DOC] 2.8.35). */
function readPieces(main: Uint8Array, clx: Uint8Array): readonly Stretch[] {
  const view = viewOf(clx);
  let at = 0;
  while (view.getUint8(at) === 1) at += 3 + view.getUint16(at + 1, true);
  if (view.getUint8(at) !== 2) throw damaged('its piece table is missing');
  const length = view.getUint32(at + 1, true);
  const start = at + 5;
  const count = Math.floor((length - 4) / (4 + PIECE_BYTES));
  const text: Stretch[] = [];
  let total = 0;
  for (let piece = 0; piece < count; piece++) {
    const from = view.getUint32(start + piece * 4, true);
    const to = view.getUint32(start + (piece + 1) * 4, true);
    const place = view.getUint32(start + (count + 1) * 4 + piece * PIECE_BYTES + 2, true);
    // Pieces that claim more text than the file has are cut off by the stream's end.
    const stretch = readPiece(main, place, Math.min(to - from, main.length));
    total += stretch.text.length;
    if (total > main.length) throw damaged('its pieces repeat themselves');
    text.push(stretch);
  }
  return text;
}

const windows1252 = new TextDecoder('windows-1252');

/** One code unit for each two bytes, whatever they are, or the places behind them would be off. */
function decodeUtf16(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
}

function readPiece(main: Uint8Array, place: number, length: number): Stretch {
  const compressed = (place & COMPRESSED_PIECE) !== 0;
  const unit = compressed ? 1 : 2;
  const position = compressed ? (place & ~COMPRESSED_PIECE) / 2 : place;
  const bytes = main.subarray(position, position + length * unit);
  return { text: compressed ? windows1252.decode(bytes) : decodeUtf16(bytes), position, unit };
}

/** The characters from `from` to before `to`, counted over all stretches. */
function cut(text: readonly Stretch[], from: number, to: number): readonly Stretch[] {
  const kept: Stretch[] = [];
  let start = 0;
  for (const { text: characters, position, unit } of text) {
    const [first, last] = [Math.max(from - start, 0), Math.min(to - start, characters.length)];
    if (first < last)
      kept.push({ text: characters.slice(first, last), position: position + first * unit, unit });
    start += characters.length;
  }
  return kept;
}

/** `SttbfFfn`: each record's name is UTF-16 from byte 40 on, ended by a zero ([MS-DOC] 2.9.86). */
function readFonts(list: Uint8Array): readonly string[] {
  if (list.length < 4) return [];
  const view = viewOf(list);
  const fonts: string[] = [];
  let at = 4;
  for (let index = 0; index < view.getUint16(0, true) && at < list.length; index++) {
    const length = view.getUint8(at);
    const name = decodeUtf16(list.subarray(at + 40, at + 1 + length));
    fonts.push(name.split('\0')[0] ?? '');
    at += 1 + length;
  }
  return fonts;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function damaged(what: string): ExtractionError {
  return new ExtractionError(
    'corrupt-input',
    `The document is damaged (${what}): get the file again from its source, or open it and save it as .docx.`,
  );
}
