/** The port that every input format implements: bytes in, a `SourceDocument` out, nothing else. */

import type { Limits } from '../limits.js';
import type { SourceDocument } from '../model/document.js';

/** What sniffing found out about the bytes. */
export interface Sniffed {
  /** Format id by content, such as `html`, `docx`, `pdf`, `text-dump`. */
  readonly format: string;
  readonly mediaType: string;
  /** Decoded text where the format is text, else null. */
  readonly text: string | null;
}

export interface ReadOptions {
  readonly limits: Limits;
  /** Folder for pictures of lines, cells and marks over each page; null for none. */
  readonly debugImages: string | null;
  /** Folder of the reading cache for page images; null to read afresh. */
  readonly cacheDir: string | null;
}

export interface Adapter {
  readonly name: string;
  /** The formats, as sniffing names them, that this adapter reads. */
  readonly formats: readonly string[];
  /**
   * Reads one file. Throws `ExtractionError` (or a subclass) when the bytes cannot be read at all; whatever
   * is only doubtful becomes a warning of the document.
   */
  read(bytes: Uint8Array, sniffed: Sniffed, options: ReadOptions): Promise<SourceDocument>;
}
