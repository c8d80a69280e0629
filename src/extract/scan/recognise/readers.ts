/** Which reader reads strips on this machine. */

import { ExtractionError } from '../../../errors.js';
import type { SourceWarning } from '../../../model/document.js';
import { ppOcr } from './pp-ocr.js';
import type { StripReader } from './strip-reader.js';
import { tesseract } from './tesseract.js';

export interface ChosenReader {
  readonly reader: StripReader;
  readonly warnings: readonly SourceWarning[];
}

/** PP-OCR where it loads, else Tesseract with a warning; throws `ExtractionError` where neither does. */
export async function stripReader(): Promise<ChosenReader> {
  const first = await ppOcr();
  if (first !== null) return { reader: first, warnings: [] };
  const second = await tesseract();
  if (second === null) {
    throw new ExtractionError(
      'no-ocr',
      'No text recognition could be loaded, so scans cannot be read: reinstall onnxruntime-node or tesseract.js.',
    );
  }
  const message =
    'onnxruntime-node could not be loaded; the page was read with tesseract.js, which misreads more figures.';
  return { reader: second, warnings: [{ rule: 'ocr-fallback', message }] };
}
