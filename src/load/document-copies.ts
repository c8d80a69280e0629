/**
 * Files with the same content: one of them, that with the smallest path in code-unit order, holds the reports;
 * every other is a `skipped` row that names it. The rule looks at all rows of the database, not at one import,
 * so the outcome is the same whichever file came first.
 */
import type { Connection } from './connection.js';

/** A document's row as far as copies are concerned. */
export interface DocumentRow {
  readonly id: number;
  readonly path: string;
  readonly sha256: string | null;
  readonly status: string;
  readonly error: string | null;
  readonly copy_of: number | null;
  readonly program_version: string;
}

const ROW = 'SELECT id, path, sha256, status, error, copy_of, program_version FROM documents';

/** What a reading says of a document, which goes with the reports when they move to another path. */
const READING_COLUMNS = [
  'media_type',
  'kind',
  'status',
  'error',
  'source_kind',
  'reader',
  'program_version',
  'imported_at',
];

/** What a copy has in common with its original. */
const SHARED_COLUMNS = ['media_type', 'kind', 'source_kind', 'reader', 'program_version'];

function copiedFrom(columns: readonly string[]): string {
  return columns.map((name) => `${name} = original.${name}`).join(', ');
}

function smallestPath(rows: readonly DocumentRow[]): DocumentRow | undefined {
  return rows.reduce<DocumentRow | undefined>(
    (first, row) => (first === undefined || row.path < first.path ? row : first),
    undefined,
  );
}

function copySentence(original: DocumentRow): string {
  return original.status === 'loaded'
    ? `Same content as ${original.path}, where it is recorded; nothing to do.`
    : `Same content as ${original.path}, which could not be read either; see there.`;
}

export interface DocumentCopies {
  /** The document that holds what was read from this content, or undefined where it was never read. */
  holderOf(sha256: string): DocumentRow | undefined;
  /** Gives the reading that `holder` has up to the next file with the same content, if there is one. */
  release(holder: DocumentRow): void;
  /** Makes the row `id` a copy of `holder`, or its heir where its path is the smaller one. */
  add(id: number, path: string, holder: DocumentRow): void;
  /** Brings all rows with this content into the one lawful form. */
  settle(sha256: string): void;
}

/** Prepares the statements once; the functions that come back run inside the caller's transaction. */
export function prepareDocumentCopies(db: Connection): DocumentCopies {
  const holder = db.prepare<[string], DocumentRow>(`${ROW} WHERE sha256 = ? AND copy_of IS NULL`);
  const sameContent = db.prepare<[string], DocumentRow>(`${ROW} WHERE sha256 = ?`);
  const copies = db.prepare<[number], DocumentRow>(`${ROW} WHERE copy_of = ?`);
  const moveReports = db.prepare('UPDATE reports SET document_id = @to WHERE document_id = @from');
  const moveDefinitions = db.prepare('UPDATE definitions SET document_id = @to WHERE document_id = @from');
  const moveReading = db.prepare(`
    UPDATE documents SET ${copiedFrom(READING_COLUMNS)}, copy_of = NULL
    FROM documents original WHERE documents.id = @to AND original.id = @from`);
  const markCopy = db.prepare(`
    UPDATE documents SET ${copiedFrom(SHARED_COLUMNS)}, status = 'skipped', error = @error, copy_of = @original
    FROM documents original WHERE documents.id = @copy AND original.id = @original`);

  function move(from: number, to: number): void {
    moveReports.run({ from, to });
    moveDefinitions.run({ from, to });
    moveReading.run({ from, to });
  }

  function mark(copy: number, original: DocumentRow): void {
    if (copy === original.id) return;
    markCopy.run({ copy, original: original.id, error: copySentence(original) });
  }

  function settle(sha256: string): void {
    const present = holder.get(sha256);
    const first = smallestPath(sameContent.all(sha256));
    if (!present || !first) return;
    if (first.id !== present.id) move(present.id, first.id);
    const original = { ...first, status: present.status };
    for (const { id } of sameContent.all(sha256)) mark(id, original);
  }

  return {
    holderOf: (sha256) => holder.get(sha256),
    release(row) {
      const heir = smallestPath(copies.all(row.id));
      if (heir === undefined) return;
      move(row.id, heir.id);
      for (const { id } of copies.all(row.id)) mark(id, { ...heir, status: row.status });
    },
    add(id, path, present) {
      if (present.path < path) return mark(id, present);
      move(present.id, id);
      for (const copy of copies.all(present.id)) mark(copy.id, { ...present, id, path });
      mark(present.id, { ...present, id, path });
    },
    settle,
  };
}
