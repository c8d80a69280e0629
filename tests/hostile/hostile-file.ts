/** A file that an import must stand, and what must become of it. */

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** Of its row in `documents`; absent where several are right, as long as the import goes on. */
  readonly status?: 'loaded' | 'skipped' | 'failed';
  /** What the row's `error` must say. */
  readonly reason?: RegExp;
  /** Reports that it must give; 0 where absent. */
  readonly reports?: number;
}
