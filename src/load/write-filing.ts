/**
 * The one writer: puts what was read from a file into the database, one transaction a document. A file that is
 * written again replaces its own rows and no others; reviews are never touched.
 */
import type { DocumentInfo, FilingResult } from '../model/result.js';
import type { Connection } from './connection.js';
import { asDatabaseError } from './database-error.js';
import { type DocumentRow, prepareDocumentCopies } from './document-copies.js';
import { type FilingRows, filingRows } from './filing-rows.js';
import { prepareInsertReport } from './insert-report.js';
import { documentId } from './row-ids.js';

const UPSERT_DOCUMENT = `
  INSERT INTO documents (id, path, sha256, media_type, bytes, kind, status, error, imported_at, source_kind,
    reader, copy_of, program_version)
  VALUES (@id, @path, @sha256, @media_type, @bytes, @kind, @status, @error, @imported_at, @source_kind,
    @reader, NULL, @program_version)
  ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, media_type = excluded.media_type,
    bytes = excluded.bytes, kind = excluded.kind, status = excluded.status, error = excluded.error,
    imported_at = excluded.imported_at, source_kind = excluded.source_kind, reader = excluded.reader,
    copy_of = NULL, program_version = excluded.program_version`;

const NO_REASON = 'Nothing was read from this file, and its reader gave no reason; please report it.';

export interface WriterOptions {
  /** File name of the database, for messages. */
  readonly file: string;
  /** UTC time for `documents.imported_at`, `2024-05-01T08:30:00Z`. */
  readonly importedAt: string;
  readonly programVersion: string;
}

/** A file whose content is known: what `documents` says of it without reading it again. */
interface KnownFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface FilingWriter {
  /** The document at this path, as stored. */
  documentAt(path: string): DocumentRow | undefined;
  /** The document that holds what was read from this content. */
  holderOf(sha256: string): DocumentRow | undefined;
  /**
   * Stores a result and returns it as stored: where its rows break a rule of the schema, which is a fault of
   * this program and not of the run, the document is stored as failed with that reason.
   * @throws DatabaseError when nothing more can be written.
   */
  write(result: FilingResult): FilingRows;
  /** The same for a result whose rows were made where it was read. */
  writeRows(rows: FilingRows): FilingRows;
  /** Stores a further file with content that a `holderOf` already has. */
  writeCopy(file: KnownFile): void;
}

function asFailure(result: FilingRows, cause: unknown): FilingRows {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const error = `What was read breaks a rule of the database (${reason}). This is a fault of the program: please report it with the file.`;
  return { document: { ...result.document, status: 'failed', error }, reports: [], definitions: [] };
}

function documentRow(document: DocumentInfo, { importedAt, programVersion }: WriterOptions) {
  return {
    path: document.path,
    sha256: document.sha256 || null,
    media_type: document.mediaType,
    bytes: document.bytes,
    kind: document.kind,
    status: document.status,
    error: document.status === 'loaded' ? document.error : (document.error ?? NO_REASON),
    imported_at: importedAt,
    source_kind: document.sourceKind,
    reader: document.reader,
    program_version: programVersion,
  };
}

/** Makes the writer of one run on an open database. */
export function createFilingWriter(db: Connection, options: WriterOptions): FilingWriter {
  const copies = prepareDocumentCopies(db);
  const insertReport = prepareInsertReport(db);
  const isTaken = db.prepare<[number]>('SELECT 1 FROM documents WHERE id = ?').pluck();
  const atPath = db.prepare<[string], DocumentRow>(
    'SELECT id, path, sha256, status, error, copy_of, program_version FROM documents WHERE path = ?',
  );
  const upsertDocument = db.prepare(UPSERT_DOCUMENT);
  const deleteReports = db.prepare('DELETE FROM reports WHERE document_id = ?');
  const deleteDefinitions = db.prepare('DELETE FROM definitions WHERE document_id = ?');
  const insertDefinition = db.prepare(`
    INSERT OR IGNORE INTO definitions (template, indicator, document_id, form, text)
    VALUES (@template, @indicator, @document_id, @form, @text)`);

  function forget(id: number): void {
    deleteReports.run(id);
    deleteDefinitions.run(id);
  }

  /** Frees the path of what stood there, and stores the document without any reading. */
  function placeDocument(document: DocumentInfo): number {
    const former = atPath.get(document.path);
    const changed = former !== undefined && former.sha256 !== (document.sha256 || null);
    if (former && changed && former.copy_of === null) copies.release(former);
    const id = former?.id ?? documentId(document.path, (id) => isTaken.get(id) !== undefined);
    forget(id);
    upsertDocument.run({ id, ...documentRow(document, options) });
    return id;
  }

  /** A fresh reading takes over from the document that held the former one, and from its copies. */
  const takeOver = db.prepare('UPDATE documents SET copy_of = @next WHERE id = @former OR copy_of = @former');

  const writeResult = db.transaction(({ document, reports, definitions }: FilingRows) => {
    const holder = document.sha256 ? copies.holderOf(document.sha256) : undefined;
    if (holder && holder.path !== document.path) forget(holder.id);
    const id = placeDocument(document);
    if (holder && holder.id !== id) takeOver.run({ former: holder.id, next: id });
    reports.forEach((report, ordinal) => {
      insertReport(report, { documentId: id, sha256: document.sha256, ordinal });
    });
    for (const { template, indicator, form, text } of definitions) {
      insertDefinition.run({ template, indicator, document_id: id, form, text });
    }
    if (document.sha256) copies.settle(document.sha256);
  });

  const writeKnownFile = db.transaction((file: KnownFile) => {
    const holder = copies.holderOf(file.sha256);
    if (holder?.path === file.path) return;
    if (!holder) throw new Error(`no reading is stored for ${file.path}`);
    const id = placeDocument({
      ...file,
      mediaType: null,
      sourceKind: null,
      reader: null,
      kind: 'other',
      status: 'skipped',
      error: null,
    });
    copies.add(id, file.path, holder);
  });

  function writeRows(result: FilingRows): FilingRows {
    try {
      writeResult.immediate(result);
      return result;
    } catch (error) {
      const fatal = asDatabaseError(error, options.file);
      if (fatal || result.document.status === 'failed') throw fatal ?? error;
      return writeRows(asFailure(result, error));
    }
  }

  return {
    documentAt: (path) => atPath.get(path),
    holderOf: (sha256) => copies.holderOf(sha256),
    write: (result) => writeRows(filingRows(result)),
    writeRows,
    writeCopy(file) {
      try {
        writeKnownFile.immediate(file);
      } catch (error) {
        throw asDatabaseError(error, options.file) ?? error;
      }
    },
  };
}
