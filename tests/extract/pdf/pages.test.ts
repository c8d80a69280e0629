import { describe, expect, it } from 'vitest';
import { ExtractionError, LimitExceeded } from '../../../src/errors.js';
import { openPdf } from '../../../src/extract/pdf/open.js';
import { readPage, toPagePoints } from '../../../src/extract/pdf/read-pages.js';
import { coded, gridLines, makePdf, type PageSpec, type PdfSpec, text } from './make-pdf.js';
import { OPTIONS, readBytes, written } from './read-pdf.js';

async function firstPage(spec: PdfSpec) {
  const document = await openPdf(makePdf(spec), OPTIONS.limits);
  try {
    return await readPage(document, 1, OPTIONS);
  } finally {
    await document.loadingTask.destroy();
  }
}

/** A page picture with a black left half. */
function scan(bits: 1 | 8, colours: 1 | 3): NonNullable<PageSpec['image']> {
  const [width, height] = [40, 56];
  const row =
    bits === 1
      ? [0, 0, 0x0f, 0xff, 0xff]
      : Array.from({ length: width * colours }, (_, i) => (i < 20 * colours ? 0 : 255));
  return {
    width,
    height,
    bits,
    colours,
    data: Uint8Array.from(Array.from({ length: height }, () => row).flat()),
  };
}
const shown = 'q 500 0 0 700 40 80 cm /I0 Do Q';

describe('pages that must be read as pictures', () => {
  it.each([
    [1, 1, 1],
    [8, 1, 3],
    [8, 3, 3],
  ] as const)(
    'takes the scan itself out of the page (%i bit, %i colours)',
    async (bits, colours, channels) => {
      const read = await firstPage({ pages: [{ content: shown, image: scan(bits, colours) }] });
      if (read.kind !== 'picture') throw new Error(read.kind);
      const { image, left, top } = read.picture;
      expect(read.why).toBe('scan');
      expect([image.width, image.height, image.page]).toEqual([40, 56, 1]);
      expect(image.toPoints).toBeCloseTo(500 / 40);
      expect([left, top]).toEqual([40, 62]);
      expect(image.data[19 * image.channels]).toBe(0);
      expect(image.data[20 * image.channels]).toBe(255);
      expect(image.channels).toBeLessThanOrEqual(channels === 1 ? 1 : 4);
    },
  );

  it('renders a page whose scan lies on its side or is cut into strips', async () => {
    const turned = await firstPage({
      pages: [{ content: 'q 0 700 -500 0 540 80 cm /I0 Do Q', image: scan(8, 1) }],
    });
    const strips = 'q 500 0 0 350 40 430 cm /I0 Do Q q 500 0 0 350 40 80 cm /I0 Do Q';
    const cut = await firstPage({ pages: [{ content: strips, image: scan(8, 1) }] });
    for (const read of [turned, cut]) {
      if (read.kind !== 'picture') throw new Error(read.kind);
      expect(read.picture.image.dpi).toBeCloseTo(200);
      expect([read.picture.image.width, read.picture.image.height]).toEqual([1653, 2339]);
    }
  });

  it('reads the picture where the text over it is invisible, and the text where it is not', async () => {
    const words = text(60, 700, '政府网站工作年度报表政府网站工作年度报表政府网站工作年度报表');
    const hidden = `${shown}\n3 Tr ${words}`;
    expect((await firstPage({ pages: [{ content: hidden, image: scan(8, 1) }] })).kind).toBe('picture');
    expect((await firstPage({ pages: [{ content: `${shown}\n${words}`, image: scan(8, 1) }] })).kind).toBe(
      'text',
    );
  });

  it.each([
    ['private-use characters', Array.from({ length: 40 }, (_, i) => String.fromCharCode(0xe100 + i))],
    ['rare characters', Array.from({ length: 40 }, (_, i) => String.fromCharCode(0x9a00 + i * 3))],
    ['accented letters', Array.from({ length: 40 }, (_, i) => String.fromCharCode(0xc0 + i))],
    ['no map at all', null],
  ])('does not believe text of %s', async (_, map) => {
    const codes = Array.from({ length: 40 }, (_, i) => i + 1);
    const read = await firstPage({ pages: [{ content: coded(60, 700, codes) }], map });
    expect(read).toMatchObject({ kind: 'picture', why: 'illegible' });
  });

  it('gives boxes of the picture in points of the page', () => {
    const origin = { page: 1, boxes: [[10, 20, 30, 40] as const], table: null, row: null, column: null };
    const image = {
      width: 1,
      height: 1,
      channels: 1,
      data: new Uint8Array(1),
      dpi: 144,
      page: 1,
      toPoints: 0.5,
    } as const;
    const [block] = toPagePoints([{ kind: 'paragraph', content: [], origin }], {
      image,
      left: 100,
      top: 200,
    });
    expect(block).toMatchObject({ origin: { boxes: [[105, 210, 115, 220]] } });
  });
});

describe('files that do not open', () => {
  const spec: PdfSpec = {
    pages: [
      {
        content: [gridLines([50, 150, 300], [700, 720]), text(60, 706, '总数'), text(160, 706, '12')].join(
          '\n',
        ),
      },
    ],
  };
  const codeOf = (bytes: Uint8Array) =>
    readBytes(bytes).then(
      () => 'read',
      (error: unknown) => (error instanceof ExtractionError ? error.code : String(error)),
    );

  it('asks for a file without a password, and reads one that only forbids changes', async () => {
    expect(await codeOf(makePdf({ ...spec, encrypt: 'user' }))).toBe('encrypted');
    expect(written((await readBytes(makePdf({ ...spec, encrypt: 'owner' }))).blocks)).toEqual(['总数 | 12']);
  });

  it('refuses files that are cut short anywhere, or no PDF behind their first bytes', async () => {
    const whole = makePdf(spec);
    for (const share of [0.1, 0.5, 0.9, 0.97]) {
      expect(await codeOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe('corrupt-input');
    }
    expect(await codeOf(Buffer.from('%PDF-1.7\nnothing of the kind'))).toBe('corrupt-input');
  });

  it('refuses more pages than the limit', async () => {
    const pages = Array.from({ length: OPTIONS.limits.pdfPages + 1 }, () => ({ content: '' }));
    const read = readBytes(makePdf({ pages }));
    await expect(read).rejects.toThrow(LimitExceeded);
    await expect(read).rejects.toMatchObject({ code: 'limit.pdf-pages' });
  });

  it('refuses more cells than the limit before it joins them', async () => {
    const column = Array.from({ length: 16_000 }, (_, row) => text(50, 800 - row / 25, '甲', 4));
    const read = readBytes(makePdf({ pages: [{ content: column.join('\n') }] }));
    await expect(read).rejects.toMatchObject({ code: 'limit.cells' });
  });

  it('reads the bytes that it is given twice', async () => {
    const bytes = makePdf(spec);
    expect(await codeOf(bytes)).toBe('read');
    expect(await codeOf(bytes)).toBe('read');
  });
});
