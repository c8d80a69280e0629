/** What the import and a reading process say to each other. */
import type { Limits } from '../../limits.js';
import type { ArchiveIndex } from '../archive-index.js';
import type { WalkedFile } from '../walk.js';

/** Environment variable that tells a reading process its folder for temporary files, which must not outlive it. */
export const READER_FOLDER = 'NIANBAO_READER_FOLDER';

/** Files for one process, read one after the other. */
export interface ReadTask {
  /** What to find out about each: its `FilingRows`, or what is in it as an archive, an `ArchiveAnswer`. */
  readonly job: 'read' | 'index';
  /** URL of the module whose `readFiling` turns bytes into a result. */
  readonly readerModule: string;
  readonly limits: Limits;
  readonly cacheDir: string | null;
  readonly files: readonly WalkedFile[];
}

/** Of a file that may be an archive. */
export interface ArchiveAnswer {
  /** Null where the file is no archive, or nothing in it can be had. */
  readonly index: ArchiveIndex | null;
  /** Why nothing in it can be had. */
  readonly failure: string | null;
}

/** Sent by the process while it works on a task. */
export type ReaderMessage =
  /** Its event loop turns. */
  | { readonly kind: 'alive' }
  /** The file at `index` is done; `json` is the answer: one string crosses faster than an object tree. */
  | { readonly kind: 'result'; readonly index: number; readonly json: string };
