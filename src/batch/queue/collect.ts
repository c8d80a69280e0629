/** `nianbao collect`: the import with its reading done elsewhere, hence the same rows as a local one. */
import type { WithoutReport } from '../filing-reader.js';
import type { ImportSummary } from '../import-summary.js';
import { type FoundFiles, type ImportOptions, importFound } from '../run-import.js';
import { byPath, type WalkedFile } from '../walk.js';
import { groupByContent, type HashedFile } from '../work-list.js';
import type { Queue } from './connect.js';
import { recordDeadLetters, releaseTheDead } from './dead-letters.js';
import { unpack } from './packed-result.js';
import { storedReadings } from './results.js';

interface FileRow {
  readonly path: string;
  /** PostgreSQL's bigint comes as text. */
  readonly bytes: string;
  readonly sha256: string | null;
  readonly settled: Buffer | null;
}

/** Nothing is opened by it: its bytes were read elsewhere. */
function asWalked({ path, bytes }: FileRow): WalkedFile {
  return { path, location: '', member: null, bytes: Number(bytes) };
}

async function settledResults(rows: readonly FileRow[]): Promise<WithoutReport[]> {
  const results: WithoutReport[] = [];
  for (const { path, settled } of rows)
    if (settled !== null) results.push((await unpack(settled, path)) as WithoutReport);
  return results;
}

async function queuedFiles(queue: Queue): Promise<FoundFiles> {
  const roots = await queue.query<{ path: string }>('SELECT path FROM nianbao.roots');
  const rows = await queue.query<FileRow>('SELECT path, bytes, sha256, settled FROM nianbao.files');
  // Sorted here: the server's order of text depends on its locale.
  const ordered = [...rows].sort(byPath);
  const toRead = ordered.flatMap((row): HashedFile[] =>
    row.settled === null && row.sha256 !== null ? [{ ...asWalked(row), sha256: row.sha256 }] : [],
  );
  return {
    roots: roots.map(({ path }) => path),
    passedOver: [],
    workList: {
      files: ordered.map(asWalked),
      contents: groupByContent(toRead),
      settled: await settledResults(ordered),
      passedOver: [],
    },
  };
}

export type CollectOptions = Omit<ImportOptions, 'paths' | 'reader' | 'limits'>;

/**
 * Writes all that was read so far; contents that no worker has come to are left for another time and counted.
 * @throws DatabaseError when either database cannot be used
 */
export async function collect(queue: Queue, options: CollectOptions): Promise<ImportSummary> {
  await releaseTheDead(queue);
  await recordDeadLetters(queue, 'nianbao collect');
  const found = await queuedFiles(queue);
  return importFound({ ...options, paths: found.roots, reader: storedReadings(queue) }, async () => found);
}
