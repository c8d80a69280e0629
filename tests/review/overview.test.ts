/** The overview in a real browser: its pictures say what the database says, and a leap leads to its filing. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, openForReading } from '../../src/load/open.js';
import { openPage, useBrowser, useReview } from './page.js';
import { seedDatabase } from './review-database.js';

const REPORTS = 48;
const browser = useBrowser();
const served = useReview((_, database) => seedDatabase(database, { reports: REPORTS, doubtful: 0.1 }));

let page: Page;
let troubles: string[];

beforeEach(async () => {
  const { address } = served().review;
  ({ page, troubles } = await openPage(browser(), address, { language: 'en' }));
  await page.goto(`${address}overview`);
  await page.waitForSelector('.figure.wide svg');
});

afterEach(async () => {
  expect(troubles).toEqual([]);
  await page.close();
});

function stored<T>(read: (db: Connection) => T): T {
  const db = openForReading(served().database);
  const result = read(db);
  db.close();
  return result;
}
const counted = (sql: string) => stored((db) => Number(db.prepare(sql).pluck().get()));

const numberOf = (text: string | null) => Number((text ?? '').replaceAll(',', ''));

/** The table under a picture: rows of texts. */
async function tableUnder(title: string): Promise<string[][]> {
  const figure = page.locator('.figure', { has: page.getByRole('heading', { name: title, exact: true }) });
  await figure.locator('summary').click();
  const rows = await figure.locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('td').allTextContents()));
}

const sumOf = (rows: readonly string[][]) => rows.reduce((sum, row) => sum + numberOf(row.at(-1) ?? ''), 0);

describe('the overview', () => {
  it('counts reports, sites, fields and what is doubtful', async () => {
    const tiles = await page.locator('.tile b').allTextContents();
    const { doubtful } = (
      (await (await fetch(`${served().review.address}api/queue?limit=1`)).json()) as {
        progress: { doubtful: number };
      }
    ).progress;
    expect(tiles.slice(0, 4).map(numberOf)).toEqual([
      REPORTS,
      counted('SELECT count(DISTINCT site_code) FROM reports'),
      counted('SELECT count(*) FROM fields'),
      doubtful,
    ]);
    expect(doubtful).toBeGreaterThan(100);
  });

  it('draws each picture from numbers that stand in the table under it', async () => {
    const filings = await tableUnder('Filings by year and region');
    expect(sumOf(filings)).toBe(REPORTS);
    expect(new Set(filings.map(([, province]) => province))).toEqual(
      new Set(['Guangxi', 'Hunan', 'Guangdong']),
    );
    expect(sumOf(await tableUnder('Fields by status and confidence'))).toBe(
      counted('SELECT count(*) FROM fields'),
    );
    expect(await tableUnder('Most frequent findings')).toEqual([
      [
        'Publishing total differs from its parts',
        'Warning',
        String(counted('SELECT count(*) FROM findings')),
      ],
    ]);
    const reliability = await tableUnder('How true the confidence is');
    expect(sumOf(reliability)).toBe(counted('SELECT sum(n) FROM calibration'));
    expect(await page.locator('.figure svg').count()).toBe(5);
  });

  it('shows leaps, each of which leads to its filing from the picture and from the table', async () => {
    const leaps = counted(`
      SELECT count(*) FROM year_over_year WHERE indicator = 'traffic.page_views'
        AND (max(value, previous_value) >= 10 * min(value, previous_value))`);
    expect(leaps).toBeGreaterThan(1);
    expect(await page.locator('.leap-choice').textContent()).toContain(`${leaps} leaps`);
    const rows = await tableUnder('Leaps from year to year');
    expect(rows).toHaveLength(leaps);
    await page.locator('.figure.wide tbody a').first().click();
    await page.waitForSelector('.field.selected');
    expect(await page.locator('.field.selected').getAttribute('data-slot')).toBe('traffic.page_views year');
    await page.goBack();
    await page.waitForSelector('.leap-dots circle');
    await page.locator('.leap-dots circle').last().dispatchEvent('click');
    await page.waitForSelector('.field.selected');
    expect(page.url()).toMatch(/\/filing\/\d+\?field=traffic\.page_views/);
  });
});
