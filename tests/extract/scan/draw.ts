/** Small pages drawn from SVG for tests: text in a real font, rules and marks at known places. */
import sharp from 'sharp';
import type { ReadOptions } from '../../../src/extract/adapter.js';
import type { PageImage } from '../../../src/extract/page-image.js';
import { DEFAULT_LIMITS } from '../../../src/limits.js';
import type { Piece } from '../../../src/model/document.js';

export const FRESH: ReadOptions = { limits: DEFAULT_LIMITS, debugImages: null, cacheDir: null };

export interface Look {
  readonly font?: string;
  readonly size?: number;
  readonly width?: number;
  readonly rotate?: number;
  /** Pixels from one rule to the next. */
  readonly row?: number;
}

const ROW = 52;
const LEFT = 60;
const TOP = 60;
const COLUMNS = [330, 420] as const;

/** A two-column table with a row for each pair; `extra` is SVG laid over it. */
export async function drawForm(
  rows: readonly (readonly [string, string])[],
  look: Look = {},
  extra = '',
): Promise<PageImage> {
  const { font = 'Noto Serif CJK SC', size = 29, row = ROW } = look;
  const height = 2 * TOP + rows.length * row;
  const width = 2 * LEFT + COLUMNS[0] + COLUMNS[1];
  const bottom = TOP + rows.length * row;
  const xs = [LEFT, LEFT + COLUMNS[0], LEFT + COLUMNS[0] + COLUMNS[1]];
  const lines = [
    ...xs.map((x) => `<line x1="${x}" y1="${TOP}" x2="${x}" y2="${bottom}"/>`),
    ...Array.from(
      { length: rows.length + 1 },
      (_, i) => `<line x1="${LEFT}" y1="${TOP + i * row}" x2="${xs[2]}" y2="${TOP + i * row}"/>`,
    ),
  ].join('');
  const texts = rows
    .flatMap(([label, value], i) => {
      const y = TOP + i * row + row / 2 + 11;
      return [text(LEFT + 14, y, label), text(LEFT + COLUMNS[0] + 14, y, value)];
    })
    .join('');
  return rendered(
    width,
    height,
    `<g stroke="#000" stroke-width="2">${lines}</g><g font-family="${font}" font-size="${size}">${texts}</g>${extra}`,
    look.rotate,
  );
}

export async function rendered(
  width: number,
  height: number,
  content: string,
  rotate = 0,
): Promise<PageImage> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${content}</svg>`;
  const turned = sharp(await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png().toBuffer()).rotate(
    rotate,
    { background: '#fff' },
  );
  const { data, info } = await turned
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data, dpi: 200, page: 1, toPoints: 1 };
}

function text(x: number, y: number, words: string): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" xml:space="preserve">${escaped}</text>`;
}

/** Content as one string, marks in brackets. */
export function shown(content: readonly Piece[]): string {
  return content
    .map((piece) =>
      piece.kind === 'text'
        ? piece.text
        : { checked: '[x]', unchecked: '[ ]', unreadable: '[?]' }[piece.state],
    )
    .join('')
    .replaceAll(/ +/gu, ' ')
    .trim();
}
