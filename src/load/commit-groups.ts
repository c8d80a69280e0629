/**
 * Commits many documents with one transaction: a page of the index that a hundred filings touch is then written
 * once. What a killed run loses is the last group, whole documents, which the next run reads again.
 */
import type { Connection } from './connection.js';

/** Documents of one group: more would save little, and lose more. */
const MOST_DOCUMENTS = 128;
/** A group is open no longer: others may wait to write, or look at how far the import is. */
const MOST_MILLISECONDS = 100;

export class CommitGroups {
  readonly #db: Connection;
  #documents = 0;
  #timer: NodeJS.Timeout | null = null;
  #failure: unknown = null;

  constructor(db: Connection) {
    this.#db = db;
  }

  /**
   * Writes a document within the open group, or within a new one.
   * @throws what `write` throws, or what the group before failed with
   */
  add(write: () => void): void {
    if (this.#failure !== null) throw this.#failure;
    if (!this.#db.inTransaction) this.#db.exec('BEGIN IMMEDIATE');
    this.#timer ??= setTimeout(() => this.#commitInTime(), MOST_MILLISECONDS);
    write();
    this.#documents += 1;
    if (this.#documents >= MOST_DOCUMENTS) this.commit();
  }

  /** Ends the open group, if there is one. */
  commit(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#documents = 0;
    if (this.#failure !== null) throw this.#failure;
    if (this.#db.inTransaction) this.#db.exec('COMMIT');
  }

  /** A full disk may show only now, when nobody waits for it: it is told at the next call. */
  #commitInTime(): void {
    try {
      this.commit();
    } catch (error) {
      this.#failure = error;
    }
  }
}
