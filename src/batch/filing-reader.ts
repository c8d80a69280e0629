/**
 * The port between the import and whatever reads files: in this process, or in a pool of child processes. The
 * import asks for at most `concurrency` files at once and writes what comes back, in whatever order.
 */
import { ExtractionError } from '../errors.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { DatabaseError } from '../load/database-error.js';
import { type FilingRows, filingRows } from '../load/filing-rows.js';
import type { DocumentInfo, FilingResult } from '../model/result.js';
import type { IndexArchive } from './archive-index.js';
import { createFileSource } from './file-source.js';
import type { WalkedFile } from './walk.js';

export interface FilingReader {
  /** Files that it reads at the same time. */
  readonly concurrency: number;
  /**
   * Reads one file; a bad file is a result with status `failed`. A rejection is recorded as the failure of that
   * file too: a worker that died, a file that disappeared, a fault of the program.
   */
  read(file: WalkedFile): Promise<FilingRows>;
  /** Unpacks archives where files are read; absent where that is this process. */
  readonly indexArchive?: IndexArchive;
  /** Rejects with `ReadingCancelled` what was asked for and not begun; the rest is finished. */
  cancelWaiting?(): void;
  /** Ends processes and frees memory; the reader cannot be used afterwards. */
  close(): Promise<void>;
}

/** A file that was not read because the run is being stopped: nothing is recorded for it. */
export class ReadingCancelled extends Error {
  override readonly name = 'ReadingCancelled';
}

/** No file can be read any more, whatever is in it: the run ends. */
export class ReaderBroken extends Error {
  override readonly name = 'ReaderBroken';

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `The processes that read files cannot be started (${reason}); try --workers 0 to read in one process.`,
      {
        cause,
      },
    );
  }
}

/** What the pipeline does with bytes: see `readFiling`. */
export type ReadBytes = (file: { path: string; bytes: Uint8Array }) => Promise<FilingResult>;

interface FailedFile {
  readonly path: string;
  readonly bytes: number;
  /** Absent where not even the bytes could be had. */
  readonly sha256?: string;
}

function failureSentence(error: unknown): string {
  if (error instanceof ExtractionError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Reading it ended in an unexpected error (${message}). This is a fault of the program: please report it with the file.`;
}

/** A document that gives no report: as a result and as rows it is the same. */
export interface WithoutReport {
  readonly document: DocumentInfo;
  readonly reports: readonly [];
  readonly definitions: readonly [];
}

/** The result for a file that could not be read at all; its hash is empty where it has none. */
export function failedReading({ path, bytes, sha256 }: FailedFile, error: unknown): WithoutReport {
  return {
    document: {
      path,
      sha256: sha256 ?? '',
      bytes,
      mediaType: null,
      sourceKind: null,
      reader: null,
      kind: 'other',
      status: 'failed',
      error: failureSentence(error),
    },
    reports: [],
    definitions: [],
  };
}

/**
 * Reads one file: whatever goes wrong is that file's failure, and no reason to stop. Null where it was not read at
 * all, since the run is being ended.
 * @throws ReaderBroken, or DatabaseError of a reader that has its results from a server
 */
export async function readingOf(reader: FilingReader, file: WalkedFile): Promise<FilingRows | null> {
  try {
    return await reader.read(file);
  } catch (error) {
    if (error instanceof ReadingCancelled) return null;
    if (error instanceof ReaderBroken || error instanceof DatabaseError) throw error;
    return failedReading(file, error);
  }
}

/** Reads files one after the other in this process. */
export function inProcessReader(readFiling: ReadBytes, limits: Limits = DEFAULT_LIMITS): FilingReader {
  const source = createFileSource(limits);
  return {
    concurrency: 1,
    read: async (file) =>
      filingRows(await readFiling({ path: file.path, bytes: await source.bytesOf(file) })),
    async close() {},
  };
}
