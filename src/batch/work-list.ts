/** What there is to do: files grouped by content, so that no content is read twice. */
import { createHash } from 'node:crypto';
import type { Limits } from '../limits.js';
import { type ArchiveMember, createFileSource, type FileSource } from './file-source.js';
import { failedReading, type WithoutReport } from './filing-reader.js';
import { forEachConcurrently } from './in-parallel.js';
import { fingerprint } from './regular-file.js';
import { byPath, type WalkedFile } from './walk.js';

/** Files hashed at once: the disk's queue is kept full, open files stay few. */
const HASHING_AT_ONCE = 8;
/** Parts the path of an archive from the path inside it. */
const INSIDE = '!/';

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

function memberFile({ path, location }: HashedFile, { name, bytes }: ArchiveMember): HashedFile {
  return {
    path: `${path}${INSIDE}${name}`,
    location,
    member: name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** Gathers files as they turn out to be plain files, archives or unreadable. */
class WorkListBuilder {
  readonly #source: FileSource;
  readonly #limits: Limits;
  readonly #hashed: HashedFile[] = [];
  readonly #settled: WithoutReport[] = [];
  readonly #files: WalkedFile[] = [];

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#source = createFileSource(limits);
  }

  /** Hashes a file; returns it where it may be an archive, which is to be unpacked alone. */
  async hash(file: WalkedFile): Promise<HashedFile | null> {
    this.#files.push(file);
    try {
      const { sha256, looksZipped } = await fingerprint(file.location, this.#limits.fileBytes);
      const hashed = { ...file, sha256 };
      if (looksZipped) return hashed;
      this.#hashed.push(hashed);
    } catch (error) {
      this.#settled.push(failedReading(file, error));
    }
    return null;
  }

  async unpack(file: HashedFile): Promise<void> {
    try {
      const members = await this.#source.membersOf(file.location);
      if (members === null) {
        this.#hashed.push(file);
        return;
      }
      this.#settled.push(archiveResult(file));
      for (const member of members) {
        const inside = memberFile(file, member);
        this.#files.push(inside);
        this.#hashed.push(inside);
      }
    } catch (error) {
      this.#settled.push(failedReading(file, error));
    }
  }

  finish(): WorkList {
    return {
      files: this.#files.sort(byPath),
      contents: groupByContent(this.#hashed.sort(byPath)),
      settled: this.#settled,
    };
  }
}

export async function makeWorkList(files: readonly WalkedFile[], limits: Limits): Promise<WorkList> {
  const builder = new WorkListBuilder(limits);
  const zipped: HashedFile[] = [];
  await forEachConcurrently(files, HASHING_AT_ONCE, async (file) => {
    const candidate = await builder.hash(file);
    if (candidate) zipped.push(candidate);
  });
  // One at a time: each may take as much memory as `zipBytes` allows.
  for (const file of zipped) await builder.unpack(file);
  return builder.finish();
}
