/**
 * Word 97–2003 documents, read from their binary tables: cells, merges, form fields and tracked changes come out
 * exactly, with nothing installed. What the built-in reader cannot open goes through LibreOffice where there is one.
 */
import { ExtractionError, LimitExceeded, UnsupportedFormat } from '../errors.js';
import type { Limits } from '../limits.js';
import type { SourceDocument, SourceWarning } from '../model/document.js';
import type { Adapter } from './adapter.js';
import { characterRuns, paragraphRuns } from './doc/formatted-runs.js';
import { StoryReader } from './doc/story.js';
import { storyBlocks } from './doc/story-blocks.js';
import { openWordFile } from './doc/word-file.js';
import { findLibreOffice, readThroughLibreOffice } from './libreoffice.js';

export const docAdapter: Adapter = {
  name: 'doc',
  formats: ['doc'],
  async read(bytes, sniffed, options) {
    try {
      return readWordFile(bytes, sniffed.mediaType, options.limits);
    } catch (error) {
      const refusal = asRefusal(error);
      if (!isWorthAnotherTry(refusal) || (await findLibreOffice()) === null) throw refusal;
      return readThroughLibreOffice(bytes, sniffed, options);
    }
  },
};

function readWordFile(bytes: Uint8Array, mediaType: string, limits: Limits): SourceDocument {
  const file = openWordFile(bytes);
  const reader = new StoryReader(file, characterRuns(file), paragraphRuns(file));
  const body = storyBlocks(reader.read(file.body));
  const tables = body.blocks.filter((block) => block.kind === 'table');
  const boxes = storyBlocks(reader.read(file.textBoxes), tables.length);
  if (tables.reduce((sum, table) => sum + table.cells.length, 0) > limits.cells) {
    throw new LimitExceeded('cells', `The document has more than ${limits.cells} cells: keep the form only.`);
  }
  const blocks = [...body.blocks, ...boxes.blocks];
  return {
    mediaType,
    sourceKind: 'office',
    reader: 'doc',
    blocks,
    pages: null,
    warnings: lossWarnings(body.withoutGrid + boxes.withoutGrid),
  };
}

function lossWarnings(withoutGrid: number): readonly SourceWarning[] {
  if (withoutGrid === 0) return [];
  return [
    {
      rule: 'merged-cells-lost',
      message: `${withoutGrid} tables do not say where their cells stand: merged cells were read as single ones.`,
    },
  ];
}

/** Offsets that lead out of the file are how damage shows itself in a binary format. */
function asRefusal(error: unknown): ExtractionError {
  if (error instanceof ExtractionError) return error;
  if (!(error instanceof RangeError)) throw error;
  return new ExtractionError(
    'corrupt-input',
    'The document is damaged (a table in it leads out of the file): get it again from its source, or open it and save it as .docx.',
    { cause: error },
  );
}

function isWorthAnotherTry(refusal: ExtractionError): boolean {
  return refusal instanceof UnsupportedFormat || refusal.code === 'corrupt-input';
}
