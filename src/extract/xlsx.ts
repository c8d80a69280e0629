/** `.xlsx` workbooks, read from their own XML: each visible sheet a table, values as the sheet shows them. */
import type { Adapter } from './adapter.js';
import { sheetBlocks } from './sheet/sheet-blocks.js';
import { readXlsx } from './sheet/xlsx-workbook.js';

export const xlsxAdapter: Adapter = {
  name: 'xlsx',
  formats: ['xlsx'],
  async read(bytes, sniffed, { limits }) {
    const { blocks, warnings } = sheetBlocks(await readXlsx(bytes, limits), limits);
    return {
      mediaType: sniffed.mediaType,
      sourceKind: 'office',
      reader: 'xlsx',
      blocks,
      pages: null,
      warnings,
    };
  },
};
