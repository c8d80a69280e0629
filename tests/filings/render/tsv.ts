/** OCR output as tab-separated rows, an empty line where a page ends. */
import { ocrInkText, ocrText } from './ink.js';
import { pagesOf } from './markdown.js';
import type { TextLine, TextSheet } from './text-sheet.js';

export function writeTsv(sheet: TextSheet): string {
  const line = (entry: TextLine): string => ocrInkText(entry.ink, sheet.variation).trim();
  const pages = pagesOf(sheet).map((page) =>
    page
      .map((row) =>
        row.cells.map((cell) => ocrInkText(cell.ink, sheet.variation).replace(/\t/g, ' ')).join('\t'),
      )
      .join('\n'),
  );
  return `\n\n${[...sheet.above.map(line), ...pages, ...sheet.below.map(line), ...sheet.after.map(ocrText)].join('\n\n')}\n`;
}
