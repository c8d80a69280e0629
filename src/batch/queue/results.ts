/** What was read, by content: written by workers, read back when it is collected. */
import type { FilingRows } from '../../load/filing-rows.js';
import { type FilingReader, ReadingCancelled } from '../filing-reader.js';
import type { HashedFile } from '../work-list.js';
import type { Queue, Transaction } from './connect.js';
import { pack, unpack } from './packed-result.js';

/** Results fetched with one statement: some 3 MB. */
const AT_ONCE = 256;

export interface ReadContent {
  readonly sha256: string;
  readonly result: FilingRows;
}

/** A content that was delivered twice, as any queue may, keeps the first of two equal results. */
export async function storeResults(
  { query }: Transaction,
  contents: readonly ReadContent[],
  worker: string,
): Promise<void> {
  const documents = contents.map(({ result }) => result.document);
  await query(
    `INSERT INTO nianbao.results (sha256, status, error, result, worker)
     SELECT *, $5 FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) ON CONFLICT DO NOTHING`,
    [
      contents.map(({ sha256 }) => sha256),
      documents.map(({ status }) => status),
      // PostgreSQL's text has no NUL; the packed result keeps it.
      documents.map(({ error }) => error?.replaceAll('\0', '\ufffd') ?? null),
      await Promise.all(contents.map(({ result }) => pack(result))),
      worker,
    ],
  );
}

interface Waiting {
  readonly file: HashedFile;
  readonly resolve: (result: FilingRows) => void;
  readonly reject: (error: unknown) => void;
}

/** "Reads" what workers have read; a content that none has come to is left for another time. */
class StoredReadings implements FilingReader {
  readonly concurrency = AT_ONCE;
  readonly #queue: Queue;
  #waiting: Waiting[] = [];

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  read(file: HashedFile): Promise<FilingRows> {
    return new Promise((resolve, reject) => {
      // Once the requests of this turn are all here, they are one statement.
      if (this.#waiting.length === 0) setImmediate(() => void this.#answer(this.#waiting.splice(0)));
      this.#waiting.push({ file, resolve, reject });
    });
  }

  async #answer(waiting: readonly Waiting[]): Promise<void> {
    try {
      const hashes = [...new Set(waiting.map(({ file }) => file.sha256))];
      const rows = await this.#queue.query<{ sha256: string; result: Buffer }>(
        'SELECT sha256, result FROM nianbao.results WHERE sha256 = ANY($1)',
        [hashes],
      );
      const packed = new Map(rows.map(({ sha256, result }) => [sha256, result]));
      for (const { file, resolve, reject } of waiting) {
        const found = packed.get(file.sha256);
        if (found) unpack(found, file.path).then(resolve, reject);
        else reject(new ReadingCancelled());
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async close(): Promise<void> {}
}

export function storedReadings(queue: Queue): FilingReader {
  return new StoredReadings(queue);
}
