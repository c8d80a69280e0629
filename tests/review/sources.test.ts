/** The left side of a filing in a real browser: pages drawn with boxes, tables as they were read, either side jumping. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/load/open.js';
import { openPage, useBrowser, useReview } from './page.js';
import { importInto } from './review-database.js';

const FILES = ['form.pdf', 'scan.tif', 'form.docx', 'form.html', 'form.txt', 'gone.xlsx'];

const browser = useBrowser();
const served = useReview(async (folder, database) => {
  const sample = (adapter: string) =>
    `tests/formats/${adapter}/input.${adapter === 'image' ? 'png' : adapter}`;
  copyFileSync(sample('pdf'), join(folder, 'form.pdf'));
  copyFileSync(sample('docx'), join(folder, 'form.docx'));
  copyFileSync(sample('html'), join(folder, 'form.html'));
  copyFileSync(sample('xlsx'), join(folder, 'gone.xlsx'));
  copyFileSync('corpus/003_0a60332abacfaad1.txt', join(folder, 'form.txt'));
  // Browsers show no TIFF: the page has to be made into one that they do.
  writeFileSync(
    join(folder, 'scan.tif'),
    await sharp(readFileSync(sample('image')))
      .tiff()
      .toBuffer(),
  );
  await importInto(
    database,
    FILES.map((name) => join(folder, name)),
  );
  rmSync(join(folder, 'gone.xlsx'));
});
const address = () => served().review.address;

interface Placed {
  readonly reportId: number;
  readonly indicator: string;
  readonly raw: string;
}

/** Two fields of a file, each with a place and a text of its own. */
function fieldsOf(file: string): [Placed, Placed] {
  const db = openDatabase(served().database);
  const rows = db
    .prepare(
      `SELECT f.report_id AS reportId, f.indicator, f.raw FROM fields f
       JOIN reports r ON r.id = f.report_id JOIN documents d ON d.id = r.document_id
       WHERE d.path LIKE '%/' || ? AND f.status = 'reported' AND f.indicator IN ('site.name', 'publishing.total')
       ORDER BY f.indicator DESC`,
    )
    .all(file) as Placed[];
  db.close();
  const [first, second] = rows;
  if (!first || !second) throw new Error(`${file}: not read`);
  return [first, second];
}

async function open(file: string): Promise<{ page: Page; troubles: string[]; fields: [Placed, Placed] }> {
  const fields = fieldsOf(file);
  const { page, troubles } = await openPage(browser(), address());
  const [{ reportId, indicator }] = fields;
  await page.goto(`${address()}filing/${reportId}?field=${encodeURIComponent(`${indicator} year`)}`);
  await page.waitForSelector('.source .marked');
  return { page, troubles, fields };
}

const selected = (page: Page) => page.locator('.field.selected').getAttribute('data-slot');

const showAll = (page: Page) => page.keyboard.press('a');

/** Whether the marked box lies in what is seen of the source. */
const MARK_IN_SIGHT = `(() => {
  const mark = document.querySelector('.source .marked').getBoundingClientRect();
  const pane = document.querySelector('.source').getBoundingClientRect();
  return mark.width > 4 && mark.height > 4 && mark.top >= pane.top && mark.bottom <= pane.bottom;
})()`;

/** Dark pixels under the marked box: a page that is drawn has print there. */
const INK_UNDER_MARK = `(async () => {
  const mark = document.querySelector('.source .box.marked');
  const page = mark.closest('.page');
  const drawn = page.querySelector('canvas, img');
  if (drawn.decode) await drawn.decode();
  const width = drawn.naturalWidth ?? drawn.width;
  const height = drawn.naturalHeight ?? drawn.height;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  context.drawImage(drawn, 0, 0);
  const share = (style) => parseFloat(mark.style[style]) / 100;
  const box = [share('left') * width, share('top') * height, share('width') * width, share('height') * height];
  const { data } = context.getImageData(...box.map(Math.round));
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0 && data[at] < 128) dark += 1;
  return dark;
})()`;

describe('pages', () => {
  it.each(['form.pdf', 'scan.tif'])('of %s are drawn, with the value’s place marked', async (file) => {
    const { page, troubles, fields } = await open(file);
    await expect.poll(() => page.evaluate<number>(INK_UNDER_MARK)).toBeGreaterThan(20);
    expect(await page.evaluate(MARK_IN_SIGHT)).toBe(true);
    await showAll(page);
    // From the list to the page …
    await page.locator(`[data-slot="${fields[1].indicator} year"]`).click();
    await expect.poll(() => page.evaluate(MARK_IN_SIGHT)).toBe(true);
    expect(await page.evaluate<number>(INK_UNDER_MARK)).toBeGreaterThan(5);
    // … and from the page to the list.
    const other = page.locator('.box:not(.marked)').first();
    await other.click();
    expect(await selected(page)).not.toBe(`${fields[1].indicator} year`);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('grow and shrink with the boxes on them', async () => {
    const { page } = await open('form.pdf');
    const width = async () => (await page.locator('.box.marked').boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(before * 1.2);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await expect.poll(width).toBeLessThan(before);
    await page.close();
  });
});

describe('tables as they were read', () => {
  it.each(['form.docx', 'form.html', 'form.txt'])('of %s show the cell', async (file) => {
    const { page, troubles, fields } = await open(file);
    const marked = async () => ((await page.locator('.source .marked').textContent()) ?? '').trim();
    expect(await marked()).toContain(fields[0].raw.trim());
    await showAll(page);
    await page.locator(`[data-slot="${fields[1].indicator} year"]`).click();
    expect(await marked()).toContain(fields[1].raw.trim());
    expect(await page.evaluate(MARK_IN_SIGHT)).toBe(true);
    await page.locator('td.pickable', { hasText: fields[0].raw.trim() }).first().click();
    expect(await selected(page)).toBe(`${fields[0].indicator} year`);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('are rebuilt from the database where the file is gone', async () => {
    const { page, fields } = await open('gone.xlsx');
    expect(await page.locator('.note.warning').textContent()).toContain('原文件已不在原处');
    expect(await page.locator('tr.marked').textContent()).toContain(fields[0].raw.trim());
    await page.close();
  });
});
