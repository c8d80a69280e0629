/** Documents as lines of tokens, in reading order. */
import { describe, expect, it } from 'vitest';
import { tableBlock } from '../../src/extract/text/blocks.js';
import type { Cell, SourceDocument } from '../../src/model/document.js';
import { wordsOf } from '../../src/model/piece-text.js';
import { documentLines, lineText, pieceText } from '../../src/normalize/form-lines.js';
import { gridDocument, sourceDocument } from './small-form.js';

function merged(rows: readonly (readonly string[])[], text: string, spans: Partial<Cell>): SourceDocument {
  const table = tableBlock(0, rows);
  const cells = table.cells
    .map((cell) => (wordsOf(cell.content) === text ? { ...cell, ...spans } : cell))
    .filter((cell) => wordsOf(cell.content) !== '#');
  return { ...gridDocument([]), blocks: [{ ...table, grid: true, cells }] };
}

describe('documentLines', () => {
  it('are paragraphs and rows, numbered through', () => {
    const lines = documentLines(sourceDocument('题', [['a', ''], ['b']], '末'));
    expect(lines.map(({ index, kind, table }) => [index, kind, table])).toEqual([
      [0, 'paragraph', null],
      [1, 'row', 0],
      [2, 'row', 0],
      [3, 'paragraph', null],
    ]);
    expect(lines[1]?.tokens.map(({ text, blank, position }) => [text, blank, position])).toEqual([
      ['a', false, 0],
      ['', true, 1],
    ]);
  });

  it.each(['', '　', '\u00a0 ', '\u200b'])('holds %j for blank', (text) => {
    expect(documentLines(sourceDocument([['a', text]]))[0]?.tokens[1]?.blank).toBe(true);
  });

  it.each(['NaN', ' nan ', '<NA>'])('holds %j in a cell for empty, as data frames print it', (text) => {
    const [cell, paragraph] = documentLines(sourceDocument([['a', text]], `甲${text}`));
    expect(cell?.tokens[1]).toMatchObject({ blank: true, text: '', content: [] });
    expect(paragraph?.tokens[0]).toMatchObject({ blank: false, text: `甲${text}` });
  });

  it('shows marks by their glyphs and tells them from words', () => {
    const [line] = documentLines(sourceDocument([['☑是 □否']]));
    const token = line?.tokens[0];
    expect(token?.hasMark).toBe(true);
    expect(pieceText(token?.content ?? [])).toBe('☑是 □否');
    expect(wordsOf(token?.content ?? [])).toBe('是 否');
    expect(pieceText([{ kind: 'mark', state: 'checked', glyph: '<input checked>', score: null }])).toBe('☑');
    expect(pieceText([{ kind: 'mark', state: 'unreadable', glyph: 'ink 0.1', score: 0.5 }])).toBe('�');
  });

  it('repeats a merged cell that says nothing in the rows that it covers', () => {
    const rows = [
      ['名称', '无'],
      ['信息发布量', '#'],
    ];
    const lines = documentLines(merged(rows, '无', { rowSpan: 2 }));
    expect(lines.map(lineText)).toEqual(['名称 无', '信息发布量 无']);
  });

  it('leaves it to the label beside it that covers the same rows', () => {
    const rows = [
      ['总数', '12', '新开设数量', '无'],
      ['数量', '', '#', '#'],
    ];
    const document = merged(rows, '无', { rowSpan: 2 });
    const [table] = document.blocks;
    if (table?.kind !== 'table') throw new Error('no table');
    const cells = table.cells.map((cell) => (cell.column === 2 ? { ...cell, rowSpan: 2 } : cell));
    const lines = documentLines({ ...document, blocks: [{ ...table, cells }] });
    expect(lines.map(lineText)).toEqual(['总数 12 新开设数量 无', '数量 ']);
  });

  it('does not repeat a merged value, nor a merged label', () => {
    const value = [
      ['总数', '12'],
      ['数量', '#'],
    ];
    expect(documentLines(merged(value, '12', { rowSpan: 2 })).map(lineText)).toEqual(['总数 12', '数量']);
    const label = [
      ['', '总数'],
      ['#', '数量'],
    ];
    expect(documentLines(merged(label, '', { rowSpan: 2 })).map(lineText)).toEqual([' 总数', '数量']);
  });
});
