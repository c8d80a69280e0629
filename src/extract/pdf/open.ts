/** Opens a PDF with pdf.js set up for untrusted Chinese files, and names what is wrong with those that do not open. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ExtractionError, LimitExceeded } from '../../errors.js';
import type { Limits } from '../../limits.js';

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** How far from the end the last `startxref` may stand; mail gateways and servers append some bytes. */
const TRAILER_BYTES = 65_536;

export async function openPdf(bytes: Uint8Array, limits: Limits): Promise<PDFDocumentProxy> {
  if (bytes.length > limits.fileBytes) {
    throw new LimitExceeded(
      'file-bytes',
      `The PDF has ${bytes.length} bytes, more than ${limits.fileBytes}.`,
    );
  }
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = pdfjs.getDocument({
    // pdf.js takes the buffer over and leaves it empty.
    data: new Uint8Array(bytes),
    cMapUrl: `${join(home, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: limits.imagePixels,
    stopAtErrors: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  const document = await task.promise.catch(async (cause: unknown) => {
    await task.destroy();
    throw describe(cause);
  });
  try {
    requireWhole(bytes);
    requirePages(document.numPages, limits);
  } catch (error) {
    await task.destroy();
    throw error;
  }
  return document;
}

/**
 * pdf.js rebuilds the object list of a file that was cut short and shows the pages that are left. Half a form
 * would be stored as a form with half its fields missing, so such a file is refused.
 */
function requireWhole(bytes: Uint8Array): void {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - TRAILER_BYTES)));
  if (tail.includes('startxref') || tail.includes('%%EOF')) return;
  throw new ExtractionError('corrupt-input', CUT_SHORT);
}

function requirePages(pages: number, limits: Limits): void {
  if (pages <= limits.pdfPages) return;
  throw new LimitExceeded(
    'pdf-pages',
    `The PDF has ${pages} pages, more than the limit of ${limits.pdfPages}: cut out the pages with the form.`,
  );
}

const CUT_SHORT = 'The PDF is damaged or cut short: its end is missing. Obtain the file again.';

function describe(cause: unknown): ExtractionError {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'PasswordException') {
    return new ExtractionError(
      'encrypted',
      'The PDF is protected with a password: ask the filer for it, save the file without one, and import that.',
      { cause },
    );
  }
  return new ExtractionError('corrupt-input', 'The PDF is damaged or cut short. Obtain the file again.', {
    cause,
  });
}
