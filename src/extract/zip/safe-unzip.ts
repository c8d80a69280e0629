/**
 * Reads a zip archive from memory under guards. Nothing in the archive's headers is believed: bytes are counted
 * while they are inflated, and sizes, checksums, places and names are checked before an entry is handed on.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { ExtractionError, LimitExceeded } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { entryName } from './entry-name.js';

export interface ZipEntry {
  /** Path inside the archive with `/` separators; never absolute, never with `..`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where an entry's data stands in the archive. */
interface Located {
  readonly name: string;
  readonly entry: Entry;
  readonly start: number;
  readonly end: number;
}

/** Deflate ratios say nothing about small parts: a kilobyte of blanks is no bomb. */
const RATIO_FREE_BYTES = 1_000_000;
const STORED = 0;
const DEFLATED = 8;
const DAMAGED = 'get the file again from its source, or open it and save it anew';

export interface UnzipChoice {
  /** Picks entries by name; the others are checked by their headers only. */
  readonly wanted?: (name: string) => boolean;
  /**
   * Is told of an entry that is encrypted or damaged, and the others are still read; without it such an entry spoils
   * the archive, as it does an office file. Limits always hold for the whole.
   */
  readonly onRefused?: (name: string, reason: ExtractionError) => void;
}

/** The archive's files, folders left out, in the order of its directory. */
export async function unzip(
  bytes: Uint8Array,
  limits: Limits,
  { wanted = () => true, onRefused }: UnzipChoice = {},
): Promise<readonly ZipEntry[]> {
  const located = await locateEntries(bytes, limits);
  refuseOverlaps(located);
  refuseDuplicates(located);
  let budget = limits.zipBytes;
  const files: ZipEntry[] = [];
  for (const file of located) {
    if (file.name.endsWith('/') || !wanted(file.name)) continue;
    try {
      const inflated = inflate(file, bytes.subarray(file.start, file.end), budget, limits);
      budget -= inflated.length;
      files.push({ name: file.name, bytes: inflated });
    } catch (error) {
      if (!(error instanceof ExtractionError) || error instanceof LimitExceeded || !onRefused) throw error;
      onRefused(file.name, error);
    }
  }
  return files;
}

async function locateEntries(bytes: Uint8Array, limits: Limits): Promise<readonly Located[]> {
  const zip = await openZip(bytes);
  if (zip.entryCount > limits.zipEntries) throw tooManyEntries(zip.entryCount, limits);
  return new Promise((resolve, reject) => {
    const located: Located[] = [];
    zip.on('error', (error: Error) => reject(corrupt(error.message, error)));
    zip.on('end', () => resolve(located));
    zip.on('entry', (entry: Entry) => {
      zip.readLocalFileHeader(entry, { minimal: true }, (error, header) => {
        if (error) return reject(corrupt(error.message, error));
        try {
          const start = header.fileDataStart;
          located.push({ name: entryName(entry), entry, start, end: start + entry.compressedSize });
          if (located.length > limits.zipEntries) throw tooManyEntries(located.length, limits);
          zip.readEntry();
        } catch (refusal) {
          reject(refusal);
        }
      });
    });
    zip.readEntry();
  });
}

function openZip(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Names are decoded and checked in entry-name.ts, since yauzl knows no GBK.
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, decodeStrings: false }, (error, zip) =>
      error ? reject(corrupt(error.message, error)) : resolve(zip),
    );
  });
}

/** Entries that share bytes are how a small archive inflates to petabytes ("a better zip bomb", Fifield 2019). */
function refuseOverlaps(located: readonly Located[]): void {
  const byPlace = [...located].sort((a, b) => a.start - b.start);
  let end = 0;
  for (const file of byPlace) {
    if (file.entry.relativeOffsetOfLocalHeader < end) {
      throw new LimitExceeded(
        'zip',
        `The archive's entry ${file.name} shares bytes with another, which only hostile archives do: do not open it.`,
      );
    }
    end = file.end;
  }
}

function refuseDuplicates(located: readonly Located[]): void {
  const seen = new Set<string>();
  for (const { name } of located) {
    if (seen.has(name)) throw corrupt(`it holds two entries named ${name}`);
    seen.add(name);
  }
}

function inflate(file: Located, packed: Uint8Array, budget: number, limits: Limits): Uint8Array {
  const { name, entry } = file;
  if (entry.isEncrypted()) {
    throw new ExtractionError(
      'encrypted',
      `The archive's entry ${name} is password-protected: unpack it with its password and import the result.`,
    );
  }
  const ratioBytes = Math.max(RATIO_FREE_BYTES, packed.length * limits.zipRatio);
  const plain = unpack(name, entry.compressionMethod, packed, Math.min(budget, ratioBytes));
  if (plain === null) throw inflatesTooFar(name, budget <= ratioBytes ? limits.zipBytes : null, limits);
  if (plain.length !== entry.uncompressedSize) {
    throw corrupt(
      `its entry ${name} is said to have ${entry.uncompressedSize} bytes and has ${plain.length}`,
    );
  }
  if (crc32(plain) !== entry.crc32) throw corrupt(`the checksum of its entry ${name} is wrong`);
  return plain;
}

/** Null where more than `most` bytes would come out. */
function unpack(name: string, method: number, packed: Uint8Array, most: number): Uint8Array | null {
  if (method === STORED) return packed.length > most ? null : packed;
  if (method !== DEFLATED) {
    throw new ExtractionError(
      'corrupt-input',
      `The archive's entry ${name} is packed by method ${method}, which is not read: pack it again as an ordinary zip.`,
    );
  }
  if (most <= 0) return packed.length > 0 ? null : packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw corrupt(`its entry ${name} cannot be inflated`, error);
  }
}

function tooManyEntries(found: number, limits: Limits): LimitExceeded {
  return new LimitExceeded(
    'zip',
    `The archive has ${found} entries or more, over the limit of ${limits.zipEntries}: split it, or unpack it and import the folder.`,
  );
}

function inflatesTooFar(name: string, total: number | null, limits: Limits): LimitExceeded {
  const bound = total === null ? `${limits.zipRatio} times its packed size` : `${total} bytes in all`;
  return new LimitExceeded(
    'zip',
    `The archive's entry ${name} inflates beyond ${bound}: unpack it by hand if it can be trusted, and import what is needed.`,
  );
}

function corrupt(what: string, cause?: unknown): ExtractionError {
  return new ExtractionError('corrupt-input', `The archive is damaged (${what}): ${DAMAGED}.`, { cause });
}
