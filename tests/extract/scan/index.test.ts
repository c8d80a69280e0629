import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { PageImage } from '../../../src/extract/page-image.js';
import { readPageAfresh, readPageImage } from '../../../src/extract/scan/index.js';
import { drawForm, FRESH, rendered, shown } from './draw.js';

async function valuesOf(image: PageImage): Promise<string[]> {
  const { blocks } = await readPageImage(image, FRESH);
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.cells.filter(({ column }) => column === 1).map(({ content }) => shown(content))
      : [],
  );
}

const LABELS = [
  '网站名称',
  '首页网址',
  '主办单位',
  '信息发布总数',
  '维护数量',
  '新开设数量',
  '注册用户数',
  '收到留言数量',
  '办结留言数量',
  '公开答复数量',
];

function rowsOf(values: readonly string[]): [string, string][] {
  return values.map((value, i) => [LABELS[i % LABELS.length] ?? '', value]);
}

describe('reading a picture of a form', () => {
  it.each(['Noto Serif CJK SC', 'WenQuanYi Zen Hei', 'AR PL UMing CN'])(
    'reads every lone digit in %s',
    async (font) => {
      const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
      expect(await valuesOf(await drawForm(rowsOf(digits), { font }))).toEqual(digits);
    },
    60_000,
  );

  it('reads points, separators, signs, a lone dash and an empty cell', async () => {
    const values = ['3.5', '0.5', '98.6%', '1,234,567', '55', '11', '—', '', '100%', '3.5天'];
    expect(await valuesOf(await drawForm(rowsOf(values)))).toEqual(values);
  });

  it('tells a slash for "none" and a line to write on from dashes', async () => {
    const values = ['／', '/', '——', '____', '-', '7'];
    expect(await valuesOf(await drawForm(rowsOf(values)))).toEqual(['/', '/', '—', '____', '-', '7']);
  });

  it('reads dashes in a row as such, whatever a recogniser makes of the breaks between them', async () => {
    const dashes = '<path d="M408 86 h17 m2 0 h17 m2 0 h17 m2 0 h17" stroke="#000" stroke-width="2"/>';
    const image = await drawForm([['是否发布', '']], {}, dashes);
    const decoded = { text: '—1', score: 0.97, least: 0.97, characters: [] };
    const misreading = { name: 'misreading', read: async () => ({ ...decoded, digits: decoded }) };
    const { page } = await readPageAfresh(image, FRESH, misreading);
    const last = page.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : [])).at(-1);
    expect(shown(last?.content ?? [])).toBe('————');
  });

  it('reads a number that lacks a figure again by itself', async () => {
    const image = await drawForm(rowsOf(['60']));
    const of = (text: string) => {
      const characters = [...text].map((char, i) => ({ char, score: 0.97, position: i }));
      const decoded = { text, score: 0.97, least: 0.97, characters };
      return { ...decoded, digits: decoded };
    };
    const disturbed = { name: 'disturbed', read: async () => of('0'), readInFull: async () => of('60') };
    const { page } = await readPageAfresh(image, FRESH, disturbed);
    const last = page.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : [])).at(-1);
    expect(shown(last?.content ?? [])).toBe('60');
  });

  it('reads a name in full where a quotation mark lacks the other of its pair', async () => {
    const image = await drawForm(rowsOf(['“一网通办”平台']));
    const of = (text: string) => {
      const places = text.includes('”') ? [1, 4, 9, 14, 19, 22, 25, 30] : [1, 4, 9, 14, 19, 25, 30];
      const characters = [...text].map((char, i) => ({ char, score: 0.97, position: places[i] ?? 0 }));
      const decoded = { text, score: 0.97, least: 0.97, characters };
      return { ...decoded, digits: decoded, squeezed: !text.includes('”') };
    };
    const lossy = {
      name: 'lossy',
      read: async () => of('“一网通办平台'),
      readInFull: async () => of('“一网通办”平台'),
    };
    const { page } = await readPageAfresh(image, FRESH, lossy);
    const last = page.blocks.flatMap((block) => (block.kind === 'table' ? block.cells : [])).at(-1);
    expect(shown(last?.content ?? [])).toBe('“一网通办”平台');
  });

  it('leaves out the rest of a rule above a name', async () => {
    const rule = '<path d="M420 68 h14" stroke="#000" stroke-width="2"/>';
    const image = await drawForm([['网站名称', '桂林市人民政府']], { row: 80 }, rule);
    expect(await valuesOf(image)).toEqual(['桂林市人民政府']);
  });

  it('puts what stands beside a table before it, so that the signatures below follow it', async () => {
    const word = (x: number, y: number, text: string) =>
      `<text x="${x}" y="${y}" font-family="Noto Serif CJK SC" font-size="29">${text}</text>`;
    const beside = word(818, 200, '页') + word(70, 370, '填报人：何俊');
    const { blocks } = await readPageImage(
      await drawForm(rowsOf(['16965', '12', '3', '7', '5']), {}, beside),
      FRESH,
    );
    const texts = blocks.map((block) => (block.kind === 'table' ? 'table' : shown(block.content)));
    expect(texts).toEqual(['页', 'table', '填报人：何俊']);
  });

  it('takes a line to write on that is drawn in pieces for what it is', async () => {
    const pieces = '<path d="M408 97 h14 m3 0 h14 m3 0 h14 m3 0 h14" stroke="#000" stroke-width="2"/>';
    expect(await valuesOf(await drawForm([['收到留言数量', '']], {}, pieces))).toEqual(['____']);
  });

  it('reads a page of a fax: black and white only', async () => {
    const values = ['洞口县人民政府', '16965', '3.5', '0', '—', '1'];
    const { data, ...image } = await drawForm(rowsOf(values));
    const black = Uint8Array.from(data, (value) => (value < 150 ? 0 : 255));
    expect(await valuesOf({ ...image, data: black })).toEqual(values);
  });

  it('reads a screenshot taller than any page', async () => {
    const values = Array.from({ length: 70 }, (_, n) => String(n * 37));
    const image = await drawForm(rowsOf(values));
    expect(image.height / image.width).toBeGreaterThan(4);
    expect(await valuesOf(image)).toEqual(values);
  });

  it('says which cells the edge of the picture cuts off', async () => {
    const { width, height, data, ...image } = await drawForm(rowsOf(['16965', '12089', '78', '5']));
    // The right half of the value column is missing.
    const kept = width - 390;
    const cut = Buffer.concat(
      Array.from({ length: height }, (_, y) =>
        Buffer.from(data.subarray(y * width * 3, (y * width + kept) * 3)),
      ),
    );
    const { blocks } = await readPageImage({ ...image, width: kept, height, data: cut }, FRESH);
    const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
    const values = cells.filter(({ content }) => /\d/u.test(shown(content)));
    expect(values.every(({ flaws }) => flaws?.includes('cut-off'))).toBe(true);
  });

  it('reads marks as states and leaves their glyphs out of the text', async () => {
    const image = await drawForm([
      ['是否发布', '☑是 　　□否'],
      ['是否使用', '□是 　　☑否'],
      ['是否提供', '√是 　　□否'],
      ['是否建立', '■是 　　□否'],
      ['网站类型', '□部门网站 　□专项网站'],
      ['是否开展', '是□ 　　否☑'],
    ]);
    expect(await valuesOf(image)).toEqual([
      '[x]是 [ ]否',
      '[ ]是 [x]否',
      '[x]是 [ ]否',
      '[x]是 [ ]否',
      '[ ]部门网站 [ ]专项网站',
      '是[ ] 否[x]',
    ]);
  });

  it.each(['AR PL UKai CN', 'AR PL UMing CN'])('reads rings one pixel thin in %s', async (font) => {
    const rows = ['●是 　　○否', '○是 　　●否', '○部门网站 　●专项网站'];
    const read = ['[x]是 [ ]否', '[ ]是 [x]否', '[ ]部门网站 [x]专项网站'];
    expect(await valuesOf(await drawForm(rowsOf(rows), { font }))).toEqual(read);
  });

  it.each([
    [
      'a tick drawn by hand beyond its box',
      '<path d="M408 80 L418 94 Q424 76 442 62" fill="none" stroke="#223" stroke-width="4" stroke-linecap="round"/>',
    ],
    [
      'a box that a pen has filled, badly',
      '<path d="M407 76 L430 77 L409 81 L432 84 L406 88 L431 90 L408 94 L429 96" fill="none" stroke="#111" stroke-width="3.4"/>',
    ],
  ])('reads %s', async (_, pen) => {
    const rows = [
      ['是否发布', '□是 　　□否'],
      ['注册用户数', '12'],
    ] as const;
    expect(await valuesOf(await drawForm(rows, {}, pen))).toEqual(['[x]是 [ ]否', '12']);
  });

  it('reads the one box of a line with a tick drawn far through its left side', async () => {
    const pen =
      '<path d="M490 73 h26 v26 h-26 z M465 82 L475 95 Q480 76 502 66" fill="none" stroke="#223" stroke-width="2.4"/>';
    const image = await drawForm([['创新发展', '网　　　其他']], {}, pen);
    expect(await valuesOf(image)).toEqual(['网 [x]其他']);
  });

  it('reads small boxes with crosses in them, and takes no character for one', async () => {
    const image = await drawForm(
      [
        ['是否发布', '☒是 　　□否'],
        ['是否使用', '□是 　　☒否'],
        ['保护等级', '☒二级 　□三级 　□未定级'],
        ['网站类型', '□国家部门网站 　☒园区专项网站'],
      ],
      { font: 'WenQuanYi Zen Hei', size: 25 },
    );
    expect(await valuesOf(image)).toEqual([
      '[x]是 [ ]否',
      '[ ]是 [x]否',
      '[x]二级 [ ]三级 [ ]未定级',
      '[ ]国家部门网站 [x]园区专项网站',
    ]);
  });

  it('tells ticks written before words from boxes that are ticked', async () => {
    const image = await drawForm([['是否发布', '√是 　　否']]);
    const { blocks } = await readPageImage(image, FRESH);
    const pieces = blocks.flatMap((block) => (block.kind === 'table' ? block.cells : [])).at(-1)?.content;
    expect(pieces?.[0]).toMatchObject({ kind: 'mark', state: 'checked', glyph: '√' });
  });

  it('reads check boxes as a browser paints them', async () => {
    const painted = (x: number, y: number) =>
      `<rect x="${x}" y="${y}" width="22" height="22" rx="3" fill="#0075ff"/><path d="M${x + 5} ${y + 11} l4 5 l8 -10" fill="none" stroke="#fff" stroke-width="3"/>`;
    const empty = (x: number, y: number) =>
      `<rect x="${x + 1}" y="${y + 1}" width="20" height="20" rx="3" fill="#fff" stroke="#767676" stroke-width="2"/>`;
    const image = await drawForm(
      [['是否发布', '　是　　　　否']],
      {},
      painted(408, 76) + empty(408 + 5 * 29 - 3, 76),
    );
    expect(await valuesOf(image)).toEqual(['[x]是 [ ]否']);
  });

  it('takes 国, 回, 口, 日 and 〇 in text for what they are', async () => {
    const values = ['国家税务总局', '回应公众关注', '口岸办公室', '中国日报', '二〇二〇年'];
    expect(await valuesOf(await drawForm(rowsOf(values)))).toEqual(values);
  });

  it.each(['AR PL UKai CN', 'Noto Sans CJK SC'])(
    'takes 回 at the start of a label for a character in %s',
    async (font) => {
      const words = ['回应公众关注热点', '解读回应', '答复回访数量'];
      const image = await drawForm(rowsOf(words), { font });
      // As a scanner of middling quality leaves it.
      const soft = await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
        .blur(0.7)
        .jpeg({ quality: 60 })
        .toBuffer();
      const { data } = await sharp(soft).raw().toBuffer({ resolveWithObject: true });
      expect(await valuesOf({ ...image, data })).toEqual(words);
    },
  );

  it.each([90, 180, 270, 2, -3])(
    'reads a page that lies at %i degrees',
    async (rotate) => {
      const values = ['洞口县人民政府', 'www.dongkou.gov.cn', '洞口县人民政府办公室', '16965', '7', '3'];
      expect(await valuesOf(await drawForm(rowsOf(values), { rotate }))).toEqual(values);
    },
    60_000,
  );

  it('reads under a red seal, and says where it stood', async () => {
    const seal =
      '<g fill="none" stroke="#d02020" stroke-opacity="0.8"><circle cx="480" cy="150" r="70" stroke-width="7"/><circle cx="480" cy="150" r="20" stroke-width="12"/></g>';
    const image = await drawForm(rowsOf(['洞口县人民政府', '16965', '12089', '78']), {}, seal);
    const { blocks } = await readPageImage(image, FRESH);
    const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
    expect(cells.filter(({ column }) => column === 1).map(({ content }) => shown(content))).toEqual([
      '洞口县人民政府',
      '16965',
      '12089',
      '78',
    ]);
    expect(cells.filter(({ flaws }) => flaws?.includes('stamp')).length).toBeGreaterThan(0);
  });

  it('gives boxes in pixels of the picture that came', async () => {
    const { blocks } = await readPageImage(
      await drawForm(
        [
          ['维护数量', '1234'],
          ['新开设数量', '5'],
        ],
        { rotate: 90 },
      ),
      FRESH,
    );
    const cell = blocks
      .flatMap((block) => (block.kind === 'table' ? block.cells : []))
      .find(({ content }) => shown(content) === '1234');
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = cell?.origin.boxes[0] ?? [];
    // Turned clockwise, the first row stands at the right edge and runs downwards.
    expect(x1 - x0).toBeLessThan(y1 - y0);
    expect(x0).toBeGreaterThan(110);
  });

  it('finds no form in a blank page and in a picture of none', async () => {
    expect((await readPageImage(await rendered(800, 600, ''), FRESH)).blocks).toEqual([]);
    const photo =
      '<defs><radialGradient id="g"><stop offset="0" stop-color="#fa0"/><stop offset="1" stop-color="#036"/></radialGradient></defs><rect width="800" height="600" fill="url(#g)"/><circle cx="300" cy="300" r="120" fill="#fff"/>';
    const { blocks } = await readPageImage(await rendered(800, 600, photo), FRESH);
    expect(blocks.filter(({ kind }) => kind === 'table')).toEqual([]);
  });

  it('keeps a reading by its pixels, and reads afresh where the file is damaged', async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), 'reading-cache-'));
    try {
      const image = await drawForm([
        ['维护数量', '7'],
        ['新开设数量', '3'],
      ]);
      const first = await readPageImage(image, { ...FRESH, cacheDir });
      const [file = ''] = await readdir(cacheDir);
      expect(await readPageImage(image, { ...FRESH, cacheDir })).toEqual(first);
      await writeFile(join(cacheDir, file), '{"blocks": 1');
      expect(await readPageImage(image, { ...FRESH, cacheDir })).toEqual(first);
      expect(await readdir(cacheDir)).toEqual([file]);
    } finally {
      await rm(cacheDir, { recursive: true });
    }
  });
});
