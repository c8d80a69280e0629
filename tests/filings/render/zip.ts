/** A zip file from named parts, with one fixed date, so that the same parts give the same bytes. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** 2021-01-15 in DOS format. */
const DOS_DATE = ((2021 - 1980) << 9) | (1 << 5) | 15;

interface PackedPart {
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly crc: number;
  readonly size: number;
}

function pack(part: ZipPart): PackedPart {
  const raw =
    typeof part.content === 'string' ? Buffer.from(part.content, 'utf8') : Buffer.from(part.content);
  return {
    name: Buffer.from(part.name, 'utf8'),
    packed: deflateRawSync(raw),
    crc: crc32(raw),
    size: raw.length,
  };
}

/** The fields that local and central headers share. */
function common({ name, packed, crc, size }: PackedPart): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function centralHeader(part: PackedPart, offset: number): Buffer {
  const version = Buffer.from([VERSION, 0]);
  return Buffer.concat([
    uint32(CENTRAL_HEADER),
    version,
    common(part),
    Buffer.alloc(10),
    uint32(offset),
    part.name,
  ]);
}

function endOfDirectory(parts: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(parts, 8);
  end.writeUInt16LE(parts, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

export function zip(parts: readonly ZipPart[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts.map(pack)) {
    const file = Buffer.concat([uint32(LOCAL_HEADER), common(part), part.name, part.packed]);
    directory.push(centralHeader(part, offset));
    files.push(file);
    offset += file.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...files, central, endOfDirectory(directory.length, central.length, offset)]);
}
