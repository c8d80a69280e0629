/** One file → its result: sniff, read with the format's adapter, normalise. Never throws for a bad file. */
import { createHash } from 'node:crypto';
import { ExtractionError, LimitExceeded, UnsupportedFormat } from './errors.js';
import type { ReadOptions } from './extract/adapter.js';
import { ADAPTERS } from './extract/registry.js';
import { sniff } from './extract/sniff.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { SourceDocument } from './model/document.js';
import { wordsOf } from './model/piece-text.js';
import type { DocumentInfo, FilingResult } from './model/result.js';
import { alteredWords } from './normalize/altered-words.js';
import { normalize } from './normalize/normalize.js';
import type { Template } from './normalize/template.js';

export interface InputFile {
  /** As it is to be stored; nothing is opened by it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface PipelineOptions extends Partial<ReadOptions> {
  /** All templates that a form may be; the built-in ones where absent. */
  readonly templates?: readonly Template[];
}

const DEFAULT_OPTIONS: ReadOptions = { limits: DEFAULT_LIMITS, debugImages: null, cacheDir: null };

/** Reads one file: its reports, definitions and what became of it. */
export async function readFiling(file: InputFile, options: PipelineOptions = {}): Promise<FilingResult> {
  const base: DocumentInfo = {
    path: file.path,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    bytes: file.bytes.length,
    mediaType: null,
    sourceKind: null,
    reader: null,
    kind: 'other',
    status: 'loaded',
    error: null,
  };
  try {
    const document = await readDocument(file.bytes, options);
    const { kind, reports, definitions } = normalize(document, options.templates);
    const { mediaType, sourceKind, reader } = document;
    const altered = alteredWords(reports, documentText(document), options.templates);
    if (altered !== null) throw new ExtractionError('altered-words', altered);
    return { document: { ...base, mediaType, sourceKind, reader, kind }, reports, definitions };
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    const status = error instanceof UnsupportedFormat ? 'skipped' : 'failed';
    return { document: { ...base, status, error: error.message }, reports: [], definitions: [] };
  }
}

/** All that a document says, in reading order. */
function documentText({ blocks }: SourceDocument): string {
  return blocks
    .flatMap((block) =>
      block.kind === 'paragraph'
        ? [wordsOf(block.content)]
        : block.cells.map((cell) => wordsOf(cell.content)),
    )
    .join('\n');
}

/**
 * Bytes → blocks: by content, never by name.
 * @throws ExtractionError when the bytes cannot be read
 */
export async function readDocument(
  bytes: Uint8Array,
  pipelineOptions: PipelineOptions = {},
): Promise<SourceDocument> {
  const options: ReadOptions = { ...DEFAULT_OPTIONS, ...pipelineOptions };
  const { limits } = options;
  if (bytes.length > limits.fileBytes) {
    throw new LimitExceeded(
      'file-bytes',
      `The file has ${bytes.length} bytes, more than the limit of ${limits.fileBytes}: split it or raise the limit.`,
    );
  }
  const sniffed = sniff(bytes);
  const entry = ADAPTERS.find((adapter) => adapter.formats.includes(sniffed.format));
  if (!entry) {
    // Loaded here: a readable file should not pay for the archive reader.
    const { containerRefusal } = await import('./extract/archive.js');
    const refusal = containerRefusal(sniffed.format);
    if (refusal) throw refusal;
    throw new UnsupportedFormat(
      `No adapter reads this kind of file (${sniffed.format}, ${sniffed.mediaType}): convert it to PDF, docx, HTML or text and import that.`,
    );
  }
  const adapter = await entry.load();
  return adapter.read(bytes, sniffed, options);
}
