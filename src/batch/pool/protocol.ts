/** What the import and a reading process say to each other. */
import type { Limits } from '../../limits.js';
import type { WalkedFile } from '../walk.js';

/** Files for one process, read one after the other. */
export interface ReadTask {
  /** URL of the module whose `readFiling` turns bytes into a result. */
  readonly readerModule: string;
  readonly limits: Limits;
  readonly cacheDir: string | null;
  readonly files: readonly WalkedFile[];
}

/** Sent by the process while it works on a task. */
export type ReaderMessage =
  /** Its event loop turns. */
  | { readonly kind: 'alive' }
  /** The file at `index` is done; `json` is its `FilingRows`: one string crosses faster than an object tree. */
  | { readonly kind: 'result'; readonly index: number; readonly json: string };
