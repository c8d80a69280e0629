/** Where bytes come from: a file on disk, or a file inside a zip archive on disk. */
import { ExtractionError } from '../errors.js';
import type { ArchiveContents } from '../extract/archive.js';
import type { Limits } from '../limits.js';
import { readBytes } from './regular-file.js';
import type { Location, WalkedFile } from './walk.js';

/** Parts the path of an archive from the path inside it. */
export const INSIDE = '!/';

export interface FileSource {
  /** @throws ExtractionError when the file cannot be read. */
  bytesOf(file: Pick<WalkedFile, 'location' | 'member'>): Promise<Uint8Array>;
  /** What is in an archive, or null where the file is none (office files are zipped too). */
  contentsOf(location: Location): Promise<ArchiveContents | null>;
}

export function createFileSource(limits: Limits): FileSource {
  // One archive stays unpacked: its files come one after the other, and unpacking it for each of them would
  // cost the square of their number. `zipBytes` bounds what it takes.
  let unpacked: { location: Location; contents: ArchiveContents } | null = null;

  async function contentsOf(location: Location): Promise<ArchiveContents | null> {
    if (unpacked !== null && unpacked.location === location) return unpacked.contents;
    const bytes = await readBytes(location, limits.fileBytes);
    const { sniff } = await import('../extract/sniff.js');
    if (sniff(bytes).format !== 'zip') return null;
    const { listArchive } = await import('../extract/archive.js');
    const contents = await listArchive(bytes, limits);
    unpacked = { location, contents };
    return contents;
  }

  async function memberBytes(location: Location, name: string): Promise<Uint8Array> {
    const member = (await contentsOf(location))?.files.find((candidate) => candidate.name === name);
    if (member) return member.bytes;
    const message = `The archive does not hold ${name}: look at the name; if it was changed during the import, import it again.`;
    throw new ExtractionError('unreadable-file', message);
  }

  return {
    bytesOf: ({ location, member }) =>
      member === null ? readBytes(location, limits.fileBytes) : memberBytes(location, member),
    contentsOf,
  };
}
