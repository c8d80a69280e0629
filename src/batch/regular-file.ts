/** Opens input files safely: never a FIFO or device that replaced a file after the walk, never a link. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ExtractionError, LimitExceeded } from '../errors.js';
import { zipFormat } from '../extract/sniff/zip-format.js';
import type { Location } from './walk.js';

/** Bytes read at a time while hashing: large enough to keep the disk busy, small enough for many at once. */
const CHUNK = 1 << 20;

/** Without O_NONBLOCK, opening a FIFO would wait for a writer for ever. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; allow reading it and import it again',
  EPERM: 'permission denied; allow reading it and import it again',
  ENOENT: 'it disappeared during the import; import it again if it is back',
  ELOOP: 'it was replaced by a symbolic link during the import; import the file itself',
  EIO: 'the disk reports an error; check the disk and copy the file again',
};

function asExtractionError(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof ExtractionError || code === undefined) return error;
  const reason = REASONS[code] ?? `the system reports ${code}; check the file and import it again`;
  return new ExtractionError('unreadable-file', `The file cannot be read: ${reason}.`, { cause: error });
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** Why a file of this size is not read at all. */
function tooLarge(bytes: number, limit: number): LimitExceeded {
  const message = `The file has ${megabytes(bytes)}, more than the ${megabytes(limit)} that are read; split it, or save its pages with less resolution.`;
  return new LimitExceeded('file', message);
}

async function withRegularFile<T>(
  location: Location,
  limit: number,
  use: (handle: FileHandle, bytes: number) => Promise<T>,
): Promise<T> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(location, FLAGS);
    const stats = await handle.stat();
    if (!stats.isFile())
      throw new ExtractionError('unreadable-file', 'This is not a regular file; remove it.');
    if (stats.size > limit) throw tooLarge(stats.size, limit);
    return await use(handle, stats.size);
  } catch (error) {
    throw asExtractionError(error);
  } finally {
    await handle?.close();
  }
}

export interface Fingerprint {
  /** Lower-case hex. */
  readonly sha256: string;
  /** Whether the file is a zip archive, as far as its start tells, and no office file, which are zipped too. */
  readonly mayBeArchive: boolean;
}

/** `PK`, as every zip archive with a file in it begins (APPNOTE.TXT 4.3.7). */
const ZIP_START = Buffer.from('PK\u0003\u0004', 'latin1');
/** Bytes of a large file in which the name of an office file's main part is looked for: it is among the first. */
const OFFICE_START = 1 << 16;

/** @param start the first bytes of the file; all of them where there are not more */
function startsArchive(start: Buffer | null, bytes: number): boolean {
  if (!start?.subarray(0, ZIP_START.length).equals(ZIP_START)) return false;
  return zipFormat(start.length < bytes ? start.subarray(0, OFFICE_START) : start) === 'zip';
}

/** The file piece by piece; a small one at once, since a stream costs more than reading it. */
async function* piecesOf(handle: FileHandle, bytes: number): AsyncGenerator<Buffer> {
  if (bytes < CHUNK) yield await handle.readFile();
  else yield* handle.createReadStream({ highWaterMark: CHUNK, autoClose: false });
}

/**
 * Hashes a file without holding a large one in memory.
 * @param limit bytes beyond which it is not read
 * @throws ExtractionError when it cannot be read, LimitExceeded when it is too large
 */
export function fingerprint(location: Location, limit: number): Promise<Fingerprint> {
  return withRegularFile(location, limit, async (handle, size) => {
    const hash = createHash('sha256');
    let start: Buffer | null = null;
    let bytes = 0;
    for await (const chunk of piecesOf(handle, size)) {
      start ??= chunk;
      bytes += chunk.length;
      hash.update(chunk);
    }
    return { sha256: hash.digest('hex'), mayBeArchive: startsArchive(start, bytes) };
  });
}

/** The bytes of a file; limits and errors as in `fingerprint`. */
export function readBytes(location: Location, limit: number): Promise<Uint8Array> {
  return withRegularFile(location, limit, (handle) => handle.readFile());
}
