/** Marks of options where print, pen and table stand in each other's way. */
import { describe, expect, it } from 'vitest';
import type { PageImage } from '../../../src/extract/page-image.js';
import { readPageAfresh, readPageImage } from '../../../src/extract/scan/index.js';
import { summed } from '../../../src/extract/scan/recognise/ctc.js';
import type { Strip } from '../../../src/extract/scan/recognise/strip.js';
import type { StripReader } from '../../../src/extract/scan/recognise/strip-reader.js';
import type { Piece } from '../../../src/model/document.js';
import { drawForm, FRESH, type Look, shown } from './draw.js';

async function contentsOf(image: PageImage): Promise<(readonly Piece[])[]> {
  const { blocks } = await readPageImage(image, FRESH);
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.cells.filter(({ column }) => column === 1).map(({ content }) => content)
      : [],
  );
}

async function valuesOf(image: PageImage): Promise<string[]> {
  return (await contentsOf(image)).map(shown);
}

function box(x: number, y: number, side = 28): string {
  return `<path d="M${x} ${y} h${side} v${side} h-${side} z" fill="none" stroke="#111" stroke-width="2.4"/>`;
}

function cross(x: number, y: number): string {
  return `<path d="M${x + 3} ${y + 3} l22 22 m0 -22 l-22 22" stroke="#111" stroke-width="3.4"/>`;
}

function words(x: number, y: number, text: string): string {
  return `<text x="${x}" y="${y}" xml:space="preserve" font-family="Noto Sans CJK SC" font-size="29">${text}</text>`;
}

/** A form with marks drawn into its first answer. */
function answered(drawn: string, look: Look = {}): Promise<PageImage> {
  return drawForm([['是否使用', ''], ...MORE], look, drawn);
}

const MORE = [
  ['主办单位', '洞口县人民政府'],
  ['信息发布总数', '16965'],
  ['公开答复数量', '12'],
] as const;

async function answerOf(image: PageImage): Promise<string | undefined> {
  return (await valuesOf(image))[0];
}

describe('boxes and the rules of their cell', () => {
  it.each([
    ['hangs from the upper rule', 61],
    ['stands on the lower rule', 70],
  ])('reads a box that %s, which is wiped together with one of its sides', async (_, y) => {
    const drawn = box(406, y) + cross(406, y) + words(440, 91, '是') + box(560, y) + words(594, 91, '否');
    const image = await answered(drawn, { row: 39 });
    expect(await answerOf(image)).toBe('[x]是 [ ]否');
  });

  it('takes 同, 月 and 网 on a rule for characters', async () => {
    const drawn = words(404, 97, '同　　月　　网');
    const [read = []] = await contentsOf(await answered(drawn, { row: 39 }));
    expect(read.filter(({ kind }) => kind === 'mark')).toEqual([]);
  });
});

describe('options over several lines of a cell', () => {
  const LINES = { row: 100, upper: 97, lower: 140 };

  it('reads a filled box whose empty one stands in another line', async () => {
    const pen =
      '<path d="M407 76 L430 77 L409 81 L432 84 L406 88 L431 90 L408 94 L429 96" fill="none" stroke="#111" stroke-width="3.4"/>';
    const drawn = box(404, 73) + pen + words(440, LINES.upper, '是') + box(404, 116);
    const image = await answered(drawn + words(440, LINES.lower, '否'), LINES);
    expect(await answerOf(image)).toBe('[x]是\n[ ]否');
  });
});

describe('thin print', () => {
  it('reads a ring that is broken in the ink of text and whole in that of outlines', async () => {
    const ring = (x: number) =>
      `<circle cx="${x}" cy="86" r="14" fill="none" stroke="#c0c0c0" stroke-width="2"/><circle cx="${x}" cy="86" r="14" fill="none" stroke="#222" stroke-width="2" stroke-dasharray="12 5"/>`;
    const disc = '<circle cx="574" cy="86" r="14" fill="#111"/>';
    const drawn = ring(420) + words(440, 97, '是') + disc + words(594, 97, '否');
    expect(await answerOf(await answered(drawn))).toBe('[ ]是 [x]否');
  });
});

