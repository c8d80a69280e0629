/** `nianbao extract ARCHIVE`: the only document of a zip archive, or the names of all, so that one can be asked for. */
import { createHash } from 'node:crypto';
import { INSIDE } from '../batch/file-source.js';
import { failedReading } from '../batch/filing-reader.js';
import { type ArchiveContents, listArchive } from '../extract/archive.js';
import { sniff } from '../extract/sniff.js';
import type { Limits } from '../limits.js';
import type { FilingResult } from '../model/result.js';
import { type PipelineOptions, readFiling } from '../pipeline.js';
import type { Bystander, OneReading } from './one-reading.js';

interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Null where the file is an office file, which is zipped too. @throws ExtractionError */
export async function readFromArchive(
  archive: ArchiveFile,
  options: PipelineOptions & { readonly limits: Limits },
): Promise<OneReading | null> {
  if (sniff(archive.bytes).format !== 'zip') return null;
  const contents = await listArchive(archive.bytes, options.limits);
  const inside = (name: string): string => `${archive.path}${INSIDE}${name}`;
  const bystanders: Bystander[] = [
    ...contents.refused.map(({ name, reason }) => ({ path: inside(name), reason: reason.message })),
    ...contents.leftBySystems.map((name) => ({
      path: inside(name),
      reason: 'left there by an operating system or office program, no document',
    })),
  ];
  const [only, ...others] = contents.files;
  if (only && others.length === 0) {
    return { result: await readFiling({ path: inside(only.name), bytes: only.bytes }, options), bystanders };
  }
  const unread = contents.files.map(({ name }) => ({
    path: inside(name),
    reason: 'one of several documents; name it to read it',
  }));
  return { result: skipped(archive, contents), bystanders: [...unread, ...bystanders] };
}

function skipped({ path, bytes }: ArchiveFile, { files }: ArchiveContents): FilingResult {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { document, reports, definitions } = failedReading({ path, bytes: bytes.length, sha256 }, null);
  const error =
    files.length === 0
      ? 'The archive holds no document.'
      : `The archive holds ${files.length} documents: import it, which reads each of them, or name one, as in ${path}${INSIDE}${files[0]?.name}`;
  return {
    document: { ...document, mediaType: 'application/zip', reader: 'zip', status: 'skipped', error },
    reports,
    definitions,
  };
}
