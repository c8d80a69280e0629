/**
 * Row ids that depend on content alone, so that the same files give the same rows whatever the order in which
 * they were imported, by how many workers, and in how many runs.
 */
import { createHash } from 'node:crypto';

/** Hex digits of the digest that make an id: 52 bits, the most that a JavaScript number holds exactly. */
const ID_DIGITS = 13;

function digestId(key: string): number {
  return Number.parseInt(createHash('sha256').update(key).digest('hex').slice(0, ID_DIGITS), 16);
}

/**
 * The id for `key`: its digest, or the digest of a numbered variant where another row has that id already.
 * Among a million rows the chance of one such clash is about one in ten thousand; only then does an id depend
 * on which row came first.
 */
function freeId(key: string, isTaken: (id: number) => boolean): number {
  let id = digestId(key);
  for (let round = 1; isTaken(id); round += 1) id = digestId(`${key}\n${round}`);
  return id;
}

/** Id of the document at a path: it stays while the file's content changes. */
export function documentId(path: string, isTaken: (id: number) => boolean): number {
  return freeId(`document\n${path}`, isTaken);
}

/** Id of a report: by the document's content, so that it stays when the file is renamed. */
export function reportId(sha256: string, ordinal: number, isTaken: (id: number) => boolean): number {
  return freeId(`report\n${sha256}\n${ordinal}`, isTaken);
}
