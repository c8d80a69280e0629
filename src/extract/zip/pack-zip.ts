/** Packs files into a zip archive without compression: how checked parts are handed to a library that wants a file. */
import { crc32 } from 'node:zlib';
import type { ZipEntry } from './safe-unzip.js';

/** Sizes and signatures of the records, as APPNOTE.TXT 4.3 has them. */
const LOCAL_HEADER = { signature: 0x04034b50, bytes: 30 };
const DIRECTORY_HEADER = { signature: 0x02014b50, bytes: 46 };
const DIRECTORY_END = { signature: 0x06054b50, bytes: 22 };
const VERSION_NEEDED = 20;
const UTF8_FLAG = 0x0800;
/** 1980-01-01, the earliest date that a zip can name: the same files always give the same bytes. */
const NO_DATE = 0x0021;

export function packZip(entries: readonly ZipEntry[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const common = commonFields(entry.bytes, name.length);
    const header = Buffer.alloc(LOCAL_HEADER.bytes);
    header.writeUInt32LE(LOCAL_HEADER.signature, 0);
    common.copy(header, 4);
    local.push(header, name, Buffer.from(entry.bytes));

    const listing = Buffer.alloc(DIRECTORY_HEADER.bytes);
    listing.writeUInt32LE(DIRECTORY_HEADER.signature, 0);
    listing.writeUInt16LE(VERSION_NEEDED, 4);
    common.copy(listing, 6);
    listing.writeUInt32LE(offset, 42);
    directory.push(listing, name);
    offset += header.length + name.length + entry.bytes.length;
  }
  const end = directoryEnd(entries.length, Buffer.concat(directory).length, offset);
  return Buffer.concat([...local, ...directory, end]);
}

/** The 26 bytes that a local header and a directory header share: version to lengths of name and extra field. */
function commonFields(bytes: Uint8Array, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION_NEEDED, 0);
  fields.writeUInt16LE(UTF8_FLAG, 2);
  fields.writeUInt16LE(NO_DATE, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function directoryEnd(entries: number, directoryBytes: number, directoryStart: number): Buffer {
  const end = Buffer.alloc(DIRECTORY_END.bytes);
  end.writeUInt32LE(DIRECTORY_END.signature, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryStart, 16);
  return end;
}
