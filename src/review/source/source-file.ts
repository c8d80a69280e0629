/**
 * Finds the file that a report was read from, and gives its bytes only while they are the ones that were read: the
 * paths stand in the database, so without that check a prepared database could make the page show any file.
 */
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { createFileSource } from '../../batch/file-source.js';
import { ExtractionError } from '../../errors.js';
import { DEFAULT_LIMITS } from '../../limits.js';

export interface FileOnRecord {
  /** As it was imported: relative to the folder of that run, or with `archive.zip!/inner/file.doc`. */
  readonly path: string;
  readonly sha256: string | null;
}

/** `gone`: no such file under its path. `changed`: there is one, with other content. */
export type SourceFile =
  | { readonly kind: 'found'; readonly bytes: Uint8Array }
  | { readonly kind: 'gone' }
  | { readonly kind: 'changed' };

const ARCHIVE_MARK = '!/';

/** Bytes of a document. Relative paths are tried from the present folder and from that of the database. */
export async function openSourceFile(file: FileOnRecord, database: string): Promise<SourceFile> {
  const [outer = '', member = null] = splitArchive(file.path);
  const places = new Set([resolve(outer), resolve(dirname(database), outer)]);
  let isChanged = false;
  for (const location of places) {
    const bytes = await bytesOf(location, member);
    if (bytes === null) continue;
    if (createHash('sha256').update(bytes).digest('hex') === file.sha256) return { kind: 'found', bytes };
    isChanged = true;
  }
  return { kind: isChanged ? 'changed' : 'gone' };
}

function splitArchive(path: string): [string, string | null] {
  const at = path.indexOf(ARCHIVE_MARK);
  return at < 0 ? [path, null] : [path.slice(0, at), path.slice(at + ARCHIVE_MARK.length)];
}

async function bytesOf(location: string, member: string | null): Promise<Uint8Array | null> {
  try {
    return await createFileSource(DEFAULT_LIMITS).bytesOf({ location, member });
  } catch (error) {
    if (error instanceof ExtractionError) return null;
    throw error;
  }
}