describe('ticks without and beside boxes', () => {
  it('takes the root sign with a bar for a tick', async () => {
    const image = await drawForm([['是否使用', '√是 　　□否']], { font: 'AR PL UKai CN' });
    const [read = []] = await contentsOf(image);
    expect(shown(read)).toBe('[x]是 [ ]否');
    expect(read[0]).toMatchObject({ kind: 'mark', glyph: '√' });
  });

  it.each([
    ['touches its box', 'M382 84 L391 96 Q395 80 409 66'],
    ['stands off its box', 'M384 82 L391 97 Q395 82 401 68'],
    ['begins in the cell before', 'M378 80 L384 92 Q392 88 409 68'],
  ])('reads a tick whose short arm is lost in the rule beside the cell and which %s', async (_, pen) => {
    const drawn =
      box(404, 72, 26) +
      words(440, 97, '是') +
      box(560, 72, 26) +
      words(594, 97, '否') +
      `<path d="${pen}" fill="none" stroke="#1a2a80" stroke-width="3.4" stroke-linecap="round"/>`;
    expect(await answerOf(await answered(drawn))).toBe('[x]是 [ ]否');
  });
});

describe('a stroke of a pen with hardly a short arm', () => {
  it('ticks the box after it, though it begins in the cell before', async () => {
    const pen = '<path d="M379 91 L386 92 Q394 86 401 66" fill="none" stroke="#111" stroke-width="3.4"/>';
    const drawn = box(404, 72, 26) + words(436, 97, '有') + box(560, 72, 26) + words(594, 97, '无');
    expect(await answerOf(await answered(drawn + pen))).toBe('[x]有 [ ]无');
    const cells = (await readPageImage(await answered(drawn + pen), FRESH)).blocks.flatMap((block) =>
      block.kind === 'table' ? block.cells : [],
    );
    expect(shown(cells.find(({ column }) => column === 0)?.content ?? [])).toBe('是否使用');
  });
});

describe('text that looks like marks', () => {
  /** A reader to whom a strip of many widths of a figure says one thing and a shorter one another. */
  const reading = (text: (strip: Strip) => string): StripReader => ({
    name: 'fixed',
    read: async (strip) => {
      const characters = [...text(strip)].map((char, i) => ({ char, score: 0.98, position: 4 * i + 1 }));
      const decoded = { ...summed(characters), characters };
      return { ...decoded, digits: decoded };
    },
  });

  const answerRead = async (image: PageImage, reader: StripReader) => {
    const { page } = await readPageAfresh(image, FRESH, reader);
    const cells = page.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
    return shown(cells.find(({ column }) => column === 1)?.content ?? []);
  };

  it('takes figures for figures, though two of them look like boxes', async () => {
    const image = await answered(words(404, 97, '34') + box(438, 75, 22) + box(465, 75, 22));
    const asNumber = reading(({ width }) => (width > 100 ? '340%' : '34'));
    expect(await answerRead(image, asNumber)).toBe('340%');
    const asBoxes = reading(({ width }) => (width > 100 ? '34口口' : '34'));
    expect(await answerRead(image, asBoxes)).toBe('34[ ][ ]');
  });

  it('asks what a round character is that opens a line, whatever other is round in it', async () => {
    const ring = (x: number) =>
      `<circle cx="${x}" cy="86" r="13" fill="none" stroke="#111" stroke-width="2"/>`;
    const image = await answered(ring(420) + words(440, 97, '报') + ring(486) + words(502, 97, '人'));
    expect(
      await answerRead(
        image,
        reading(() => '填报〇人'),
      ),
    ).toBe('填报〇人');
  });

  it('takes @ before the name of an account for what it is', async () => {
    const ring = '<circle cx="420" cy="86" r="13" fill="none" stroke="#111" stroke-width="2"/>';
    const image = await answered(`${ring}<circle cx="420" cy="86" r="6"/>${words(440, 97, '新浪')}`);
    expect(
      await answerRead(
        image,
        reading(() => '@新浪'),
      ),
    ).toBe('@新浪');
  });
});
