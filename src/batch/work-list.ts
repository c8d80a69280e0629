/** What there is to do: files grouped by content, so that no content is read twice. */
import { ExtractionError } from '../errors.js';
import type { Limits } from '../limits.js';
import { type ArchiveIndex, type IndexArchive, type IndexedMember, indexArchive } from './archive-index.js';
import { createFileSource, INSIDE } from './file-source.js';
import { failedReading, ReaderBroken, type WithoutReport } from './filing-reader.js';
import { forEachConcurrently } from './in-parallel.js';
import { fingerprint } from './regular-file.js';
import { byPath, type PassedOver, type WalkedFile } from './walk.js';

/** Files hashed at once: the disk's queue is kept full, open files stay few. */
const HASHING_AT_ONCE = 8;
const LEFT_BY_SYSTEM = 'left there by an operating system or office program';

export interface HashedFile extends WalkedFile {
  readonly sha256: string;
}

export interface WorkList {
  /** All files, those inside archives too, in code-unit order of their paths. */
  readonly files: readonly WalkedFile[];
  /** Files to read: one group a content, in order of path within it. */
  readonly contents: readonly (readonly HashedFile[])[];
  /** Results that are known without reading: archives, and files whose bytes cannot be had. */
  readonly settled: readonly WithoutReport[];
  /** Files in archives that are no documents. */
  readonly passedOver: readonly PassedOver[];
}

export function groupByContent(files: readonly HashedFile[]): HashedFile[][] {
  const groups = new Map<string, HashedFile[]>();
  for (const file of files) {
    const group = groups.get(file.sha256);
    if (group) group.push(file);
    else groups.set(file.sha256, [file]);
  }
  return [...groups.values()];
}

/** An archive is a document without a report; the files in it are documents of their own. */
function archiveResult({ path, bytes, sha256 }: HashedFile): WithoutReport {
  return {
    document: {
      path,
      sha256,
      bytes,
      mediaType: 'application/zip',
      sourceKind: null,
      reader: 'zip',
      kind: 'other',
      status: 'loaded',
      error: null,
    },
    reports: [],
    definitions: [],
  };
}

/** Written out, since a spread of the file takes five times the memory, which counts for 160,000 of them. */
function hashedFile({ path, location, member, bytes }: WalkedFile, sha256: string): HashedFile {
  return { path, location, member, bytes, sha256 };
}

function memberFile({ path, location }: HashedFile, { name, bytes, sha256 }: IndexedMember): HashedFile {
  return { path: `${path}${INSIDE}${name}`, location, member: name, bytes, sha256 };
}

/** Gathers files as they turn out to be plain files, archives or unreadable. */
class WorkListBuilder {
  readonly #limits: Limits;
  readonly #index: IndexArchive;
  readonly #hashed: HashedFile[] = [];
  readonly #settled: WithoutReport[] = [];
  readonly #files: WalkedFile[] = [];
  readonly #passedOver: PassedOver[] = [];

  constructor(limits: Limits, index: IndexArchive) {
    this.#limits = limits;
    this.#index = index;
  }

  /** Hashes a file; returns it where it may be an archive, which is to be unpacked alone. */
  async hash(file: WalkedFile): Promise<HashedFile | null> {
    try {
      const { sha256, mayBeArchive } = await fingerprint(file.location, this.#limits.fileBytes);
      const hashed = hashedFile(file, sha256);
      this.#files.push(hashed);
      if (mayBeArchive) return hashed;
      this.#hashed.push(hashed);
    } catch (error) {
      this.#files.push(file);
      this.#settled.push(failedReading(file, error));
    }
    return null;
  }

  async unpack(file: HashedFile): Promise<void> {
    try {
      const index = await this.#index(file);
      if (index === null) {
        this.#hashed.push(file);
        return;
      }
      this.#settled.push(archiveResult(file));
      this.#addContents(file, index);
    } catch (error) {
      if (error instanceof ReaderBroken) throw error;
      this.#settled.push(failedReading(file, error));
    }
  }

  #addContents(archive: HashedFile, { members, refused, leftBySystems }: ArchiveIndex): void {
    for (const member of members) {
      const inside = memberFile(archive, member);
      this.#files.push(inside);
      this.#hashed.push(inside);
    }
    for (const { name, reason } of refused) {
      const { location } = archive;
      const inside = { path: `${archive.path}${INSIDE}${name}`, location, member: name, bytes: 0 };
      this.#files.push(inside);
      this.#settled.push(failedReading(inside, new ExtractionError('unreadable-member', reason)));
    }
    for (const name of leftBySystems)
      this.#passedOver.push({ path: `${archive.path}${INSIDE}${name}`, reason: LEFT_BY_SYSTEM });
  }

  finish(): WorkList {
    return {
      files: this.#files.sort(byPath),
      contents: groupByContent(this.#hashed.sort(byPath)),
      settled: this.#settled,
      passedOver: this.#passedOver,
    };
  }
}

function indexInThisProcess(limits: Limits): IndexArchive {
  const source = createFileSource(limits);
  return ({ location }) => indexArchive(source, location);
}

/** @param index unpacks archives elsewhere: each may take as much memory as `fileBytes` and `zipBytes` allow */
export async function makeWorkList(
  files: readonly WalkedFile[],
  limits: Limits,
  index: IndexArchive = indexInThisProcess(limits),
): Promise<WorkList> {
  const builder = new WorkListBuilder(limits, index);
  const zipped: HashedFile[] = [];
  await forEachConcurrently(files, HASHING_AT_ONCE, async (file) => {
    const candidate = await builder.hash(file);
    if (candidate) zipped.push(candidate);
  });
  // One at a time, since each may be large.
  for (const file of zipped) await builder.unpack(file);
  return builder.finish();
}
