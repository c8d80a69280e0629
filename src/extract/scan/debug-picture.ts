/** A picture of what was made of a page: rules, cells, marks and texts drawn over the straightened page. */

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Block, Piece } from '../../model/document.js';
import type { PageImage } from '../page-image.js';
import type { Layout } from './layout.js';
import { ruleRect } from './rules/rule.js';

/** Writes `<folder>/page-<number>-<content>.png`. */
export async function drawDebugPicture(
  folder: string,
  image: PageImage,
  layout: Layout,
  blocks: readonly Block[],
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const content = createHash('sha256').update(image.data).digest('hex').slice(0, 8);
  const file = join(folder, `page-${image.page}-${content}.png`);
  const { plain } = layout.page;
  await sharp(plain.data, { raw: { width: plain.width, height: plain.height, channels: 1 } })
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(overlay(layout, blocks)), top: 0, left: 0 }])
    .png()
    .toFile(file);
  return file;
}

const COLOURS = { rule: '#e06000', cell: '#0070c0', text: '#c00060' } as const;

function overlay(layout: Layout, blocks: readonly Block[]): string {
  const { width, height } = layout.page.plain;
  const { horizontal, vertical } = layout.rules;
  const rules = [
    ...horizontal.map((rule) => ruleRect(rule, 'horizontal')),
    ...vertical.map((rule) => ruleRect(rule, 'vertical')),
  ].map(
    ({ x0, y0, x1, y1 }) =>
      `<rect x="${x0}" y="${y0}" width="${x1 - x0}" height="${y1 - y0}" fill="${COLOURS.rule}" fill-opacity="0.6"/>`,
  );
  const size = Math.max(10, 0.62 * layout.page.glyph);
  const cells = layout.cells.map(({ cell }) => {
    const [x0, y0, x1, y1] = cell.box;
    const text = textAt(blocks, cell.table, cell.row, cell.column);
    return [
      `<rect x="${x0 + 3}" y="${y0 + 3}" width="${x1 - x0 - 6}" height="${y1 - y0 - 6}" fill="none" stroke="${COLOURS.cell}" stroke-width="2"/>`,
      `<text x="${x0 + 6}" y="${y1 - 6}" font-size="${size}" fill="${COLOURS.text}">${escaped(text)}</text>`,
    ].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${[...rules, ...cells].join('')}</svg>`;
}

function textAt(blocks: readonly Block[], table: number, row: number, column: number): string {
  for (const block of blocks) {
    if (block.kind !== 'table' || block.index !== table) continue;
    const cell = block.cells.find((candidate) => candidate.row === row && candidate.column === column);
    return cell === undefined ? '' : cell.content.map(asShown).join('');
  }
  return '';
}

function asShown(piece: Piece): string {
  if (piece.kind === 'text') return piece.text.replaceAll('\n', '↵');
  return { checked: '[x]', unchecked: '[ ]', unreadable: '[?]' }[piece.state];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
