/** OCR output as Markdown tables with a nameless head row, cut where pages end. */
import { ocrInkText, ocrText } from './ink.js';
import type { TextLine, TextRow, TextSheet } from './text-sheet.js';

function tableText(sheet: TextSheet, rows: readonly TextRow[], columns: number): string {
  const bar = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) => {
    const cells = row.cells.map((cell) => ocrInkText(cell.ink, sheet.variation));
    const padding = Array.from({ length: Math.max(0, columns - cells.length) }, () => '');
    return bar([...cells, ...padding]);
  });
  const head = Array.from({ length: columns }, () => '');
  return [bar(head), `|${head.map(() => '---').join('|')}|`, ...body].join('\n');
}

/** The rows between page ends. */
export function pagesOf(sheet: TextSheet): TextRow[][] {
  const pages: TextRow[][] = [[]];
  for (const [at, row] of sheet.rows.entries()) {
    if (sheet.cuts.includes(at)) pages.push([]);
    pages[pages.length - 1]?.push(row);
  }
  return pages.filter((page) => page.length > 0);
}

export function writeMarkdown(sheet: TextSheet): string {
  const columns = Math.max(...sheet.rows.map((row) => row.cells.length));
  const line = (entry: TextLine): string => ocrInkText(entry.ink, sheet.variation).trim();
  const parts = [
    ...sheet.above.map(line),
    ...pagesOf(sheet).map((page) => tableText(sheet, page, columns)),
    ...sheet.below.map(line),
    ...sheet.after.map(ocrText),
  ];
  return `\n\n${parts.join('\n\n')}\n`;
}
