/**
 * Streams of a compound file ([MS-CFB]), the container of `.doc`. Chains that run in a ring or out of the file
 * end the reading, and a cut-off file gives the streams that are still whole.
 */
import { ExtractionError } from '../../errors.js';

const HEADER_BYTES = 512;
const DIRECTORY_ENTRY_BYTES = 128;
const HEADER_FAT_SLOTS = 109;
/** Sector numbers from here up are marks, not places. */
const LAST_SECTOR = 0xfffffffa;
const STREAM = 2;
const ROOT = 5;

export interface Streams {
  /** Put together when it is asked for: a file has many that nobody needs. */
  get(name: string): Uint8Array | undefined;
}

interface DirectoryEntry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

/** Streams by name; of equal names (embedded objects have their own) the first in the directory. */
export function readCompoundFile(bytes: Uint8Array): Streams {
  if (bytes.length < HEADER_BYTES) throw damaged('it is shorter than its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorBytes = 2 ** view.getUint16(30, true);
  if (sectorBytes !== 512 && sectorBytes !== 4096) throw damaged('its sector size is wrong');
  const sector = (number: number) => bytes.subarray((number + 1) * sectorBytes, (number + 2) * sectorBytes);
  const fat = numbersOf(fatSectors(view, sectorBytes, sector).map(sector));
  const chain = (start: number) => join(followChain(start, fat).map(sector));

  const entries = directoryEntries(chain(view.getUint32(48, true)));
  const root = entries.find((entry) => entry.type === ROOT);
  const miniStream = root === undefined ? new Uint8Array() : chain(root.start);
  const miniFat = numbersOf([chain(view.getUint32(60, true))]);
  const miniBytes = 2 ** view.getUint16(32, true);
  const cutoff = view.getUint32(56, true);

  const streams = new Map<string, DirectoryEntry>();
  for (const entry of entries) {
    if (entry.type === STREAM && !streams.has(entry.name)) streams.set(entry.name, entry);
  }
  const contentOf = ({ start, size }: DirectoryEntry): Uint8Array => {
    if (size >= cutoff) return chain(start).subarray(0, size);
    const pieces = followChain(start, miniFat).map((number) =>
      miniStream.subarray(number * miniBytes, (number + 1) * miniBytes),
    );
    return join(pieces).subarray(0, size);
  };
  return {
    get(name) {
      const entry = streams.get(name);
      return entry && contentOf(entry);
    },
  };
}

function fatSectors(view: DataView, sectorBytes: number, sector: (n: number) => Uint8Array): number[] {
  const listed: number[] = [];
  for (let slot = 0; slot < HEADER_FAT_SLOTS; slot++) listed.push(view.getUint32(76 + slot * 4, true));
  const seen = new Set<number>();
  let next = view.getUint32(68, true);
  while (next < LAST_SECTOR && !seen.has(next)) {
    seen.add(next);
    const numbers = numbersOf([sector(next)]);
    const perSector = sectorBytes / 4 - 1;
    listed.push(...numbers.slice(0, perSector));
    next = numbers[perSector] ?? LAST_SECTOR;
  }
  return listed.filter((number) => number < LAST_SECTOR);
}

function followChain(start: number, table: readonly number[]): readonly number[] {
  const sectors: number[] = [];
  const seen = new Set<number>();
  for (
    let at = start;
    at < LAST_SECTOR && at < table.length && !seen.has(at);
    at = table[at] ?? LAST_SECTOR
  ) {
    seen.add(at);
    sectors.push(at);
  }
  return sectors;
}

function directoryEntries(directory: Uint8Array): readonly DirectoryEntry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + DIRECTORY_ENTRY_BYTES <= directory.length; at += DIRECTORY_ENTRY_BYTES) {
    const nameBytes = Math.max(0, Math.min(64, view.getUint16(at + 64, true)) - 2);
    entries.push({
      name: Buffer.from(directory.buffer, directory.byteOffset + at, nameBytes).toString('utf16le'),
      type: directory[at + 66] ?? 0,
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

function numbersOf(parts: readonly Uint8Array[]): number[] {
  const numbers: number[] = [];
  for (const part of parts) {
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
    for (let at = 0; at + 4 <= part.length; at += 4) numbers.push(view.getUint32(at, true));
  }
  return numbers;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

function damaged(what: string): ExtractionError {
  return new ExtractionError(
    'corrupt-input',
    `The document is damaged (${what}): get the file again from its source, or open it and save it as .docx.`,
  );
}
