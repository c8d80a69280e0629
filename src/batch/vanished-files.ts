/** Documents whose file is no longer there: they are told, and kept. */
import type { Connection } from '../load/open.js';
import type { WalkedFile } from './walk.js';

/** Whether a document's path belongs to a folder or file as it was given to the import. */
export function isUnder(root: string, path: string): boolean {
  if (root === '.') return !path.startsWith('/') && !path.startsWith('../');
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
}

/** Paths of documents under `roots` that are not among the files found there, in code-unit order. */
export function vanishedFiles(
  db: Connection,
  roots: readonly string[],
  files: readonly WalkedFile[],
): string[] {
  const present = new Set(files.map(({ path }) => path));
  const stored = db.prepare<[], string>('SELECT path FROM documents').pluck().all();
  return stored
    .filter((path) => roots.some((root) => isUnder(root, path)))
    .filter((path) => !present.has(path))
    .sort();
}
