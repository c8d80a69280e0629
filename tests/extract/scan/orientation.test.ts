import { describe, expect, it } from 'vitest';
import { readPageImage } from '../../../src/extract/scan/index.js';
import { FRESH, rendered, shown } from './draw.js';

const SIZE = 29;
/** Lines as near as word processors set them by themselves, labels of four of them, and figures beside. */
const PITCH = 1.25 * SIZE;
const LABELS = ['在线访谈数量（单位：次）', '调查征集数量（单位：次）', '稿件采用数量（单位：件）'];
const ROW = 4 * PITCH + 12;
const COLUMNS = [60, 190, 330, 470, 610, 750, 890] as const;

/** Long lines beside the table that cannot be read whichever way they are turned, as the dirt round a photograph. */
const DIRT = Array.from(
  { length: 12 },
  (_, n) =>
    `<text x="0" y="0" transform="translate(1230 ${90 + 52 * n}) scale(-1 1)" font-family="Noto Serif CJK SC" font-size="${SIZE}">在线访谈数量单位</text>`,
).join('');

function tableOfFigures(rotate: number, beside = '') {
  const bottom = 60 + LABELS.length * 2 * ROW;
  const lines = [
    ...COLUMNS.map((x) => `<path d="M${x} 60 V${bottom}"/>`),
    ...Array.from({ length: LABELS.length * 2 + 1 }, (_, i) => `<path d="M60 ${60 + i * ROW} H890"/>`),
  ];
  const words = [...LABELS, ...LABELS].flatMap((label, row) => {
    const top = 60 + row * ROW;
    const parts = label.match(/.{1,4}/gu) ?? [];
    const figures = COLUMNS.slice(1, -1).map((x, i) => [x + 20, top + 90, String((row + i) % 10)] as const);
    return [...parts.map((part, n) => [66, top + 32 + n * PITCH, part] as const), ...figures];
  });
  const texts = words.map(([x, y, word]) => `<text x="${x}" y="${y}">${word}</text>`);
  return rendered(
    beside === '' ? 950 : 1290,
    bottom + 60,
    `<g stroke="#000" stroke-width="2">${lines.join('')}</g><g font-family="Noto Serif CJK SC" font-size="${SIZE}">${texts.join('')}</g>${beside}`,
    rotate,
  );
}

async function firstRow(rotate: number, beside = ''): Promise<string[]> {
  const { blocks } = await readPageImage(await tableOfFigures(rotate, beside), FRESH);
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.cells.filter(({ row }) => row === 0).map(({ content }) => shown(content).replaceAll('\n', ''))
      : [],
  );
}

describe('which way up a page lies', () => {
  it.each([0, 90, 180, 270])(
    'tells a table of figures with labels in tight lines, turned by %i degrees',
    async (rotate) => {
      const [label, ...figures] = await firstRow(rotate);
      expect(label).toContain('在线访谈');
      expect(figures).toEqual(['0', '1', '2', '3', '4']);
    },
    60_000,
  );

  it('tells it by the table where there is dirt beside it', async () => {
    const [label, ...figures] = await firstRow(180, DIRT);
    expect(label).toContain('在线访谈');
    expect(figures).toEqual(['0', '1', '2', '3', '4']);
  }, 60_000);
});
