/** The whole round in a real browser: from the queue to the corrected value in SQLite. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGolden } from '../../src/golden/run.js';
import { openDatabase } from '../../src/load/open.js';
import { goldenFromReviews } from '../../src/review/golden-from-reviews.js';
import type { RunningReview } from '../../src/review/server.js';
import { NOW, openPage, startReview, useBrowser } from './page.js';
import { importInto, temporaryFolder, writeForm } from './review-database.js';

/** Numbers of the form, made doubtful. */
const DOUBTFUL = [
  'traffic.unique_visitors',
  'traffic.page_views',
  'publishing.total',
  'publishing.overview_updates',
  'special_columns.maintained',
  'special_columns.opened',
  'services.registered_users',
  'services.items',
  'messages.received',
  'messages.closed',
];

const browser = useBrowser();
let folder: string;
let database: string;
let review: RunningReview;

async function serveForm(doubtful: readonly string[]): Promise<void> {
  folder = temporaryFolder();
  database = join(folder, 'reports.sqlite');
  await importInto(database, [writeForm(join(folder, 'form.html'))]);
  makeDoubtful(doubtful);
  review = await startReview(database);
}

function makeDoubtful(indicators: readonly string[]): void {
  const db = openDatabase(database);
  // What this form leaves out is not what the tests are about.
  db.exec('UPDATE fields SET confidence = 1; DELETE FROM findings;');
  const lower = db.prepare('UPDATE fields SET confidence = 0.5 WHERE indicator = ?');
  for (const indicator of indicators) expect(lower.run(indicator).changes).toBe(1);
  db.close();
}

