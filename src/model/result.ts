/** The result of reading one file: the object that travels from the pipeline to any writer. */
import type { SourceKind } from './document.js';
import type { FormKind } from './indicator.js';
import type { Report } from './reading.js';

export type DocumentKind = 'filing' | 'instructions' | 'blank_form' | 'other';
export type DocumentStatus = 'loaded' | 'skipped' | 'failed';

/** The official 填写说明 sentence of one indicator, as one document prints it. */
export interface Definition {
  readonly form: FormKind;
  /** The template whose instructions these are. */
  readonly template: string;
  readonly indicator: string;
  readonly text: string;
}

export interface DocumentInfo {
  /** Path as given, with `/` separators; `archive.zip!/inner/file.doc` inside an archive. */
  readonly path: string;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string | null;
  readonly sourceKind: SourceKind | null;
  /** Adapter and tools that read it. */
  readonly reader: string | null;
  readonly kind: DocumentKind;
  readonly status: DocumentStatus;
  /** For `failed` and `skipped`: a sentence that says what is wrong and what to do. */
  readonly error: string | null;
}

export interface FilingResult {
  readonly document: DocumentInfo;
  readonly reports: readonly Report[];
  readonly definitions: readonly Definition[];
}
