/** Binary `.xls` workbooks, read by SheetJS: each visible sheet a table, values as the sheet shows them. */
import type { Adapter } from './adapter.js';
import { sheetBlocks } from './sheet/sheet-blocks.js';
import { readXls } from './sheet/xls-workbook.js';

export const xlsAdapter: Adapter = {
  name: 'xls',
  formats: ['xls'],
  async read(bytes, sniffed, { limits }) {
    const { blocks, warnings } = sheetBlocks(readXls(bytes, limits), limits);
    return {
      mediaType: sniffed.mediaType,
      sourceKind: 'office',
      reader: 'xls (SheetJS)',
      blocks,
      pages: null,
      warnings,
    };
  },
};
