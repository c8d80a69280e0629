/**
 * The text that word processors give: a tab before each cell, a line end after it, an empty line after each
 * row, stray bookmarks and no-break spaces.
 */
import { random } from '../random.js';
import { inkText } from './ink.js';
import type { TextLine, TextSheet } from './text-sheet.js';

const BOOKMARK = '[bookmark: _GoBack]';

export function writeWordDump(sheet: TextSheet): string {
  const chance = random(`word-dump/${sheet.variation.seed}`);
  const line = (entry: TextLine): string => `${inkText(entry.ink, sheet.variation)}\n`;
  const bookmarked = chance.chance(0.6) ? chance.int(0, sheet.rows.length) : -1;
  const rows = sheet.rows.map((row, at) => {
    const marked = at === bookmarked ? row.cells.findIndex((cell) => cell.role === 'value') : -1;
    const cells = row.cells.map((cell, index) => {
      const words = inkText(cell.ink, sheet.variation);
      const mark = index === marked ? BOOKMARK : '';
      const tail = cell.role === 'value' && words && chance.chance(0.06) ? '\u00a0' : '';
      // Where a row's end is lost, only a blank before the tab is left of it.
      const start = row.runsOn && index === 0 ? ' \t' : '\t';
      return `${start}${mark}${words}${tail}\n`;
    });
    const next = sheet.rows[at + 1];
    const cut = sheet.cuts.includes(at) ? '\n' : '';
    return `${cut}${cells.join('')}${next?.runsOn ? '' : '\n'}`;
  });
  const above = sheet.above.map(line).join('');
  const below = sheet.below.map(line).join('');
  const after = sheet.after.length ? `\n\n${sheet.after.join('\n')}\n` : '';
  return `\n${above}${rows.join('')}\n${below}${after}`;
}
