/**
 * SQLite sorts in as much memory as a connection may take for pages, and takes it beside them: what is right for
 * writing doubles at the end of an import, when indexes are built and reports compared.
 */
import type { Connection } from './connection.js';

/** KiB. Longer sorts go through temporary files: a third longer, two seconds of an import of 20,000 filings. */
const SORTING_KIB = 2_000;

/** Runs work that sorts with few pages in memory, and gives the pages that are there back before it. */
export function sortingInLittleMemory(db: Connection, work: () => void): void {
  const pages = Number(db.pragma('cache_size', { simple: true }));
  db.pragma('shrink_memory');
  db.pragma(`cache_size = -${SORTING_KIB}`);
  try {
    work();
  } finally {
    db.pragma(`cache_size = ${pages}`);
  }
}