afterEach(async () => {
  await review.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Reviewed {
  indicator: string;
  decision: string;
  status: string;
  value: number | string | null;
  extracted: number | string | null;
  note: string | null;
  reviewer: string;
  decided_at: string;
}

function reviews(): Reviewed[] {
  const db = openDatabase(database);
  const rows = db
    .prepare(
      `SELECT indicator, decision, status, coalesce(value_number, value_text) AS value,
              coalesce(extracted_value_number, extracted_value_text) AS extracted, note, reviewer, decided_at
       FROM reviews ORDER BY id`,
    )
    .all() as Reviewed[];
  db.close();
  return rows;
}

/** Decisions are stored behind the keys. */
async function reviewsAfter(count: number): Promise<Reviewed[]> {
  await expect.poll(() => reviews().length).toBe(count);
  return reviews();
}

async function openFirst(page: Page): Promise<void> {
  await page.goto(review.address);
  await page.waitForSelector('tr.selected');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.field.selected');
}

describe('a filing with ten doubtful fields', () => {
  beforeEach(() => serveForm(DOUBTFUL));

  it('is reviewed with ten keys and no mouse', async () => {
    const { page, troubles, foreign } = await openPage(browser(), review.address);
    await openFirst(page);
    for (let key = 0; key < DOUBTFUL.length; key += 1) await page.keyboard.press('Enter');
    await page.waitForSelector('.done');
    const stored = await reviewsAfter(DOUBTFUL.length);
    expect(stored.map(({ indicator }) => indicator).sort()).toEqual([...DOUBTFUL].sort());
    expect(new Set(stored.map(({ decision }) => decision))).toEqual(new Set(['confirmed']));
    expect(stored[0]).toMatchObject({ reviewer: '李伟', decided_at: NOW });
    expect(troubles).toEqual([]);
    expect(foreign).toEqual([]);
    await page.close();
  });

  it('becomes a golden file once nothing waits', async () => {
    const { page } = await openPage(browser(), review.address);
    await openFirst(page);
    const out = join(folder, 'golden');
    const db = openDatabase(database);
    const write = (everyField = false) => goldenFromReviews({ db, database, out, everyField });
    for (let key = 1; key < DOUBTFUL.length; key += 1) await page.keyboard.press('Enter');
    await reviewsAfter(DOUBTFUL.length - 1);
    expect(await write()).toMatchObject({ written: [], passedOver: [{ path: join(folder, 'form.html') }] });
    await page.keyboard.press('e');
    await page.keyboard.type('4711');
    await page.keyboard.press('Enter');
    const last = (await reviewsAfter(DOUBTFUL.length)).at(-1);
    expect(await write(true)).toMatchObject({ written: [] });
    expect(await write()).toMatchObject({ written: [{ decided: 10 }], passedOver: [] });
    const golden = readGolden(join(out, 'form.json'));
    expect(golden.source).toBe('form.html');
    const field = golden.reports[0]?.fields.find(({ key }) => key === last?.indicator);
    expect(field).toMatchObject({ status: 'reported', value: 4711 });
    db.close();
    await page.close();
  });
});

describe('keys', () => {
  beforeEach(() => serveForm(['traffic.unique_visitors', 'traffic.page_views', 'site.type']));

  it('edit with the type’s own input, mark unreadable, undo', async () => {
    const { page } = await openPage(browser(), review.address);
    await page.goto(`${review.address}`);
    await page.waitForSelector('tr.selected');
    await page.locator('tr', { hasText: '独立用户访问总量' }).click();
    await page.waitForSelector('.field.selected');
    await page.keyboard.press('e');
    await page.waitForSelector('.editor input[type=number]');
    await page.keyboard.type('3333');
    await page.keyboard.press('Enter');
    const [edited] = await reviewsAfter(1);
    expect(edited).toMatchObject({
      indicator: 'traffic.unique_visitors',
      decision: 'corrected',
      value: 3333,
      extracted: 3000,
    });
    expect(await page.locator('.field.selected .label').textContent()).toContain('网站总访问量');
    await page.keyboard.press('u');
    const unreadable = (await reviewsAfter(2)).at(-1);
    expect(unreadable).toMatchObject({ status: 'invalid', value: null, note: 'unreadable' });
    await page.keyboard.press('z');
    await reviewsAfter(1);
    expect(await page.locator('.field.selected .label').textContent()).toContain('网站总访问量');
    const db = openDatabase(database);
    const view = db.prepare(
      'SELECT value_number, extracted_value_number, decision FROM fields_reviewed WHERE indicator = ?',
    );
    expect(view.get('traffic.unique_visitors')).toEqual({
      value_number: 3333,
      extracted_value_number: 3000,
      decision: 'corrected',
    });
    expect(view.get('traffic.page_views')).toMatchObject({ value_number: 90000, decision: null });
    db.close();
    await page.close();
  });

  it('refuse a value that is none of the type', async () => {
    const { page } = await openPage(browser(), review.address);
    await openFirst(page);
    await page.keyboard.press('e');
    const select = page.locator('.editor select, .editor input').first();
    await select.waitFor();
    await page.goto(`${review.address}?indicator=traffic.page_views`);
    await page.waitForSelector('tr.selected');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.field.selected');
    await page.keyboard.press('e');
    await page.locator('.editor input').fill('3.5');
    await page.keyboard.press('Enter');
    expect(await page.locator('.editor .error, .editor input:invalid').count()).toBeGreaterThan(0);
    expect(reviews()).toEqual([]);
    await page.close();
  });

  it('choose a rival by its number', async () => {
    const db = openDatabase(database);
    db.exec(`INSERT INTO rivals (report_id, indicator, period, rank, raw, status, value_number, label_raw, relation, score)
      SELECT report_id, indicator, period, 2, '80000', 'reported', 80000, 'x', 'right', 0.4 FROM fields
      WHERE indicator = 'traffic.page_views'`);
    db.close();
    const { page } = await openPage(browser(), review.address);
    await page.goto(`${review.address}?indicator=traffic.page_views`);
    await page.waitForSelector('tr.selected');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.rival');
    await page.keyboard.press('2');
    expect((await reviewsAfter(1))[0]).toMatchObject({ value: 80000, decision: 'corrected' });
    await page.close();
  });

  it('jump between a field and its cell', async () => {
    const { page } = await openPage(browser(), review.address);
    await openFirst(page);
    await page.waitForSelector('td.marked');
    await page.locator('td.pickable', { hasText: '90000' }).click();
    expect(await page.locator('.field.selected .label').textContent()).toContain('网站总访问量');
    expect(await page.locator('td.marked').textContent()).toBe('90000');
    await page.keyboard.press('K');
    expect(await page.locator('td.marked').textContent()).toBe('3000');
    expect(await page.title()).not.toBe('ran');
    await page.close();
  });
});

describe('a decision', () => {
  beforeEach(() => serveForm(['traffic.page_views']));

  async function correctPageViews(): Promise<void> {
    const { page } = await openPage(browser(), review.address);
    await openFirst(page);
    await page.keyboard.press('e');
    await page.keyboard.type('95000');
    await page.keyboard.press('Enter');
    await reviewsAfter(1);
    await page.close();
  }

  const settled = () => {
    const db = openDatabase(database);
    const row = db
      .prepare("SELECT value_number, decision FROM fields_reviewed WHERE indicator = 'traffic.page_views'")
      .get();
    const repeated = db.prepare('SELECT indicator, value_number FROM reviews_to_repeat').all();
    db.close();
    return { row, repeated };
  };

  it('survives a second import of the same file', async () => {
    await correctPageViews();
    await importInto(database, [join(folder, 'form.html')]);
    expect(settled()).toEqual({ row: { value_number: 95000, decision: 'corrected' }, repeated: [] });
  });

  it('is asked again when the file has changed, and kept', async () => {
    await correctPageViews();
    writeForm(join(folder, 'form.html'), { '网站总访问量（单位：次）': '91000' });
    await importInto(database, [join(folder, 'form.html')]);
    expect(settled()).toEqual({
      row: { value_number: 91000, decision: null },
      repeated: [{ indicator: 'traffic.page_views', value_number: 95000 }],
    });
    expect(reviews()).toHaveLength(1);
    await review.close();
    review = await startReview(database);
    const { page } = await openPage(browser(), review.address);
    await page.goto(`${review.address}?kind=repeated`);
    await page.waitForSelector('tr.selected');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.field.selected');
    expect(await page.locator('.facts').textContent()).toContain('95,000');
    await page.keyboard.press('Enter');
    await reviewsAfter(2);
    expect(settled()).toMatchObject({ row: { value_number: 91000, decision: 'confirmed' }, repeated: [] });
    await page.close();
  });
});
