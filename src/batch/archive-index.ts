/**
 * What is in an archive, without the bytes: all that the work list needs, and little enough to come from the process
 * that unpacked it.
 */
import { createHash } from 'node:crypto';
import type { FileSource } from './file-source.js';
import type { Location, WalkedFile } from './walk.js';

export interface IndexedMember {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface ArchiveIndex {
  readonly members: readonly IndexedMember[];
  /** Files that are encrypted or damaged, while others are not, with the sentence that says so. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
  /** Names of files that are no documents. */
  readonly leftBySystems: readonly string[];
}

/**
 * The index of the archive at a file's location, or null where the file is none.
 * @throws ExtractionError where nothing in it can be had
 */
export type IndexArchive = (file: WalkedFile) => Promise<ArchiveIndex | null>;

export async function indexArchive(source: FileSource, location: Location): Promise<ArchiveIndex | null> {
  const contents = await source.contentsOf(location);
  if (contents === null) return null;
  return {
    members: contents.files.map(({ name, bytes }) => ({
      name,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
    refused: contents.refused.map(({ name, reason }) => ({ name, reason: reason.message })),
    leftBySystems: contents.leftBySystems,
  };
}
