/** Where bytes come from: a file on disk, or a file inside a zip archive on disk. */
import { ExtractionError } from '../errors.js';
import type { Limits } from '../limits.js';
import { readBytes } from './regular-file.js';
import type { Location, WalkedFile } from './walk.js';

export interface ArchiveMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FileSource {
  /** @throws ExtractionError when the file cannot be read. */
  bytesOf(file: Pick<WalkedFile, 'location' | 'member'>): Promise<Uint8Array>;
  /** The files in an archive, or null where the file is none (office files are zipped too). */
  membersOf(location: Location): Promise<readonly ArchiveMember[] | null>;
}

export function createFileSource(limits: Limits): FileSource {
  // One archive stays unpacked: its files come one after the other, and unpacking it for each of them would
  // cost the square of their number. `zipBytes` bounds what it takes.
  let unpacked: { location: Location; members: readonly ArchiveMember[] } | null = null;

  async function membersOf(location: Location): Promise<readonly ArchiveMember[] | null> {
    if (unpacked !== null && unpacked.location === location) return unpacked.members;
    const bytes = await readBytes(location, limits.fileBytes);
    const { sniff } = await import('../extract/sniff.js');
    if (sniff(bytes).format !== 'zip') return null;
    const { listArchive } = await import('../extract/archive.js');
    const members = await listArchive(bytes, limits);
    unpacked = { location, members };
    return members;
  }

  async function memberBytes(location: Location, name: string): Promise<Uint8Array> {
    const member = (await membersOf(location))?.find((candidate) => candidate.name === name);
    if (member) return member.bytes;
    const message = `The archive no longer holds ${name}: it was changed during the import; import it again.`;
    throw new ExtractionError('unreadable-file', message);
  }

  return {
    bytesOf: ({ location, member }) =>
      member === null ? readBytes(location, limits.fileBytes) : memberBytes(location, member),
    membersOf,
  };
}
