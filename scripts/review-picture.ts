/**
 * `npm run docs:picture`: draws docs/review.png, the review page on a filing that never existed, printed, sealed and
 * scanned by the generator of the tests. Needs Chromium.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { openForReading } from '../src/load/open.js';
import { serveReview } from '../src/review/server.js';
import { importInto } from '../tests/review/review-database.js';
import { scanFiling } from '../tests/simulate/scan/filings.js';
import { openBrowser } from '../tests/simulate/scan/sheet.js';

const PICTURE = fileURLToPath(new URL('../docs/review.png', import.meta.url));
const WINDOW = { width: 1280, height: 800 };
/** A first page with a seal, and values of which some do not fit each other. */
const SEED = 3;
/** A field to show beside its place in the scan: more columns opened than there are. */
const SHOWN = 'special_columns.opened';

/** Whether pdf.js has put print on the page with the marked place. */
const IS_DRAWN = `(() => {
  const canvas = document.querySelector('.box.marked')?.closest('.page').querySelector('canvas');
  if (!canvas || canvas.width === 0) return false;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, at) => at % 4 === 0 && value < 100 && data[at + 3] > 0);
})()`;

async function draw(browser: Browser, database: string): Promise<Buffer> {
  const review = await serveReview({
    database,
    port: 0,
    reviewer: '李伟',
    language: 'en',
    now: () => new Date().toISOString(),
  });
  const db = openForReading(database);
  const report = db.prepare('SELECT id FROM reports').pluck().get();
  db.close();
  const page = await browser.newPage({ viewport: WINDOW });
  await page.goto(`${review.address}filing/${report}?field=${SHOWN}+year`);
  // The debugger evaluates it: the page's own content policy lets nothing of the kind run.
  while (!(await page.evaluate<boolean>(IS_DRAWN))) await page.waitForTimeout(100);
  const picture = await page.screenshot();
  await page.close();
  await review.close();
  return picture;
}

const folder = mkdtempSync(join(tmpdir(), 'nianbao-picture-'));
const browser = await openBrowser();
const { file, bytes } = await scanFiling(browser, 'any', SEED);
writeFileSync(join(folder, file), bytes);
const database = join(folder, 'reports.sqlite');
await importInto(database, [join(folder, file)]);
const picture = await draw(browser, database);
await sharp(picture).png({ palette: true, quality: 60, effort: 10 }).toFile(PICTURE);
await browser.close();
rmSync(folder, { recursive: true });
