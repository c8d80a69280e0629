/** Builds zip archives for tests, well-formed by default and lying where asked. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface BuiltEntry {
  readonly name: string | Buffer;
  readonly data: Uint8Array | string;
  /** What the headers say instead of the truth. */
  readonly claimedSize?: number;
  readonly claimedCrc?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Index of an earlier entry whose bytes this one points to. */
  readonly sharesWith?: number;
}

export function buildZip(entries: readonly BuiltEntry[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.isBuffer(entry.name) ? entry.name : Buffer.from(entry.name, 'utf8');
    const plain = Buffer.from(entry.data);
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? (Buffer.isBuffer(entry.name) ? 0 : 0x0800), 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(entry.claimedCrc ?? crc32(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.claimedSize ?? plain.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const shared = entry.sharesWith === undefined ? undefined : offsets[entry.sharesWith];
    offsets.push(shared ?? offset);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, trailer(shared ?? offset), name);
    if (shared === undefined) {
      const header = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name, packed]);
      local.push(header);
      offset += header.length;
    }
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, listing, end]);
}

/** Comment length, disk, attributes (14 bytes of zero at most) and the place of the local header. */
function trailer(offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return rest;
}
